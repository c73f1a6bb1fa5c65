#include "link/cluster.h"

#include <algorithm>
#include <numeric>
#include <thread>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "link/candidates.h"

namespace tadwin::link {
namespace {

constexpr size_t kSample = 6;  // facts of a group that are compared with those of another

struct Edge {
  double points;
  uint32_t first;
  uint32_t second;
  bool same_victim;
  bool binds;  // joins a component whatever else its ends are linked with
};

// What scoring finds of some of the items.
struct Found {
  std::vector<Edge> edges;
  std::vector<std::pair<uint32_t, uint32_t>> set_apart;  // by what one document says of both
};

class UnionFind {
 public:
  explicit UnionFind(size_t size) : parent_(size) {
    std::iota(parent_.begin(), parent_.end(), uint32_t{0});
  }
  uint32_t Find(uint32_t i) {
    while (parent_[i] != i) {
      parent_[i] = parent_[parent_[i]];
      i = parent_[i];
    }
    return i;
  }
  // The smaller root stays.
  void Join(uint32_t a, uint32_t b) {
    a = Find(a);
    b = Find(b);
    if (a != b) parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<uint32_t> parent_;
};

Found ScoreSome(const Scorer& scorer, const Candidates& candidates, const std::vector<Item>& items,
                uint32_t first, uint32_t step, const std::function<bool()>& should_stop) {
  Found found;
  std::vector<uint32_t> partners;
  for (uint32_t i = first; i < items.size(); i += step) {
    if (should_stop && should_stop()) break;
    candidates.Before(i, &partners);
    for (const uint32_t j : partners) {
      const Verdict verdict = scorer.Score(items[j], items[i]);
      if (verdict.in_document) found.set_apart.emplace_back(j, i);
      if (!scorer.Links(items[i], verdict)) continue;
      const bool binds = verdict.same_victim || scorer.ShareDays(items[j], items[i]);
      found.edges.push_back({verdict.points, j, i, verdict.same_victim, binds});
    }
  }
  return found;
}

Found ScoreAll(const LinkRules& rules, const std::vector<Item>& items, unsigned threads,
               const std::function<bool()>& should_stop) {
  const Scorer scorer(rules);
  const Candidates candidates(rules.weights, items);
  if (threads <= 1) return ScoreSome(scorer, candidates, items, 0, 1, should_stop);
  std::vector<Found> parts(threads);
  std::vector<std::thread> workers;
  for (unsigned t = 0; t < threads; ++t) {
    workers.emplace_back(
        [&, t] { parts[t] = ScoreSome(scorer, candidates, items, t, threads, should_stop); });
  }
  for (std::thread& worker : workers) worker.join();
  Found all = std::move(parts[0]);
  for (unsigned t = 1; t < threads; ++t) {
    all.edges.insert(all.edges.end(), parts[t].edges.begin(), parts[t].edges.end());
    all.set_apart.insert(all.set_apart.end(), parts[t].set_apart.begin(), parts[t].set_apart.end());
    parts[t] = {};
  }
  return all;
}

// The distinct dates, places, subtypes of a cluster: what a newcomer must not contradict. Its size
// is that of the different tellings, not of the facts.
struct Summary {
  std::vector<uint32_t> dates;  // items whose (start, stop) are distinct
  std::vector<uint32_t> places;
  std::vector<uint32_t> subtypes;
  bool real = false;
  bool unreal = false;
  std::unordered_set<uint32_t> forbidden;  // local numbers of items set apart from a member
  std::vector<uint32_t> members;           // items
};

// One component.
class Agglomeration {
 public:
  // `members` sorted. Items outside the component do not matter.
  Agglomeration(const LinkRules& rules, const std::vector<Item>& items,
                std::vector<uint32_t> members)
      : weights_(rules.weights),
        items_(items),
        scorer_(rules),
        members_(std::move(members)),
        groups_(members_.size()),
        summaries_(members_.size()) {
    for (uint32_t local = 0; local < members_.size(); ++local) {
      const uint32_t i = members_[local];
      Summary& summary = summaries_[local];
      summary.members = {i};
      if (items[i].dated) summary.dates = {i};
      if (items[i].place.key != 0) summary.places = {i};
      summary.subtypes = {i};
      summary.real = items[i].reality == Reality::kReal;
      summary.unreal = items[i].reality == Reality::kUnreal;
    }
  }

  void SetApart(uint32_t a, uint32_t b) {
    summaries_[LocalOf(a)].forbidden.insert(LocalOf(b));
    summaries_[LocalOf(b)].forbidden.insert(LocalOf(a));
  }

  // What a person said of the pair; before all else.
  void KeepApart(uint32_t a, uint32_t b) {
    SetApart(a, b);
    kept_apart_.emplace_back(LocalOf(a), LocalOf(b));
  }

  // Whatever speaks against it but another word of a person.
  void Force(uint32_t a, uint32_t b, std::vector<uint32_t>* partner) {
    uint32_t a_root = groups_.Find(LocalOf(a));
    uint32_t b_root = groups_.Find(LocalOf(b));
    if (a_root == b_root) return;
    for (const auto& [x, y] : kept_apart_) {
      const uint32_t x_root = groups_.Find(x);
      const uint32_t y_root = groups_.Find(y);
      if ((x_root == a_root && y_root == b_root) || (x_root == b_root && y_root == a_root)) return;
    }
    groups_.Join(a_root, b_root);
    if (b_root < a_root) std::swap(a_root, b_root);
    Join(&summaries_[a_root], std::move(summaries_[b_root]));
    summaries_[b_root] = Summary();
    for (const auto& [one, other] : {std::pair(a, b), std::pair(b, a)}) {
      if ((*partner)[one] == kNoPartner) (*partner)[one] = other;
    }
  }

  // Edges best first.
  void Merge(const Edge& edge, std::vector<uint32_t>* partner) {
    uint32_t a_root = groups_.Find(LocalOf(edge.first));
    uint32_t b_root = groups_.Find(LocalOf(edge.second));
    if (a_root != b_root) {
      if (!Compatible(a_root, b_root, edge.same_victim)) return;
      groups_.Join(a_root, b_root);
      if (b_root < a_root) std::swap(a_root, b_root);
      Join(&summaries_[a_root], std::move(summaries_[b_root]));
      summaries_[b_root] = Summary();
    }
    // The first edge that holds is the best.
    for (const auto& [one, other] :
         {std::pair(edge.first, edge.second), std::pair(edge.second, edge.first)}) {
      if ((*partner)[one] == kNoPartner) (*partner)[one] = other;
    }
  }

  void Take(std::vector<std::vector<uint32_t>>* out) {
    for (Summary& summary : summaries_) {
      if (summary.members.empty()) continue;
      std::sort(summary.members.begin(), summary.members.end());
      out->push_back(std::move(summary.members));
    }
  }

 private:
  uint32_t LocalOf(uint32_t item) const {
    return static_cast<uint32_t>(std::lower_bound(members_.begin(), members_.end(), item) -
                                 members_.begin());
  }

  bool Forbids(const Summary& a, uint32_t b_root) {
    for (const uint32_t local : a.forbidden) {
      if (groups_.Find(local) == b_root) return true;
    }
    return false;
  }

  // A link of two facts does not join groups that otherwise have nothing to do with each other: the
  // mean of the pairs decides. Of large groups the first few facts stand for all.
  bool AgreeOnTheWhole(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) {
    if (items_[a.front()].kind != FactKind::kEvent || (a.size() == 1 && b.size() == 1)) return true;
    FirstOf(a, &sample_a_);
    FirstOf(b, &sample_b_);
    double sum = 0;
    for (const uint32_t x : sample_a_) {
      for (const uint32_t y : sample_b_) {
        const Verdict verdict = scorer_.Score(items_[std::min(x, y)], items_[std::max(x, y)]);
        if (verdict.forbidden) return false;
        sum += verdict.points;
      }
    }
    const auto pairs = static_cast<double>(sample_a_.size() * sample_b_.size());
    return sum >= weights_.threshold_group * pairs;
  }

  static void FirstOf(const std::vector<uint32_t>& members, std::vector<uint32_t>* sample) {
    sample->resize(std::min(members.size(), kSample));
    std::partial_sort_copy(members.begin(), members.end(), sample->begin(), sample->end());
  }

  bool Compatible(uint32_t a_root, uint32_t b_root, bool same_victim) {
    const Summary& a = summaries_[a_root];
    const Summary& b = summaries_[b_root];
    if ((a.real && b.unreal) || (a.unreal && b.real)) return false;
    if (a.forbidden.size() <= b.forbidden.size() ? Forbids(a, b_root) : Forbids(b, a_root)) {
      return false;
    }
    if (same_victim) return true;
    if (!AgreeOnTheWhole(a.members, b.members)) return false;
    const bool is_commitment = items_[a.members.front()].kind == FactKind::kCommitment;
    for (const uint32_t x : a.dates) {
      for (const uint32_t y : b.dates) {
        if (!is_commitment && scorer_.DatesApart(items_[x], items_[y])) return false;
        if (is_commitment && scorer_.Score(items_[x], items_[y]).forbidden) return false;
      }
    }
    for (const uint32_t x : a.places) {
      for (const uint32_t y : b.places) {
        if (Relate(items_[x].place, items_[y].place, weights_.slack_km) == PlaceRelation::kApart) {
          return false;
        }
      }
    }
    for (const uint32_t x : a.subtypes) {
      for (const uint32_t y : b.subtypes) {
        if (!items_[x].harms && scorer_.Degree(items_[x], items_[y]) < 0) return false;
      }
    }
    return true;
  }

  template <typename Same>
  static void AddDistinct(std::vector<uint32_t>* into, const std::vector<uint32_t>& from,
                          Same same) {
    for (const uint32_t item : from) {
      const auto is_same = [&](uint32_t other) { return same(item, other); };
      if (std::none_of(into->begin(), into->end(), is_same)) into->push_back(item);
    }
  }

  void Join(Summary* a, Summary b) {
    AddDistinct(&a->dates, b.dates, [&](uint32_t x, uint32_t y) {
      return items_[x].start == items_[y].start && items_[x].stop == items_[y].stop;
    });
    AddDistinct(&a->places, b.places,
                [&](uint32_t x, uint32_t y) { return items_[x].place == items_[y].place; });
    AddDistinct(&a->subtypes, b.subtypes,
                [&](uint32_t x, uint32_t y) { return items_[x].subtype == items_[y].subtype; });
    a->real |= b.real;
    a->unreal |= b.unreal;
    if (a->members.size() < b.members.size()) std::swap(a->members, b.members);
    a->members.insert(a->members.end(), b.members.begin(), b.members.end());
    if (a->forbidden.size() < b.forbidden.size()) std::swap(a->forbidden, b.forbidden);
    a->forbidden.insert(b.forbidden.begin(), b.forbidden.end());
  }

  const Weights& weights_;
  const std::vector<Item>& items_;
  const Scorer scorer_;
  const std::vector<uint32_t> members_;
  UnionFind groups_;
  std::vector<Summary> summaries_;
  std::vector<std::pair<uint32_t, uint32_t>> kept_apart_;  // local numbers
  std::vector<uint32_t> sample_a_, sample_b_;
};

// Runs of equal components in what is sorted by component first.
template <typename T, typename ComponentOf>
class Runs {
 public:
  Runs(const std::vector<T>& all, ComponentOf component_of)
      : all_(all), component_of_(std::move(component_of)) {}

  // The elements of the component; asked for in ascending order.
  std::pair<size_t, size_t> Of(uint32_t component) {
    while (at_ < all_.size() && component_of_(all_[at_]) < component) ++at_;
    const size_t begin = at_;
    while (at_ < all_.size() && component_of_(all_[at_]) == component) ++at_;
    return {begin, at_};
  }

 private:
  const std::vector<T>& all_;
  ComponentOf component_of_;
  size_t at_ = 0;
};

// Per item the number of the edge with most points; among equals that of the smaller partner.
std::vector<uint32_t> FindBest(const std::vector<Edge>& edges, size_t items) {
  std::vector<uint32_t> best(items, kNoPartner);
  const auto is_better = [&](uint32_t edge, uint32_t than, uint32_t item) {
    const auto rank = [&](const Edge& e) {
      return std::pair(-e.points, e.first == item ? e.second : e.first);
    };
    return than == kNoPartner || rank(edges[edge]) < rank(edges[than]);
  };
  for (uint32_t e = 0; e < edges.size(); ++e) {
    for (const uint32_t item : {edges[e].first, edges[e].second}) {
      if (is_better(e, best[item], item)) best[item] = e;
    }
  }
  return best;
}

// Links of a common victim or of common days bind. An item without such a link joins by its best
// one: with more of them, or with looser links of what is bound already, undated and month-long
// tellings chain day to day until one component is half the ledger. Edges between components are
// dropped.
void FindComponents(const Forced& forced, Found* found, Clusters* clusters) {
  std::vector<uint32_t>& component = clusters->component;
  const std::vector<uint32_t> best = FindBest(found->edges, component.size());
  std::vector<bool> bound(component.size());
  for (const Edge& edge : found->edges) {
    if (edge.binds) bound[edge.first] = bound[edge.second] = true;
  }
  UnionFind components(component.size());
  for (uint32_t e = 0; e < found->edges.size(); ++e) {
    const Edge& edge = found->edges[e];
    const auto joins_by = [&](uint32_t item) { return best[item] == e && !bound[item]; };
    if (edge.binds || joins_by(edge.first) || joins_by(edge.second)) {
      components.Join(edge.first, edge.second);
    }
  }
  for (const auto& [a, b] : forced.together) components.Join(a, b);
  for (uint32_t i = 0; i < component.size(); ++i) component[i] = components.Find(i);
  std::erase_if(found->edges,
                [&](const Edge& edge) { return component[edge.first] != component[edge.second]; });
}

bool TakesPart(const Item& item) {
  return item.kind == FactKind::kEvent || item.kind == FactKind::kCommitment;
}

// Pairs of the same kind that takes part.
Forced Possible(const std::vector<Item>& items, Forced forced) {
  const auto is_not = [&items](const std::pair<uint32_t, uint32_t>& pair) {
    return !TakesPart(items[pair.first]) || items[pair.first].kind != items[pair.second].kind;
  };
  std::erase_if(forced.together, is_not);
  std::erase_if(forced.apart, is_not);
  return forced;
}

// Only those inside one component, by component.
void SortByComponent(const std::vector<uint32_t>& component,
                     std::vector<std::pair<uint32_t, uint32_t>>* pairs) {
  std::erase_if(*pairs,
                [&](const auto& pair) { return component[pair.first] != component[pair.second]; });
  std::sort(pairs->begin(), pairs->end(), [&](const auto& a, const auto& b) {
    return std::tuple(component[a.first], a) < std::tuple(component[b.first], b);
  });
}

}  // namespace

Clusters Agglomerate(const LinkRules& rules, const std::vector<Item>& items, unsigned threads,
                     const Forced& said, const std::function<bool()>& should_stop) {
  Forced forced = Possible(items, said);
  Found found = ScoreAll(rules, items, threads, should_stop);
  Clusters clusters;
  clusters.partner.assign(items.size(), kNoPartner);
  clusters.component.resize(items.size());
  FindComponents(forced, &found, &clusters);
  const std::vector<uint32_t>& component = clusters.component;

  std::sort(found.edges.begin(), found.edges.end(), [&](const Edge& a, const Edge& b) {
    return std::tuple(component[a.first], -a.points, a.first, a.second) <
           std::tuple(component[b.first], -b.points, b.first, b.second);
  });
  for (auto* pairs : {&found.set_apart, &forced.together, &forced.apart}) {
    SortByComponent(component, pairs);
  }
  std::vector<uint32_t> order;
  for (uint32_t i = 0; i < items.size(); ++i) {
    if (TakesPart(items[i])) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](uint32_t a, uint32_t b) { return component[a] < component[b]; });

  Runs edges(found.edges, [&](const Edge& edge) { return component[edge.first]; });
  const auto component_of = [&](const std::pair<uint32_t, uint32_t>& pair) {
    return component[pair.first];
  };
  Runs set_apart(found.set_apart, component_of);
  Runs together(forced.together, component_of);
  Runs apart_by_person(forced.apart, component_of);
  for (size_t i = 0; i < order.size();) {
    if (should_stop && should_stop()) break;
    const uint32_t root = component[order[i]];
    std::vector<uint32_t> members;
    for (; i < order.size() && component[order[i]] == root; ++i) members.push_back(order[i]);
    if (members.size() == 1) {
      clusters.members.push_back(std::move(members));
      continue;
    }
    Agglomeration agglomeration(rules, items, std::move(members));
    const auto [apart, apart_end] = set_apart.Of(root);
    for (size_t k = apart; k < apart_end; ++k) {
      agglomeration.SetApart(found.set_apart[k].first, found.set_apart[k].second);
    }
    const auto [kept, kept_end] = apart_by_person.Of(root);
    for (size_t k = kept; k < kept_end; ++k) {
      agglomeration.KeepApart(forced.apart[k].first, forced.apart[k].second);
    }
    const auto [joined, joined_end] = together.Of(root);
    for (size_t k = joined; k < joined_end; ++k) {
      agglomeration.Force(forced.together[k].first, forced.together[k].second, &clusters.partner);
    }
    const auto [edge, edge_end] = edges.Of(root);
    for (size_t k = edge; k < edge_end; ++k) {
      agglomeration.Merge(found.edges[k], &clusters.partner);
    }
    agglomeration.Take(&clusters.members);
  }
  std::sort(clusters.members.begin(), clusters.members.end());
  return clusters;
}

}  // namespace tadwin::link

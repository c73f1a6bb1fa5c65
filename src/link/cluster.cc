#include "link/cluster.h"

#include <algorithm>
#include <tuple>
#include <unordered_set>
#include <utility>

namespace tadwin::link {
namespace {

struct Edge {
  double points;
  uint32_t first;
  uint32_t second;
  bool same_victim;
};

// The distinct dates, places, subtypes of a cluster: what a newcomer must not contradict. Its size
// is that of the different tellings, not of the facts.
struct Summary {
  std::vector<uint32_t> dates;  // items whose (start, stop) are distinct
  std::vector<uint32_t> places;
  std::vector<uint32_t> subtypes;
  bool real = false;
  bool unreal = false;
  std::unordered_set<uint32_t> forbidden;  // items that a document sets apart from a member
  std::vector<uint32_t> members;
};

class Agglomeration {
 public:
  Agglomeration(const LinkRules& rules, const std::vector<Item>& items, const Scorer& scorer)
      : weights_(rules.weights),
        items_(items),
        scorer_(scorer),
        parent_(items.size()),
        summaries_(items.size()),
        partner_(items.size()) {
    for (uint32_t i = 0; i < items.size(); ++i) {
      parent_[i] = i;
      Summary& summary = summaries_[i];
      summary.members = {i};
      if (items[i].dated) summary.dates = {i};
      if (items[i].place.key != 0) summary.places = {i};
      summary.subtypes = {i};
      summary.real = items[i].reality == Reality::kReal;
      summary.unreal = items[i].reality == Reality::kUnreal;
    }
  }

  void Run() {
    std::vector<Edge> edges;
    for (const Pair& pair : CandidatePairs(weights_, items_)) {
      const Verdict verdict = scorer_.Score(pair.first, pair.second);
      if (verdict.in_document) {
        summaries_[pair.first].forbidden.insert(pair.second);
        summaries_[pair.second].forbidden.insert(pair.first);
      }
      const double threshold = items_[pair.first].kind == FactKind::kCommitment
                                   ? weights_.threshold_commitment
                                   : weights_.threshold;
      if (verdict.forbidden || verdict.points < threshold) continue;
      edges.push_back({verdict.points, pair.first, pair.second, verdict.same_victim});
    }
    std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) {
      return std::tuple(-a.points, a.first, a.second) < std::tuple(-b.points, b.first, b.second);
    });
    for (const Edge& edge : edges) Merge(edge);
  }

  Clusters Take() {
    Clusters clusters;
    for (uint32_t i = 0; i < items_.size(); ++i) {
      if (Find(i) != i) continue;
      if (items_[i].kind != FactKind::kEvent && items_[i].kind != FactKind::kCommitment) continue;
      std::sort(summaries_[i].members.begin(), summaries_[i].members.end());
      clusters.members.push_back(std::move(summaries_[i].members));
    }
    std::sort(clusters.members.begin(), clusters.members.end());
    clusters.partner = std::move(partner_);
    return clusters;
  }

 private:
  uint32_t Find(uint32_t i) {
    while (parent_[i] != i) {
      parent_[i] = parent_[parent_[i]];
      i = parent_[i];
    }
    return i;
  }

  bool Forbids(const Summary& a, uint32_t b_root) {
    for (const uint32_t item : a.forbidden) {
      if (Find(item) == b_root) return true;
    }
    return false;
  }

  bool Compatible(uint32_t a_root, uint32_t b_root, bool same_victim) {
    const Summary& a = summaries_[a_root];
    const Summary& b = summaries_[b_root];
    if ((a.real && b.unreal) || (a.unreal && b.real)) return false;
    if (a.forbidden.size() <= b.forbidden.size() ? Forbids(a, b_root) : Forbids(b, a_root)) {
      return false;
    }
    if (same_victim) return true;
    const bool is_commitment = items_[a_root].kind == FactKind::kCommitment;
    for (const uint32_t x : a.dates) {
      for (const uint32_t y : b.dates) {
        if (!is_commitment && scorer_.DatesApart(items_[x], items_[y])) return false;
        if (is_commitment && scorer_.Score(x, y).forbidden) return false;
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
        if (scorer_.Degree(x, y) < 0) return false;
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

  void Merge(const Edge& edge) {
    uint32_t a_root = Find(edge.first);
    uint32_t b_root = Find(edge.second);
    if (a_root != b_root) {
      if (!Compatible(a_root, b_root, edge.same_victim)) return;
      if (summaries_[a_root].members.size() < summaries_[b_root].members.size()) {
        std::swap(a_root, b_root);
      }
      parent_[b_root] = a_root;
      Join(&summaries_[a_root], std::move(summaries_[b_root]));
      summaries_[b_root] = Summary();
    }
    // Edges come best first, so the first that holds is the best.
    if (!partner_[edge.first]) partner_[edge.first] = edge.second;
    if (!partner_[edge.second]) partner_[edge.second] = edge.first;
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
    a->members.insert(a->members.end(), b.members.begin(), b.members.end());
    if (a->forbidden.size() < b.forbidden.size()) std::swap(a->forbidden, b.forbidden);
    a->forbidden.insert(b.forbidden.begin(), b.forbidden.end());
  }

  const Weights& weights_;
  const std::vector<Item>& items_;
  const Scorer& scorer_;
  std::vector<uint32_t> parent_;
  std::vector<Summary> summaries_;
  std::vector<std::optional<uint32_t>> partner_;
};

}  // namespace

Clusters Agglomerate(const LinkRules& rules, const std::vector<Item>& items, const Scorer& scorer) {
  Agglomeration agglomeration(rules, items, scorer);
  agglomeration.Run();
  return agglomeration.Take();
}

}  // namespace tadwin::link

#include "link/linker.h"

#include <algorithm>
#include <cstdio>
#include <numeric>
#include <utility>

#include "link/block.h"
#include "link/cluster.h"
#include "link/incident_builder.h"
#include "link/item.h"
#include "link/link_rules.h"
#include "link/score.h"
#include "link/series.h"

namespace tadwin::link {
namespace {

using Take = std::function<void(Incident, Component)>;

std::string Explain(const Verdict& verdict, const Fact& partner) {
  std::string text = "told as " + partner.id + ":";
  for (const Reason& reason : verdict.reasons) {
    if (reason.points == 0) continue;
    char number[32];
    std::snprintf(number, sizeof(number), " %+.1f", reason.points);
    text += std::string(text.back() == ':' ? " " : ", ") + reason.label + number;
  }
  char total[32];
  std::snprintf(total, sizeof(total), " = %.1f", verdict.points);
  return text + total;
}

Component ComponentOfFact(const Fact& fact) { return KeyOf('e', fact.id); }

// One call of Link: inputs in the order of their facts' ids, each id once.
class Linking {
 public:
  Linking(const LinkRules& rules, const std::vector<LinkInput>& inputs) : rules_(rules) {
    order_.resize(inputs.size());
    std::iota(order_.begin(), order_.end(), uint32_t{0});
    std::sort(order_.begin(), order_.end(),
              [&](uint32_t a, uint32_t b) { return inputs[a].fact->id < inputs[b].fact->id; });
    for (const uint32_t input : order_) {
      const LinkInput& one = inputs[input];
      const bool again = !facts_.empty() && facts_.back()->id == one.fact->id;
      if (!again) {
        facts_.push_back(one.fact);
        traits_.push_back(&one.traits);
        items_.push_back(MakeItem(rules, *one.fact));
        items_.back().single_story = one.traits.single_story;
      }
      number_of_.push_back(static_cast<uint32_t>(facts_.size() - 1));
    }
    components_.resize(facts_.size());
  }

  void LinkEvents(unsigned threads, const Constraints& constraints, const Take& take,
                  const std::function<bool()>& should_stop) {
    const Forced forced{Numbers(constraints.together), Numbers(constraints.apart)};
    const Clusters clusters = Agglomerate(rules_, items_, threads, forced, should_stop);
    const Scorer scorer(rules_);
    IncidentBuilder builder(rules_, facts_, items_);
    for (uint32_t i = 0; i < items_.size(); ++i) {
      components_[i] = ComponentOfFact(*facts_[clusters.component[i]]);
    }
    for (const std::vector<uint32_t>& members : clusters.members) {
      if (should_stop && should_stop()) return;
      Incident incident = builder.Build(members);
      for (const uint32_t member : members) {
        const uint32_t partner = clusters.partner[member];
        if (partner == kNoPartner) continue;
        const std::pair<uint32_t, uint32_t> pair(std::min(member, partner),
                                                 std::max(member, partner));
        if (std::binary_search(forced.together.begin(), forced.together.end(), pair)) {
          incident.why.emplace_back(facts_[member]->id,
                                    "told as " + facts_[partner]->id + ": merged by a person");
          continue;
        }
        const Verdict verdict = scorer.Score(items_[std::min(member, partner)],
                                             items_[std::max(member, partner)], true);
        incident.why.emplace_back(facts_[member]->id, Explain(verdict, *facts_[partner]));
      }
      take(std::move(incident), components_[members.front()]);
    }
  }

  // Tallies and levels.
  void LinkSeries(const Take& take) {
    IncidentBuilder builder(rules_, facts_, items_);
    std::vector<uint32_t> order;
    for (uint32_t i = 0; i < facts_.size(); ++i) {
      if (!traits_[i]->series.empty()) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
      return traits_[a]->series < traits_[b]->series;
    });
    for (size_t i = 0; i < order.size();) {
      const std::string& series = traits_[order[i]]->series;
      std::vector<uint32_t> group;
      for (; i < order.size() && traits_[order[i]]->series == series; ++i) {
        group.push_back(order[i]);
        components_[order[i]] = Linker::ComponentOfSeries(series);
      }
      BuildSeries(builder, group, take);
    }
  }

  Linked Take(size_t inputs) const {
    Linked linked;
    linked.components.resize(inputs);
    for (size_t i = 0; i < order_.size(); ++i) {
      linked.components[order_[i]] = components_[number_of_[i]];
    }
    return linked;
  }

 private:
  // The numbers of facts that are there, sorted as the ids are.
  std::vector<std::pair<uint32_t, uint32_t>> Numbers(
      const std::vector<std::pair<std::string, std::string>>& pairs) const {
    const auto number = [this](const std::string& id) {
      const auto at = std::lower_bound(
          facts_.begin(), facts_.end(), id,
          [](const Fact* fact, const std::string& wanted) { return fact->id < wanted; });
      const bool found = at != facts_.end() && (*at)->id == id;
      return found ? static_cast<uint32_t>(at - facts_.begin()) : kNoPartner;
    };
    std::vector<std::pair<uint32_t, uint32_t>> numbers;
    for (const auto& [a, b] : pairs) {
      const std::pair<uint32_t, uint32_t> pair(number(a), number(b));
      if (pair.first != kNoPartner && pair.second != kNoPartner) numbers.push_back(pair);
    }
    return numbers;
  }

  void BuildSeries(IncidentBuilder& builder, const std::vector<uint32_t>& group,
                   const link::Take& take) const {
    const bool is_level = facts_[group.front()]->kind == FactKind::kLevel;
    const auto parts =
        is_level ? std::vector<std::vector<uint32_t>>{group} : SplitByNumber(facts_, group);
    for (const std::vector<uint32_t>& members : parts) {
      Incident incident = builder.Build(members);
      if (!is_level) builder.AddSeries(*traits_[members.front()], &incident);
      for (const uint32_t member : members) {
        if (members.size() < 2) break;
        incident.why.emplace_back(facts_[member]->id,
                                  is_level ? "same series" : "same scope, period and place");
      }
      take(std::move(incident), components_[members.front()]);
    }
  }

  const LinkRules& rules_;
  std::vector<uint32_t> order_;      // input numbers by fact id
  std::vector<uint32_t> number_of_;  // by place in order_: the number of the fact
  std::vector<const Fact*> facts_;
  std::vector<const FactTraits*> traits_;
  std::vector<Item> items_;
  std::vector<Component> components_;
};

}  // namespace

Linker Linker::Create(const rules::RuleSet& rules, std::vector<Error>* errors) {
  Linker linker;
  linker.rules_ = std::make_shared<const LinkRules>(LinkRules::Load(rules, errors));
  linker.place_units_ = std::make_shared<const PlaceUnits>(PlaceUnits::Load(rules));
  return linker;
}

std::vector<Incident> Linker::Link(const std::vector<Fact>& facts) const {
  std::vector<const Fact*> pointers;
  for (const Fact& fact : facts) pointers.push_back(&fact);
  std::vector<FactTraits> traits = Describe(pointers);
  std::vector<LinkInput> inputs(facts.size());
  for (size_t i = 0; i < facts.size(); ++i) inputs[i] = {pointers[i], std::move(traits[i])};
  std::vector<Incident> incidents;
  Link(inputs, 1, [&](Incident incident, Component) { incidents.push_back(std::move(incident)); });
  std::sort(incidents.begin(), incidents.end(),
            [](const Incident& a, const Incident& b) { return a.id < b.id; });
  return incidents;
}

Linked Linker::Link(const std::vector<LinkInput>& inputs, unsigned threads, const Take& take,
                    const Constraints& constraints,
                    const std::function<bool()>& should_stop) const {
  Linking linking(*rules_, inputs);
  linking.LinkEvents(threads, constraints, take, should_stop);
  linking.LinkSeries(take);
  return linking.Take(inputs.size());
}

std::vector<FactTraits> Linker::Describe(const std::vector<const Fact*>& facts) const {
  return TraitsOf(*rules_, facts);
}

std::vector<uint64_t> Linker::FiledUnder(const Fact& fact) const {
  return link::FiledUnder(MakeItem(*rules_, fact));
}

std::vector<uint64_t> Linker::AskedFor(const Fact& fact) const {
  return link::AskedFor(MakeItem(*rules_, fact));
}

bool Linker::AreLinked(const Fact& a, const Fact& b) const {
  const Scorer scorer(*rules_);
  const Item first = MakeItem(*rules_, a);
  return scorer.Links(first, scorer.Score(first, MakeItem(*rules_, b)));
}

Component Linker::ComponentOfSeries(const std::string& series) { return KeyOf('z', series); }

}  // namespace tadwin::link

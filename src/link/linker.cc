#include "link/linker.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <utility>

#include "link/block.h"
#include "link/cluster.h"
#include "link/incident_builder.h"
#include "link/item.h"
#include "link/link_rules.h"
#include "link/score.h"

namespace tadwin::link {
namespace {

// What makes two tallies or levels the same series; each on its own when it does not say.
std::string GroupKey(const LinkRules& rules, const Fact& fact) {
  std::string what = fact.what_key.empty() ? rules.Key(fact.what) : fact.what_key;
  if (what.empty()) return "fact\x1f" + fact.id;
  if (fact.kind == FactKind::kLevel) return "level\x1f" + what;
  std::string key = "tally\x1f" + what;
  key += fact.time.start ? "\x1f" + ToIso(*fact.time.start) : "\x1f";
  key += fact.time.stop ? "\x1f" + ToIso(*fact.time.stop) : "\x1f";
  // Without a period only one document's repetitions are the same count.
  if (!fact.time.start) key += "\x1f" + fact.doc_sha256;
  if (fact.place) {
    key += "\x1f" + (fact.place->name.id.empty() ? rules.Key(fact.place->text)
                                                 : fact.place->name.id);
  }
  return key;
}

std::string Explain(const Verdict& verdict, const Fact& partner) {
  std::string text = "told as " + partner.id + ":";
  for (const auto& [reason, points] : verdict.reasons) {
    char number[32];
    std::snprintf(number, sizeof(number), " %+.1f", points);
    text += std::string(text.back() == ':' ? " " : ", ") + reason + number;
  }
  char total[32];
  std::snprintf(total, sizeof(total), " = %.1f", verdict.points);
  return text + total;
}

}  // namespace

Linker Linker::Create(const rules::RuleSet& rules, std::vector<Error>* errors) {
  Linker linker;
  linker.rules_ = std::make_shared<const LinkRules>(LinkRules::Load(rules, errors));
  return linker;
}

std::vector<Incident> Linker::Link(const std::vector<Fact>& facts,
                                   const std::vector<LinkDocument>& documents) const {
  std::vector<const Fact*> order;
  order.reserve(facts.size());
  for (const Fact& fact : facts) order.push_back(&fact);
  std::sort(order.begin(), order.end(),
            [](const Fact* a, const Fact* b) { return a->id < b->id; });
  order.erase(std::unique(order.begin(), order.end(),
                          [](const Fact* a, const Fact* b) { return a->id == b->id; }),
              order.end());

  std::map<std::string, int32_t> told;
  for (const LinkDocument& document : documents) {
    if (document.published) told[document.sha256] = document.published->stop.days;
  }
  const LinkRules& rules = *rules_;
  const std::vector<Item> items = MakeItems(rules, order);
  const Scorer scorer(rules, order, items);
  const IncidentBuilder builder(rules, order, items, told);
  const Clusters clusters = Agglomerate(rules, items, scorer);

  std::vector<Incident> incidents;
  for (const std::vector<uint32_t>& members : clusters.members) {
    Incident incident = builder.Build(members);
    for (const uint32_t member : members) {
      if (!clusters.partner[member]) continue;
      const uint32_t partner = *clusters.partner[member];
      const Verdict verdict =
          scorer.Score(std::min(member, partner), std::max(member, partner), true);
      incident.why.emplace_back(order[member]->id, Explain(verdict, *order[partner]));
    }
    incidents.push_back(std::move(incident));
  }
  std::map<std::string, std::vector<uint32_t>> groups;
  for (uint32_t i = 0; i < order.size(); ++i) {
    const FactKind kind = order[i]->kind;
    if (kind != FactKind::kTally && kind != FactKind::kLevel) continue;
    groups[GroupKey(rules, *order[i])].push_back(i);
  }
  for (const auto& [key, members] : groups) {
    Incident incident = builder.Build(members);
    for (const uint32_t member : members) {
      if (members.size() < 2) break;
      incident.why.emplace_back(order[member]->id, order[member]->kind == FactKind::kLevel
                                                       ? "same series"
                                                       : "same scope, period and place");
    }
    incidents.push_back(std::move(incident));
  }
  std::sort(incidents.begin(), incidents.end(),
            [](const Incident& a, const Incident& b) { return a.id < b.id; });
  return incidents;
}

}  // namespace tadwin::link

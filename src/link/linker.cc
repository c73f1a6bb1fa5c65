#include "link/linker.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <utility>

#include "link/block.h"
#include "link/cluster.h"
#include "link/incident_builder.h"
#include "link/item.h"
#include "link/link_rules.h"
#include "link/score.h"

namespace tadwin::link {
namespace {

// What makes two tallies the same count; each on its own when it does not say.
std::string TallyKey(const LinkRules& rules, const Fact& fact) {
  const std::string what = fact.what_key + "\x1f" + rules.Key(fact.what);
  if (what.size() == 1) return "fact\x1f" + fact.id;
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

// Parts of a series' key: "troops:US:IQ" is what, whose, where. An empty part is not told.
std::vector<std::string> KeyParts(const std::string& key) {
  std::vector<std::string> parts(1);
  for (const char c : key) {
    if (c == ':') {
      parts.emplace_back();
    } else {
      parts.back().push_back(c);
    }
  }
  return parts;
}

bool IsPartOf(const std::vector<std::string>& less, const std::vector<std::string>& more) {
  if (less.front().empty() || less.size() > more.size() || less == more) return false;
  for (size_t i = 0; i < less.size(); ++i) {
    if (!less[i].empty() && less[i] != more[i]) return false;
  }
  return true;
}

// A level that leaves out whose or where belongs to the one fuller series it may be part of; of
// several, to the one that its own document tells, and to none when that does not decide.
class LevelKeys {
 public:
  LevelKeys(const LinkRules& rules, const std::vector<const Fact*>& facts) : rules_(rules) {
    for (const Fact* fact : facts) {
      if (fact->kind == FactKind::kLevel) documents_[KeyOf(*fact)].insert(fact->doc_sha256);
    }
  }

  std::string Of(const Fact& fact) const {
    const std::string key = KeyOf(fact);
    if (key.empty()) return "fact\x1f" + fact.id;
    const std::vector<std::string> parts = KeyParts(key);
    std::vector<std::string> fuller;
    std::vector<std::string> in_document;
    for (const auto& [other, documents] : documents_) {
      if (!IsPartOf(parts, KeyParts(other))) continue;
      fuller.push_back(other);
      if (documents.count(fact.doc_sha256) > 0) in_document.push_back(other);
    }
    // Part of a part: only the fullest decide.
    for (std::vector<std::string>* keys : {&fuller, &in_document}) {
      const std::vector<std::string> all = *keys;
      keys->erase(std::remove_if(keys->begin(), keys->end(),
                                 [&](const std::string& one) {
                                   return std::any_of(all.begin(), all.end(), [&](const auto& two) {
                                     return IsPartOf(KeyParts(one), KeyParts(two));
                                   });
                                 }),
                  keys->end());
    }
    if (fuller.size() == 1) return "level\x1f" + fuller.front();
    if (in_document.size() == 1) return "level\x1f" + in_document.front();
    return "level\x1f" + key;
  }

 private:
  std::string KeyOf(const Fact& fact) const {
    return fact.what_key.empty() ? rules_.Key(fact.what) : fact.what_key;
  }

  const LinkRules& rules_;
  std::map<std::string, std::set<std::string>> documents_;  // by key
};

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
  const LevelKeys levels(rules, order);
  std::map<std::string, std::vector<uint32_t>> groups;
  for (uint32_t i = 0; i < order.size(); ++i) {
    const FactKind kind = order[i]->kind;
    if (kind != FactKind::kTally && kind != FactKind::kLevel) continue;
    groups[kind == FactKind::kLevel ? levels.Of(*order[i]) : TallyKey(rules, *order[i])].push_back(
        i);
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

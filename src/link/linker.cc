#include "link/linker.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "link/block.h"
#include "link/cluster.h"
#include "link/incident_builder.h"
#include "link/item.h"
#include "link/link_rules.h"
#include "link/score.h"

namespace tadwin::link {
namespace {

// The scope of every tally. "27 rocket attacks in the third quarter, more than in the second (11)":
// what the 11 leaves out it takes from the fullest count of its sentence with the same head.
class TallyScopes {
 public:
  explicit TallyScopes(const std::vector<const Fact*>& facts) {
    for (const Fact* fact : facts) {
      if (fact->kind != FactKind::kTally) continue;
      const Fact*& fullest = fullest_[GroupOf(*fact)];
      if (fullest == nullptr || IsFuller(*fact, *fullest)) fullest = fact;
    }
  }
  const Fact& Of(const Fact& fact) const { return *fullest_.at(GroupOf(fact)); }

 private:
  static std::string GroupOf(const Fact& fact) {
    const std::string head = fact.what_key.substr(0, fact.what_key.find(':'));
    return fact.doc_sha256 + "\x1f" + std::to_string(fact.sentence) + "\x1f" + head +
           (head.empty() ? fact.id : "");
  }
  static bool IsFuller(const Fact& a, const Fact& b) {
    return std::tuple(a.what_key.size(), a.what.size(), b.span.begin) >
           std::tuple(b.what_key.size(), b.what.size(), a.span.begin);
  }
  std::map<std::string, const Fact*> fullest_;
};

// What makes two tallies the same count; each on its own when it does not say.
std::string TallyKey(const LinkRules& rules, const Fact& scope, const Fact& fact) {
  const std::string what = scope.what_key + "\x1f" + rules.Key(scope.what);
  if (what.size() == 1) return "fact\x1f" + fact.id;
  std::string key = "tally\x1f" + what;
  key += fact.time.start ? "\x1f" + ToIso(*fact.time.start) : "\x1f";
  key += fact.time.stop ? "\x1f" + ToIso(*fact.time.stop) : "\x1f";
  // Without a period only one document's repetitions are the same count.
  if (!fact.time.start) key += "\x1f" + fact.doc_sha256;
  if (fact.place) {
    key +=
        "\x1f" + (fact.place->name.id.empty() ? rules.Key(fact.place->text) : fact.place->name.id);
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

// One document that gives two numbers for one scope and period counts two things, not one twice:
// such a group falls apart by number. Groups whose documents each give one number stay whole.
std::vector<std::vector<uint32_t>> SplitByNumber(const std::vector<const Fact*>& facts,
                                                 const std::vector<uint32_t>& members) {
  std::map<std::string, std::set<double>> by_document;
  std::map<double, std::vector<uint32_t>> by_number;
  bool two_in_one = false;
  for (const uint32_t member : members) {
    const double n = facts[member]->n.value_or(-1);
    std::set<double>& numbers = by_document[facts[member]->doc_sha256];
    numbers.insert(n);
    two_in_one |= numbers.size() > 1;
    by_number[n].push_back(member);
  }
  if (!two_in_one) return {members};
  std::vector<std::vector<uint32_t>> parts;
  for (auto& [n, part] : by_number) parts.push_back(std::move(part));
  return parts;
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

// Tallies and levels.
void AddSeries(const LinkRules& rules, const std::vector<const Fact*>& order,
               const IncidentBuilder& builder, std::vector<Incident>* incidents) {
  const LevelKeys levels(rules, order);
  const TallyScopes scopes(order);
  std::map<std::string, std::vector<uint32_t>> groups;
  for (uint32_t i = 0; i < order.size(); ++i) {
    const Fact& fact = *order[i];
    if (fact.kind == FactKind::kLevel) groups[levels.Of(fact)].push_back(i);
    if (fact.kind == FactKind::kTally) {
      groups[TallyKey(rules, scopes.Of(fact), fact)].push_back(i);
    }
  }
  for (const auto& [key, group] : groups) {
    const bool is_level = order[group.front()]->kind == FactKind::kLevel;
    const auto parts =
        is_level ? std::vector<std::vector<uint32_t>>{group} : SplitByNumber(order, group);
    for (const std::vector<uint32_t>& members : parts) {
      Incident incident = builder.Build(members);
      if (!is_level) builder.AddSeries(scopes.Of(*order[members.front()]), &incident);
      for (const uint32_t member : members) {
        if (members.size() < 2) break;
        incident.why.emplace_back(order[member]->id,
                                  is_level ? "same series" : "same scope, period and place");
      }
      incidents->push_back(std::move(incident));
    }
  }
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
  std::sort(order.begin(), order.end(), [](const Fact* a, const Fact* b) { return a->id < b->id; });
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
  AddSeries(rules, order, builder, &incidents);
  std::sort(incidents.begin(), incidents.end(),
            [](const Incident& a, const Incident& b) { return a.id < b.id; });
  return incidents;
}

}  // namespace tadwin::link

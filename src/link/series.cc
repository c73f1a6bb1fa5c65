#include "link/series.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "base/calendar.h"
#include "link/item.h"

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

// A level that leaves out whose or where belongs to the one fuller series of its document that it
// may be part of. What other documents tell does not decide for it.
class LevelKeys {
 public:
  LevelKeys(const LinkRules& rules, const std::vector<const Fact*>& facts) : rules_(rules) {
    for (const Fact* fact : facts) {
      if (fact->kind == FactKind::kLevel) keys_[fact->doc_sha256].insert(KeyOf(*fact));
    }
  }

  std::string Of(const Fact& fact) const {
    const std::string key = KeyOf(fact);
    if (key.empty()) return "fact\x1f" + fact.id;
    const std::vector<std::string> parts = KeyParts(key);
    std::vector<std::string> fuller;
    for (const std::string& other : keys_.at(fact.doc_sha256)) {
      if (IsPartOf(parts, KeyParts(other))) fuller.push_back(other);
    }
    // Part of a part: only the fullest decide.
    const std::vector<std::string> all = fuller;
    std::erase_if(fuller, [&](const std::string& one) {
      return std::any_of(all.begin(), all.end(), [&](const std::string& two) {
        return IsPartOf(KeyParts(one), KeyParts(two));
      });
    });
    return "level\x1f" + (fuller.size() == 1 ? fuller.front() : key);
  }

 private:
  std::string KeyOf(const Fact& fact) const {
    return fact.what_key.empty() ? rules_.Key(fact.what) : fact.what_key;
  }

  const LinkRules& rules_;
  std::map<std::string, std::set<std::string>> keys_;  // by document
};

}  // namespace

std::vector<FactTraits> TraitsOf(const LinkRules& rules, const std::vector<const Fact*>& facts) {
  std::vector<FactTraits> traits(facts.size());
  std::vector<Item> items;
  for (const Fact* fact : facts) items.push_back(MakeItem(rules, *fact));
  MarkSingleStories(&items);
  const LevelKeys levels(rules, facts);
  const TallyScopes scopes(facts);
  for (size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = *facts[i];
    traits[i].single_story = items[i].single_story;
    if (fact.kind == FactKind::kLevel) traits[i].series = levels.Of(fact);
    if (fact.kind != FactKind::kTally) continue;
    const Fact& scope = scopes.Of(fact);
    traits[i].series = TallyKey(rules, scope, fact);
    traits[i].scope = scope.what_key.empty() ? rules.Key(scope.what) : scope.what_key;
    traits[i].scope_label = scope.what.empty() ? traits[i].scope : scope.what;
  }
  return traits;
}

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

}  // namespace tadwin::link

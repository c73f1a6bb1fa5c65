#include "trial/fact_assertion.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

namespace tadwin::trial {
namespace {

struct Condition {
  std::string key;
  std::string value;
  bool contains = false;
};

struct Assertion {
  std::string kind;
  bool none = false;
  std::vector<Condition> conditions;
  std::string mistake;
};

Assertion Parse(std::string_view line) {
  Assertion assertion;
  const size_t colon = line.find(':');
  assertion.kind = std::string(line.substr(0, colon));
  line.remove_prefix(colon + 1);
  while (true) {
    while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
    if (line.empty()) return assertion;
    const size_t end = line.find_first_of(" =");
    std::string key(line.substr(0, end));
    if (end == std::string_view::npos || line[end] == ' ') {
      if (key != "none") assertion.mistake = "expected key=value, read '" + key + "'";
      assertion.none = true;
      line.remove_prefix(end == std::string_view::npos ? line.size() : end);
      continue;
    }
    Condition condition;
    if (!key.empty() && key.back() == '~') {
      condition.contains = true;
      key.pop_back();
    }
    condition.key = std::move(key);
    line.remove_prefix(end + 1);
    const bool quoted = !line.empty() && line.front() == '"';
    if (quoted) line.remove_prefix(1);
    const size_t stop = line.find(quoted ? '"' : ' ');
    condition.value = std::string(line.substr(0, stop));
    line.remove_prefix(stop == std::string_view::npos ? line.size() : stop + (quoted ? 1 : 0));
    assertion.conditions.push_back(std::move(condition));
  }
}

std::string Number(const std::optional<double>& value) {
  if (!value) return "null";
  if (*value == std::floor(*value)) return std::to_string(static_cast<int64_t>(*value));
  return std::to_string(*value);
}

std::string Best(const std::optional<Quantity>& quantity) {
  if (!quantity) return "null";
  return Number(quantity->best ? quantity->best : quantity->low);
}

std::string Iso(const std::optional<Date>& date) { return date ? ToIso(*date) : "null"; }

std::string OrNull(const std::string& text) { return text.empty() ? "null" : text; }

// All of them, for cases that say there is no other: "health,migration".
std::string Joined(const std::vector<std::string>& names) {
  std::string joined;
  for (const std::string& name : names) joined += (joined.empty() ? "" : ",") + name;
  return OrNull(joined);
}

std::vector<std::string> Texts(const std::vector<NamedRef>& refs) {
  std::vector<std::string> texts;
  for (const NamedRef& ref : refs) texts.push_back(ref.text);
  if (texts.empty()) texts.push_back("null");
  return texts;
}

std::vector<std::string> Ids(const std::vector<NamedRef>& refs) {
  std::vector<std::string> ids;
  for (const NamedRef& ref : refs) ids.push_back(OrNull(ref.name.id));
  if (ids.empty()) ids.push_back("null");
  return ids;
}

// All values a key has; nullopt for an unknown key.
std::optional<std::vector<std::string>> Values(const Fact& fact, const std::string& key) {
  using List = std::vector<std::string>;
  if (key == "trigger" || key == "text") return List{fact.text};
  if (key == "status") return List{FactStatusName(fact.status)};
  if (key == "speaker") return List{fact.speaker ? fact.speaker->text : "null"};
  if (key == "speaker_type") {
    return List{fact.speaker ? SpeakerTypeName(fact.speaker->type) : "null"};
  }
  if (key == "plover") return List{OrNull(fact.plover)};
  if (key == "mode") return List{OrNull(fact.mode)};
  if (key == "subtype") return List{OrNull(fact.subtype)};
  if (key == "start" || key == "period_start" || key == "at") return List{Iso(fact.time.start)};
  if (key == "stop" || key == "period_end") return List{Iso(fact.time.stop)};
  if (key == "actor") return Texts(fact.actors);
  if (key == "actor_id") return Ids(fact.actors);
  if (key == "target") return Texts(fact.targets);
  if (key == "target_id") return Ids(fact.targets);
  if (key == "place") return List{fact.place ? fact.place->text : "null"};
  if (key == "country") return List{fact.place ? OrNull(fact.place->name.country) : "null"};
  if (key == "killed") return List{Best(fact.killed)};
  if (key == "injured") return List{Best(fact.injured)};
  if (key == "detained") return List{Best(fact.detained)};
  if (key == "missing") return List{Best(fact.missing)};
  if (key == "weapon") return List{OrNull(fact.weapon)};
  if (key == "count") return List{fact.count ? std::to_string(*fact.count) : "null"};
  if (key == "outcome") return List{OutcomeName(fact.outcome)};
  if (key == "context") return fact.contexts.empty() ? List{"null"} : fact.contexts;
  if (key == "contexts") return List{Joined(fact.contexts)};
  if (key == "n") return List{Number(fact.n)};
  if (key == "what") {
    return List{OrNull(fact.kind == FactKind::kCommitment ? fact.commitment_what : fact.what)};
  }
  if (key == "what_key") return List{OrNull(fact.what_key)};
  if (key == "who") return Texts(fact.who);
  if (key == "to_whom") return Texts(fact.to_whom);
  if (key == "due") return List{Iso(fact.due.start)};
  if (key == "made_on") return List{Iso(fact.made_on.start)};
  return std::nullopt;
}

bool Holds(const Fact& fact, const Condition& condition, std::string* mistake) {
  const auto values = Values(fact, condition.key);
  if (!values) {
    *mistake = "no key '" + condition.key + "'";
    return false;
  }
  return std::any_of(values->begin(), values->end(), [&](const std::string& value) {
    return condition.contains ? value.find(condition.value) != std::string::npos
                              : value == condition.value;
  });
}

std::string Show(const Fact& fact, const std::vector<Condition>& conditions) {
  std::string out = "\n    found " + std::string(FactKindName(fact.kind)) + " '" + fact.text + "'";
  if (fact.kind == FactKind::kEvent) out += " " + fact.plover + "/" + fact.subtype;
  out += std::string(" ") + FactStatusName(fact.status);
  for (const Condition& condition : conditions) {
    const auto values = Values(fact, condition.key);
    out += " " + condition.key + "=" + (values && !values->empty() ? values->front() : "?");
  }
  return out;
}

}  // namespace

std::string CheckFacts(const std::vector<Fact>& facts, const std::string& line,
                       std::set<std::string>* reached) {
  const Assertion assertion = Parse(line);
  if (!assertion.mistake.empty()) return assertion.mistake;
  std::string shown;
  std::string mistake;
  for (const Fact& fact : facts) {
    if (FactKindName(fact.kind) != assertion.kind) continue;
    shown += Show(fact, assertion.conditions);
    const bool holds =
        std::all_of(assertion.conditions.begin(), assertion.conditions.end(),
                    [&](const Condition& condition) { return Holds(fact, condition, &mistake); });
    if (!mistake.empty()) return mistake;
    if (!holds) continue;
    if (assertion.none) return "expected no such fact" + shown;
    reached->insert(fact.rules.begin(), fact.rules.end());
    return "";
  }
  if (assertion.none) return "";
  return "expected " + line + (shown.empty() ? "\n    found none" : shown);
}

}  // namespace tadwin::trial

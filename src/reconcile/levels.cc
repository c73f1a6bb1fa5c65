#include "reconcile/levels.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace tadwin::reconcile {
namespace {

bool IsAhead(const Fact& fact) {
  return fact.status == FactStatus::kPlanned || fact.status == FactStatus::kThreatened ||
         fact.status == FactStatus::kConditional;
}

bool IsDenied(const Fact& fact) { return fact.status == FactStatus::kDenied; }

using Key = std::tuple<double, double, double>;  // low, best, high

void AddTelling(const Fact& fact, std::map<Key, LevelValue>* values) {
  const NumberRange range = RangeOf(fact);
  const double n = fact.n.value_or(range.low);
  LevelValue& value = (*values)[{range.low, n, range.high}];
  if (value.tellings.empty()) value.ahead = true;
  value.n = n;
  value.range = range;
  value.ahead = value.ahead && IsAhead(fact);
  value.tellings.push_back(TellingOf(fact));
}

std::vector<LevelValue> InOrder(std::map<Key, LevelValue> values) {
  std::vector<LevelValue> out;
  for (auto& [key, value] : values) out.push_back(std::move(value));
  return out;
}

const LevelValue* OnlyValue(const LevelStep& step) {
  const LevelValue* only = nullptr;
  for (const LevelValue& value : step.values) {
    if (value.ahead) continue;
    if (only != nullptr) return nullptr;
    only = &value;
  }
  return only;
}

void FindConflicts(LevelSeries* series) {
  for (size_t i = 0; i < series->steps.size(); ++i) {
    for (size_t j = i; j < series->steps.size(); ++j) {
      LevelStep& first = series->steps[i];
      LevelStep& second = series->steps[j];
      if (AreApart(first.when, second.when)) continue;
      for (size_t a = 0; a < first.values.size(); ++a) {
        for (size_t b = i == j ? a + 1 : 0; b < second.values.size(); ++b) {
          const LevelValue& one = first.values[a];
          const LevelValue& other = second.values[b];
          if (one.ahead || other.ahead || !AreApart(one.range, other.range)) continue;
          first.contested |= i == j;
          series->conflicts.push_back({i == j ? "same date" : "overlapping dates",
                                       IntervalText(first.when), IntervalText(second.when), one,
                                       other});
        }
      }
    }
  }
}

LevelSeries MakeSeries(const std::string& key, const std::vector<const Fact*>& facts) {
  LevelSeries series;
  series.key = key;
  std::map<std::pair<int32_t, int32_t>, std::map<Key, LevelValue>> dated;
  std::map<Key, LevelValue> undated;
  for (const Fact* fact : facts) {
    if (series.what.empty() || fact->what.size() > series.what.size() ||
        (fact->what.size() == series.what.size() && fact->what < series.what)) {
      series.what = fact->what;
    }
    if (IsDenied(*fact) || !(fact->n || fact->quantity.low || fact->quantity.high)) continue;
    const std::optional<DateInterval> when = IntervalOf(fact->time);
    AddTelling(*fact, when ? &dated[{when->start.days, when->stop.days}] : &undated);
  }
  for (auto& [when, values] : dated) {
    LevelStep step;
    step.when = {Date{when.first}, Date{when.second}};
    step.values = InOrder(std::move(values));
    series.steps.push_back(std::move(step));
  }
  series.undated = InOrder(std::move(undated));
  FindConflicts(&series);
  for (size_t i = 1; i < series.steps.size(); ++i) {
    const LevelValue* before = OnlyValue(series.steps[i - 1]);
    const LevelValue* now = OnlyValue(series.steps[i]);
    if (before != nullptr && now != nullptr) series.steps[i].change = now->n - before->n;
  }
  return series;
}

}  // namespace

std::vector<LevelSeries> ReadLevels(const LedgerView& ledger) {
  struct Group {
    std::string key;
    std::vector<std::string> incidents;
    std::vector<const Fact*> facts;
  };
  std::map<std::string, Group> groups;
  for (const Incident& incident : ledger.incidents()) {
    if (incident.kind != FactKindName(FactKind::kLevel)) continue;
    const std::vector<const Fact*> facts = ledger.FactsOf(incident);
    if (facts.empty()) continue;
    // The fullest key names the series: "troops:US:IQ" before "troops".
    std::string key;
    for (const Fact* fact : facts) {
      if (std::tuple(fact->what_key.size(), key) > std::tuple(key.size(), fact->what_key)) {
        key = fact->what_key;
      }
    }
    Group& group = groups[key.empty() ? "\x7f" + incident.id : key];
    group.key = key;
    group.incidents.push_back(incident.id);
    group.facts.insert(group.facts.end(), facts.begin(), facts.end());
  }
  std::vector<LevelSeries> out;
  for (auto& [name, group] : groups) {
    std::sort(group.facts.begin(), group.facts.end(),
              [](const Fact* a, const Fact* b) { return IsToldBefore(*a, *b); });
    LevelSeries series = MakeSeries(group.key, group.facts);
    series.incidents = std::move(group.incidents);
    std::sort(series.incidents.begin(), series.incidents.end());
    out.push_back(std::move(series));
  }
  std::sort(out.begin(), out.end(), [](const LevelSeries& a, const LevelSeries& b) {
    return std::tie(a.what, a.key, a.incidents) < std::tie(b.what, b.key, b.incidents);
  });
  return out;
}

}  // namespace tadwin::reconcile

#include "review/coders.h"

#include <charconv>
#include <map>
#include <set>
#include <utility>

#include "base/calendar.h"
#include "review/fields.h"

namespace tadwin::review {
namespace {

constexpr char kRules[] = "rules";

// field -> coder -> value, of one fact.
using Values = std::map<std::string, std::map<std::string, std::string>>;

void AddAll(const Fact& fact, const std::string& coder, Values* values) {
  for (const std::string& field : FieldNames(fact.kind)) {
    (*values)[field][coder] = FieldOf(fact, field);
  }
}

Values ValuesOf(const CodedFact& coded, Coders who) {
  Values values;
  if (coded.machine && who == Coders::kRulesAndPeople) AddAll(*coded.machine, kRules, &values);
  for (const Action& action : coded.actions) {
    if (!action.seen) continue;
    if (action.verb == Verb::kConfirm || action.verb == Verb::kAdd) {
      AddAll(*action.seen, action.author, &values);
    } else if (action.verb == Verb::kCorrect) {
      for (const auto& [field, value] : action.fields) values[field][action.author] = value;
    }
  }
  return values;
}

bool IsNumeric(const std::string& field) {
  static const std::set<std::string> fields = {
      "killed", "injured",   "detained",  "missing", "count",        "n",          "start",  "stop",
      "at",     "place.lat", "place.lon", "due",     "period_start", "period_end", "made_on"};
  return fields.count(field) > 0;
}

// A number, the day of a date, or the best of a range, else its low end.
std::optional<double> NumberOf(const std::string& value) {
  if (value.empty()) return std::nullopt;
  if (value.size() >= 10 && value[4] == '-') {
    const Result<DateInterval> date = ParseIsoDate(value);
    if (date) return static_cast<double>(date->start.days);
  }
  double number = 0;
  const auto end = std::from_chars(value.data(), value.data() + value.size(), number);
  if (end.ec != std::errc()) return std::nullopt;
  return number;
}

}  // namespace

std::vector<FieldAgreement> AgreementByField(const std::vector<CodedFact>& facts, Coders who) {
  std::map<std::string, std::vector<std::map<std::string, std::string>>> by_field;
  for (const CodedFact& coded : facts) {
    for (auto& [field, values] : ValuesOf(coded, who)) {
      if (values.size() >= 2) by_field[field].push_back(std::move(values));
    }
  }
  std::vector<FieldAgreement> all;
  for (const auto& [field, units] : by_field) {
    FieldAgreement one;
    one.field = field;
    std::set<std::string> coders;
    for (const auto& unit : units) {
      for (const auto& entry : unit) coders.insert(entry.first);
    }
    one.coders.assign(coders.begin(), coders.end());
    std::vector<NominalUnit> nominal;
    std::vector<IntervalUnit> interval;
    for (const auto& unit : units) {
      NominalUnit& names = nominal.emplace_back();
      IntervalUnit& numbers = interval.emplace_back();
      for (const std::string& coder : one.coders) {
        const auto value = unit.find(coder);
        const bool given = value != unit.end();
        names.push_back(given ? std::optional<std::string>(value->second) : std::nullopt);
        numbers.push_back(given ? NumberOf(value->second) : std::nullopt);
      }
    }
    if (IsNumeric(field)) {
      one.scale = Scale::kInterval;
      one.alpha = AlphaInterval(interval);
      if (one.alpha.units == 0) continue;
    } else {
      one.alpha = AlphaNominal(nominal);
      if (one.coders.size() == 2) one.kappa = Kappa(nominal);
    }
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace tadwin::review

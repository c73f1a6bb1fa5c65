#include "review/agreement.h"

#include <map>
#include <utility>

namespace tadwin::review {
namespace {

// Observed and expected disagreement over coincidences of values; `distance` is 0 for the same.
template <typename Value, typename Distance>
Agreement Alpha(const std::vector<std::vector<std::optional<Value>>>& units,
                const Distance& distance) {
  Agreement agreement;
  std::map<Value, double> totals;  // how often a pairable value was given
  double observed = 0;
  double same_pairs = 0;
  double pairs = 0;
  for (const auto& unit : units) {
    std::map<Value, double> counts;
    double given = 0;
    for (const std::optional<Value>& value : unit) {
      if (!value) continue;
      ++counts[*value];
      ++given;
    }
    if (given < 2) continue;
    ++agreement.units;
    agreement.values += static_cast<uint64_t>(given);
    pairs += given * (given - 1);
    for (const auto& [a, count_a] : counts) {
      totals[a] += count_a;
      same_pairs += count_a * (count_a - 1);
      for (const auto& [b, count_b] : counts) {
        observed += count_a * count_b * distance(a, b) / (given - 1);
      }
    }
  }
  if (pairs > 0) agreement.agreed = same_pairs / pairs;
  const auto n = static_cast<double>(agreement.values);
  double expected = 0;
  for (const auto& [a, count_a] : totals) {
    for (const auto& [b, count_b] : totals) expected += count_a * count_b * distance(a, b);
  }
  // Without variation there is nothing that could agree or not.
  if (n < 2 || expected <= 0) return agreement;
  agreement.coefficient = 1 - (n - 1) * observed / expected;
  return agreement;
}

}  // namespace

Agreement AlphaNominal(const std::vector<NominalUnit>& units) {
  return Alpha<std::string>(
      units, [](const std::string& a, const std::string& b) { return a == b ? 0.0 : 1.0; });
}

Agreement AlphaInterval(const std::vector<IntervalUnit>& units) {
  return Alpha<double>(units, [](double a, double b) { return (a - b) * (a - b); });
}

Agreement Kappa(const std::vector<NominalUnit>& units) {
  Agreement agreement;
  std::map<std::string, std::pair<double, double>> margins;  // by the first, by the second
  double same = 0;
  for (const NominalUnit& unit : units) {
    if (unit.size() < 2 || !unit[0] || !unit[1]) continue;
    ++agreement.units;
    agreement.values += 2;
    ++margins[*unit[0]].first;
    ++margins[*unit[1]].second;
    if (*unit[0] == *unit[1]) ++same;
  }
  if (agreement.units == 0) return agreement;
  const auto n = static_cast<double>(agreement.units);
  agreement.agreed = same / n;
  double by_chance = 0;
  for (const auto& entry : margins) by_chance += entry.second.first * entry.second.second / (n * n);
  if (by_chance >= 1) return agreement;
  agreement.coefficient = (agreement.agreed - by_chance) / (1 - by_chance);
  return agreement;
}

}  // namespace tadwin::review

#include "store/fact_codec.h"

#include <cstdio>

namespace tadwin::store {
std::optional<std::string> IsoOf(const std::optional<Date>& date) {
  if (!date) return std::nullopt;
  return ToIso(*date);
}

std::optional<Date> DateOf(const std::string& iso) {
  int year = 0;
  int month = 0;
  int day = 0;
  if (std::sscanf(iso.c_str(), "%d-%d-%d", &year, &month, &day) != 3) return std::nullopt;
  return FromCivil(year, month, day);
}

std::string JoinRules(const std::vector<std::string>& rules) {
  std::string joined;
  for (const std::string& rule : rules) {
    if (!joined.empty()) joined += ',';
    joined += rule;
  }
  return joined;
}

std::vector<std::string> SplitRules(std::string_view joined) {
  std::vector<std::string> rules;
  while (!joined.empty()) {
    const size_t comma = joined.find(',');
    rules.emplace_back(joined.substr(0, comma));
    if (comma == std::string_view::npos) break;
    joined.remove_prefix(comma + 1);
  }
  return rules;
}

}  // namespace tadwin::store

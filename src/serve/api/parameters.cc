#include "serve/api/parameters.h"

#include <algorithm>

namespace tadwin::serve {

Status CheckParameters(const Call& call, std::initializer_list<std::string_view> known) {
  for (const auto& [name, value] : call.request.target.query) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      std::string names;
      for (const std::string_view one : known) names.append(names.empty() ? "" : ", ").append(one);
      return Error{
          ErrorCode::kInvalidArgument,
          name + ": no such parameter here" + (names.empty() ? "" : "; there are " + names), ""};
    }
  }
  return {};
}

query::Pairs FilterPairs(const Call& call, std::initializer_list<std::string_view> own) {
  query::Pairs pairs;
  for (const auto& [name, value] : call.request.target.query) {
    if (std::find(own.begin(), own.end(), name) == own.end()) pairs.emplace_back(name, value);
  }
  return pairs;
}

Result<query::Filter> FilterOf(const Call& call, std::initializer_list<std::string_view> own) {
  query::Pairs pairs = FilterPairs(call, own);
  if (call.Query("kind") == nullptr) pairs.emplace_back("kind", "any");
  return query::ParseFilter(pairs);
}

std::vector<std::string> SplitCommas(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const size_t comma = text.find(',');
    if (comma != 0) parts.emplace_back(text.substr(0, comma));
    text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
  }
  return parts;
}

Result<std::optional<DateInterval>> ParseDate(const Call& call, std::string_view name) {
  const std::string* text = call.Query(name);
  if (text == nullptr) return std::optional<DateInterval>();
  const Result<DateInterval> date = ParseIsoDate(*text);
  if (!date) {
    return Error{ErrorCode::kInvalidArgument, std::string(name) + ": " + date.error().message, ""};
  }
  return std::optional<DateInterval>(*date);
}

}  // namespace tadwin::serve

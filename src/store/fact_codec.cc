#include "store/fact_codec.h"

#include <cstdio>

namespace tadwin::store {
namespace {

// The enumerator of that name among [0, last].
template <typename Enum>
Enum Named(std::string_view name, Enum last, const char* (*name_of)(Enum)) {
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    if (name == name_of(static_cast<Enum>(i))) return static_cast<Enum>(i);
  }
  return static_cast<Enum>(0);
}

}  // namespace

const char* TimeAnchorName(TimeAnchor anchor) {
  switch (anchor) {
    case TimeAnchor::kExplicit: return "explicit";
    case TimeAnchor::kPublished: return "published";
    case TimeAnchor::kNarrative: return "narrative";
    case TimeAnchor::kUnresolved: return "unresolved";
  }
  return "explicit";
}

FactKind FactKindOf(std::string_view name) {
  return Named(name, FactKind::kCommitment, FactKindName);
}
FactStatus FactStatusOf(std::string_view name) {
  return Named(name, FactStatus::kBackground, FactStatusName);
}
SpeakerType SpeakerTypeOf(std::string_view name) {
  return Named(name, SpeakerType::kUnnamedSource, SpeakerTypeName);
}
Outcome OutcomeOf(std::string_view name) {
  return Named(name, Outcome::kClaimedWithoutEffect, OutcomeName);
}
Precision PrecisionOf(std::string_view name) {
  return Named(name, Precision::kVague, PrecisionName);
}
TimeAnchor TimeAnchorOf(std::string_view name) {
  return Named(name, TimeAnchor::kUnresolved, TimeAnchorName);
}
NameKind NameKindOf(std::string_view name) { return Named(name, NameKind::kWater, NameKindName); }

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

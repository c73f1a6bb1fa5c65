#include "model/enum_names.h"

namespace tadwin {
namespace {

// The enumerator of that name among [0, last].
template <typename Enum>
std::optional<Enum> Find(std::string_view name, Enum last, const char* (*name_of)(Enum)) {
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    if (name == name_of(static_cast<Enum>(i))) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

template <typename Enum>
Enum Named(std::string_view name, Enum last, const char* (*name_of)(Enum)) {
  return Find(name, last, name_of).value_or(static_cast<Enum>(0));
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

std::optional<FactKind> FindFactKind(std::string_view name) {
  return Find(name, FactKind::kCommitment, FactKindName);
}
std::optional<FactStatus> FindFactStatus(std::string_view name) {
  return Find(name, FactStatus::kBackground, FactStatusName);
}
std::optional<SpeakerType> FindSpeakerType(std::string_view name) {
  return Find(name, SpeakerType::kUnnamedSource, SpeakerTypeName);
}
std::optional<Outcome> FindOutcome(std::string_view name) {
  return Find(name, Outcome::kClaimedWithoutEffect, OutcomeName);
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

}  // namespace tadwin

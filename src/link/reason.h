// What speaks for or against two events being one: a list that rules/ar/link/reason.tsv weighs.
//
// Every reason has two weights, in log-odds: for two documents and for one. Threads: safe.

#ifndef TADWIN_LINK_REASON_H_
#define TADWIN_LINK_REASON_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tadwin::link {

enum class ReasonKind : uint8_t {
  kBase,
  kSameSubtype,
  kSameSubtypeOtherType,
  kSameType,
  kGeneralSubtype,
  kCompatible,
  kIncompatible,
  kSameDeed,
  kSameAct,
  kOtherAct,
  kJoined,
  kSameDay,
  kDayApart,
  kDayApartRepeated,
  kSameWeek,
  kSameMonth,
  kSameQuarter,
  kSameYear,
  kNewsDays,
  kNoCommonDay,
  kEarlierHistory,
  kUnrepeated,
  kSamePlace,
  kWithinRadius,
  kNearPlace,
  kSimilarPlace,
  kSameRegion,
  kSameCountry,
  kOnePlace,
  kSameActor,
  kSimilarActor,
  kActorCountry,
  kOtherActor,
  kActorWords,
  kOneActor,
  kActorKind,
  kSameTarget,
  kSimilarTarget,
  kTargetCountry,
  kOtherTarget,
  kTargetWords,
  kOneTarget,
  kTargetKind,
  kSamePerson,
  kCrossedParties,
  kOtherWords,
  kVictimKnown,
  kVictimNamed,
  kSameToll,
  kSameTolls,
  kNearToll,
  kOtherToll,
  kFarToll,
  kOneToll,
  kSameWeapon,
  kSameCount,
  kOtherOutcome,
  kOtherReality,
  kCopied,
  kDayAndPlace,
  kDayAndParty,
  kBothLead,
  kClose,
  kOneSentence,
  kOneDay,
  kDefinite,
  kHeadline,
  kLead,
  kPointsBack,
  kLast = kPointsBack
};
inline constexpr size_t kReasons = static_cast<size_t>(ReasonKind::kLast) + 1;

struct ReasonName {
  std::string_view name;  // in reason.tsv
  const char* label;      // for people
};
// By ReasonKind.
extern const std::array<ReasonName, kReasons> kReasonNames;

struct ReasonWeights {
  std::array<double, kReasons> across{};
  std::array<double, kReasons> within{};
};

}  // namespace tadwin::link

#endif  // TADWIN_LINK_REASON_H_

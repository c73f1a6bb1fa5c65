#include "model/fact.h"

namespace tadwin {

const char* FactKindName(FactKind kind) {
  switch (kind) {
    case FactKind::kEvent: return "event";
    case FactKind::kTally: return "tally";
    case FactKind::kLevel: return "level";
    case FactKind::kCommitment: return "commitment";
  }
  return "unknown";
}

const char* FactStatusName(FactStatus status) {
  switch (status) {
    case FactStatus::kAsserted: return "asserted";
    case FactStatus::kAttributed: return "attributed";
    case FactStatus::kDenied: return "denied";
    case FactStatus::kThreatened: return "threatened";
    case FactStatus::kPlanned: return "planned";
    case FactStatus::kAlleged: return "alleged";
    case FactStatus::kConditional: return "conditional";
    case FactStatus::kBackground: return "background";
  }
  return "unknown";
}

const char* SpeakerTypeName(SpeakerType type) {
  switch (type) {
    case SpeakerType::kUnknown: return "unknown";
    case SpeakerType::kGovernment: return "government";
    case SpeakerType::kMilitary: return "military";
    case SpeakerType::kArmedGroup: return "armed group";
    case SpeakerType::kInternational: return "international body";
    case SpeakerType::kForeignGovernment: return "foreign government";
    case SpeakerType::kAnalyst: return "analyst";
    case SpeakerType::kOutlet: return "outlet";
    case SpeakerType::kAgency: return "agency";
    case SpeakerType::kWitness: return "witness";
    case SpeakerType::kMedical: return "medical";
    case SpeakerType::kUnnamedOfficial: return "unnamed official";
    case SpeakerType::kUnnamedSource: return "unnamed source";
  }
  return "unknown";
}

const char* OutcomeName(Outcome outcome) {
  switch (outcome) {
    case Outcome::kUnknown: return "unknown";
    case Outcome::kCarriedOut: return "carried out";
    case Outcome::kFoiled: return "foiled";
    case Outcome::kIntercepted: return "intercepted";
    case Outcome::kFailed: return "failed";
    case Outcome::kClaimedWithoutEffect: return "claimed-without-effect";
  }
  return "unknown";
}

}  // namespace tadwin

// One statement in one document, with the words and rules behind every field.
//
// Fact crosses the arrow extract -> link. Field names follow the facts file (docs/facts-format.md).

#ifndef TADWIN_MODEL_FACT_H_
#define TADWIN_MODEL_FACT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/calendar.h"
#include "model/mention.h"
#include "model/span.h"

namespace tadwin {

enum class FactKind : uint8_t { kEvent, kTally, kLevel, kCommitment };
const char* FactKindName(FactKind kind);

enum class FactStatus : uint8_t {
  kAsserted,
  kAttributed,
  kDenied,
  kThreatened,
  kPlanned,
  kAlleged,
  kConditional,
  kBackground
};
const char* FactStatusName(FactStatus status);

enum class SpeakerType : uint8_t {
  kUnknown,
  kGovernment,
  kMilitary,
  kArmedGroup,
  kInternational,
  kForeignGovernment,
  kAnalyst,
  kOutlet,
  kAgency,
  kWitness,
  kMedical,
  kUnnamedOfficial,
  kUnnamedSource
};
const char* SpeakerTypeName(SpeakerType type);  // "armed group", "unnamed official", ...

enum class Outcome : uint8_t {
  kUnknown,
  kCarriedOut,
  kFoiled,
  kIntercepted,
  kFailed,
  kClaimedWithoutEffect
};
const char* OutcomeName(Outcome outcome);  // "carried out", "claimed-without-effect", ...

// A participant or place as the text names it.
struct NamedRef {
  std::string text;  // exactly the words of the original
  Span span;         // empty when inherited from another document-level source
  NameValue name;
  bool operator==(const NamedRef& other) const { return text == other.text && span == other.span; }
};

// Who says it, outermost link first: the outlet, the newspaper, the unnamed official.
struct SpeakerLink {
  std::string text;
  SpeakerType type = SpeakerType::kUnknown;
  Span span;
  std::string id;  // actor id where the speaker is known
};

struct Speaker {
  std::string text;  // the innermost link: whose words they are
  SpeakerType type = SpeakerType::kUnknown;
  Span span;
  std::string id;
  std::vector<SpeakerLink> chain;
};

// Begins the rule of evidence for a context; the context follows. A ledger keeps contexts so.
inline constexpr std::string_view kContextRule = "event/context:";

// The words behind one field, and the rule that read them.
struct Evidence {
  std::string field;  // key of the facts file: "start", "place", "killed", ...
  Span span;
  std::string rule;
};

struct Fact {
  std::string id;   // 16 hex digits from (document hash, kind, trigger span, ordinal)
  std::string doc;  // RawArticle::name
  std::string doc_sha256;
  FactKind kind = FactKind::kEvent;
  Span span;         // trigger of an event; number or verb of the others
  std::string text;  // original[span]
  FactStatus status = FactStatus::kAsserted;
  std::optional<Speaker> speaker;
  std::vector<std::string> rules;
  std::vector<Evidence> evidence;  // sorted by (field, span)

  // event
  std::string plover;
  std::string mode;  // empty when none
  std::string subtype;
  TimeValue time;  // start/stop empty when the text gives no date
  std::string date_text;
  std::vector<NamedRef> actors;
  std::vector<NamedRef> targets;
  std::optional<NamedRef> place;  // also of a tally
  std::optional<Quantity> killed;
  std::optional<Quantity> injured;
  std::optional<Quantity> detained;
  std::optional<Quantity> missing;
  std::string weapon;  // words; empty when none told
  std::optional<int64_t> count;
  Outcome outcome = Outcome::kUnknown;
  // What it is about, in PLOVER's contexts ("military", "health"); sorted, distinct, often empty.
  std::vector<std::string> contexts;
  double score = 0.0;  // 0..1: how sure the coder is that a realised event of this type is told

  // tally, level
  std::optional<double> n;
  Quantity quantity;     // low/best/high of n
  std::string what;      // what is counted, in English
  std::string what_key;  // stable key of the series, e.g. "troops:US:IQ"
  // tally: period in `time`; level: `at` in `time.start`

  // commitment
  std::vector<NamedRef> who;
  std::vector<NamedRef> to_whom;
  std::string commitment_what;  // words
  TimeValue due;
  std::string due_text;
  TimeValue made_on;

  // What tells copies of this fact: hashes of pairs of words around its trigger, 8 hexadecimal
  // digits each, sorted; and the one agency that its document credits.
  std::string wording;
  std::string credit;

  std::string incident;              // id, once linked into a ledger
  std::optional<DateInterval> told;  // when its document was published, where known
  uint32_t sentence = 0;             // index of the sentence, for linking inside one document
};

}  // namespace tadwin

#endif  // TADWIN_MODEL_FACT_H_

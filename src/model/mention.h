// What annotate finds in a text: numbers, times, names, weapons, tolls.

#ifndef TADWIN_MODEL_MENTION_H_
#define TADWIN_MODEL_MENTION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "model/span.h"

namespace tadwin {

// The layers of `tadwin annotate`, and `group`: people spoken of by kind, not by name
// (fighters, the army, demonstrators), which events need as actors and targets.
enum class Layer : uint8_t {
  kNumber,
  kOrdinal,
  kTime,
  kPerson,
  kOrg,
  kPlace,
  kGroup,
  kWeapon,
  kToll
};
const char* LayerName(Layer layer);

// How many: what the words allow, never more. Unknown bounds stay empty.
struct Quantity {
  std::optional<double> low;
  std::optional<double> best;
  std::optional<double> high;
  bool operator==(const Quantity&) const = default;
};

enum class Precision : uint8_t {
  kUnknown,
  kMinute,
  kHour,
  kDay,
  kWeek,
  kMonth,
  kQuarter,
  kSeason,
  kYear,
  kVague
};
const char* PrecisionName(Precision precision);

enum class TimeAnchor : uint8_t { kExplicit, kPublished, kNarrative, kUnresolved };

struct TimeValue {
  std::optional<Date> start;  // both empty when the expression cannot be resolved
  std::optional<Date> stop;   // inclusive
  Precision precision = Precision::kUnknown;
  TimeAnchor anchor = TimeAnchor::kExplicit;
  bool is_duration = false;  // "48 hours": a length, not a point; length_days holds it
  std::optional<double> length_days;
  bool is_deadline = false;  // "by the end of the year", "within 48 hours"
  bool yearless = false;     // day and month told, the year supplied from the anchor
};

// What an actor or place is. Stored as text in ledgers through NameKindName.
enum class NameKind : uint8_t {
  kUnknown,
  kCountry,
  kGovernment,
  kMilitary,
  kPolice,
  kArmedGroup,
  kParty,
  kInternational,
  kMedia,
  kCompany,
  kJudiciary,
  kLegislature,
  kCivil,
  kPeople,
  kPerson,
  kOffice,
  kSettlement,
  kAdmin,
  kFacility,
  kRegion,
  kWater
};
const char* NameKindName(NameKind kind);

struct NameValue {
  std::string id;       // stable id ("us_government", "geo:98182"); empty when not resolved
  std::string name_en;  // empty when unknown
  std::string country;  // ISO 3166 alpha-2; empty when unknown
  NameKind kind = NameKind::kUnknown;
  std::optional<double> lat;
  std::optional<double> lon;
  std::optional<double> radius_km;
  std::string actor_id;  // for a place that also stands for an actor (Washington): the actor's id
  Span name_span;        // place: the name itself when the span is wider ("east of X"); else empty
};

enum class TollKind : uint8_t { kKilled, kInjured, kDetained, kMissing, kDisplaced, kAbducted };
const char* TollKindName(TollKind kind);

struct TollValue {
  TollKind kind = TollKind::kKilled;
  Quantity quantity;
  bool cumulative = false;  // "the toll rose to"
  std::string who;          // the words for those counted ("3 soldiers"), without the number
};

struct Mention {
  Layer layer = Layer::kNumber;
  Span span;
  uint32_t token_begin = 0;
  uint32_t token_end = 0;  // exclusive
  std::string rule;        // id of the rule that made it, e.g. "time/day_month_year"
  // Filled according to `layer`.
  Quantity quantity;  // number, ordinal; weapon: how many
  TimeValue time;
  NameValue name;  // person, org, place, group, weapon
  TollValue toll;
};

}  // namespace tadwin

#endif  // TADWIN_MODEL_MENTION_H_

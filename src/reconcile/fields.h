// Reads the fields of an incident: its values, dates and ranges.
//
// In: incidents as link makes them (incident_builder.h says how values are written). Out: what they
// say; nothing where they do not. Threads: safe.

#ifndef TADWIN_RECONCILE_FIELDS_H_
#define TADWIN_RECONCILE_FIELDS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "model/fact.h"
#include "model/incident.h"

namespace tadwin::reconcile {

const IncidentField* FieldOf(const Incident& incident, std::string_view name);
// The first preferred value; nullptr where none is told.
const FieldValue* PreferredValue(const Incident& incident, std::string_view name);
// Its label and its value; empty where none is told.
std::string PreferredLabel(const Incident& incident, std::string_view name);
std::string PreferredText(const Incident& incident, std::string_view name);

// "2020-09-30", "2020-09", "2020", "2020-07-01/2020-09-30".
std::optional<DateInterval> ReadInterval(const std::string& value);
// The preferred date of an event or the period of a tally.
std::optional<DateInterval> WhenOf(const Incident& incident);
std::optional<DateInterval> IntervalOf(const TimeValue& time);

bool AreApart(const DateInterval& a, const DateInterval& b);
bool IsWithin(const DateInterval& inner, const DateInterval& outer);

// The bounds of a number as told: "at least 10" has no upper one.
struct NumberRange {
  double low = 0;
  double high = 0;
  bool operator==(const NumberRange&) const = default;
};
NumberRange RangeOf(const Quantity& quantity);
// The best single number: as told, else the lower bound.
double BestOf(const Quantity& quantity);
bool AreApart(const NumberRange& a, const NumberRange& b);
// Of a tally or level.
NumberRange RangeOf(const Fact& counted);

// Whether any of its facts tells the event as having happened.
bool HasHappened(const Incident& event);

// "3", "2.5", "1200".
std::string NumberText(double number);
// "2020-09-15", "2020-09", "2020-09-01/2020-09-20".
std::string IntervalText(const DateInterval& when);

}  // namespace tadwin::reconcile

#endif  // TADWIN_RECONCILE_FIELDS_H_

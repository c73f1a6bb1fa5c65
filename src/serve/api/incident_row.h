// An incident as one row: the preferred value of each field, as the facts tell it.
//
// In: an incident and its facts. Out: IncidentRow of openapi.json. Threads: safe.

#ifndef TADWIN_SERVE_API_INCIDENT_ROW_H_
#define TADWIN_SERVE_API_INCIDENT_ROW_H_

#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/json_writer.h"
#include "model/fact.h"
#include "model/incident.h"

namespace tadwin::serve {

struct IncidentRow {
  const Incident* incident = nullptr;
  std::vector<const Fact*> facts;  // in the incident's order; those that are not known left out
  std::string type;
  std::string mode;
  std::string subtype;
  std::string status;
  std::optional<DateInterval> when;  // of a commitment: when it is due
  const NamedRef* place = nullptr;
  std::vector<const NamedRef*> actors;  // of a commitment: who promises
  std::vector<const NamedRef*> targets;
  std::optional<Quantity> killed;
  std::optional<Quantity> injured;
  std::optional<double> score;
  uint32_t documents = 0;
  std::vector<std::string> contested;
  std::vector<std::string> contexts;
  std::optional<Date> first_told;
  std::optional<Date> last_told;

  // Not only threatened, planned or conditional, nor denied.
  bool happened() const;
};

const IncidentField* FindField(const Incident& incident, std::string_view name);
// "2020-09-15", "2020-09", "2020", "2020-07-01/2020-09-30".
std::optional<DateInterval> ParseInterval(std::string_view value);

IncidentRow MakeIncidentRow(const Incident& incident, std::vector<const Fact*> facts);
void WriteIncidentRow(const IncidentRow& row, JsonWriter* out);
void WritePlace(const NamedRef* place, JsonWriter* out);

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_API_INCIDENT_ROW_H_

// Reads incidents with what their facts say of them, and makes the records that incident_rows
// keeps.
//
// A field that is preferred in a value that no fact has word for word (a correction by hand) is
// read from the value itself. Errors: what the connection gives. Threads: one per connection.

#ifndef TADWIN_STORE_INCIDENT_READER_H_
#define TADWIN_STORE_INCIDENT_READER_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"
#include "model/mention.h"
#include "store/incident_rows.h"
#include "store/sql_connection.h"

namespace tadwin::store {

struct ReadIncidents {
  std::vector<IncidentRecord> records;
  std::map<int64_t, LedgerName> names;  // that the records mention
};

// Those of `ids` that are there, in order of id.
Result<ReadIncidents> ReadIncidentRecords(Connection* connection,
                                          const std::vector<std::string>& ids);

// "2020-09-15", "2020-09", "2020-07-01/2020-09-30" of a field's value.
std::optional<DateInterval> ParseDateValue(std::string_view value);
// "3", "10+", "20-99", "3 (2-5)", "3 (2-)".
std::optional<Quantity> ParseQuantityValue(std::string_view value);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_INCIDENT_READER_H_

// A Filter as conditions on incident_rows, and which index answers it best.
//
// Estimates come from counts that the ledger keeps, or from counting up to a bound, so that
// choosing costs little. Errors: what the database gives. Threads: one per connection.

#ifndef TADWIN_QUERY_INCIDENT_FILTER_H_
#define TADWIN_QUERY_INCIDENT_FILTER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "query/clause.h"
#include "query/filter.h"
#include "query/names.h"
#include "store/sql_connection.h"

namespace tadwin::query {

// Counting further than this tells nothing about which index is best.
inline constexpr int64_t kCountedAtMost = 20'000;

// Where rows come from when a condition leads.
enum class Lead {
  kNone,    // it only tests rows
  kColumn,  // an index over (columns, day, number)
  kName,    // incident_names by one name: in order of day
  kSet,     // a list of (day, number), in no order
};

struct Condition {
  Clause test;          // over incident_rows r
  Clause test_of_name;  // the same over incident_names x, where a name leads; empty: there is none
  Lead lead = Lead::kNone;
  bool in_day_order = false;  // what it leads to comes in order of (day, number)
  std::string index;          // kColumn
  std::string column;         // that it tests; empty: several, or none
  const char* covers = "";    // columns that its index has beside its own, blanks around each
  int64_t name = 0;           // kName
  Clause set;                 // kSet: SELECT day, number
  int64_t estimate = 0;       // of the incidents that pass it
};

struct IncidentFilter {
  std::vector<Condition> conditions;
  std::optional<Date> from;
  std::optional<Date> to;
  int64_t incidents = 0;  // of the ledger

  // The condition that leads to the fewest rows; nullptr when none leads to less than `most`.
  const Condition* Best(int64_t most) const;
  const Condition* BestInDayOrder(int64_t most) const;
  // The condition whose index has every column that is tested, if that is looked through sooner
  // than the rows of any other are looked up; else nullptr.
  const Condition* Covering() const;
  // All tests but that of `lead`, joined by AND, of dates only where `with_dates`.
  Clause Tests(const Condition* lead, bool with_dates) const;
};

class IncidentFilterMaker {
 public:
  IncidentFilterMaker(store::Connection* connection, const Names& names)
      : connection_(connection), names_(names) {}

  Result<IncidentFilter> Make(const Filter& filter);

 private:
  Status AddColumn(const std::string& column, const Words& values);
  Status AddCountryAndType(const Filter& filter);
  Status AddNames(const std::string& role, const Words& words, const Words& types);
  Status AddNumbers(const std::string& role, const std::vector<FoundName>& found);
  Clause TestOfNames(const std::string& role, const std::vector<int64_t>& numbers,
                     const std::string& day, const std::string& incident) const;
  Status AddPlaces(const Filter& filter);
  Status AddPlaceNumbers(const std::vector<FoundName>& found);
  Status AddAdmins(const Words& admins);
  Status AddRange(const std::string& column, const std::string& index, const char* compare,
                  double bound);
  Status AddContested(const Filter& filter);
  Status AddTellers(const Filter& filter);
  Status AddDocuments(const Filter& filter);
  Status AddPublished(const DateInterval& published);
  Status AddRecorded(const DateInterval& recorded);
  Status AddText(const std::string& text);
  Status AddRules(const Words& rules);
  void AddIncidentSet(const Clause& select_ids, int64_t estimate);

  store::Connection* connection_;
  const Names& names_;
  IncidentFilter out_;
};

// How many rows a FROM ... WHERE has, counted up to `most`.
Result<int64_t> CountUpTo(store::Connection* connection, const Clause& from_where, int64_t most);

}  // namespace tadwin::query

#endif  // TADWIN_QUERY_INCIDENT_FILTER_H_

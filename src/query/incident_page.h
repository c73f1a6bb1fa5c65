// Pages of incidents: the SQL of a page, chosen so that few rows are looked at.
//
// The order is walked along an index where one gives it; a condition that few incidents pass leads
// instead, and what it leads to is sorted. Interval overlap is asked in two parts (what begins in
// the interval, what runs into it), each read from one piece of an index. Errors: as in query.h.
// Threads: one per connection.

#ifndef TADWIN_QUERY_INCIDENT_PAGE_H_
#define TADWIN_QUERY_INCIDENT_PAGE_H_

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "query/clause.h"
#include "query/cursor.h"
#include "query/incident_filter.h"
#include "query/query.h"
#include "store/sql_connection.h"

namespace tadwin::query {

// A column that pages are sorted by.
struct SortColumn {
  std::string_view name;
  const char* expression;  // over r
  const char* index;       // over (expression, day, number); nullptr: none
  bool nullable;
  const char* unknown_index = nullptr;  // of rows without a value, by day; nullptr: `index`
};
const std::vector<SortColumn>& IncidentSortColumns();

// "-killed" and the like.
struct Sort {
  const SortColumn* column = nullptr;
  bool descending = false;
};
Result<Sort> ParseSort(std::string_view text, const std::vector<SortColumn>& columns,
                       std::string_view otherwise);

// A piece of the incidents that pass: what leads to it, and what is tested beside the filter.
struct Piece {
  const Condition* lead = nullptr;  // nullptr: the table itself, or `index`
  std::string index;
  std::vector<Clause> tests;
};
// What begins in the interval that is asked for, and what runs into it; without an interval all, in
// one piece. The pieces have nothing in common. `by_day`: they must come in order of day.
std::vector<Piece> PiecesOf(const IncidentFilter& filter, bool by_day);
// FROM ... WHERE of the incidents that pass, piece by piece: each has the alias r. `only_count`: no
// column is read, so that an index which answers all of it goes before one that passes less.
std::vector<Clause> FromIncidents(const IncidentFilter& filter, store::Engine engine,
                                  bool only_count = false);
// FROM ... WHERE of the incidents that pass and whose period is one of these.
Clause FromPeriods(const IncidentFilter& filter, const std::vector<int64_t>& periods,
                   store::Engine engine);
// Adds joins in front of the WHERE of such a clause.
void JoinBefore(const std::string& joins, Clause* from);

class IncidentPages {
 public:
  IncidentPages(store::Connection* connection, const IncidentFilter& filter, const Sort& sort);

  // A page is read phase by phase, until it is full: rows of one phase come before those of the
  // next.
  size_t phases() const { return phases_.size(); }
  // Columns: day, number, the sort's own value, then those of kColumns.
  Clause Question(size_t phase, const std::vector<store::SqlValue>& after, int64_t limit) const;
  // What a cursor goes on after, from a row of that question.
  std::vector<store::SqlValue> KeyOf(size_t phase, const store::Statement& row) const;

 private:
  struct Phase {
    Piece piece;
    bool by_value = false;  // sorted by the column; else by day
  };

  void AddDayPhases();
  void AddColumnPhases();

  store::Connection* connection_;
  const IncidentFilter& filter_;
  Sort sort_;
  std::vector<Phase> phases_;
};

}  // namespace tadwin::query

#endif  // TADWIN_QUERY_INCIDENT_PAGE_H_

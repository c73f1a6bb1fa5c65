// Reads a ledger: filtered pages, totals and counts by two dimensions. The command line and the
// HTTP API ask here and nowhere else.
//
// In: a store and a Filter (filter.h). Out: rows (rows.h) in a stable order. A page goes on where
// the one before ended (keyset), so nothing is told twice or left out while the ledger grows.
// Sorting: a column's name, with - before it for the highest first; what has no value comes last.
// Errors: kInvalidArgument for a column, a cursor or a full-text query that is none; what the
// database gives. Threads: one Query per Store, one Store per thread.
//
// Example: Query query(store.get(), folder.get());
//          Page<IncidentRow> page = *query.Incidents({.filter = filter, .sort = "-start"});

#ifndef TADWIN_QUERY_QUERY_H_
#define TADWIN_QUERY_QUERY_H_

#include <array>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "normalise/fold.h"
#include "query/filter.h"
#include "query/rows.h"
#include "store/store.h"

namespace tadwin::query {

struct PageRequest {
  Filter filter;
  std::string sort;  // empty: the latest first
  uint32_t limit = 50;
  std::string cursor;      // `next` of the page before, with the same filter and sort
  bool with_total = true;  // what counting costs is left out when false
};

// A value of a dimension.
struct AggregateValue {
  std::string key;    // id, code or period; empty: not known
  std::string label;  // for people
  bool operator==(const AggregateValue&) const = default;
};

// The sum of one bound over the incidents where it is known.
struct Sum {
  int64_t sum = 0;
  int64_t unknown = 0;  // incidents where it is not
};

// Values of the dimensions and what is counted of them.
struct AggregateRow {
  std::array<uint32_t, 2> by{};  // places in Aggregate::values; of one dimension the first
  int64_t incidents = 0;
  std::array<Sum, 3> killed;  // low, best, high
  std::array<Sum, 3> injured;
};

struct Aggregate {
  std::vector<std::string> by;                      // one or two dimensions
  std::vector<std::vector<AggregateValue>> values;  // of each, in order; not known comes last
  std::vector<AggregateRow> rows;                   // in order of the first value, then the second
  bool from_cells = false;  // read from counts that are kept, not from every incident

  const AggregateValue& ValueOf(const AggregateRow& row, size_t dimension) const {
    return values[dimension][row.by[dimension]];
  }
};

class Query {
 public:
  // `folder` may be nullptr: then names and words are compared as they are written.
  Query(store::Store* store, const normalise::Folder* folder);
  ~Query();

  // Events, unless the filter asks for another kind.
  Result<Page<IncidentRow>> Incidents(const PageRequest& request);
  // Ids of all incidents that fit, of every kind unless the filter asks for some.
  Result<std::set<std::string>> IncidentIds(Filter filter);
  // Ids of all facts that fit.
  Result<std::set<std::string>> FactIds(const Filter& filter);
  Result<Page<FactRow>> Facts(const PageRequest& request);
  Result<Page<DocumentRow>> Documents(const PageRequest& request);
  // Documents with the words of `filter.text`, which must be there, and where they stand.
  Result<Page<SearchRow>> Search(const PageRequest& request);
  Result<Page<ActorRow>> Actors(const PageRequest& request);
  Result<Page<PlaceRow>> Places(const PageRequest& request);

  // Incidents by one or two dimensions: NamesOfDimensions.
  Result<Aggregate> Count(const Filter& filter, const std::vector<std::string>& by);

 private:
  class State;
  std::unique_ptr<State> state_;
};

// A list of actors is asked two things: which actors (actor, actor_type, country), and in which
// incidents they are met (all other keys).
Filter OfActors(const Filter& filter);
Filter OfIncidents(const Filter& filter);

// Columns that a page may be sorted by.
const std::vector<std::string_view>& IncidentColumns();
const std::vector<std::string_view>& FactColumns();
const std::vector<std::string_view>& DocumentColumns();
const std::vector<std::string_view>& ActorColumns();
const std::vector<std::string_view>& PlaceColumns();

// type, subtype, status, country, ..., month, quarter, year, week.
const std::vector<std::string_view>& NamesOfDimensions();

}  // namespace tadwin::query

#endif  // TADWIN_QUERY_QUERY_H_

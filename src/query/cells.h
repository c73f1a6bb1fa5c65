// What of a question the kept counts of two dimensions (incident_cells) can answer.
//
// Threads: safe; CountOfCells one per connection. Errors: what the database gives.

#ifndef TADWIN_QUERY_CELLS_H_
#define TADWIN_QUERY_CELLS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "base/result.h"
#include "query/clause.h"
#include "query/filter.h"
#include "store/incident_dims.h"

namespace tadwin::query {

// A dimension and the codes of it that pass.
using CellConditions = std::map<store::Dim, std::vector<int64_t>>;

// The conditions of a filter that counts are kept by, but for dates; nothing when it has others.
std::optional<CellConditions> FindCellConditions(const Filter& filter);

// True when rows of cells tell all of these dimensions, one or two, of every event.
bool IsKeptPair(const std::set<store::Dim>& needed);
// The pair that tells them: one dimension alone is summed over one that every event has once.
store::DimPair PairOf(const std::set<store::Dim>& needed);
// The WHERE of the cells of a pair that pass.
Clause CellsOf(const store::DimPair& pair, const CellConditions& conditions);

// How many events pass; nothing when no cells tell it.
Result<std::optional<int64_t>> CountOfCells(store::Connection* connection, const Filter& filter);

}  // namespace tadwin::query

#endif  // TADWIN_QUERY_CELLS_H_

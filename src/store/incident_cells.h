// Counts of incidents by two dimensions, and by a few together, brought up to date by differences.
//
// Kept so that a table over a million incidents is read from some thousand rows. Add and Remove
// gather differences in memory; Flush writes them inside the caller's transaction. The same
// incidents give the same cells, in whatever order they came and went.
// Units: sums are whole people. Errors: what the connection gives. Threads: one per connection.

#ifndef TADWIN_STORE_INCIDENT_CELLS_H_
#define TADWIN_STORE_INCIDENT_CELLS_H_

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "model/mention.h"
#include "store/cell_block.h"
#include "store/incident_dims.h"
#include "store/sql_connection.h"

namespace tadwin::store {

// What is counted of an incident.
struct IncidentCounts {
  bool is_event = true;                                // only events are counted in cells
  std::array<std::vector<int64_t>, kDimCount> values;  // codes by Dim, distinct; empty: unknown
  std::optional<Quantity> killed;
  std::optional<Quantity> injured;
};

Measures MeasuresOf(const IncidentCounts& incident);

class IncidentCells {
 public:
  explicit IncidentCells(Connection* connection) : connection_(connection) {}

  Status Add(const IncidentCounts& incident) { return Change(incident, 1); }
  Status Remove(const IncidentCounts& incident) { return Change(incident, -1); }
  Status Flush();
  Status Clear();

 private:
  using PairKey = std::tuple<int64_t, int64_t, int64_t>;  // pair, a, b
  using GridKey = std::vector<int64_t>;                   // in the order of the grid's columns
  struct PairHash {
    size_t operator()(const PairKey& key) const;
  };

  Status Change(const IncidentCounts& incident, int sign);
  Status FlushPairs();
  Status FlushBlocks();
  Status ChangeBlocks(const std::vector<PairKey>& changed);
  Status FlushGrid(size_t which);

  Connection* connection_;
  std::unordered_map<PairKey, Measures, PairHash> pairs_;
  std::unordered_map<PairKey, Measures, PairHash> blocks_;
  std::array<std::map<GridKey, Measures>, 2> grids_;  // in the order of Grids
};

}  // namespace tadwin::store

#endif  // TADWIN_STORE_INCIDENT_CELLS_H_

// Counts by the codes of one or two dimensions: gathered in any order, then put in that of the
// values' keys.
//
// Made for hundred thousands of cells: codes are numbered once, named once, and rows are sorted by
// numbers. Units: sums are whole people. Threads: one per thread.

#ifndef TADWIN_QUERY_COUNT_TABLE_H_
#define TADWIN_QUERY_COUNT_TABLE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "query/query.h"
#include "store/cell_block.h"

namespace tadwin::query {

class CountTable {
 public:
  // The number of a value of dimension 0 or 1, from its code.
  uint32_t NumberOf(size_t dimension, int64_t code);
  // Codes by number.
  const std::vector<int64_t>& codes(size_t dimension) const { return codes_[dimension]; }

  // A cell that is told once, or seldom more.
  void Append(uint32_t first, uint32_t second, const store::Measures& measures);
  // A cell that is told many times.
  void Add(uint32_t first, uint32_t second, const store::Measures& measures);

  // `values` names the codes of each dimension, by number; those of one key are one value.
  void MoveTo(std::vector<std::vector<AggregateValue>> values, Aggregate* out);

 private:
  struct Cell {
    std::array<uint32_t, 2> by;
    store::Measures measures;
  };

  std::vector<uint32_t> Order(const std::array<size_t, 2>& sizes) const;

  std::array<std::unordered_map<int64_t, uint32_t>, 2> numbers_;
  std::array<std::vector<int64_t>, 2> codes_;
  std::vector<Cell> cells_;
  std::unordered_map<uint64_t, size_t> places_;  // in cells_, by both numbers
};

}  // namespace tadwin::query

#endif  // TADWIN_QUERY_COUNT_TABLE_H_

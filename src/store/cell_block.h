// Counts of one value of a dimension by all values of another, in one text.
//
// Dimensions that both have many values have too many cells for a row each: a table of a hundred
// thousand cells is read from some thousand texts instead.
// Shape: cells in order of b. A number is written in digits of six bits from '0' on, the lowest
// five bits first; the sixth says that more follow. A cell is what b is more than the b before, the
// incidents, a mask of the other measures that are not 0 (their bit is their place), and these.
// Errors: kIo for a text that is none of these. Threads: safe.

#ifndef TADWIN_STORE_CELL_BLOCK_H_
#define TADWIN_STORE_CELL_BLOCK_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tadwin::store {

// What is counted of incidents: how many they are, then by toll and bound the sum of what is known
// and in how many it is known. Named as the columns of a table of counts.
inline constexpr size_t kMeasureCount = 13;
extern const char* const kMeasureNames[kMeasureCount];
using Measures = std::array<int64_t, kMeasureCount>;

struct BlockCell {
  int64_t b = 0;
  Measures measures{};
};

// `cells` are in order of b, no two alike.
std::string WriteBlock(const std::vector<BlockCell>& cells);

// Appends the cells to `out`.
Status ReadBlock(std::string_view text, std::vector<BlockCell>* out);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_CELL_BLOCK_H_

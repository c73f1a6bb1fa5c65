// By what incidents are counted: the dimensions of the tables of counts, and the codes of values.
//
// Shape: a value is a 64-bit code: the number of a name (ledger_names), 0 or 1 for `contested`, a
// period or a week. kUnknownCode where nothing is known. Codes hang on the value alone.
// Threads: safe.

#ifndef TADWIN_STORE_INCIDENT_DIMS_H_
#define TADWIN_STORE_INCIDENT_DIMS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/calendar.h"

namespace tadwin::store {

// Stored in incident_cells.pair: never renumber.
enum class Dim : uint8_t {
  kType = 0,
  kSubtype = 1,
  kStatus = 2,
  kCountry = 3,
  kReview = 4,
  kContested = 5,
  kPeriod = 6,  // months, which quarters and years are summed from
  kWeek = 7,
  kAdmin = 8,
  kPlace = 9,
  kActor = 10,
  kTarget = 11,
  kSpeaker = 12,
  kOutlet = 13,
  kKind = 14,  // these are counted from the rows: no table of counts has them
  kContext = 15,
};
inline constexpr size_t kDimCount = 14;  // of those that tables of counts have

// The role its values have in ledger_names; empty for those that are no names.
const char* RoleOf(Dim dim);

inline constexpr int64_t kUnknownCode = 0;

// The smallest calendar period that holds a whole interval: year * 100 + month, + 20 + quarter, or
// + 0 for the year; kWiderThanYear for what no year holds.
inline constexpr int64_t kWiderThanYear = 1;
int64_t PeriodCode(Date start, Date stop);
// The interval of a code of PeriodCode; nothing for unknown and wider.
std::optional<DateInterval> PeriodInterval(int64_t code);
// The Monday of the week that holds a whole interval, in days from 0001-01-01; else unknown.
int64_t WeekCode(Date start, Date stop);
Date WeekStart(int64_t code);

// The day that incident_rows.day has where no date is known.
inline constexpr int64_t kUndated = 10'000'000;

// The two dimensions of a table of counts that is kept, and its number.
struct DimPair {
  Dim a;
  Dim b;
  int64_t number() const { return static_cast<int64_t>(a) * 32 + static_cast<int64_t>(b); }
};
// Pairs with a row for each cell (incident_cells): one of the two has few values; smaller first.
const std::vector<DimPair>& RowPairs();
// Pairs of two dimensions with many values each, a text for each value of the first
// (incident_blocks): that with the most values first, so that a text stays short.
const std::vector<DimPair>& BlockPairs();
// Keys of incident_blocks: that of a value of the first dimension, and the first and last that the
// texts of a pair can have.
int64_t BlockNumber(const DimPair& pair, int64_t a);
std::pair<int64_t, int64_t> BlockNumbers(const DimPair& pair);
// The kept pair of these two, in whichever order; nothing when it is not kept.
std::optional<DimPair> FindRowPair(Dim a, Dim b);
std::optional<DimPair> FindBlockPair(Dim a, Dim b);

// A table of counts by several dimensions together, for counts under a filter: dimension and
// column, in the order of its key. Each event has one value of each.
struct Grid {
  const char* table;
  std::vector<std::pair<Dim, const char*>> columns;
};
// The smallest first.
const std::vector<Grid>& Grids();

// The number of a name whose key is all of it: a type, a status, a country, an outlet.
int64_t NameNumber(std::string_view role, std::string_view key);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_INCIDENT_DIMS_H_

#include "store/incident_dims.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "base/hash.h"

namespace tadwin::store {
namespace {

constexpr int kDaysToEpoch = 719162;  // from 0001-01-01, a Monday, to 1970-01-01

constexpr unsigned kBitsOfValue = 58;  // of a block's number; the others hold the pair

bool IsSmall(Dim dim) { return dim <= Dim::kContested; }

std::optional<DimPair> FindPair(const std::vector<DimPair>& pairs, Dim a, Dim b) {
  for (const DimPair& pair : pairs) {
    if ((pair.a == a && pair.b == b) || (pair.a == b && pair.b == a)) return pair;
  }
  return std::nullopt;
}

}  // namespace

const char* RoleOf(Dim dim) {
  switch (dim) {
    case Dim::kType: return "type";
    case Dim::kSubtype: return "subtype";
    case Dim::kStatus: return "status";
    case Dim::kCountry: return "country";
    case Dim::kReview: return "review";
    case Dim::kAdmin: return "admin";
    case Dim::kPlace: return "place";
    case Dim::kActor: return "actor";
    case Dim::kTarget: return "target";
    case Dim::kSpeaker: return "speaker";
    case Dim::kOutlet: return "outlet";
    case Dim::kKind: return "kind";
    case Dim::kContext: return "context";
    case Dim::kContested:
    case Dim::kPeriod:
    case Dim::kWeek: break;
  }
  return "";
}

int64_t PeriodCode(Date start, Date stop) {
  const CivilDate a = ToCivil(start);
  const CivilDate b = ToCivil(stop);
  if (a.year != b.year) return kWiderThanYear;
  if (a.month == b.month) return a.year * 100 + a.month;
  const int quarter = (a.month - 1) / 3;
  if (quarter == (b.month - 1) / 3) return a.year * 100 + 20 + quarter + 1;
  return a.year * 100;
}

std::optional<DateInterval> PeriodInterval(int64_t code) {
  if (code == kUnknownCode || code == kWiderThanYear) return std::nullopt;
  const int year = static_cast<int>(code / 100);
  const int part = static_cast<int>(code % 100);
  const int first = part == 0 ? 1 : part > 20 ? (part - 21) * 3 + 1 : part;
  const int last = part == 0 ? 12 : part > 20 ? first + 2 : part;
  return DateInterval{FromCivil(year, first, 1), FromCivil(year, last, DaysInMonth(year, last))};
}

int64_t WeekCode(Date start, Date stop) {
  const int64_t first = start.days + kDaysToEpoch;
  const int64_t last = stop.days + kDaysToEpoch;
  if (first < 0 || first / 7 != last / 7) return kUnknownCode;
  return first / 7 * 7 + 1;  // never 0, which is unknown
}

Date WeekStart(int64_t code) { return Date{static_cast<int32_t>(code - 1 - kDaysToEpoch)}; }

const std::vector<DimPair>& RowPairs() {
  static const std::vector<DimPair> pairs = [] {
    std::vector<DimPair> out;
    for (size_t i = 0; i < kDimCount; ++i) {
      for (size_t j = i + 1; j < kDimCount; ++j) {
        if (IsSmall(static_cast<Dim>(i))) {
          out.push_back({static_cast<Dim>(i), static_cast<Dim>(j)});
        }
      }
    }
    return out;
  }();
  return pairs;
}

const std::vector<DimPair>& BlockPairs() {
  static const std::vector<DimPair> pairs = [] {
    // Those with the most values first; times last, whose codes are short in a text. The place of a
    // pair in the list is stored: never reorder.
    constexpr Dim kMany[] = {Dim::kSpeaker, Dim::kPlace,  Dim::kTarget, Dim::kActor,
                             Dim::kAdmin,   Dim::kOutlet, Dim::kWeek,   Dim::kPeriod};
    std::vector<DimPair> out;
    for (size_t i = 0; i < std::size(kMany); ++i) {
      for (size_t j = i + 1; j < std::size(kMany); ++j) out.push_back({kMany[i], kMany[j]});
    }
    return out;
  }();
  return pairs;
}

std::pair<int64_t, int64_t> BlockNumbers(const DimPair& pair) {
  const auto& pairs = BlockPairs();
  const auto found = std::find_if(pairs.begin(), pairs.end(), [&pair](const DimPair& one) {
    return one.number() == pair.number();
  });
  const int64_t first = (found - pairs.begin()) << kBitsOfValue;
  return {first, first + (int64_t{1} << kBitsOfValue) - 1};
}

int64_t BlockNumber(const DimPair& pair, int64_t a) {
  return BlockNumbers(pair).first +
         static_cast<int64_t>(Hash64(std::to_string(a)) >> (64 - kBitsOfValue));
}

std::optional<DimPair> FindRowPair(Dim a, Dim b) { return FindPair(RowPairs(), a, b); }
std::optional<DimPair> FindBlockPair(Dim a, Dim b) { return FindPair(BlockPairs(), a, b); }

const std::vector<Grid>& Grids() {
  static const std::vector<Grid> grids{{"incident_times",
                                        {{Dim::kPeriod, "period"},
                                         {Dim::kType, "type"},
                                         {Dim::kStatus, "status"},
                                         {Dim::kContested, "contested"}}},
                                       {"incident_grid",
                                        {{Dim::kPeriod, "period"},
                                         {Dim::kCountry, "country"},
                                         {Dim::kType, "type"},
                                         {Dim::kSubtype, "subtype"},
                                         {Dim::kStatus, "status"},
                                         {Dim::kContested, "contested"}}}};
  return grids;
}

int64_t NameNumber(std::string_view role, std::string_view key) {
  std::string text(role);
  text += '\x1f';
  text += key;
  return static_cast<int64_t>(Hash64(text) >> 1);
}

}  // namespace tadwin::store

#include "store/incident_dims.h"

#include <algorithm>

#include "base/hash.h"

namespace tadwin::store {
namespace {

constexpr int kDaysToEpoch = 719162;  // from 0001-01-01, a Monday, to 1970-01-01

bool IsSmall(Dim dim) { return dim <= Dim::kContested; }

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

const std::vector<DimPair>& KeptPairs() {
  static const std::vector<DimPair> pairs = [] {
    std::vector<DimPair> out;
    for (size_t i = 0; i < kDimCount; ++i) {
      for (size_t j = i + 1; j < kDimCount; ++j) {
        const auto a = static_cast<Dim>(i);
        const auto b = static_cast<Dim>(j);
        const bool is_dyad = a == Dim::kActor && b == Dim::kTarget;
        const bool is_period = a == Dim::kPeriod && b != Dim::kWeek;
        if (IsSmall(a) || is_period || is_dyad) out.push_back({a, b});
      }
    }
    return out;
  }();
  return pairs;
}

bool IsKept(Dim a, Dim b) {
  const DimPair wanted{std::min(a, b), std::max(a, b)};
  return std::any_of(KeptPairs().begin(), KeptPairs().end(),
                     [&wanted](const DimPair& pair) { return pair.number() == wanted.number(); });
}

int64_t NameNumber(std::string_view role, std::string_view key) {
  std::string text(role);
  text += '\x1f';
  text += key;
  return static_cast<int64_t>(Hash64(text) >> 1);
}

}  // namespace tadwin::store

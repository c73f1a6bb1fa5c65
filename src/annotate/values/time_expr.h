// What a time expression says, before it is resolved against a date.
//
// In: made by TimeGrammar. Out: read by TimeResolver. A plain tree: children are indices into the
// list of expressions of one document. Threads: plain values.

#ifndef TADWIN_ANNOTATE_VALUES_TIME_EXPR_H_
#define TADWIN_ANNOTATE_VALUES_TIME_EXPR_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "model/span.h"

namespace tadwin::annotate {

enum class TimeUnit : uint8_t {
  kSecond,
  kMinute,
  kHour,
  kDay,
  kWeek,
  kMonth,
  kQuarter,
  kHalf,
  kYear,
  kDecade,
  kCentury
};

enum class Direction : uint8_t {
  kNone,
  kLast,
  kNext,
  kThis,
  kRecent,
  kBeforeLast,
  kAfterNext,
  kFollowing,  // the one after the time told before
  kSame        // the one of the time told before
};
enum class Position : uint8_t {
  kNone,
  kEarly,
  kStart,
  kMiddle,
  kLate,
  kEnd,
  kRest,    // from the day of writing on
  kElapsed  // up to the day of writing
};

enum class ExprKind : uint8_t {
  kDate,      // year, month, day as far as told; hijri when of the Islamic calendar
  kWeekday,   // weekday and direction
  kOffset,    // days from the day of writing
  kUnit,      // a unit with a direction, one or several ("the last three months")
  kPosition,  // a part of child a
  kQuarter,
  kHalf,
  kSeason,
  kDecade,
  kCentury,
  kNth,       // the ordinal-th weekday or unit; -1 the last
  kWithin,    // child a inside child b
  kMerge,     // child a and child b name the same day; b is the fuller
  kPart,      // a part of the day of child a
  kClock,     // hour and minute, of child a when there is one
  kDuration,  // a length
  kShift,     // a length before or behind child a, or the day of writing
  kRange,     // from child a to child b
  kDays,      // days first_day to last_day of a month (own fields or child a)
  kHoliday,
  kFirst,  // the first or last `count` units of child a; ordinal 1 or -1
  kSet     // every Friday: no stretch of its own
};

struct Length {
  double count = 1.0;
  TimeUnit unit = TimeUnit::kDay;
};

struct TimeExpr {
  ExprKind kind = ExprKind::kDate;
  uint32_t token_begin = 0;
  uint32_t token_end = 0;
  Span span;
  std::string rule;
  int a = -1;
  int b = -1;
  int whole = -1;  // of a range of weekdays: the week they are in

  std::optional<int> year;
  std::optional<int> month;
  std::optional<int> day;
  std::optional<int> last_day;
  std::optional<int> weekday;
  bool hijri = false;
  Direction direction = Direction::kNone;
  Position position = Position::kNone;
  TimeUnit unit = TimeUnit::kDay;
  std::optional<double> count;       // of units
  bool vague_count = false;          // "the last few days", "recent weeks"
  int ordinal = 0;                   // quarter, half, nth, decade (70), century (20)
  int from_month = 0, to_month = 0;  // season
  std::optional<int> told_offset;  // of a date told with "today" or "yesterday": days from writing
  int offset = 0;                  // days
  int sign = 0;                    // of a shift
  bool from_now = false;           // of a shift: counted from the day of writing in so many words
  bool from_told = false;          // of a shift, of days: counted from the time told before
  bool after = false;              // of an nth weekday: the ones behind child a
  bool rough = false;              // "about", "more than"
  bool since = false;              // a shift whose period reaches to now
  bool day_first = true;           // how an ambiguous d/m was read
  bool needs_whole = false;        // nothing by itself: "the first half"
  std::optional<int> hour;
  std::optional<int> minute;
  std::optional<int> last_hour;
  int holiday_days = 1;
  std::vector<Length> lengths;
  bool dead = false;  // taken into another expression, or no time at all
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_VALUES_TIME_EXPR_H_

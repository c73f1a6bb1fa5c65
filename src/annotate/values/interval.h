// Intervals of the calendar: the week, month, quarter, year around a day, and parts of them.
//
// Units: days, both ends included. Weeks begin on Monday (ISO 8601). Threads: safe.

#ifndef TADWIN_ANNOTATE_VALUES_INTERVAL_H_
#define TADWIN_ANNOTATE_VALUES_INTERVAL_H_

#include <optional>

#include "annotate/values/time_expr.h"
#include "base/calendar.h"
#include "model/mention.h"

namespace tadwin::annotate {

DateInterval MonthInterval(int year, int month);
DateInterval YearInterval(int first_year, int last_year);
// The calendar unit that holds `day`, moved by `steps` units.
DateInterval UnitInterval(Date day, TimeUnit unit, int steps);
// `count` units before (negative) or behind `day`. Part units of months and years are dropped to
// days of thirty to the month.
Date AddUnits(Date day, TimeUnit unit, double count);
Precision PrecisionOf(TimeUnit unit);
// The early, middle or late part of an interval, as usage has it: thirds; a start or an end of a
// month is its first or last ten days, of a year its first or last month.
DateInterval PartOfInterval(DateInterval whole, Position position);
// The next day of that weekday at or after `day`, at or before `day`.
Date WeekdayFrom(Date day, int weekday);
Date WeekdayUpTo(Date day, int weekday);

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_VALUES_INTERVAL_H_

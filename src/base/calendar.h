// Civil dates as day numbers: parsing, printing, arithmetic, weekdays.
//
// Units: a Date is days since 1970-01-01 in the proleptic Gregorian calendar. No clock is read.
// Errors: ParseIsoDate refuses what is not YYYY, YYYY-MM or YYYY-MM-DD.
// Threads: safe. Source: H. Hinnant, "chrono-compatible low-level date algorithms" (the formulae).

#ifndef TADWIN_BASE_CALENDAR_H_
#define TADWIN_BASE_CALENDAR_H_

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tadwin {

struct Date {
  int32_t days = 0;  // since 1970-01-01
  auto operator<=>(const Date&) const = default;
};

struct CivilDate {
  int year = 1970;
  int month = 1;  // 1..12
  int day = 1;    // 1..31
};

enum class Weekday { kSunday = 0, kMonday, kTuesday, kWednesday, kThursday, kFriday, kSaturday };

bool IsLeapYear(int year);
int DaysInMonth(int year, int month);
bool IsCivilDate(int year, int month, int day);

Date FromCivil(int year, int month, int day);
CivilDate ToCivil(Date date);
Weekday WeekdayOf(Date date);

inline Date AddDays(Date date, int days) { return Date{date.days + days}; }
// Keeps the day of the month where the target month has it, else takes that month's last day.
Date AddMonths(Date date, int months);
inline Date AddYears(Date date, int years) { return AddMonths(date, 12 * years); }

std::string ToIso(Date date);  // YYYY-MM-DD

// The interval that an ISO date of any precision stands for.
struct DateInterval {
  Date start;
  Date stop;  // inclusive
  bool operator==(const DateInterval&) const = default;
};
Result<DateInterval> ParseIsoDate(std::string_view text);

}  // namespace tadwin

#endif  // TADWIN_BASE_CALENDAR_H_

#include "annotate/values/interval.h"

#include <cmath>

namespace tadwin::annotate {
namespace {

constexpr int kDaysPerWeek = 7;
constexpr int kMonday = 1;
constexpr int kTenDays = 10;
constexpr int kMonthDaysMost = 31;
constexpr int kQuarterDaysMost = 92;
constexpr int kYearDaysMost = 366;
constexpr double kDaysPerMonth = 30.0;
constexpr double kHoursPerDay = 24.0;

int FloorTo(int value, int step) {
  int down = value / step * step;
  return down > value ? down - step : down;
}

}  // namespace

DateInterval MonthInterval(int year, int month) {
  return {FromCivil(year, month, 1), FromCivil(year, month, DaysInMonth(year, month))};
}

DateInterval YearInterval(int first_year, int last_year) {
  return {FromCivil(first_year, 1, 1), FromCivil(last_year, 12, 31)};
}

Date WeekdayFrom(Date day, int weekday) {
  const int today = static_cast<int>(WeekdayOf(day));
  return AddDays(day, (weekday - today + kDaysPerWeek) % kDaysPerWeek);
}

Date WeekdayUpTo(Date day, int weekday) {
  const int today = static_cast<int>(WeekdayOf(day));
  return AddDays(day, -((today - weekday + kDaysPerWeek) % kDaysPerWeek));
}

DateInterval UnitInterval(Date day, TimeUnit unit, int steps) {
  const CivilDate civil = ToCivil(day);
  switch (unit) {
    case TimeUnit::kWeek: {
      const Date monday = AddDays(WeekdayUpTo(day, kMonday), kDaysPerWeek * steps);
      return {monday, AddDays(monday, kDaysPerWeek - 1)};
    }
    case TimeUnit::kMonth: {
      const CivilDate first = ToCivil(AddMonths(FromCivil(civil.year, civil.month, 1), steps));
      return MonthInterval(first.year, first.month);
    }
    case TimeUnit::kQuarter:
    case TimeUnit::kHalf: {
      const int months = unit == TimeUnit::kQuarter ? 3 : 6;
      const int first_month = (civil.month - 1) / months * months + 1;
      const Date start = AddMonths(FromCivil(civil.year, first_month, 1), months * steps);
      return {start, AddDays(AddMonths(start, months), -1)};
    }
    case TimeUnit::kYear: return YearInterval(civil.year + steps, civil.year + steps);
    case TimeUnit::kDecade: {
      const int first = FloorTo(civil.year, 10) + 10 * steps;
      return YearInterval(first, first + 9);
    }
    case TimeUnit::kCentury: {
      const int first = FloorTo(civil.year - 1, 100) + 1 + 100 * steps;
      return YearInterval(first, first + 99);
    }
    default: return {AddDays(day, steps), AddDays(day, steps)};
  }
}

Date AddUnits(Date day, TimeUnit unit, double count) {
  const double whole = std::trunc(count);
  const double rest = count - whole;
  const auto months = [&](double per_unit) {
    const Date moved = AddMonths(day, static_cast<int>(whole * per_unit));
    const double part = rest * per_unit;
    const Date again = AddMonths(moved, static_cast<int>(std::trunc(part)));
    return AddDays(again, static_cast<int>(std::lround((part - std::trunc(part)) * kDaysPerMonth)));
  };
  switch (unit) {
    case TimeUnit::kSecond:
    case TimeUnit::kMinute: return day;
    case TimeUnit::kHour: return AddDays(day, static_cast<int>(std::trunc(count / kHoursPerDay)));
    case TimeUnit::kDay: return AddDays(day, static_cast<int>(std::lround(count)));
    case TimeUnit::kWeek: return AddDays(day, static_cast<int>(std::lround(count * kDaysPerWeek)));
    case TimeUnit::kMonth: return months(1);
    case TimeUnit::kQuarter: return months(3);
    case TimeUnit::kHalf: return months(6);
    case TimeUnit::kYear: return months(12);
    case TimeUnit::kDecade: return months(120);
    case TimeUnit::kCentury: return months(1200);
  }
  return day;
}

Precision PrecisionOf(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::kSecond:
    case TimeUnit::kMinute: return Precision::kMinute;
    case TimeUnit::kHour: return Precision::kHour;
    case TimeUnit::kDay: return Precision::kDay;
    case TimeUnit::kWeek: return Precision::kWeek;
    case TimeUnit::kMonth: return Precision::kMonth;
    case TimeUnit::kQuarter: return Precision::kQuarter;
    case TimeUnit::kYear: return Precision::kYear;
    default: return Precision::kVague;
  }
}

DateInterval PartOfInterval(DateInterval whole, Position position) {
  const int days = whole.stop.days - whole.start.days + 1;
  const CivilDate first = ToCivil(whole.start);
  if (days == 1) return whole;
  if (days <= kDaysPerWeek) {
    switch (position) {
      case Position::kEarly:
      case Position::kStart: return {whole.start, AddDays(whole.start, 1)};
      case Position::kMiddle: return {AddDays(whole.start, 2), AddDays(whole.start, 3)};
      case Position::kLate:
      case Position::kEnd: return {AddDays(whole.stop, -1), whole.stop};
      default: return whole;
    }
  }
  if (days <= kMonthDaysMost) {
    switch (position) {
      case Position::kEarly:
      case Position::kStart: return {whole.start, AddDays(whole.start, kTenDays - 1)};
      case Position::kMiddle:
        return {AddDays(whole.start, kTenDays), AddDays(whole.start, 2 * kTenDays - 1)};
      case Position::kLate:
      case Position::kEnd: return {AddDays(whole.start, 2 * kTenDays), whole.stop};
      default: return whole;
    }
  }
  const bool year = days > kQuarterDaysMost && days <= kYearDaysMost;
  if (year && position == Position::kStart) return MonthInterval(first.year, first.month);
  if (year && position == Position::kEnd) {
    const CivilDate last = ToCivil(whole.stop);
    return MonthInterval(last.year, last.month);
  }
  // Thirds, cut at months.
  const CivilDate last = ToCivil(whole.stop);
  const int months = (last.year - first.year) * 12 + last.month - first.month + 1;
  const int third = months / 3;
  const Date second = AddMonths(whole.start, third);
  const Date final_third = AddMonths(whole.start, months - third);
  switch (position) {
    case Position::kEarly:
    case Position::kStart: return {whole.start, AddDays(second, -1)};
    case Position::kMiddle: return {second, AddDays(final_third, -1)};
    case Position::kLate:
    case Position::kEnd: return {final_third, whole.stop};
    default: return whole;
  }
}

}  // namespace tadwin::annotate

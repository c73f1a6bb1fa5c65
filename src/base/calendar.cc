#include "base/calendar.h"

#include <array>
#include <cstdio>

namespace tadwin {

bool IsLeapYear(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int DaysInMonth(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && IsLeapYear(year) ? 29 : kDays[static_cast<size_t>(month - 1)];
}

bool IsCivilDate(int year, int month, int day) {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
         day <= DaysInMonth(year, month);
}

Date FromCivil(int year, int month, int day) {
  const int y = month <= 2 ? year - 1 : year;
  const int era = (y >= 0 ? y : y - 399) / 400;
  const int year_of_era = y - era * 400;
  const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return Date{era * 146097 + day_of_era - 719468};
}

CivilDate ToCivil(Date date) {
  const int z = date.days + 719468;
  const int era = (z >= 0 ? z : z - 146096) / 146097;
  const int day_of_era = z - era * 146097;
  const int year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int shifted_month = (5 * day_of_year + 2) / 153;
  CivilDate civil;
  civil.day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
  civil.month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  civil.year = year_of_era + era * 400 + (civil.month <= 2 ? 1 : 0);
  return civil;
}

Weekday WeekdayOf(Date date) {
  const int shifted = (date.days + 4) % 7;  // 1970-01-01 was a Thursday
  return static_cast<Weekday>(shifted < 0 ? shifted + 7 : shifted);
}

Date AddMonths(Date date, int months) {
  const CivilDate civil = ToCivil(date);
  const int index = civil.year * 12 + (civil.month - 1) + months;
  const int year = index >= 0 ? index / 12 : (index - 11) / 12;
  const int month = index - year * 12 + 1;
  const int last = DaysInMonth(year, month);
  return FromCivil(year, month, civil.day < last ? civil.day : last);
}

std::string ToIso(Date date) {
  const CivilDate civil = ToCivil(date);
  std::array<char, 16> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d", civil.year % 10000, civil.month,
                civil.day);
  return buffer.data();
}

Result<DateInterval> ParseIsoDate(std::string_view text) {
  const Error bad{ErrorCode::kInvalidArgument,
                  "'" + std::string(text) + "' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD",
                  ""};
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return bad;
  std::array<int, 3> parts = {0, 1, 1};
  size_t part = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (i == 4 || i == 7) {
      if (text[i] != '-') return bad;
      parts[++part] = 0;
    } else if (text[i] < '0' || text[i] > '9') {
      return bad;
    } else {
      parts[part] = parts[part] * 10 + (text[i] - '0');
    }
  }
  if (!IsCivilDate(parts[0], parts[1], parts[2])) return bad;
  const Date start = FromCivil(parts[0], parts[1], parts[2]);
  if (text.size() == 10) return DateInterval{start, start};
  if (text.size() == 7) {
    return DateInterval{start, FromCivil(parts[0], parts[1], DaysInMonth(parts[0], parts[1]))};
  }
  return DateInterval{start, FromCivil(parts[0], 12, 31)};
}

}  // namespace tadwin

// Converts dates of the Umm al-Qura calendar to Gregorian days.
//
// In: year, month 1..12, day 1..30 of the Islamic calendar. Out: the civil day it begins on as
// printed in Saudi Arabia. Errors: empty when there is no such date or the year is outside
// 1300..1600, where the table ends. Threads: safe.
// Source: ICU 72, calendar "islamic-umalqura" (R. H. van Gent's tables).

#ifndef TADWIN_ANNOTATE_VALUES_HIJRI_H_
#define TADWIN_ANNOTATE_VALUES_HIJRI_H_

#include <optional>

#include "base/calendar.h"

namespace tadwin::annotate {

struct HijriDate {
  int year = 1400;
  int month = 1;
  int day = 1;
};

std::optional<Date> FromHijri(const HijriDate& date);
std::optional<HijriDate> ToHijri(Date date);
// The days of one month, of one year.
std::optional<DateInterval> HijriMonth(int year, int month);
std::optional<DateInterval> HijriYear(int year);

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_VALUES_HIJRI_H_

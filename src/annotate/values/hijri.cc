#include "annotate/values/hijri.h"

#include <unicode/ucal.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <memory>

namespace tadwin::annotate {
namespace {

constexpr int kFirstYear = 1300;
constexpr int kLastYear = 1600;
constexpr double kMillisPerDay = 86400000.0;

struct Closer {
  void operator()(UCalendar* calendar) const { ucal_close(calendar); }
};
using Calendar = std::unique_ptr<UCalendar, Closer>;

Calendar Open() {
  UErrorCode status = U_ZERO_ERROR;
  static constexpr UChar kUtc[] = {'U', 'T', 'C', 0};
  Calendar calendar(ucal_open(kUtc, 3, "en@calendar=islamic-umalqura", UCAL_TRADITIONAL, &status));
  if (U_FAILURE(status)) return nullptr;
  return calendar;
}

// One a thread: to open one costs more than all that is asked of it.
UCalendar* OfThread() {
  thread_local const Calendar calendar = Open();
  return calendar.get();
}

// The last answers of a thread, by a number that stands for what was asked: texts ask for few
// dates, and often.
template <typename Answer>
class Memory {
 public:
  template <typename Work>
  std::optional<Answer> Get(int32_t asked, Work work) {
    Place& place = places_[static_cast<uint32_t>(asked) % places_.size()];
    if (!place.known || place.asked != asked) place = {true, asked, work()};
    return place.answer;
  }

 private:
  struct Place {
    bool known = false;
    int32_t asked = 0;
    std::optional<Answer> answer;
  };
  std::array<Place, 64> places_;
};

std::optional<Date> ComputeFromHijri(const HijriDate& date) {
  UCalendar* const calendar = OfThread();
  if (calendar == nullptr) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  ucal_clear(calendar);
  ucal_setDateTime(calendar, date.year, date.month - 1, date.day, 0, 0, 0, &status);
  const double millis = ucal_getMillis(calendar, &status);
  if (U_FAILURE(status)) return std::nullopt;
  // Day 30 of a month of 29 rolls over: no such date.
  if (ucal_get(calendar, UCAL_MONTH, &status) != date.month - 1) return std::nullopt;
  return Date{static_cast<int32_t>(std::floor(millis / kMillisPerDay))};
}

std::optional<HijriDate> ComputeToHijri(Date date) {
  UCalendar* const calendar = OfThread();
  if (calendar == nullptr) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  ucal_setMillis(calendar, date.days * kMillisPerDay, &status);
  HijriDate hijri;
  hijri.year = ucal_get(calendar, UCAL_YEAR, &status);
  hijri.month = ucal_get(calendar, UCAL_MONTH, &status) + 1;
  hijri.day = ucal_get(calendar, UCAL_DATE, &status);
  if (U_FAILURE(status) || hijri.year < kFirstYear || hijri.year > kLastYear) return std::nullopt;
  return hijri;
}

}  // namespace

std::optional<Date> FromHijri(const HijriDate& date) {
  if (date.year < kFirstYear || date.year > kLastYear || date.month < 1 || date.month > 12 ||
      date.day < 1 || date.day > 30) {
    return std::nullopt;
  }
  thread_local Memory<Date> memory;
  const int32_t asked = (date.year * 12 + date.month - 1) * 31 + date.day;
  return memory.Get(asked, [&] { return ComputeFromHijri(date); });
}

std::optional<HijriDate> ToHijri(Date date) {
  thread_local Memory<HijriDate> memory;
  return memory.Get(date.days, [&] { return ComputeToHijri(date); });
}

std::optional<DateInterval> HijriMonth(int year, int month) {
  const auto start = FromHijri({year, month, 1});
  if (!start) return std::nullopt;
  const auto last = FromHijri({year, month, 30});
  return DateInterval{*start, last ? *last : AddDays(*start, 28)};
}

std::optional<DateInterval> HijriYear(int year) {
  const auto start = FromHijri({year, 1, 1});
  const auto next = FromHijri({year + 1, 1, 1});
  if (!start || !next) return std::nullopt;
  return DateInterval{*start, AddDays(*next, -1)};
}

}  // namespace tadwin::annotate

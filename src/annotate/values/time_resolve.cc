#include "annotate/values/time_resolve.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "annotate/values/hijri.h"
#include "annotate/values/interval.h"

namespace tadwin::annotate {
namespace {

constexpr int kYearsEachWay = 3;       // where a weekday must settle the year
constexpr int kLastPlainHijri = 1448;  // "the year 1442" without a mark is of the Islamic calendar
constexpr int kFirstPlainHijri = 1400;
constexpr double kHoursPerDay = 24.0;
constexpr int kLastYear = 9999;
constexpr int kDaysPerWeek = 7;
constexpr double kMostDays = 2.0e6;  // of a length: some 5,500 years

Resolved Of(DateInterval interval, Precision precision, bool uses_published) {
  return Resolved{interval.start, interval.stop, precision, uses_published, false, false};
}

Resolved OneDay(Date day, bool uses_published) {
  return Resolved{day, day, Precision::kDay, uses_published, false, false};
}

}  // namespace

std::optional<int> TimeResolver::ReferenceYear() const {
  if (!published_) return std::nullopt;
  const int first = ToCivil(published_->start).year;
  const int last = ToCivil(published_->stop).year;
  return first == last ? std::optional<int>(first) : std::nullopt;
}

double TimeResolver::UnitDays(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::kSecond: return 1.0 / 86400;
    case TimeUnit::kMinute: return 1.0 / 1440;
    case TimeUnit::kHour: return 1.0 / kHoursPerDay;
    case TimeUnit::kDay: return 1;
    case TimeUnit::kWeek: return 7;
    case TimeUnit::kMonth: return 30;
    case TimeUnit::kQuarter: return 91;
    case TimeUnit::kHalf: return 182;
    case TimeUnit::kYear: return 365;
    case TimeUnit::kDecade: return 3652;
    case TimeUnit::kCentury: return 36524;
  }
  return 0;
}

double TimeResolver::LengthInDays(const TimeExpr& expr) {
  double days = 0.0;
  for (const Length& length : expr.lengths) days += length.count * UnitDays(length.unit);
  return days;
}

// What lies outside the years 1 to 9999, or ends before it begins, is no answer.
std::optional<Resolved> TimeResolver::Resolve(int index) {
  const Answer answer = Resolve(index, std::nullopt);
  if (!answer || answer->stop < answer->start) return std::nullopt;
  if (ToCivil(answer->start).year < 1 || ToCivil(answer->stop).year > kLastYear)
    return std::nullopt;
  return answer;
}

TimeResolver::Answer TimeResolver::Resolve(int index, YearHint year) {
  if (index < 0) return std::nullopt;
  const TimeExpr& expr = exprs_[static_cast<size_t>(index)];
  Answer answer;
  switch (expr.kind) {
    case ExprKind::kDate: return DateOf(expr, year);
    case ExprKind::kWeekday: return WeekdayOfText(expr);
    case ExprKind::kOffset: return Offset(expr);
    case ExprKind::kUnit: return Unit(expr);
    case ExprKind::kPosition: return PositionOf(expr, year);
    case ExprKind::kQuarter:
    case ExprKind::kHalf: return Quarter(expr, year);
    case ExprKind::kSeason: return Season(expr, year);
    case ExprKind::kDecade: {
      if (!expr.year && expr.ordinal <= 20) return std::nullopt;
      const int first = expr.year.value_or(1900 + expr.ordinal);
      return Of(YearInterval(first, first + 9), Precision::kVague, false);
    }
    case ExprKind::kCentury:
      return Of(YearInterval(100 * (expr.ordinal - 1) + 1, 100 * expr.ordinal), Precision::kVague,
                false);
    case ExprKind::kNth:
      if (expr.a >= 0) {
        answer = Resolve(expr.a, year);
        if (!answer) return std::nullopt;
        if (expr.after) {
          const Date first = WeekdayFrom(AddDays(answer->stop, 1), *expr.weekday);
          return OneDay(AddDays(first, kDaysPerWeek * (expr.ordinal - 1)), answer->uses_published);
        }
        if (expr.ordinal > 0) return Nth(expr, *answer);
        return Of(UnitInterval(answer->start, expr.unit, 0), PrecisionOf(expr.unit),
                  answer->uses_published);
      }
      if (!expr.weekday || !HasDay()) return std::nullopt;
      return Nth(expr,
                 Of(UnitInterval(published_->start, TimeUnit::kMonth, 0), Precision::kMonth, true));
    case ExprKind::kWithin: return Within(expr, year);
    case ExprKind::kMerge: return Resolve(expr.b, year);
    case ExprKind::kPart:
      answer = Resolve(expr.a, year);
      if (answer && answer->start != answer->stop) return std::nullopt;
      if (answer) answer->precision = Precision::kHour;
      return answer;
    case ExprKind::kClock:
      answer = Resolve(expr.a, year);
      if (answer) answer->precision = expr.minute ? Precision::kMinute : Precision::kHour;
      return answer;
    case ExprKind::kDuration: return std::nullopt;
    case ExprKind::kShift: return Shift(expr);
    case ExprKind::kRange: return Range(expr, year);
    case ExprKind::kDays: return Days(expr, year);
    case ExprKind::kHoliday: return Holiday(expr, year);
    case ExprKind::kFirst: return First(expr, year);
    case ExprKind::kSet: return std::nullopt;
  }
  return std::nullopt;
}

TimeResolver::Answer TimeResolver::DateOf(const TimeExpr& expr, YearHint hint) {
  if (expr.hijri) return HijriOf(expr);
  const std::optional<int> year = expr.year ? expr.year : hint;
  if (!expr.month) {
    if (expr.day) return DayOfMonth(expr);
    if (!year) return std::nullopt;
    if (*year >= kFirstPlainHijri && *year <= kLastPlainHijri) {
      const auto hijri = HijriYear(*year);
      if (hijri) return Of(*hijri, Precision::kYear, false);
    }
    return Of(YearInterval(*year, *year), Precision::kYear, false);
  }
  if (!year) return expr.day ? YearlessDate(expr) : YearlessMonth(expr);
  if (!expr.day) return Of(MonthInterval(*year, *expr.month), Precision::kMonth, false);
  if (!IsCivilDate(*year, *expr.month, *expr.day)) return std::nullopt;
  return OneDay(FromCivil(*year, *expr.month, *expr.day), false);
}

// Day and month: the most recent, or the next when the clause is future. A weekday told with it
// decides between the two where it fits only one.
TimeResolver::Answer TimeResolver::YearlessDate(const TimeExpr& expr) {
  if (!published_) return std::nullopt;
  const int base = ToCivil(published_->start).year;
  std::optional<Date> before;
  std::optional<Date> behind;
  for (int step = -kYearsEachWay; step <= kYearsEachWay; ++step) {
    if (!IsCivilDate(base + step, *expr.month, *expr.day)) continue;
    const Date day = FromCivil(base + step, *expr.month, *expr.day);
    const bool strict = expr.direction == Direction::kLast || expr.direction == Direction::kNext;
    if (strict ? day < published_->start : day <= published_->stop) before = day;
    if (!behind && (strict ? day > published_->stop : day >= published_->start)) behind = day;
    if (expr.direction == Direction::kThis && step == 0) before = behind = day;
  }
  if (!before || !behind) return std::nullopt;
  const auto fits = [&](Date day) { return static_cast<int>(WeekdayOf(day)) == *expr.weekday; };
  const Tense tense = TenseOf(expr);
  bool ahead = tense != Tense::kPast;  // a lone phrase is a plan or a calendar
  if (tense == Tense::kNearest || tense == Tense::kBy) {
    ahead = behind->days - published_->stop.days < published_->start.days - before->days;
  }
  if (expr.direction == Direction::kLast) ahead = false;
  if (expr.weekday && fits(*before) != fits(*behind)) ahead = fits(*behind);
  Resolved resolved = OneDay(ahead ? *behind : *before, true);
  resolved.yearless = true;
  return resolved;
}

TimeResolver::Answer TimeResolver::YearlessMonth(const TimeExpr& expr) {
  if (!published_) return std::nullopt;
  const CivilDate first = ToCivil(published_->start);
  const CivilDate last = ToCivil(published_->stop);
  int year = last.year;
  switch (expr.direction) {
    case Direction::kThis: year = first.year; break;
    case Direction::kLast:
      year = first.year;
      if (*expr.month >= first.month) --year;
      break;
    default:
      if (expr.direction == Direction::kFollowing && told_) {
        const CivilDate told = ToCivil(told_->stop);
        Resolved next =
            Of(MonthInterval(told.year + (*expr.month <= told.month ? 1 : 0), *expr.month),
               Precision::kMonth, false);
        next.uses_told = true;
        return next;
      }
      if (TenseOf(expr) == Tense::kFuture || TenseOf(expr) == Tense::kUntold) {
        const bool passed = expr.direction == Direction::kNext ? *expr.month <= last.month
                                                               : *expr.month < last.month;
        if (passed) ++year;
      } else if (*expr.month > last.month) {
        --year;
      }
      break;
  }
  Resolved resolved = Of(MonthInterval(year, *expr.month), Precision::kMonth, true);
  resolved.yearless = true;
  return resolved;
}

// Only the day of the month, or with a weekday: in this month, else in the one whose weekday fits.
TimeResolver::Answer TimeResolver::DayOfMonth(const TimeExpr& expr) {
  if (!HasDay()) return std::nullopt;
  if (expr.direction != Direction::kNone) {  // "the sixth of the current"
    const int step = expr.direction == Direction::kLast   ? -1
                     : expr.direction == Direction::kThis ? 0
                                                          : 1;
    const DateInterval month = UnitInterval(published_->start, TimeUnit::kMonth, step);
    const Date day = AddDays(month.start, *expr.day - 1);
    return day > month.stop ? Answer() : OneDay(day, true);
  }
  for (const int step : {0, -1, 1}) {
    const DateInterval month = UnitInterval(published_->start, TimeUnit::kMonth, step);
    const Date day = AddDays(month.start, *expr.day - 1);
    if (day > month.stop) continue;
    if (expr.weekday && static_cast<int>(WeekdayOf(day)) != *expr.weekday) continue;
    return OneDay(day, true);
  }
  if (!expr.weekday) return std::nullopt;
  TimeExpr weekday = expr;
  weekday.kind = ExprKind::kWeekday;
  return WeekdayOfText(weekday);
}

TimeResolver::Answer TimeResolver::HijriOf(const TimeExpr& expr) {
  if (expr.year && !expr.month) {
    const auto year = HijriYear(*expr.year);
    if (!year) return std::nullopt;
    return Of(*year, Precision::kYear, false);
  }
  if (!expr.month) return std::nullopt;
  const auto interval_in = [&](int year) -> std::optional<DateInterval> {
    if (!expr.day) return HijriMonth(year, *expr.month);
    const auto day = FromHijri({year, *expr.month, *expr.day});
    if (!day) return std::nullopt;
    return DateInterval{*day, *day};
  };
  const Precision precision = expr.day ? Precision::kDay : Precision::kMonth;
  if (expr.year) {
    const auto interval = interval_in(*expr.year);
    if (!interval) return std::nullopt;
    return Of(*interval, precision, false);
  }
  if (!published_) return std::nullopt;
  const auto reference = ToHijri(published_->start);
  if (!reference) return std::nullopt;
  const bool future = Future(expr);
  const Tense tense = TenseOf(expr);
  const bool nearest = tense == Tense::kNearest || tense == Tense::kBy;
  std::optional<DateInterval> best;
  for (const int step : {-1, 0, 1}) {
    const auto interval = interval_in(reference->year + step);
    if (!interval) continue;
    bool allowed =
        future ? interval->stop >= published_->start : interval->start <= published_->stop;
    if (nearest) {
      const int distance = std::abs(interval->start.days - published_->start.days);
      if (!best || distance < std::abs(best->start.days - published_->start.days)) best = interval;
      continue;
    }
    if (expr.direction == Direction::kLast) allowed = interval->stop < published_->start;
    if (expr.direction == Direction::kNext) allowed = interval->start > published_->stop;
    if (expr.direction == Direction::kThis) allowed = step == 0;
    if (!allowed) continue;
    if (!best || !future) best = best && future ? best : interval;
    if (future) break;
  }
  if (!best) return std::nullopt;
  Resolved resolved = Of(*best, precision, true);
  resolved.yearless = true;
  return resolved;
}

TimeResolver::Answer TimeResolver::WeekdayOfText(const TimeExpr& expr) {
  if (!HasDay() || !expr.weekday) return std::nullopt;
  const Date today = published_->start;
  switch (expr.direction) {
    // News calls the day before "yesterday": last Sunday, told on a Monday, is eight days back.
    case Direction::kLast:
    case Direction::kRecent: return OneDay(WeekdayUpTo(AddDays(today, -2), *expr.weekday), true);
    case Direction::kNext: return OneDay(WeekdayFrom(AddDays(today, 1), *expr.weekday), true);
    case Direction::kBeforeLast:
      return OneDay(WeekdayUpTo(AddDays(today, -kDaysPerWeek - 1), *expr.weekday), true);
    case Direction::kAfterNext:
      return OneDay(WeekdayFrom(AddDays(today, kDaysPerWeek + 1), *expr.weekday), true);
    case Direction::kFollowing:
      if (HasToldDay()) {
        Resolved next = OneDay(WeekdayFrom(AddDays(told_->stop, 1), *expr.weekday), false);
        next.uses_told = true;
        return next;
      }
      if (TenseOf(expr) == Tense::kPast) return std::nullopt;
      return OneDay(WeekdayFrom(AddDays(today, 1), *expr.weekday), true);
    default: break;
  }
  const Tense tense = TenseOf(expr);
  const bool ahead = tense == Tense::kFuture || tense == Tense::kBy;
  return OneDay(ahead ? WeekdayFrom(today, *expr.weekday) : WeekdayUpTo(today, *expr.weekday),
                true);
}

// Today, yesterday, tomorrow. A weekday told with it wins where the two disagree: the words may
// come from another day's report.
TimeResolver::Answer TimeResolver::Offset(const TimeExpr& expr) {
  if (!HasDay()) return std::nullopt;
  Date day = AddDays(published_->start, expr.offset);
  if (expr.weekday && static_cast<int>(WeekdayOf(day)) != *expr.weekday) {
    day = expr.offset > 0 ? WeekdayFrom(published_->start, *expr.weekday)
                          : WeekdayUpTo(published_->start, *expr.weekday);
  }
  Resolved resolved = OneDay(day, true);
  if (expr.hour) resolved.precision = Precision::kHour;
  return resolved;
}

TimeResolver::Answer TimeResolver::CalendarUnit(TimeUnit unit, int steps) {
  if (!published_) return std::nullopt;
  const DateInterval first = UnitInterval(published_->start, unit, steps);
  const DateInterval last = UnitInterval(published_->stop, unit, steps);
  if (first != last) return std::nullopt;
  return Of(first, PrecisionOf(unit), true);
}

// "the same year", "the next day": counted from what the text told before.
TimeResolver::Answer TimeResolver::UnitOfTold(const TimeExpr& expr) {
  const int steps = expr.direction == Direction::kFollowing ? 1 : 0;
  const DateInterval first = UnitInterval(told_->start, expr.unit, 0);
  if (first != UnitInterval(told_->stop, expr.unit, 0)) return std::nullopt;
  Resolved unit = Of(UnitInterval(told_->stop, expr.unit, steps), PrecisionOf(expr.unit), false);
  unit.uses_told = true;
  return unit;
}

TimeResolver::Answer TimeResolver::Unit(const TimeExpr& expr) {
  if (expr.vague_count) return std::nullopt;
  const bool following = expr.direction == Direction::kFollowing;
  if (following || expr.direction == Direction::kSame) {
    if (!told_ && (!following || TenseOf(expr) == Tense::kPast)) return std::nullopt;
    if (told_ && expr.count) {
      return HasToldDay() ? UnitsFrom(expr, told_->start, true) : std::nullopt;
    }
    if (told_) return UnitOfTold(expr);
  }
  if (!published_) return std::nullopt;
  if (expr.count) return Units(expr);
  switch (expr.direction) {
    case Direction::kFollowing: return CalendarUnit(expr.unit, 1);
    case Direction::kBeforeLast: return CalendarUnit(expr.unit, -2);
    case Direction::kAfterNext: return CalendarUnit(expr.unit, 2);
    case Direction::kLast: return CalendarUnit(expr.unit, -1);
    case Direction::kNext: return CalendarUnit(expr.unit, 1);
    case Direction::kRecent: {
      if (!HasDay()) return std::nullopt;
      return Of({AddDays(AddUnits(published_->start, expr.unit, -1), 1), published_->start},
                PrecisionOf(expr.unit), true);
    }
    default: return CalendarUnit(expr.unit, 0);
  }
}

// "the last three months": the days before today; "the next two weeks": the days after it.
TimeResolver::Answer TimeResolver::Units(const TimeExpr& expr) {
  const double count = *expr.count;
  if (count * UnitDays(expr.unit) > kMostDays) return std::nullopt;
  if (expr.unit == TimeUnit::kDecade || expr.unit == TimeUnit::kCentury) {
    const int steps = static_cast<int>(count);
    const bool next = expr.direction == Direction::kNext || expr.direction == Direction::kFollowing;
    const Answer near = CalendarUnit(expr.unit, next ? 1 : -1);
    const Answer far = CalendarUnit(expr.unit, next ? steps : -steps);
    if (!near || !far) return std::nullopt;
    return Of({std::min(near->start, far->start), std::max(near->stop, far->stop)},
              Precision::kVague, true);
  }
  if (!HasDay()) return std::nullopt;
  return UnitsFrom(expr, published_->start, false);
}

TimeResolver::Answer TimeResolver::UnitsFrom(const TimeExpr& expr, Date today, bool uses_told) {
  const double count = *expr.count;
  if (count * UnitDays(expr.unit) > kMostDays) return std::nullopt;
  if (manner_ == Register::kPhrase && expr.unit > TimeUnit::kDay) {
    const int steps = static_cast<int>(count);
    const bool next = expr.direction == Direction::kNext;
    const DateInterval near = UnitInterval(today, expr.unit, next ? 1 : -1);
    const DateInterval far = UnitInterval(today, expr.unit, next ? steps : -steps);
    return Of({std::min(near.start, far.start), std::max(near.stop, far.stop)},
              PrecisionOf(expr.unit), true);
  }
  const bool hours = expr.unit < TimeUnit::kDay;
  const bool ahead = expr.direction == Direction::kNext || expr.direction == Direction::kFollowing;
  DateInterval days;
  if (ahead) {
    days = {hours ? today : AddDays(today, 1), AddUnits(today, expr.unit, count)};
  } else {
    const bool to_now = hours || expr.direction == Direction::kRecent;
    days = {AddUnits(today, expr.unit, -count), to_now ? today : AddDays(today, -1)};
  }
  Resolved units = Of(days, PrecisionOf(expr.unit), !uses_told);
  units.uses_told = uses_told;
  return units;
}

}  // namespace tadwin::annotate

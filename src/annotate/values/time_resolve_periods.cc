// The other half of TimeResolver: parts of periods, ranges, lengths before and behind.

#include <algorithm>
#include <cmath>

#include "annotate/values/hijri.h"
#include "annotate/values/interval.h"
#include "annotate/values/time_resolve.h"

namespace tadwin::annotate {
namespace {

constexpr int kMonday = 1;
constexpr int kDaysPerWeek = 7;
constexpr int kMonthsPerQuarter = 3;
constexpr int kMonthsPerHalf = 6;
constexpr int kYearsPerDecade = 10;
constexpr int kDaysInHalfMonth = 15;
constexpr int kLongestMonth = 31;
constexpr int kLongestWeek = 7;
constexpr int kLongestQuarter = 92;
constexpr double kFew = 3;           // as calendars take "a few"
constexpr double kMostDays = 2.0e6;  // of a length: some 5,500 years

Resolved Of(DateInterval interval, Precision precision, bool uses_published) {
  return Resolved{interval.start, interval.stop, precision, uses_published, false, false};
}

// Half of a month, a decade or a century.
Resolved HalfOf(Resolved whole, int ordinal) {
  const CivilDate first = ToCivil(whole.start);
  const CivilDate last = ToCivil(whole.stop);
  const int months = 12 * (last.year - first.year) + last.month - first.month + 1;
  const Date middle = months <= 2 && whole.stop.days - whole.start.days < kLongestMonth
                          ? AddDays(whole.start, kDaysInHalfMonth)
                          : AddMonths(whole.start, months / 2);
  if (ordinal == 1) whole.stop = AddDays(middle, -1);
  if (ordinal == 2) whole.start = middle;
  whole.precision = Precision::kVague;
  return whole;
}

}  // namespace

// The part of a month or year that a calendar means: a request its half, a phrase of a month a day.
std::optional<DateInterval> TimeResolver::CalendarPart(DateInterval whole,
                                                       Position position) const {
  const int days = whole.stop.days - whole.start.days + 1;
  const bool month = days > kLongestWeek && days <= kLongestMonth;
  if (manner_ == Register::kPhrase && month) {
    if (position == Position::kStart) return DateInterval{whole.start, whole.start};
    if (position == Position::kEnd) return DateInterval{whole.stop, whole.stop};
    const Date middle = AddDays(whole.start, kDaysInHalfMonth - 1);
    if (position == Position::kMiddle) return DateInterval{middle, middle};
  }
  const bool week = days == kLongestWeek;
  if (manner_ == Register::kRequest && (week || month || days > kLongestQuarter)) {
    const bool early = position == Position::kEarly || position == Position::kStart;
    const bool late = position == Position::kLate || position == Position::kEnd;
    if (!early && !late) return std::nullopt;
    const Date middle = AddDays(whole.start, kLongestWeek / 2);
    // The end of a week is what its name says, two days.
    if (week && position == Position::kEarly) return DateInterval{whole.start, AddDays(middle, -1)};
    if (week && position == Position::kLate) return DateInterval{middle, whole.stop};
    if (week) return std::nullopt;
    const Resolved half = HalfOf(Of(whole, Precision::kVague, false), early ? 1 : 2);
    return DateInterval{half.start, half.stop};
  }
  return std::nullopt;
}

TimeResolver::Answer TimeResolver::PositionOf(const TimeExpr& expr, YearHint year) {
  Answer whole;
  if (expr.a >= 0) {
    whole = Resolve(expr.a, year);
  } else {
    TimeExpr unit = expr;
    unit.kind = ExprKind::kUnit;
    if (unit.direction == Direction::kRecent) unit.direction = Direction::kThis;
    whole = Unit(unit);
  }
  if (!whole) return std::nullopt;
  if (expr.position == Position::kRest || expr.position == Position::kElapsed) {
    const bool rest = expr.position == Position::kRest;
    if (!HasDay()) return std::nullopt;
    if (published_->start < whole->start || published_->start > whole->stop) {
      whole->precision = Precision::kVague;  // "later in the next year"
      return whole;
    }
    return rest ? Of({published_->start, whole->stop}, Precision::kVague, true)
                : Of({whole->start, published_->start}, Precision::kVague, true);
  }
  Resolved part = *whole;
  const DateInterval days{whole->start, whole->stop};
  const DateInterval interval =
      CalendarPart(days, expr.position).value_or(PartOfInterval(days, expr.position));
  part.start = interval.start;
  part.stop = interval.stop;
  if (whole->start != whole->stop) part.precision = Precision::kVague;
  return part;
}

// A quarter or half without a year takes the year the text is in, else the most recent one.
TimeResolver::Answer TimeResolver::Quarter(const TimeExpr& expr, YearHint hint) {
  const bool quarter = expr.kind == ExprKind::kQuarter;
  const int months = quarter ? kMonthsPerQuarter : kMonthsPerHalf;
  const int first_month = months * (expr.ordinal - 1) + 1;
  bool published = false;
  std::optional<int> year = expr.year ? expr.year : hint;
  if (!year && !quarter) return std::nullopt;
  if (!year) year = narrative_year_;
  if (!year) {
    year = ReferenceYear();
    published = true;
    if (!year) return std::nullopt;
    const bool looks_back = manner_ != Register::kPhrase && !Future(expr);
    if (looks_back && FromCivil(*year, first_month, 1) > published_->stop) --*year;
  }
  const Date start = FromCivil(*year, first_month, 1);
  return Of({start, AddDays(AddMonths(start, months), -1)},
            quarter ? Precision::kQuarter : Precision::kVague, published);
}

TimeResolver::Answer TimeResolver::Season(const TimeExpr& expr, YearHint hint) {
  std::optional<int> year = expr.year ? expr.year : hint;
  bool published = false;
  if (!year && expr.a >= 0) {
    const Answer whole = Resolve(expr.a, std::nullopt);
    if (!whole) return std::nullopt;
    year = ToCivil(whole->start).year;
    published = whole->uses_published;
  }
  const bool wraps = expr.from_month > expr.to_month;
  const auto in_year = [&](int of) {
    const Date start = FromCivil(wraps ? of - 1 : of, expr.from_month, 1);
    return DateInterval{start, AddDays(AddMonths(start, kMonthsPerQuarter), -1)};
  };
  if (year) return Of(in_year(*year), Precision::kSeason, published);
  if (!published_) return std::nullopt;
  const int base = ToCivil(published_->start).year;
  for (const int step : {1, 0, -1, -2}) {
    const DateInterval season = in_year(base + step);
    if (expr.direction == Direction::kLast && season.stop < published_->start) {
      return Of(season, Precision::kSeason, true);
    }
    if (expr.direction == Direction::kThis && season.start <= published_->stop) {
      const DateInterval next = in_year(base + step + 1);
      const bool is_next_nearer =
          season.stop < published_->start &&
          next.start.days - published_->stop.days < published_->start.days - season.stop.days;
      return Of(is_next_nearer ? next : season, Precision::kSeason, true);
    }
  }
  if (expr.direction == Direction::kNext) {
    for (const int step : {0, 1, 2}) {
      const DateInterval season = in_year(base + step);
      if (season.start > published_->stop) return Of(season, Precision::kSeason, true);
    }
  }
  return std::nullopt;
}

// The ordinal-th weekday, day, week or month of a whole.
TimeResolver::Answer TimeResolver::Nth(const TimeExpr& expr, const Resolved& whole) {
  Resolved part = whole;
  const int n = expr.ordinal;
  if (expr.weekday || expr.unit == TimeUnit::kWeek) {
    const int weekday = expr.weekday ? *expr.weekday : kMonday;
    Date first = n > 0 ? AddDays(WeekdayFrom(whole.start, weekday), kDaysPerWeek * (n - 1))
                       : WeekdayUpTo(whole.stop, weekday);
    // The last week of a whole is the last one that lies in it by more than half.
    const bool mostly_behind = !expr.weekday && AddDays(first, kDaysPerWeek / 2) > whole.stop;
    if (n < 0 && mostly_behind) first = AddDays(first, -kDaysPerWeek);
    if (first > whole.stop || first < whole.start) return std::nullopt;
    part.start = first;
    part.stop = expr.weekday ? first : AddDays(first, kDaysPerWeek - 1);
    part.precision = expr.weekday ? Precision::kDay : Precision::kWeek;
    return part;
  }
  if (expr.unit == TimeUnit::kDecade) {
    const int year = ToCivil(whole.start).year + kYearsPerDecade * (n - 1);
    if (n < 0) return std::nullopt;
    part.start = FromCivil(year, 1, 1);
    part.stop = FromCivil(year + kYearsPerDecade - 1, 12, 31);
    part.precision = Precision::kVague;
    if (part.stop > whole.stop) return std::nullopt;
    return part;
  }
  if (expr.unit == TimeUnit::kDay) {
    part.start = n > 0 ? AddDays(whole.start, n - 1) : whole.stop;
    part.stop = part.start;
    part.precision = Precision::kDay;
  } else {
    const CivilDate last = ToCivil(whole.stop);
    const DateInterval month = n > 0 ? UnitInterval(whole.start, TimeUnit::kMonth, n - 1)
                                     : MonthInterval(last.year, last.month);
    part.start = month.start;
    part.stop = month.stop;
    part.precision = Precision::kMonth;
  }
  if (part.start > whole.stop) return std::nullopt;
  return part;
}

// The first or last units of a whole: "the first five months of 2014".
TimeResolver::Answer TimeResolver::First(const TimeExpr& expr, YearHint year) {
  Answer whole = Resolve(expr.a, year);
  if (!whole) return std::nullopt;
  const double count = *expr.count;
  if (count * UnitDays(expr.unit) > kMostDays) return std::nullopt;
  const Date behind = AddDays(whole->stop, 1);
  const Date start = expr.ordinal > 0 ? whole->start : AddUnits(behind, expr.unit, -count);
  const Date stop =
      expr.ordinal > 0 ? AddDays(AddUnits(whole->start, expr.unit, count), -1) : whole->stop;
  if (start < whole->start || stop > whole->stop) return std::nullopt;
  whole->start = start;
  whole->stop = stop;
  whole->precision = PrecisionOf(expr.unit);
  return whole;
}

TimeResolver::Answer TimeResolver::Within(const TimeExpr& expr, YearHint year) {
  const TimeExpr& inner = exprs_[static_cast<size_t>(expr.a)];
  const Answer whole = Resolve(expr.b, year);
  if (!whole) return std::nullopt;
  Answer answer;
  switch (inner.kind) {
    case ExprKind::kNth: answer = Nth(inner, *whole); break;
    case ExprKind::kHalf: answer = HalfOf(*whole, inner.ordinal); break;
    case ExprKind::kWeekday: {
      const Date day = WeekdayFrom(whole->start, *inner.weekday);
      if (day > whole->stop || AddDays(day, kDaysPerWeek) <= whole->stop) return std::nullopt;
      answer = Of({day, day}, Precision::kDay, true);
      break;
    }
    default: answer = Resolve(expr.a, ToCivil(whole->start).year); break;
  }
  if (answer) {
    answer->uses_published |= whole->uses_published;
    answer->yearless = false;
  }
  return answer;
}

TimeResolver::Answer TimeResolver::Days(const TimeExpr& expr, YearHint year) {
  if (expr.unit == TimeUnit::kYear) {
    return Of(YearInterval(*expr.year, *expr.last_day), Precision::kYear, false);
  }
  if (expr.a >= 0 || !expr.month) {
    const Answer month = expr.a >= 0 ? Resolve(expr.a, year) : MonthOf(expr);
    if (!month) return std::nullopt;
    Resolved days = *month;
    days.start = AddDays(month->start, *expr.day - 1);
    days.stop = AddDays(month->start, *expr.last_day - 1);
    days.precision = Precision::kDay;
    if (days.stop > month->stop) return std::nullopt;
    return days;
  }
  TimeExpr last = expr;
  last.kind = ExprKind::kDate;
  last.day = expr.last_day;
  Answer stop = DateOf(last, year);
  if (!stop) return std::nullopt;
  stop->start = AddDays(stop->stop, *expr.day - *expr.last_day);
  return stop;
}

// Of days told without a month: the month told before, or the one the text is of.
TimeResolver::Answer TimeResolver::MonthOf(const TimeExpr& expr) {
  TimeExpr month = expr;
  month.kind = ExprKind::kUnit;
  month.unit = TimeUnit::kMonth;
  if (!expr.from_told) return CalendarUnit(TimeUnit::kMonth, 0);
  return told_ ? UnitOfTold(month) : std::nullopt;
}

TimeResolver::Answer TimeResolver::Holiday(const TimeExpr& expr, YearHint hint) {
  TimeExpr date = expr;
  date.kind = ExprKind::kDate;
  const std::optional<int> year = expr.year ? expr.year : hint;
  date.year = std::nullopt;
  Answer answer;
  if (!year) {
    answer = expr.hijri ? HijriOf(date) : YearlessDate(date);
  } else if (!expr.hijri) {
    date.year = year;
    answer = DateOf(date, std::nullopt);
  } else {
    const auto first = ToHijri(FromCivil(*year, 1, 1));
    for (int step = 0; first && step <= 1 && !answer; ++step) {
      const auto day = FromHijri({first->year + step, *expr.month, *expr.day});
      if (day && ToCivil(*day).year == *year) answer = Of({*day, *day}, Precision::kDay, false);
    }
  }
  if (answer) answer->stop = AddDays(answer->start, expr.holiday_days - 1);
  return answer;
}

TimeResolver::Answer TimeResolver::Shift(const TimeExpr& expr) {
  if (expr.vague_count && manner_ == Register::kRequest && !expr.since) {
    TimeExpr few = expr;
    few.vague_count = false;
    few.lengths = {{kFew, expr.lengths.empty() ? expr.unit : expr.lengths[0].unit}};
    return Shift(few);
  }
  if (expr.vague_count || expr.lengths.empty() || LengthInDays(expr) > kMostDays) {
    return std::nullopt;
  }
  Answer base;
  if (expr.a >= 0) {
    base = Resolve(expr.a, std::nullopt);
  } else if (expr.from_told) {
    if (!HasToldDay()) return std::nullopt;
    base = Of(*told_, Precision::kDay, false);
    base->uses_told = true;
  } else if (HasDay()) {
    base = Of(*published_, Precision::kDay, true);
    // Without "from now", a length behind is counted from what is told, unless the clause is
    // future or nothing else is told.
    const bool from_told = manner_ == Register::kReport && !expr.from_now && !Future(expr);
    if (expr.sign > 0 && from_told) return std::nullopt;
  }
  if (!base || (expr.a >= 0 && base->start != base->stop)) return std::nullopt;
  Date moved = base->start;
  TimeUnit finest = TimeUnit::kCentury;
  for (const Length& length : expr.lengths) {
    moved = AddUnits(moved, length.unit, expr.sign * length.count);
    finest = std::min(finest, length.unit);
  }
  const bool stretch = expr.since && (expr.sign > 0 || finest >= TimeUnit::kMonth);
  Resolved answer = *base;
  answer.precision = PrecisionOf(finest);
  if (expr.rough && finest <= TimeUnit::kDay) answer.precision = Precision::kVague;
  if (stretch) {
    answer.start = std::min(moved, base->start);
    answer.stop = std::max(moved, base->start);
  } else {
    answer.start = answer.stop = moved;
  }
  return answer;
}

// From one time to another. The year of one end serves the other.
TimeResolver::Answer TimeResolver::Range(const TimeExpr& expr, YearHint hint) {
  const TimeExpr& a = exprs_[static_cast<size_t>(expr.a)];
  const TimeExpr& b = exprs_[static_cast<size_t>(expr.b)];
  if (expr.whole >= 0) {
    Answer week = Resolve(expr.whole, hint);
    if (!week) return std::nullopt;
    week->start = WeekdayFrom(week->start, *a.weekday);
    week->stop = WeekdayFrom(week->start, *b.weekday);
    week->precision = Precision::kDay;
    return week;
  }
  const std::optional<DateInterval> told = told_;
  if (b.from_told) {  // "between 3 September and the 12th of it"
    const Answer first = Resolve(expr.a, hint);
    if (first) told_ = DateInterval{first->start, first->stop};
  }
  Answer stop = Resolve(expr.b, hint);
  told_ = told;
  if (!stop) return std::nullopt;
  const bool lends = a.kind == ExprKind::kDate && !a.year && a.month &&
                     (!stop->yearless || b.direction != Direction::kNone);
  int year = ToCivil(stop->stop).year;
  Answer start = Resolve(expr.a, lends ? YearHint(year) : hint);
  if (lends && start && start->start > stop->stop) start = Resolve(expr.a, year - 1);
  if (!start) return std::nullopt;
  if (a.kind == ExprKind::kWeekday && b.kind == ExprKind::kWeekday && stop->stop < start->start) {
    if (Future(b)) {
      stop->stop = AddDays(stop->stop, kDaysPerWeek);
    } else {
      start->start = AddDays(start->start, -kDaysPerWeek);
    }
  } else if (stop->stop < start->start && stop->yearless) {
    stop = Resolve(expr.b, ToCivil(start->start).year);
    if (stop && stop->stop < start->start) stop = Resolve(expr.b, ToCivil(start->start).year + 1);
  } else if (start->yearless && stop->yearless && start->start.days + 366 < stop->stop.days) {
    start = Resolve(expr.a, ToCivil(stop->stop).year);
  }
  if (!start || !stop || stop->stop < start->start) return std::nullopt;
  Resolved range = *start;
  range.stop = stop->stop;
  range.precision = std::max(start->precision, stop->precision);
  range.uses_published |= stop->uses_published;
  return range;
}

}  // namespace tadwin::annotate

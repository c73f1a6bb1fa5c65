// Turns what a time expression says into days, against the day of writing.
//
// In: the expressions of a document, the publication date as an interval (a month when only the
// month is known), and whether each clause speaks of the future. Out: an interval per expression;
// nothing when it cannot be known. News looks back: a weekday or a day without a year is the most
// recent one, unless it is marked as future. Weeks begin on Monday (ISO 8601).
// Threads: safe. Source: rules in docs/rule-format.md; UCDP date precision for the grain.

#ifndef TADWIN_ANNOTATE_VALUES_TIME_RESOLVE_H_
#define TADWIN_ANNOTATE_VALUES_TIME_RESOLVE_H_

#include <functional>
#include <optional>
#include <vector>

#include "annotate/values/tense.h"
#include "annotate/values/time_expr.h"
#include "annotate/values/time_register.h"
#include "base/calendar.h"
#include "model/mention.h"

namespace tadwin::annotate {

struct Resolved {
  Date start;
  Date stop;
  Precision precision = Precision::kDay;
  bool uses_published = false;
  bool yearless = false;
  bool uses_told = false;  // counted from a time the text told before
};

class TimeResolver {
 public:
  TimeResolver(const std::vector<TimeExpr>& exprs, std::optional<DateInterval> published,
               std::function<Tense(const TimeExpr&)> tense_of)
      : exprs_(exprs), published_(published), tense_of_(std::move(tense_of)) {}

  std::optional<Resolved> Resolve(int index);
  // Quarters without a year take this one, when it is set.
  void set_narrative_year(std::optional<int> year) { narrative_year_ = year; }

  void set_register(Register manner) { manner_ = manner; }
  // What "the next day", "the same year", "two days after that" are counted from.
  void set_told(std::optional<DateInterval> told) { told_ = told; }

  // Months count 30 days, years 365.
  static double LengthInDays(const TimeExpr& expr);
  static double UnitDays(TimeUnit unit);

 private:
  using Answer = std::optional<Resolved>;
  using YearHint = std::optional<int>;

  Answer Resolve(int index, YearHint year);
  Answer DateOf(const TimeExpr& expr, YearHint year);
  Answer YearlessDate(const TimeExpr& expr);
  Answer YearlessMonth(const TimeExpr& expr);
  Answer DayOfMonth(const TimeExpr& expr);
  Answer HijriOf(const TimeExpr& expr);
  Answer WeekdayOfText(const TimeExpr& expr);
  Answer Offset(const TimeExpr& expr);
  Answer Unit(const TimeExpr& expr);
  Answer Units(const TimeExpr& expr);
  Answer CalendarUnit(TimeUnit unit, int steps);
  Answer UnitOfTold(const TimeExpr& expr);
  Answer UnitsFrom(const TimeExpr& expr, Date today, bool uses_told);
  Answer PositionOf(const TimeExpr& expr, YearHint year);
  std::optional<DateInterval> CalendarPart(DateInterval whole, Position position) const;
  Answer Quarter(const TimeExpr& expr, YearHint year);
  Answer Season(const TimeExpr& expr, YearHint year);
  Answer Nth(const TimeExpr& expr, const Resolved& whole);
  Answer First(const TimeExpr& expr, YearHint year);
  Answer Within(const TimeExpr& expr, YearHint year);
  Answer Days(const TimeExpr& expr, YearHint year);
  Answer MonthOf(const TimeExpr& expr);
  Answer Holiday(const TimeExpr& expr, YearHint year);
  Answer Shift(const TimeExpr& expr);
  Answer Range(const TimeExpr& expr, YearHint year);

  bool HasDay() const { return published_ && published_->start == published_->stop; }
  std::optional<int> ReferenceYear() const;
  bool HasToldDay() const { return told_ && told_->start == told_->stop; }
  Tense TenseOf(const TimeExpr& expr) const {
    switch (expr.direction) {
      case Direction::kNext:
      case Direction::kAfterNext: return Tense::kFuture;
      case Direction::kNone:
      case Direction::kFollowing: return tense_of_(expr);
      default: return Tense::kPast;
    }
  }
  bool Future(const TimeExpr& expr) const { return TenseOf(expr) == Tense::kFuture; }

  const std::vector<TimeExpr>& exprs_;
  std::optional<DateInterval> published_;
  std::function<Tense(const TimeExpr&)> tense_of_;
  std::optional<int> narrative_year_;
  std::optional<DateInterval> told_;
  Register manner_ = Register::kReport;
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_VALUES_TIME_RESOLVE_H_

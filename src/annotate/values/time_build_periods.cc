// The other productions of TimeBuilder: periods, parts of days, lengths, compositions.

#include <cmath>
#include <string>

#include "annotate/values/time_build.h"

namespace tadwin::annotate {
namespace {

constexpr int kLastCentury = 1900;  // the first year of "the last century"
constexpr int kNoonHour = 12;
constexpr size_t kYearDigits = 4;
constexpr double kHalf = 0.5;

bool IsShort(TimeUnit unit) { return unit == TimeUnit::kSecond || unit == TimeUnit::kMinute; }

}  // namespace

bool TimeBuilder::Unit() {
  expr_.kind = ExprKind::kUnit;
  SetDirection();
  if (!SetUnit("unit")) return false;
  const std::string_view count = Cell("unit", "count");
  if (Has("n")) {
    const rules::Capture* n = match_->Find("n");
    expr_.count = n->mention == nullptr ? std::nullopt : n->mention->quantity.best;
    expr_.vague_count = !expr_.count;
    if (expr_.count && (*expr_.count <= 0 || *expr_.count > 1000)) return false;
    if (expr_.direction == Direction::kThis) return false;
  } else if (count == "2") {
    expr_.count = 2;
  } else if (count == "n" || Has("few")) {
    expr_.vague_count = true;
  }
  const bool single = !expr_.count && !expr_.vague_count;
  if (single && expr_.unit == TimeUnit::kQuarter && expr_.direction == Direction::kRecent) {
    return false;  // the last quarter of a year
  }
  if (single &&
      (IsShort(expr_.unit) || expr_.unit == TimeUnit::kHour || expr_.unit == TimeUnit::kHalf)) {
    return false;
  }
  return true;
}

bool TimeBuilder::ThisUnit() {
  if (Has("whole")) return WholeUnit();
  if (!SetUnit("unit")) return false;
  if (IsShort(expr_.unit) || expr_.unit == TimeUnit::kHour || expr_.unit == TimeUnit::kHalf) {
    return false;
  }
  expr_.kind = expr_.unit == TimeUnit::kDay ? ExprKind::kOffset : ExprKind::kUnit;
  expr_.direction = Direction::kThis;
  return true;
}

// "of the month" says which only as the whole of something: "the 15th of the month".
bool TimeBuilder::WholeUnit() {
  expr_.kind = ExprKind::kUnit;
  expr_.direction = Direction::kThis;
  expr_.needs_whole = true;
  if (!SetUnit("unit") || NextIsDefinite()) return false;
  return expr_.unit == TimeUnit::kWeek || expr_.unit == TimeUnit::kMonth ||
         expr_.unit == TimeUnit::kYear;
}

// "the same year", "that day".
bool TimeBuilder::SameUnit() {
  expr_.kind = ExprKind::kUnit;
  expr_.direction = Direction::kSame;
  return SetUnit("unit") && expr_.unit >= TimeUnit::kDay && expr_.unit != TimeUnit::kHalf;
}

// "the last three months", the number before the unit.
bool TimeBuilder::LastUnits() {
  const int child = Child("length");
  if (child < 0 || Has("of")) return false;
  const TimeExpr& length = exprs_[static_cast<size_t>(child)];
  if (length.kind != ExprKind::kDuration || length.lengths.size() != 1) return false;
  expr_.kind = ExprKind::kUnit;
  expr_.unit = length.lengths[0].unit;
  expr_.vague_count = length.vague_count;
  if (!expr_.vague_count) expr_.count = length.lengths[0].count;
  expr_.direction = Direction::kRecent;
  return expr_.vague_count || *expr_.count > 0;
}

// "the last week" as a calendar has it, where the text is a request or nothing else.
bool TimeBuilder::LastUnit() {
  const bool alone = expr_.token_begin == 0 && expr_.token_end == document_.tokens.size();
  if (!alone && manner_ != Register::kRequest) return false;
  expr_.kind = ExprKind::kUnit;
  expr_.direction = Direction::kLast;
  return SetUnit("unit") && expr_.unit >= TimeUnit::kDay && expr_.unit != TimeUnit::kHalf &&
         !NextIsWord();
}

// "the third Tuesday after Christmas".
bool TimeBuilder::NthAfter() {
  expr_.kind = ExprKind::kNth;
  expr_.after = true;
  expr_.a = Child("base");
  expr_.weekday = CellInt("wd", "value");
  const std::optional<int> ordinal = Int("ord");
  if (!ordinal || *ordinal < 1 || *ordinal > 53 || !IsDayLevel(expr_.a)) return false;
  expr_.ordinal = *ordinal;
  return expr_.weekday.has_value();
}

// "the first five months of 2014".
bool TimeBuilder::FirstUnits() {
  expr_.kind = ExprKind::kFirst;
  expr_.ordinal = Has("last") ? -1 : 1;
  expr_.a = Child("base");
  if (!SetUnit("unit") || expr_.unit < TimeUnit::kDay || expr_.unit == TimeUnit::kHalf)
    return false;
  if (Has("n")) {
    const std::optional<int> count = Int("n");
    if (!count || *count < 2 || *count > 1000) return false;
    expr_.count = *count;
  } else if (Cell("unit", "count") == "2") {
    expr_.count = 2;
  }
  return expr_.count && RankOf(expr_.a) > 1;
}

bool TimeBuilder::Set() {
  expr_.kind = ExprKind::kSet;
  if (Has("unit") && !SetUnit("unit")) return false;
  if (Has("wd")) expr_.weekday = CellInt("wd", "value");
  return true;
}

void TimeBuilder::SetPosition() {
  const std::string_view pos = Cell("pos", "value");
  expr_.position = Position::kEnd;
  if (pos == "early") expr_.position = Position::kEarly;
  if (pos == "start") expr_.position = Position::kStart;
  if (pos == "mid") expr_.position = Position::kMiddle;
  if (pos == "late") expr_.position = Position::kLate;
  const bool calendar = manner_ == Register::kRequest;
  if (pos == "later") expr_.position = calendar ? Position::kLate : Position::kRest;
  if (pos == "earlier") expr_.position = calendar ? Position::kEarly : Position::kElapsed;
  if (pos == "rest") expr_.position = Position::kRest;
  if (pos == "elapsed") expr_.position = Position::kElapsed;
}

bool TimeBuilder::PositionOfUnit() {
  expr_.kind = ExprKind::kPosition;
  SetDirection();
  if (expr_.direction == Direction::kNone) expr_.direction = Direction::kThis;
  if (!SetUnit("unit") || expr_.unit < TimeUnit::kDay || expr_.unit == TimeUnit::kHalf) {
    return false;
  }
  SetPosition();
  if (Has("after_next")) expr_.direction = Direction::kAfterNext;
  const uint32_t next = expr_.token_end;  // "the end of the year 2014": the year is the whole
  const bool year_follows = expr_.unit == TimeUnit::kYear && next < document_.tokens.size() &&
                            document_.tokens[next].kind == TokenKind::kNumber &&
                            WordAt(next).size() == kYearDigits;
  // "the early twentieth century", "the end of the Horn of Africa".
  if (expr_.unit == TimeUnit::kCentury && !Has("dir") && NextIsDefinite()) return false;
  const bool of_day = expr_.unit == TimeUnit::kDay &&
                      (expr_.position == Position::kElapsed || expr_.position == Position::kRest);
  return !year_follows && !of_day;
}

bool TimeBuilder::PositionOf() {
  expr_.a = Child("base");
  const int rank = RankOf(expr_.a);
  if (rank == 0) return false;
  SetPosition();
  expr_.kind = ExprKind::kPosition;
  return rank > 1 || (expr_.position != Position::kElapsed && expr_.position != Position::kRest);
}

bool TimeBuilder::Quarter() {
  expr_.kind = ExprKind::kQuarter;
  const std::optional<int> ordinal = Has("last") ? std::optional<int>(4) : Int("ord");
  if (!ordinal || *ordinal < 1 || *ordinal > 4) return false;
  expr_.ordinal = *ordinal;
  return SetYear();
}

bool TimeBuilder::Half() {
  expr_.kind = ExprKind::kHalf;
  const std::optional<int> ordinal = Has("last") ? std::optional<int>(2) : Int("ord");
  if (!ordinal || *ordinal < 1 || *ordinal > 2) return false;
  expr_.ordinal = *ordinal;
  if (!SetYear()) return false;
  expr_.needs_whole = !expr_.year;
  return true;
}

bool TimeBuilder::Season() {
  expr_.kind = ExprKind::kSeason;
  expr_.from_month = CellInt("season", "from_month").value_or(0);
  expr_.to_month = CellInt("season", "to_month").value_or(0);
  SetDirection();
  if (expr_.direction == Direction::kNone && !Has("year")) expr_.direction = Direction::kThis;
  const bool had_year = Has("year");
  if (!SetYear() || expr_.from_month == 0) return false;
  return !had_year || expr_.year;
}

bool TimeBuilder::SeasonWithin() {
  expr_.kind = ExprKind::kSeason;
  expr_.from_month = CellInt("season", "from_month").value_or(0);
  expr_.to_month = CellInt("season", "to_month").value_or(0);
  expr_.a = Child("base");
  return expr_.from_month != 0 && RankOf(expr_.a) == 6;
}

bool TimeBuilder::Decade() {
  expr_.kind = ExprKind::kDecade;
  const std::optional<int> value = CellInt("decade", "value");
  if (!value) return false;
  expr_.ordinal = *value;
  if (const std::optional<int> century = Int("century")) expr_.year = (*century - 1) * 100 + *value;
  // "Of the last century": the twentieth, as its decades are told by name.
  SetDirection();
  if (expr_.direction == Direction::kLast) expr_.year = kLastCentury + *value;
  if (expr_.direction == Direction::kThis) expr_.year = kLastCentury + 100 + *value;
  expr_.direction = Direction::kNone;
  const rules::Capture* decade = match_->Find("decade");
  return expr_.ordinal != 10 || decade->token_end < expr_.token_end;
}

bool TimeBuilder::Century() {
  expr_.kind = ExprKind::kCentury;
  const std::optional<int> century = Int("century");
  if (!century || *century < 1 || *century > 21) return false;
  expr_.ordinal = *century;
  return true;
}

bool TimeBuilder::SetPart() {
  const std::optional<int> from = CellInt("part", "from_hour");
  const std::optional<int> to = CellInt("part", "to_hour");
  if (!from || !to) return false;
  expr_.hour = from;
  expr_.last_hour = to;
  return true;
}

bool TimeBuilder::PartToday() {
  expr_.kind = ExprKind::kOffset;
  SetDirection();
  if (expr_.direction == Direction::kLast) expr_.offset = -1;
  if (expr_.direction == Direction::kNext) expr_.offset = 1;
  if (expr_.direction == Direction::kBeforeLast) expr_.offset = -2;
  if (expr_.direction == Direction::kAfterNext) expr_.offset = 2;
  if (Has("part_now")) {
    if (NextIsDefinite()) return false;
    return true;
  }
  return !Has("part") || SetPart();
}

bool TimeBuilder::PartOfDay() {
  expr_.kind = ExprKind::kPart;
  expr_.a = Child("base");
  if (!IsDayLevel(expr_.a) || !SetPart()) return false;
  const TimeExpr& base = exprs_[static_cast<size_t>(expr_.a)];
  if (base.kind == ExprKind::kPart || base.kind == ExprKind::kDays) return false;
  const rules::Capture* part = match_->Find("part");
  const bool before = part->token_begin < base.token_begin;
  return !before || part->lex == nullptr || (part->lex->proclitics & kAl) == 0;
}

bool TimeBuilder::Within() {
  int narrow = Child("a");
  int wide = Child("b");
  if (RankOf(narrow) == 0 || RankOf(wide) == 0) return false;
  const TimeExpr& first = exprs_[static_cast<size_t>(narrow)];
  const bool halves = first.kind == ExprKind::kHalf && !first.year;  // of a month too
  if (!halves && RankOf(narrow) > RankOf(wide)) {
    // The wider first: "last week, Sunday", nothing but a comma between.
    const uint32_t between = exprs_[static_cast<size_t>(narrow)].token_end;
    const uint32_t next = exprs_[static_cast<size_t>(wide)].token_begin;
    const bool word = between < next && document_.tokens[between].kind == TokenKind::kWord;
    if (word && (manner_ != Register::kRequest || !Has("in"))) return false;
    std::swap(narrow, wide);
  }
  const int rank = RankOf(wide);
  const TimeExpr& inner = exprs_[static_cast<size_t>(narrow)];
  bool fits = false;
  switch (inner.kind) {
    case ExprKind::kDate:
      fits = !inner.year && inner.month && rank == 6 && inner.direction == Direction::kNone;
      break;
    case ExprKind::kDays: fits = !inner.year && inner.a < 0 && rank == 6; break;
    case ExprKind::kWeekday: fits = inner.direction == Direction::kNone && rank == 2; break;
    case ExprKind::kNth: fits = rank > RankOf(narrow); break;
    case ExprKind::kHalf:
      fits = !inner.year && (rank == 3 || rank == 6 || rank == 7 || rank == 8);
      break;
    case ExprKind::kQuarter:
    case ExprKind::kSeason:
    case ExprKind::kHoliday: fits = !inner.year && rank == 6; break;
    case ExprKind::kWithin: {
      const TimeExpr& deeper = exprs_[static_cast<size_t>(inner.b)];
      fits = deeper.kind == ExprKind::kDate && !deeper.year && deeper.month && rank == 6;
      break;
    }
    default: break;
  }
  expr_.kind = ExprKind::kWithin;
  expr_.a = narrow;
  expr_.b = wide;
  return fits;
}

// A weekday without the article before its week: "Tuesday of last week".
bool TimeBuilder::WeekdayWithin() {
  expr_.kind = ExprKind::kNth;
  expr_.weekday = CellInt("wd", "value");
  expr_.ordinal = 1;
  expr_.a = Child("base");
  return expr_.weekday && RankOf(expr_.a) == 2;
}

bool TimeBuilder::WeekOf() {
  expr_.kind = ExprKind::kNth;
  expr_.unit = TimeUnit::kWeek;
  expr_.ordinal = 0;
  expr_.a = Child("base");
  return IsDayLevel(expr_.a);
}

bool TimeBuilder::Merge() {
  expr_.kind = ExprKind::kMerge;
  expr_.a = Child("a");
  expr_.b = Child("b");
  if (!IsDayLevel(expr_.a) || !IsDayLevel(expr_.b)) return false;
  const TimeExpr& a = exprs_[static_cast<size_t>(expr_.a)];
  const TimeExpr& b = exprs_[static_cast<size_t>(expr_.b)];
  const bool b_is_date = b.kind == ExprKind::kDate && b.day && b.month;
  const bool a_is_date = a.kind == ExprKind::kDate && a.day && a.month;
  if (!b_is_date) return false;
  if (a_is_date && a.hijri == b.hijri) return false;
  if (a_is_date && b.hijri) std::swap(expr_.a, expr_.b);
  if (a_is_date) return true;
  return (a.kind == ExprKind::kWeekday && a.direction == Direction::kNone) ||
         a.kind == ExprKind::kOffset;
}

bool TimeBuilder::Clock() {
  expr_.kind = ExprKind::kClock;
  const std::optional<int> hour = Int("hour");
  if (!hour || *hour < 1 || *hour > 24) return false;
  expr_.hour = hour;
  if (Has("half")) expr_.minute = 30;
  if (Has("third")) expr_.minute = 20;
  if (Has("quarter")) expr_.minute = 15;
  const bool late = Has("pm") || CellInt("part", "from_hour").value_or(0) >= kNoonHour;
  if (late && *hour < kNoonHour) expr_.hour = *hour + kNoonHour;
  return true;
}

bool TimeBuilder::ClockOfDay() {
  int clock = Child("a");
  int day = Child("b");
  if (clock < 0 || day < 0) return false;
  if (exprs_[static_cast<size_t>(clock)].kind != ExprKind::kClock) std::swap(clock, day);
  if (exprs_[static_cast<size_t>(clock)].kind != ExprKind::kClock || !IsDayLevel(day)) return false;
  expr_.kind = ExprKind::kClock;
  expr_.a = day;
  expr_.hour = exprs_[static_cast<size_t>(clock)].hour;
  expr_.minute = exprs_[static_cast<size_t>(clock)].minute;
  return true;
}

bool TimeBuilder::AddLength(std::string_view unit_name, std::string_view count_name) {
  const std::optional<TimeUnit> unit = UnitOf(unit_name);
  if (!unit || *unit == TimeUnit::kHalf || *unit == TimeUnit::kQuarter) return false;
  Length length;
  length.unit = *unit;
  if (Has(count_name)) {
    const rules::Capture* capture = match_->Find(count_name);
    const std::optional<double> best =
        capture->mention == nullptr ? std::nullopt : capture->mention->quantity.best;
    if (!best) {
      expr_.vague_count = true;
      length.count = 0;
    } else {
      length.count = *best;
    }
    if (length.count < 0 || length.count > 1e5) return false;
    // "resolution 2254 of the year 2015" counts nothing.
    const rules::Capture* counted = match_->Find(unit_name);
    if (counted->lex != nullptr && (counted->lex->proclitics & (kLi | kBi | kKa)) != 0)
      return false;
  } else {
    const std::optional<int> count = CellInt(unit_name, "count");
    if (!count) return false;
    length.count = *count;
  }
  expr_.lengths.push_back(length);
  return true;
}

bool TimeBuilder::Duration() {
  expr_.kind = ExprKind::kDuration;
  const bool first = Has("dual")  ? AddLength("dual", "")
                     : Has("one") ? AddLength("one", "")
                                  : AddLength("unit", "n");
  if (!first) return false;
  if (Has("unit2") && !AddLength("unit2", "n2")) return false;
  if (Has("half")) expr_.lengths[0].count += kHalf;
  // "a year, and half of the people": the half is of something else.
  return !Has("half") || !NextIsDefinite();
}

// The length of ago, since, after, in the course of: a #time that is a duration, or one unit.
bool TimeBuilder::SetLengths() {
  const int child = Child("length");
  if (Has("length")) {
    if (child < 0 || exprs_[static_cast<size_t>(child)].kind != ExprKind::kDuration) return false;
    expr_.lengths = exprs_[static_cast<size_t>(child)].lengths;
    expr_.vague_count = exprs_[static_cast<size_t>(child)].vague_count;
  } else if (Has("few") || Has("many")) {
    if (Has("many") && NextIsDefinite()) return false;  // "since the days of the war"
    if (!SetUnit(Has("many") ? "many" : "unit")) return false;
    expr_.vague_count = true;
  } else {
    if (!AddLength("one", "") || IsShort(expr_.lengths[0].unit)) return false;
    if (Has("half")) expr_.lengths[0].count += kHalf;
    // "before the year 2003", "before Sunday": the unit is a word of what follows.
    const uint32_t next = expr_.token_end;
    if (next < document_.tokens.size() &&
        (document_.tokens[next].kind == TokenKind::kNumber || StartsTime(next))) {
      return false;
    }
  }
  if (Has("unit2") && !AddLength("unit2", "n2")) return false;
  expr_.kind = ExprKind::kShift;
  expr_.from_now = Has("now");
  expr_.from_told |= Has("told");
  expr_.rough = Has("rough");
  expr_.a = Child("base");
  if (Has("base") && RankOf(expr_.a) == 0) return false;
  return true;
}

bool TimeBuilder::Ago() {
  expr_.sign = -1;
  if (!SetLengths()) return false;
  return !Has("of");  // "a month before the elections": counted from what is no date
}

bool TimeBuilder::Since() {
  expr_.sign = -1;
  expr_.since = !Has("now") && !Has("alone");
  // "From two days", ago in the Levant: only where nothing else is said.
  const bool alone = expr_.token_begin == 0 && expr_.token_end == document_.tokens.size();
  return (alone || !Has("alone")) && SetLengths();
}

bool TimeBuilder::After() {
  expr_.sign = 1;
  return SetLengths() && !Has("of");
}

bool TimeBuilder::InTheCourse() {
  if (!SetLengths()) return false;
  expr_.sign = 1;
  expr_.since = true;  // a stretch, not a point
  return true;
}

// "two days after that": counted from the day told before.
bool TimeBuilder::AfterThat() {
  expr_.sign = Has("later") ? 1 : -1;
  expr_.from_told = true;
  return SetLengths();
}

// Weekdays told without a direction, the second the day after the first.
bool TimeBuilder::AreNeighbours(int first, int second) const {
  if (first < 0 || second < 0) return false;
  const TimeExpr& a = exprs_[static_cast<size_t>(first)];
  const TimeExpr& b = exprs_[static_cast<size_t>(second)];
  return a.kind == ExprKind::kWeekday && b.kind == ExprKind::kWeekday &&
         a.direction == Direction::kNone && (*a.weekday + 1) % 7 == *b.weekday;
}

// Two days in a row, or the night from one to the next.
bool TimeBuilder::DayPair() {
  expr_.kind = ExprKind::kRange;
  expr_.a = Child("a");
  expr_.b = Child("b");
  return AreNeighbours(expr_.a, expr_.b);
}

bool TimeBuilder::Range() {
  expr_.kind = ExprKind::kRange;
  expr_.a = Child("a");
  expr_.b = Child("b");
  expr_.whole = Child("whole");
  const int a = RankOf(expr_.a);
  const int b = RankOf(expr_.b);
  const auto is = [&](int child, ExprKind kind) {
    return child >= 0 && exprs_[static_cast<size_t>(child)].kind == kind;
  };
  const bool positions = is(expr_.a, ExprKind::kPosition) || is(expr_.b, ExprKind::kPosition);
  if (Has("whole") && (RankOf(expr_.whole) != 2 || !is(expr_.a, ExprKind::kWeekday) ||
                       !is(expr_.b, ExprKind::kWeekday))) {
    return false;
  }
  if (expr_.a < 0 || expr_.b < 0 || expr_.a == expr_.b) return false;
  if (is(expr_.a, ExprKind::kDuration) || is(expr_.b, ExprKind::kDuration)) return false;
  if (is(expr_.a, ExprKind::kRange) || is(expr_.b, ExprKind::kRange)) return false;
  return (a != 0 || positions) && (b != 0 || positions) && !(a == 0 && b == 0 && !positions);
}

TimeBuilder::Production TimeBuilder::Find(std::string_view name) {
  struct Named {
    std::string_view name;
    Production make;
  };
  static constexpr Named kAll[] = {{"date", &TimeBuilder::Date},
                                   {"month_day", &TimeBuilder::MonthDay},
                                   {"month", &TimeBuilder::Month},
                                   {"month_year", &TimeBuilder::MonthYear},
                                   {"days", &TimeBuilder::Days},
                                   {"day_within", &TimeBuilder::DayWithin},
                                   {"bare_day", &TimeBuilder::BareDay},
                                   {"weekday_day", &TimeBuilder::WeekdayDay},
                                   {"year", &TimeBuilder::Year},
                                   {"year_alone", &TimeBuilder::YearAlone},
                                   {"years", &TimeBuilder::Years},
                                   {"hijri", &TimeBuilder::Hijri},
                                   {"hijri_year", &TimeBuilder::HijriYear},
                                   {"holiday", &TimeBuilder::Holiday},
                                   {"weekday", &TimeBuilder::Weekday},
                                   {"offset", &TimeBuilder::Offset},
                                   {"today", &TimeBuilder::Today},
                                   {"nth", &TimeBuilder::Nth},
                                   {"unit", &TimeBuilder::Unit},
                                   {"this_unit", &TimeBuilder::ThisUnit},
                                   {"position_of_unit", &TimeBuilder::PositionOfUnit},
                                   {"position", &TimeBuilder::PositionOf},
                                   {"quarter", &TimeBuilder::Quarter},
                                   {"half", &TimeBuilder::Half},
                                   {"season", &TimeBuilder::Season},
                                   {"season_within", &TimeBuilder::SeasonWithin},
                                   {"decade", &TimeBuilder::Decade},
                                   {"century", &TimeBuilder::Century},
                                   {"part_today", &TimeBuilder::PartToday},
                                   {"part", &TimeBuilder::PartOfDay},
                                   {"within", &TimeBuilder::Within},
                                   {"weekday_within", &TimeBuilder::WeekdayWithin},
                                   {"week_of", &TimeBuilder::WeekOf},
                                   {"merge", &TimeBuilder::Merge},
                                   {"clock", &TimeBuilder::Clock},
                                   {"clock_of_day", &TimeBuilder::ClockOfDay},
                                   {"duration", &TimeBuilder::Duration},
                                   {"ago", &TimeBuilder::Ago},
                                   {"since", &TimeBuilder::Since},
                                   {"after", &TimeBuilder::After},
                                   {"in_the_course", &TimeBuilder::InTheCourse},
                                   {"after_that", &TimeBuilder::AfterThat},
                                   {"day_of_month", &TimeBuilder::DayOfMonth},
                                   {"nth_after", &TimeBuilder::NthAfter},
                                   {"same_unit", &TimeBuilder::SameUnit},
                                   {"last_units", &TimeBuilder::LastUnits},
                                   {"last_unit", &TimeBuilder::LastUnit},
                                   {"asked_day", &TimeBuilder::AskedDay},
                                   {"first_units", &TimeBuilder::FirstUnits},
                                   {"set", &TimeBuilder::Set},
                                   {"day_of_told", &TimeBuilder::DayOfTold},
                                   {"asked_days", &TimeBuilder::AskedDays},
                                   {"day_pair", &TimeBuilder::DayPair},
                                   {"range", &TimeBuilder::Range}};
  for (const Named& named : kAll) {
    if (named.name == name) return named.make;
  }
  return nullptr;
}

bool TimeBuilder::Knows(std::string_view production) {
  return production == "nothing" || Find(production) != nullptr;
}

}  // namespace tadwin::annotate

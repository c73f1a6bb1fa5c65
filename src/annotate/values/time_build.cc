#include "annotate/values/time_build.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string>
#include <utility>

namespace tadwin::annotate {
namespace {

constexpr int kFirstYear = 1000;
constexpr int kLastYear = 2199;
constexpr int kFirstLooseYear = 1900;  // without the word "year" before it
constexpr int kLastLooseYear = 2099;
constexpr int kFirstHijriYear = 1300;
constexpr int kLastHijriYear = 1499;
constexpr size_t kYearDigits = 4;
constexpr uint32_t kQuotedNameWords = 3;
constexpr int kTwoThousand = 2000;
constexpr int kMostOfWeekday = 5;  // no month has a sixth Sunday
// The article in folded text: U+0627 U+0644.
constexpr std::string_view kArticle = "\xD8\xA7\xD9\x84";
constexpr std::string_view kAlef = "\xD8\xA7";

struct NamedUnit {
  std::string_view name;
  TimeUnit unit;
};
constexpr NamedUnit kUnits[] = {
    {"second", TimeUnit::kSecond},   {"minute", TimeUnit::kMinute},  {"hour", TimeUnit::kHour},
    {"day", TimeUnit::kDay},         {"week", TimeUnit::kWeek},      {"month", TimeUnit::kMonth},
    {"quarter", TimeUnit::kQuarter}, {"half", TimeUnit::kHalf},      {"year", TimeUnit::kYear},
    {"decade", TimeUnit::kDecade},   {"century", TimeUnit::kCentury}};

struct NamedPosition {
  std::string_view name;
  Position position;
};
constexpr NamedPosition kPositions[] = {{"early", Position::kEarly}, {"start", Position::kStart},
                                        {"mid", Position::kMiddle},  {"late", Position::kLate},
                                        {"end", Position::kEnd},     {"rest", Position::kRest}};

std::optional<int> ParseInt(std::string_view text) {
  int value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || parsed.ec != std::errc()) return std::nullopt;
  return value;
}

}  // namespace

TimeBuilder::TimeBuilder(const AnnotatedText& document, const rules::Lexicon& lexicon,
                         const std::vector<TimeExpr>& exprs, Register manner)
    : document_(document),
      lexicon_(lexicon),
      exprs_(exprs),
      manner_(manner),
      starts_(document.tokens.size(), -1) {
  for (size_t i = 0; i < exprs.size(); ++i) {
    if (!exprs[i].dead) starts_[exprs[i].token_begin] = static_cast<int>(i);
  }
}

std::optional<TimeExpr> TimeBuilder::Build(std::string_view production,
                                           const rules::PatternMatch& match) {
  match_ = &match;
  expr_ = TimeExpr{};
  expr_.token_begin = match.token_begin;
  expr_.token_end = match.token_end;
  if (const rules::Capture* span = match.Find("span")) {
    expr_.token_begin = span->token_begin;
    expr_.token_end = span->token_end;
  }
  const Production make = Find(production);
  if (make == nullptr || !(this->*make)()) return std::nullopt;
  if (expr_.token_begin >= expr_.token_end) return std::nullopt;
  // The mention begins behind proclitics, but keeps the article.
  const Token& first = document_.tokens[expr_.token_begin];
  uint32_t begin = first.fold_begin;
  bool is_known = false;  // which proclitics the first word has
  for (const rules::Capture& capture : match.captures) {
    if (capture.token_begin != expr_.token_begin) continue;
    if (capture.lex == nullptr && capture.mention == nullptr) continue;
    for (uint32_t r = 0; r < first.reading_count; ++r) {
      const Reading& reading = document_.readings[first.first_reading + r];
      const bool same = capture.lex != nullptr ? reading.proclitics == capture.lex->proclitics
                                               : document_.text.begin_of[reading.core_begin] ==
                                                     capture.mention->span.begin;
      if (!same) continue;
      begin = reading.core_begin;
      is_known = true;
      const auto article = static_cast<uint32_t>(kArticle.size());
      if ((reading.proclitics & kAl) != 0 && begin >= first.fold_begin + article &&
          document_.text.folded.compare(begin - article, article, kArticle) == 0) {
        begin -= article;
      }
      break;
    }
    break;
  }
  if (!is_known) begin = BehindConjunction(expr_.token_begin);
  expr_.span = document_.text.ToRaw(begin, document_.tokens[expr_.token_end - 1].fold_end);
  return std::move(expr_);
}

// Where a first word that was matched as a plain word begins without "and": no rule begins with a
// word of that letter.
uint32_t TimeBuilder::BehindConjunction(uint32_t token) const {
  const Token& word = document_.tokens[token];
  for (uint32_t r = 0; r < word.reading_count; ++r) {
    const Reading& reading = document_.readings[word.first_reading + r];
    if (reading.proclitics == kWa && !reading.has_enclitic) return reading.core_begin;
  }
  return word.fold_begin;
}

std::optional<int> TimeBuilder::Int(std::string_view name) const {
  const rules::Capture* capture = match_->Find(name);
  if (capture == nullptr || capture->mention == nullptr) return std::nullopt;
  const std::optional<double> value = capture->mention->quantity.best;
  if (!value || *value != std::floor(*value) || std::fabs(*value) > 1e6) return std::nullopt;
  return static_cast<int>(*value);
}

std::optional<int> TimeBuilder::CellInt(std::string_view name, std::string_view column) const {
  return ParseInt(Cell(name, column));
}

std::optional<TimeUnit> TimeBuilder::UnitOf(std::string_view name) const {
  const std::string_view cell = Cell(name, "unit");
  for (const NamedUnit& named : kUnits) {
    if (named.name == cell) return named.unit;
  }
  return std::nullopt;
}

bool TimeBuilder::SetUnit(std::string_view name) {
  const std::optional<TimeUnit> unit = UnitOf(name);
  if (!unit) return false;
  expr_.unit = *unit;
  return true;
}

std::string_view TimeBuilder::WordAt(uint32_t token) const {
  return token < document_.tokens.size() ? document_.Folded(document_.tokens[token])
                                         : std::string_view();
}

bool TimeBuilder::NextIsWord() const {
  const uint32_t next = expr_.token_end;
  if (next >= document_.tokens.size()) return false;
  if (document_.tokens[next].kind != TokenKind::kWord || StartsTime(next) ||
      document_.tokens[next].sentence != document_.tokens[next - 1].sentence) {
    return false;
  }
  // "until", "to", "and": a range goes on.
  for (uint32_t i = document_.lex_match_begin[next]; i < document_.lex_match_begin[next + 1]; ++i) {
    const LexMatch& match = document_.lex_matches[i];
    if (match.proclitics == 0 && lexicon_.NameOf(match.entry.lexicon) == "number/range") {
      return lexicon_.Cell(match.entry, "kind") == "change";
    }
  }
  return true;
}

bool TimeBuilder::NextIsDefinite() const {
  const std::string_view word = WordAt(expr_.token_end);
  return NextIsWord() && word.size() > kArticle.size() + 2 && word.substr(0, 4) == kArticle;
}

bool TimeBuilder::StartsTime(uint32_t token) const {
  return token < starts_.size() && starts_[token] >= 0;
}

int TimeBuilder::ChildOf(const rules::Capture& capture) const {
  const int index = starts_[capture.token_begin];
  if (index < 0) return -1;
  return exprs_[static_cast<size_t>(index)].token_end == capture.token_end ? index : -1;
}

int TimeBuilder::Child(std::string_view name) const {
  const rules::Capture* capture = match_->Find(name);
  return capture == nullptr ? -1 : ChildOf(*capture);
}

// Ends the expression behind the last capture that lies before `capture`.
void TimeBuilder::TrimBefore(const rules::Capture& capture) {
  uint32_t end = expr_.token_begin;
  for (const rules::Capture& other : match_->captures) {
    if (other.name != "span" && other.name != "context" && other.token_end <= capture.token_begin) {
      end = std::max(end, other.token_end);
    }
  }
  expr_.token_end = end;
}

// Takes the captured year, or drops it from the match when it is none ("15 May 300 dead").
bool TimeBuilder::SetYear() {
  const rules::Capture* capture = match_->Find("year");
  if (capture == nullptr) return true;
  std::optional<int> year = Int("year");
  if (year && *year < 0) year = -*year;  // the dash of "22-May-2020" was read as a sign
  const bool told =
      capture->token_begin > 0 && capture->token_end < expr_.token_end;  // "m.", "AD" behind it
  const bool likely = year && *year >= kFirstLooseYear && *year <= kLastLooseYear;
  const bool possible = year && *year >= kFirstYear && *year <= kLastYear;
  uint32_t behind = capture->token_end;
  const bool word_behind =
      behind < document_.tokens.size() && document_.tokens[behind].kind == TokenKind::kWord &&
      document_.tokens[behind].sentence == document_.tokens[behind - 1].sentence;
  const bool round = year && *year % 100 == 0 && word_behind;
  if (possible && (told || (likely && !round) || !word_behind)) {
    expr_.year = year;
    return true;
  }
  TrimBefore(*capture);
  return expr_.token_end > expr_.token_begin;
}

bool TimeBuilder::SetDay() {
  const std::optional<int> day = Int("day");
  if (!day || *day < 1 || *day > 31) return false;
  expr_.day = day;
  return true;
}

void TimeBuilder::SetDirection() {
  const std::string_view value = Has("far") ? Cell("far", "value") : Cell("dir", "value");
  if (value == "before_last") expr_.direction = Direction::kBeforeLast;
  if (value == "after_next") expr_.direction = Direction::kAfterNext;
  if (value == "following") expr_.direction = Direction::kFollowing;
  if (value == "last") expr_.direction = Direction::kLast;
  if (value == "next") expr_.direction = Direction::kNext;
  if (value == "this") expr_.direction = Direction::kThis;
  if (value == "recent") expr_.direction = Direction::kRecent;
}

bool TimeBuilder::IsDayLevel(int child) const { return child >= 0 && RankOf(child) == 1; }

// How wide an expression is: 1 a day, 2 a week, 3 a month, 4 a quarter, 5 a half, 6 a year, 7, 8;
// 0 for what is no stretch of the calendar.
int TimeBuilder::RankOf(int child) const {
  if (child < 0) return 0;
  const TimeExpr& expr = exprs_[static_cast<size_t>(child)];
  const auto of_unit = [](TimeUnit unit) {
    switch (unit) {
      case TimeUnit::kDay: return 1;
      case TimeUnit::kWeek: return 2;
      case TimeUnit::kMonth: return 3;
      case TimeUnit::kQuarter: return 4;
      case TimeUnit::kHalf: return 5;
      case TimeUnit::kYear: return 6;
      case TimeUnit::kDecade: return 7;
      case TimeUnit::kCentury: return 8;
      default: return 0;
    }
  };
  switch (expr.kind) {
    case ExprKind::kDate: return expr.day ? 1 : expr.month ? 3 : 6;
    case ExprKind::kWeekday:
    case ExprKind::kOffset:
    case ExprKind::kMerge:
    case ExprKind::kPart:
    case ExprKind::kDays: return 1;
    case ExprKind::kNth: return expr.weekday ? 1 : of_unit(expr.unit);
    case ExprKind::kUnit: return of_unit(expr.unit);
    case ExprKind::kFirst: return RankOf(expr.a) == 0 ? 0 : std::max(1, of_unit(expr.unit));
    case ExprKind::kQuarter:
    case ExprKind::kSeason: return 4;
    case ExprKind::kHalf: return 5;
    case ExprKind::kDecade: return 7;
    case ExprKind::kCentury: return 8;
    case ExprKind::kWithin: return RankOf(expr.a);
    case ExprKind::kHoliday: return 1;
    default: return 0;
  }
}

// The word before is a unit or weekday with the article: "the week the first of" counts weeks.
bool TimeBuilder::FollowsUnit(uint32_t token) const {
  if (token == 0) return false;
  for (uint32_t i = document_.lex_match_begin[token - 1]; i < document_.lex_match_begin[token];
       ++i) {
    const LexMatch& match = document_.lex_matches[i];
    const std::string& name = lexicon_.NameOf(match.entry.lexicon);
    if (match.token_end == token && (match.proclitics & kAl) != 0 &&
        (name == "time/unit" || name == "time/weekday")) {
      return true;
    }
  }
  return false;
}

// "the second Monday of", "the last Monday of": the word for two is the weekday.
bool TimeBuilder::FollowsOrdinal(uint32_t token) const {
  if (token == 0) return false;
  for (uint32_t i = document_.lex_match_begin[token - 1]; i < document_.lex_match_begin[token];
       ++i) {
    const LexEntry& entry = document_.lex_matches[i].entry;
    const std::string& name = lexicon_.NameOf(entry.lexicon);
    if (name == "number/ordinal") return true;
    if (name == "time/position" && lexicon_.Cell(entry, "value") == "end") return true;
  }
  return false;
}

bool TimeBuilder::Date() {
  expr_.kind = ExprKind::kDate;
  if (Has("month")) {
    expr_.month = CellInt("month", "value");
  } else {
    expr_.month = Int("month_n");
  }
  if (!expr_.month || *expr_.month < 1 || *expr_.month > 12) return false;
  if (Has("first")) expr_.day = 1;
  if (Has("day")) {
    const rules::Capture* day = match_->Find("day");
    if (!SetDay()) return false;
    const bool ordinal = day->mention->layer == Layer::kOrdinal;
    if (!ordinal && day->mention->rule == "number/words" && FollowsOrdinal(day->token_begin)) {
      return false;
    }
    if (ordinal && *expr_.day <= kMostOfWeekday && FollowsUnit(day->token_begin)) return false;
  }
  if (Has("wd")) expr_.weekday = CellInt("wd", "value");
  if (DropOtherMonth()) return true;
  if (Has("today")) expr_.told_offset = 0;
  if (Has("day_offset")) expr_.told_offset = CellInt("day_offset", "offset");
  SetDirection();
  if (!SetYear()) return false;
  return !expr_.day || IsCivilDate(expr_.year.value_or(2000), *expr_.month, *expr_.day);
}

// Two names of one month are one; a second name for another month is left to itself.
bool TimeBuilder::DropOtherMonth() {
  for (const std::string_view name : {"month_b", "month_c"}) {
    if (!Has(name) || CellInt(name, "value") == expr_.month) continue;
    TrimBefore(*match_->Find(name));
    return true;
  }
  return false;
}

// The month first: "May 15, 2020". A number with a word behind it counts that word instead.
bool TimeBuilder::MonthDay() {
  if (!Date() || !expr_.day) return false;
  const rules::Capture* day = match_->Find("day");
  const bool digits = day->mention != nullptr && day->mention->layer == Layer::kNumber;
  // "a father and three children": the word for father is a month, and a number in words no day.
  const bool in_words = digits && day->mention->rule != "number/digits";
  if (in_words && !expr_.year && !Cell("month", "ambiguous").empty()) return false;
  return !digits || expr_.year || !NextIsWord();
}

bool TimeBuilder::Month() {
  if (!Date()) return false;
  const rules::Capture* month = match_->Find("month");
  const rules::Capture* span = match_->Find("span");
  const bool prompted =
      Has("context") || (span != nullptr && match_->token_begin < span->token_begin);
  const bool two_names = expr_.token_end > month->token_end;
  if (prompted || two_names) return true;
  return Cell("month", "ambiguous").empty() && month->lex != nullptr && !month->lex->has_enclitic &&
         (month->lex->proclitics & kAl) == 0;
}

bool TimeBuilder::MonthYear() {
  return Date() && (expr_.year || expr_.direction != Direction::kNone);
}

bool TimeBuilder::Days() {
  const std::optional<int> first = Int("day");
  const std::optional<int> last = Int("day2");
  if (!first || !last || *first < 1 || *last <= *first || *last > 31) return false;
  if (Has("month")) {
    expr_.month = CellInt("month", "value");
    SetDirection();
    if (!SetYear()) return false;
  } else {
    expr_.a = Child("base");
    if (RankOf(expr_.a) != 3) return false;
  }
  expr_.kind = ExprKind::kDays;
  expr_.day = first;
  expr_.last_day = last;
  return true;
}

bool TimeBuilder::DayWithin() {
  expr_.kind = ExprKind::kDays;
  expr_.a = Child("base");
  if (Has("first")) expr_.day = 1;
  if (RankOf(expr_.a) != 3 || (!Has("first") && !SetDay())) return false;
  const TimeExpr& base = exprs_[static_cast<size_t>(expr_.a)];
  if (base.kind != ExprKind::kUnit && base.kind != ExprKind::kDate) return false;
  expr_.last_day = expr_.day;
  return true;
}

// "the tenth of it": of the month told before.
bool TimeBuilder::DayOfTold() {
  expr_.kind = ExprKind::kDays;
  expr_.direction = Direction::kSame;
  expr_.from_told = true;
  if (!SetDay()) return false;
  expr_.last_day = expr_.day;
  return true;
}

bool TimeBuilder::BareDay() {
  if (!SetDay()) return false;
  // "In one day" tells a length; "on the thirtieth" has no other word than that for thirty.
  const Mention* number = match_->Find("day")->mention;
  if (number->rule == "number/words" && !WordAt(number->token_begin).starts_with(kArticle)) {
    return false;
  }
  const rules::Capture* end = match_->Find("end");
  if (end != nullptr && end->token_end > end->token_begin) {
    const Token& token = document_.tokens[end->token_begin];
    if (token.kind != TokenKind::kPunctuation) return false;
    const char mark = document_.text.folded[token.fold_begin];
    if (mark == '%' || mark == '/' || mark == '-' || mark == ':') return false;
  }
  expr_.kind = ExprKind::kDate;
  return true;
}

// A lone number that only a calendar takes for a day.
bool TimeBuilder::AskedDay() { return manner_ == Register::kRequest && BareDay(); }

// "from the fourth to the ninth" of a month that a calendar knows.
bool TimeBuilder::AskedDays() {
  const std::optional<int> last = Int("day2");
  if (!AskedDay() || !last || *last <= *expr_.day || *last > 31) return false;
  expr_.kind = ExprKind::kDays;
  expr_.last_day = last;
  expr_.token_end = match_->Find("day2")->token_end;
  return true;
}

// "the sixth of the current", the month left out.
bool TimeBuilder::DayOfMonth() {
  expr_.kind = ExprKind::kDate;
  SetDirection();
  return SetDay() && expr_.direction != Direction::kRecent && !NextIsDefinite();
}

bool TimeBuilder::WeekdayDay() {
  if (!SetDay()) return false;
  expr_.kind = ExprKind::kDate;
  expr_.weekday = CellInt("wd", "value");
  const rules::Capture* day = match_->Find("day");
  if (day->mention->layer == Layer::kOrdinal && *expr_.day <= 5) return false;  // the nth
  return !NextIsWord();
}

bool TimeBuilder::Year() {
  expr_.kind = ExprKind::kDate;
  const std::optional<int> year = Int("year");
  if (!year || *year < 100 || *year > kLastYear) return false;
  // "last year 200 girls": behind a year that is told already a number counts something.
  const bool told = Has("dir") || Has("told");
  if (told && (*year < kFirstLooseYear || *year > kLastLooseYear)) return false;
  if (told && *year % 100 == 0 && NextIsWord()) return false;
  expr_.year = year;
  return true;
}

bool TimeBuilder::YearAlone() {
  if (!Year() || *expr_.year < kFirstYear || *expr_.year > kLastLooseYear) return false;
  const Mention* mention = match_->Find("year")->mention;
  if (mention->rule == "number/digits") {
    const Token& token = document_.tokens[mention->token_begin];
    const bool four = mention->token_end == mention->token_begin + 1 &&
                      token.fold_end - token.fold_begin == kYearDigits;
    if (!four || *expr_.year < kFirstLooseYear) return false;
  } else if (mention->rule != "number/words") {
    return false;
  } else if (*expr_.year == kTwoThousand &&
             WordAt(mention->token_begin).starts_with(std::string(kArticle) + std::string(kAlef))) {
    expr_.kind = ExprKind::kDecade;  // "in the two thousands"
  }
  return *expr_.year % 100 != 0 || !NextIsWord();
}

bool TimeBuilder::Years() {
  const std::optional<int> first = Int("year");
  const std::optional<int> last = Int("year2");
  if (!first || !last || *first < kFirstYear || *last > kLastYear || *first >= *last) return false;
  // The lower year is kept in `year`, the upper in `last_day`'s place is not: see the resolver.
  expr_.kind = ExprKind::kDays;
  expr_.year = first;
  expr_.last_day = last;
  expr_.unit = TimeUnit::kYear;
  return true;
}

bool TimeBuilder::Hijri() {
  expr_.kind = ExprKind::kDate;
  expr_.hijri = true;
  expr_.month = CellInt("hmonth", "value");
  if (!expr_.month || (Has("day") && (!SetDay() || *expr_.day > 30))) return false;
  if (Has("wd")) expr_.weekday = CellInt("wd", "value");
  SetDirection();
  const rules::Capture* capture = match_->Find("year");
  if (capture != nullptr) {
    const std::optional<int> year = Int("year");
    if (year && *year >= kFirstHijriYear && *year <= kLastHijriYear) {
      expr_.year = year;
    } else {
      TrimBefore(*capture);
    }
  }
  return expr_.day || expr_.year || expr_.direction != Direction::kNone ||
         match_->captures.size() > 0;
}

bool TimeBuilder::HijriYear() {
  if (!Year() || *expr_.year < kFirstHijriYear || *expr_.year > kLastHijriYear) return false;
  expr_.hijri = true;
  return true;
}

bool TimeBuilder::Holiday() {
  expr_.kind = ExprKind::kHoliday;
  expr_.hijri = Cell("holiday", "calendar") == "hijri";
  expr_.month = CellInt("holiday", "month");
  expr_.day = CellInt("holiday", "day");
  expr_.holiday_days = CellInt("holiday", "days").value_or(1);
  SetDirection();
  if (!expr_.month || !expr_.day) return false;
  if (Has("ord")) {  // "the second day of the feast"
    const std::optional<int> ordinal = Int("ord");
    if (!ordinal || *ordinal < 1 || *ordinal > expr_.holiday_days) return false;
    expr_.day = *expr_.day + *ordinal - 1;
    expr_.holiday_days = 1;
  }
  return SetYear();
}

bool TimeBuilder::Weekday() {
  expr_.kind = ExprKind::kWeekday;
  expr_.weekday = CellInt("wd", "value");
  SetDirection();
  // "one day" is written like "the day and Sunday".
  const rules::Capture* wd = match_->Find("wd");
  const bool is_bare =
      wd->lex == nullptr || (wd->lex->proclitics & kAl) != 0 || wd->lex->proclitics == kNoProclitic;
  return expr_.weekday && is_bare && expr_.direction != Direction::kRecent;
}

bool TimeBuilder::Offset() {
  expr_.kind = ExprKind::kOffset;
  const std::optional<int> offset = CellInt("day_offset", "offset");
  if (!offset) return false;
  expr_.offset = *offset;
  if (Has("wd")) expr_.weekday = CellInt("wd", "value");
  // "tomorrow" at the head of a sentence before a noun is the verb "became".
  const bool opens = expr_.token_begin == 0 || document_.tokens[expr_.token_begin - 1].sentence !=
                                                   document_.tokens[expr_.token_begin].sentence;
  return !opens || expr_.weekday || expr_.offset != 1 || !NextIsDefinite();
}

bool TimeBuilder::Today() {
  expr_.kind = ExprKind::kOffset;
  if (Has("wd")) expr_.weekday = CellInt("wd", "value");
  return Has("wd") || !EndsQuotedName();
}

// The last of a few words between quotation marks: the name of a paper or a site.
bool TimeBuilder::EndsQuotedName() const {
  if (WordAt(expr_.token_end) != "\"") return false;
  for (uint32_t back = 1; back <= kQuotedNameWords && back <= expr_.token_begin; ++back) {
    if (WordAt(expr_.token_begin - back) == "\"") return true;
  }
  return false;
}

bool TimeBuilder::Nth() {
  expr_.kind = ExprKind::kNth;
  expr_.needs_whole = true;
  const std::optional<int> ordinal = Has("last") ? std::optional<int>(-1) : Int("ord");
  if (!ordinal || *ordinal == 0 || *ordinal > 366) return false;
  expr_.ordinal = *ordinal;
  if (Has("wd")) {
    expr_.weekday = CellInt("wd", "value");
    return *ordinal <= 5;
  }
  if (!SetUnit("unit") || (*ordinal < 0 && !Has("whole"))) return false;
  return expr_.unit == TimeUnit::kDay || expr_.unit == TimeUnit::kWeek ||
         expr_.unit == TimeUnit::kMonth || expr_.unit == TimeUnit::kDecade;
}

}  // namespace tadwin::annotate

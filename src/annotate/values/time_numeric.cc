#include "annotate/values/time_numeric.h"

#include <optional>
#include <string_view>
#include <utility>

namespace tadwin::annotate {
namespace {

constexpr int kFirstYear = 1300;  // also years of the Islamic calendar
constexpr int kLastYear = 2199;
constexpr int kLastHijriYear = 1499;
constexpr int kTwoDigitPivot = 69;  // 70 is 1970, 69 is 2069, as POSIX strptime %y

struct Part {
  int value = 0;
  uint32_t digits = 0;
};

class Finder {
 public:
  Finder(const AnnotatedText& document, const std::function<bool(uint32_t)>& asks)
      : document_(document), asks_(asks) {}

  std::vector<TimeExpr> Run() {
    const auto count = static_cast<uint32_t>(document_.tokens.size());
    for (uint32_t token = 0; token < count;) {
      const std::optional<uint32_t> end = ReadAt(token);
      token = end ? *end : token + 1;
    }
    return std::move(found_);
  }

 private:
  std::optional<Part> PartAt(uint32_t token) const {
    if (token >= document_.tokens.size()) return std::nullopt;
    if (document_.tokens[token].kind != TokenKind::kNumber) return std::nullopt;
    const std::string_view text = document_.Folded(document_.tokens[token]);
    if (text.size() > 4) return std::nullopt;
    Part part;
    part.digits = static_cast<uint32_t>(text.size());
    for (const char c : text) {
      if (c < '0' || c > '9') return std::nullopt;
      part.value = 10 * part.value + (c - '0');
    }
    return part;
  }
  // The mark at `token`: a stroke of either sort is '/', a dash of any length '-'; 0 for none.
  char LooseMarkAt(uint32_t token) const {
    if (token == 0 || token + 1 >= document_.tokens.size()) return 0;
    const std::string_view mark = document_.Folded(document_.tokens[token]);
    if (mark == "\xE2\x80\x93" || mark == "\xE2\x80\x94") return '-';
    if (mark.size() != 1) return 0;
    return mark[0] == '\\' ? '/' : mark[0];
  }
  // The same, glued to both neighbours.
  char MarkAt(uint32_t token) const {
    const char mark = LooseMarkAt(token);
    if (mark == 0 || document_.tokens[token].fold_begin != document_.tokens[token - 1].fold_end ||
        document_.tokens[token].fold_end != document_.tokens[token + 1].fold_begin) {
      return 0;
    }
    return mark;
  }
  // A date with blanks around its strokes or dashes: all three parts must be there.
  std::optional<uint32_t> ReadSpaced(uint32_t token, Part first) {
    const char mark = LooseMarkAt(token + 1);
    if ((mark != '/' && mark != '-') || LooseMarkAt(token + 3) != mark) return std::nullopt;
    if (token > 0 && LooseMarkAt(token - 1) == mark) return std::nullopt;
    if (LooseMarkAt(token + 5) == mark && PartAt(token + 6)) return std::nullopt;
    const auto second = PartAt(token + 2);
    const auto third = PartAt(token + 4);
    if (!second || !third || (first.digits != 4 && third->digits != 4)) return std::nullopt;
    return ReadTriple(token, first, *second, *third);
  }

  std::optional<uint32_t> ReadAt(uint32_t token) {
    const auto first = PartAt(token);
    if (!first) return std::nullopt;
    if (const auto end = ReadSpaced(token, *first)) return end;
    const char mark = MarkAt(token + 1);
    const auto second = PartAt(token + 2);
    if (!second || (mark != '/' && mark != '-' && mark != '.' && mark != ':')) return std::nullopt;
    // A chain may not go on to the left: "1/2/3/4" is no date.
    if (token > 0 && MarkAt(token - 1) == mark) return std::nullopt;
    if (mark == ':') return ReadClock(token, *first, *second);
    const char next_mark = MarkAt(token + 3);
    const auto third = next_mark == mark ? PartAt(token + 4) : std::nullopt;
    if (third && MarkAt(token + 5) != mark) return ReadTriple(token, *first, *second, *third);
    if (third) return std::nullopt;
    return ReadPair(token, mark, *first, *second);
  }

  std::optional<uint32_t> ReadClock(uint32_t token, Part hour, Part minute) {
    if (hour.value > 24 || minute.value > 59 || minute.digits != 2) return std::nullopt;
    TimeExpr expr;
    expr.kind = ExprKind::kClock;
    expr.hour = hour.value;
    expr.minute = minute.value;
    uint32_t end = token + 3;
    if (MarkAt(end) == ':' && PartAt(end + 1)) end += 2;
    return Emit(std::move(expr), token, end, "time/numeric_clock");
  }

  std::optional<uint32_t> ReadTriple(uint32_t token, Part a, Part b, Part c) {
    if (a.digits >= 3) return EmitDate(token, token + 5, a.value, b.value, c.value, true);
    if (c.digits == 4) return EmitDate(token, token + 5, c.value, b.value, a.value, true);
    if (c.digits == 2 && a.digits <= 2) {
      const int year = c.value + (c.value > kTwoDigitPivot ? 1900 : 2000);
      return EmitDate(token, token + 5, year, b.value, a.value, true);
    }
    return std::nullopt;
  }

  std::optional<uint32_t> EmitDate(uint32_t token, uint32_t end, int year, int month, int day,
                                   bool may_swap) {
    if (year < kFirstYear || year > kLastYear) return std::nullopt;
    const bool hijri = year <= kLastHijriYear;
    if (month > 12 && day <= 12 && may_swap) std::swap(month, day);
    if (month < 1 || month > 12 || day < 1) return std::nullopt;
    if (hijri ? day > 30 : !IsCivilDate(year, month, day)) return std::nullopt;
    TimeExpr expr;
    expr.year = year;
    expr.month = month;
    expr.day = day;
    expr.hijri = hijri;
    return Emit(std::move(expr), token, end, "time/numeric_date");
  }

  std::optional<uint32_t> ReadPair(uint32_t token, char mark, Part a, Part b) {
    TimeExpr expr;
    const bool year_last = b.digits == 4 && b.value >= kFirstYear && b.value <= kLastYear;
    if (year_last && a.digits <= 2 && a.value >= 1 && a.value <= 12 && mark != '.') {
      expr.year = b.value;
      expr.month = a.value;
      expr.hijri = b.value <= kLastHijriYear;
      return Emit(std::move(expr), token, token + 3, "time/numeric_month");
    }
    const bool asked = token > 0 && asks_(token - 1);
    if (!asked) return std::nullopt;
    const bool year_first = a.digits == 4 && a.value > kLastHijriYear && a.value <= kLastYear;
    if (year_first && b.digits <= 2 && b.value >= 1 && b.value <= 12 && mark != '.') {
      expr.year = a.value;
      expr.month = b.value;
      return Emit(std::move(expr), token, token + 3, "time/numeric_month");
    }
    if (a.digits > 2 || b.digits > 2) return std::nullopt;
    int day = a.value;
    int month = b.value;
    if (month > 12) std::swap(day, month);
    if (month < 1 || month > 12 || day < 1 || !IsCivilDate(2000, month, day)) return std::nullopt;
    // "4-23" with a month behind it is a range of days; a hyphen needs one part above twelve.
    if (mark != '/' && day <= 12) return std::nullopt;
    expr.month = month;
    expr.day = day;
    return Emit(std::move(expr), token, token + 3, "time/numeric_day_month");
  }

  std::optional<uint32_t> Emit(TimeExpr expr, uint32_t begin, uint32_t end, const char* rule) {
    expr.token_begin = begin;
    expr.token_end = end;
    expr.span = document_.SpanOf(begin, end);
    expr.rule = rule;
    found_.push_back(std::move(expr));
    return end;
  }

  const AnnotatedText& document_;
  const std::function<bool(uint32_t)>& asks_;
  std::vector<TimeExpr> found_;
};

}  // namespace

std::vector<TimeExpr> FindNumericTimes(const AnnotatedText& document,
                                       const std::function<bool(uint32_t)>& asks_for_date) {
  return Finder(document, asks_for_date).Run();
}

}  // namespace tadwin::annotate

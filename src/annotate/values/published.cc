#include "annotate/values/published.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "annotate/values/hijri.h"
#include "annotate/values/interval.h"
#include "annotate/values/time_resolve.h"

namespace tadwin::annotate {

namespace {

constexpr uint32_t kLeadBytes = 3000;  // of folded text: the head of an article
constexpr uint32_t kDatelineWords = 8;
constexpr uint32_t kHeadingWords = 24;
constexpr uint32_t kDatelineParagraphs = 3;
constexpr uint32_t kCountdownReach = 8;  // words between "but" and the number of days
constexpr uint32_t kLabelReach = 3;
constexpr uint32_t kFormerReach = 2;
constexpr size_t kMostDates = 400;  // looked at; the search is over pairs
constexpr int kMostDaysOn = 3;      // how far a weekday at the head moves the date on
constexpr int kMostDaysOff = 3;     // how far an elapsed time may be off
constexpr int kLongestCountdown = 200;

}  // namespace

// One search over one document.
class PublishedSearch {
 public:
  PublishedSearch(const PublishedReader& reader, const AnnotatedText& document,
                  const std::vector<TimeExpr>& exprs)
      : reader_(reader), document_(document), exprs_(exprs) {
    for (size_t i = 0; i < exprs_.size(); ++i) {
      if (i < kMostDates || i + kMostDates >= exprs_.size()) near_.push_back(&exprs_[i]);
    }
  }

  void Run(Published* published) const {
    published->date = std::nullopt;
    if (Label(published) || Dateline(published) || Today(published) || Countdown(published) ||
        Elapsed(published)) {
      published->inferred = true;
      std::sort(published->evidence.begin(), published->evidence.end());
    } else {
      published->evidence.clear();
    }
  }

 private:
  bool HasEntry(uint32_t begin, uint32_t end, int lexicon) const {
    end = std::min(end, static_cast<uint32_t>(document_.tokens.size()));
    for (uint32_t token = begin; token < end; ++token) {
      for (uint32_t i = document_.lex_match_begin[token]; i < document_.lex_match_begin[token + 1];
           ++i) {
        if (static_cast<int>(document_.lex_matches[i].entry.lexicon) == lexicon) return true;
      }
    }
    return false;
  }
  bool InLead(const TimeExpr& expr) const {
    return document_.tokens[expr.token_begin].fold_begin < kLeadBytes;
  }
  uint32_t SentenceOf(const TimeExpr& expr) const {
    return document_.tokens[expr.token_begin].sentence;
  }
  // A day told with its year.
  static std::optional<Date> FullDate(const TimeExpr& expr) {
    if (expr.kind == ExprKind::kDate && expr.hijri && expr.year && expr.month && expr.day) {
      return FromHijri(HijriDate{*expr.year, *expr.month, *expr.day});
    }
    if (expr.kind != ExprKind::kDate || expr.hijri || !expr.year || !expr.month || !expr.day ||
        !IsCivilDate(*expr.year, *expr.month, *expr.day)) {
      return std::nullopt;
    }
    return FromCivil(*expr.year, *expr.month, *expr.day);
  }
  static void Set(Date day, const char* rule, Published* published) {
    published->date = DateInterval{day, day};
    published->rule = rule;
  }

  bool Label(Published* published) const {
    for (const TimeExpr& expr : exprs_) {
      const std::optional<Date> day = FullDate(expr);
      if (!day) continue;
      const uint32_t back = std::min(kLabelReach, expr.token_begin);
      if (!HasEntry(expr.token_begin - back, expr.token_begin, reader_.label_)) continue;
      published->evidence = {expr.span};
      Set(*day, "published/label", published);
      return true;
    }
    return false;
  }

  bool Dateline(Published* published) const {
    const auto paragraphs = static_cast<uint32_t>(document_.paragraphs.size());
    for (const TimeExpr* at : near_) {
      const TimeExpr& expr = *at;
      const std::optional<Date> day = FullDate(expr);
      if (!day || SentenceOf(expr) >= document_.sentences.size()) continue;
      const uint32_t paragraph = document_.sentences[SentenceOf(expr)].paragraph;
      const bool head = paragraph < kDatelineParagraphs;
      const bool foot = paragraph + 1 == paragraphs && paragraphs > 1;
      if ((!head && !foot) || !IsDateline(expr, document_.paragraphs[paragraph], head)) continue;
      published->evidence = {expr.span};
      Set(*day, "published/dateline", published);
      return true;
    }
    return false;
  }

  // A line that is hardly more than the date, one that it ends, or at the head one that it opens:
  // "Baghdad, 12 March 2021 - ...".
  bool IsDateline(const TimeExpr& expr, const Paragraph& paragraph, bool head) const {
    const uint32_t begin = document_.sentences[paragraph.sentence_begin].token_begin;
    const uint32_t end = document_.sentences[paragraph.sentence_end - 1].token_end;
    const uint32_t behind = expr.token_end;
    const bool after_preposition =
        expr.token_begin > begin &&
        HasEntry(expr.token_begin - 1, expr.token_begin, reader_.before_date_);
    // "Tunis, on 14 June 2023": a place alone stands before the preposition.
    const bool place_before = expr.token_begin == begin + 2 && behind >= end;
    if (end - begin <= kDatelineWords && (!after_preposition || place_before)) return true;
    const auto is_mark = [&](uint32_t token) {
      return document_.tokens[token].kind == TokenKind::kPunctuation;
    };
    const bool last = behind == end || (behind + 1 == end && is_mark(behind));
    if (last && end - begin <= kHeadingWords && expr.token_begin > begin &&
        is_mark(expr.token_begin - 1)) {
      return true;
    }
    return head && !after_preposition && expr.token_begin - begin <= kDatelineWords / 2 &&
           behind < end && is_mark(behind) && OpensText(document_.Folded(document_.tokens[behind]));
  }
  static bool OpensText(std::string_view mark) {
    return mark == "(" || mark == "-" || mark == "\xE2\x80\x93" || mark == "\xE2\x80\x94" ||
           mark == ":";
  }

  // Weekdays of the past told at the head of the text, as spans.
  std::vector<const TimeExpr*> LeadWeekdays() const {
    std::vector<const TimeExpr*> found;
    for (const TimeExpr& expr : exprs_) {
      if (expr.kind != ExprKind::kWeekday || expr.direction != Direction::kNone) continue;
      if (!InLead(expr) || reader_.tense_.TenseAt(document_, expr.token_begin) == Tense::kFuture) {
        continue;
      }
      found.push_back(&expr);
    }
    std::sort(found.begin(), found.end(),
              [](const TimeExpr* a, const TimeExpr* b) { return a->token_begin < b->token_begin; });
    return found;
  }

  bool Today(Published* published) const {
    std::optional<Date> base;
    for (const TimeExpr* today_at : near_) {
      const TimeExpr& today = *today_at;
      if (today.kind != ExprKind::kOffset || !today.weekday || today.offset > 0) continue;
      for (const TimeExpr* expr_at : near_) {
        const TimeExpr& expr = *expr_at;
        const std::optional<Date> day = FullDate(expr);
        if (!day || static_cast<int>(WeekdayOf(*day)) != *today.weekday) continue;
        const uint32_t a = SentenceOf(expr);
        const uint32_t b = SentenceOf(today);
        if (std::max(a, b) - std::min(a, b) > 1) continue;
        const Date written = AddDays(*day, -today.offset);
        if (base && *base >= written) continue;
        base = written;
        published->evidence = {expr.span, today.span};
      }
    }
    for (const TimeExpr* at : near_) {
      const std::optional<Date> day = FullDate(*at);
      if (!day || !at->told_offset) continue;
      const Date written = AddDays(*day, -*at->told_offset);
      if (base && *base >= written) continue;
      base = written;
      published->evidence = {at->span};
    }
    if (!base) return false;
    Date day = *base;
    for (const TimeExpr* weekday : LeadWeekdays()) {
      const Date later = WeekdayFrom(*base, *weekday->weekday);
      if (later.days - base->days > kMostDaysOn || later <= day) continue;
      day = later;
      published->evidence.push_back(weekday->span);
    }
    Set(day, "published/today", published);
    return true;
  }

  bool Countdown(Published* published) const {
    for (const TimeExpr* left_at : near_) {
      const TimeExpr& left = *left_at;
      if (left.kind != ExprKind::kDuration || left.dead || left.vague_count) continue;
      const double days = TimeResolver::LengthInDays(left);
      if (days < 2 || days > kLongestCountdown) continue;
      const uint32_t back = std::min(kCountdownReach, left.token_begin);
      if (!HasEntry(left.token_begin - back, left.token_begin, reader_.countdown_)) continue;
      for (const TimeExpr* due_at : near_) {
        const TimeExpr& due = *due_at;
        const std::optional<Date> day = FullDate(due);
        if (!day || due.token_begin < 2) continue;
        if (!HasEntry(due.token_begin - 2, due.token_begin, reader_.deadline_)) continue;
        const CivilDate written = ToCivil(AddDays(*day, -static_cast<int>(std::lround(days))));
        published->date = MonthInterval(written.year, written.month);
        published->rule = "published/countdown";
        published->evidence = {left.span, due.span};
        return true;
      }
    }
    return false;
  }

  // When the text can have been written, by the names and events it knows.
  std::optional<DateInterval> Window(std::vector<Span>* evidence) const {
    const rules::Lexicon& lexicon = *reader_.lexicon_;
    DateInterval window{FromCivil(1900, 1, 1), FromCivil(2199, 12, 31)};
    bool bounded = false;
    Span from_span;
    Span until_span;
    for (const LexMatch& match : document_.lex_matches) {
      if (static_cast<int>(match.entry.lexicon) != reader_.anchor_) continue;
      const auto from = ParseIsoDate(lexicon.Cell(match.entry, "from"));
      const auto until = ParseIsoDate(lexicon.Cell(match.entry, "until"));
      const uint32_t back = std::min(kFormerReach, match.token_begin);
      const bool former =
          HasEntry(match.token_begin - back, match.token_end + kFormerReach, reader_.former_);
      const Span span = document_.SpanOf(match.token_begin, match.token_end);
      if (former) {
        if (until && until->start > window.start) {
          window.start = until->start;
          from_span = span;
        }
        continue;
      }
      if (from && from->start > window.start) {
        window.start = from->start;
        from_span = span;
      }
      if (until && until->start < window.stop) {
        window.stop = until->start;
        until_span = span;
        bounded = true;
      }
    }
    if (!bounded || from_span.empty() || window.stop < window.start) return std::nullopt;
    *evidence = {from_span, until_span};
    return window;
  }

  // The middle of a month, or of a part of it, told without a year.
  std::optional<Date> MiddleOf(const TimeExpr& expr, int year) const {
    const TimeExpr* month = &expr;
    if (expr.kind == ExprKind::kPosition && expr.a >= 0)
      month = &exprs_[static_cast<size_t>(expr.a)];
    if (month->kind != ExprKind::kDate || month->hijri || month->year || !month->month) {
      return std::nullopt;
    }
    DateInterval interval = MonthInterval(year, *month->month);
    if (month->day) {
      if (!IsCivilDate(year, *month->month, *month->day)) return std::nullopt;
      interval.start = interval.stop = FromCivil(year, *month->month, *month->day);
    } else if (expr.kind == ExprKind::kPosition) {
      interval = PartOfInterval(interval, expr.position);
    }
    return Date{(interval.start.days + interval.stop.days) / 2};
  }

  bool Elapsed(Published* published) const {
    std::vector<Span> evidence;
    const std::optional<DateInterval> window = Window(&evidence);
    if (!window) return false;
    std::optional<Date> written;
    for (const TimeExpr* since_at : near_) {
      const TimeExpr& since = *since_at;
      const bool ago = since.kind == ExprKind::kShift && since.sign < 0 && since.a < 0 &&
                       !since.dead && !since.vague_count && since.lengths.size() == 1;
      if (!ago || !InLead(since)) continue;
      const Length& length = since.lengths[0];
      if (length.unit != TimeUnit::kWeek && length.unit != TimeUnit::kMonth) continue;
      for (const TimeExpr* event_at : near_) {
        const TimeExpr& event = *event_at;
        if (event.dead) continue;
        const int first = ToCivil(window->start).year - 1;
        for (int year = first; year <= ToCivil(window->stop).year; ++year) {
          const std::optional<Date> day = MiddleOf(event, year);
          if (!day) continue;
          const Date then = AddUnits(*day, length.unit, length.count);
          if (then < window->start || then > window->stop) continue;
          if (written && *written != then) return false;  // two stories: nothing is known
          written = then;
          evidence.push_back(since.span);
          evidence.push_back(event.span);
        }
      }
    }
    if (!written) return false;
    const std::vector<const TimeExpr*> weekdays = LeadWeekdays();
    std::sort(evidence.begin(), evidence.end());
    evidence.erase(std::unique(evidence.begin(), evidence.end()), evidence.end());
    published->evidence = evidence;
    published->rule = "published/elapsed";
    if (weekdays.empty()) {
      const CivilDate civil = ToCivil(*written);
      published->date = MonthInterval(civil.year, civil.month);
      return true;
    }
    const Date day = WeekdayFrom(AddDays(*written, -kMostDaysOff), *weekdays.back()->weekday);
    published->evidence.push_back(weekdays.back()->span);
    Set(day, "published/elapsed", published);
    return true;
  }

  const PublishedReader& reader_;
  const AnnotatedText& document_;
  const std::vector<TimeExpr>& exprs_;
  std::vector<const TimeExpr*> near_;  // what pairs are sought among
};

PublishedReader PublishedReader::Create(const rules::Grammar& grammar) {
  PublishedReader reader;
  reader.lexicon_ = grammar.lexicon;
  reader.tense_ = TenseReader::Create(grammar);
  reader.label_ = grammar.lexicon->IndexOf("time/published_label");
  reader.countdown_ = grammar.lexicon->IndexOf("time/countdown");
  reader.anchor_ = grammar.lexicon->IndexOf("time/anchors");
  reader.before_date_ = grammar.lexicon->IndexOf("time/before_date");
  reader.former_ = grammar.lexicon->IndexOf("time/former");
  reader.deadline_ = grammar.lexicon->IndexOf("time/deadline");
  return reader;
}

void PublishedReader::Annotate(const std::vector<TimeExpr>& exprs, AnnotatedText* document) const {
  Published& published = document->published;
  if (document->article != nullptr && document->article->published) {
    published.date = document->article->published;
    published.rule = "given";
    return;
  }
  PublishedSearch(*this, *document, exprs).Run(&published);
}

}  // namespace tadwin::annotate

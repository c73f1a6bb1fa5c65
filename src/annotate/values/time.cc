#include "annotate/values/time.h"

#include <algorithm>
#include <utility>

#include "annotate/values/time_resolve.h"

namespace tadwin::annotate {
namespace {

// How many words a deadline's preposition may have.
constexpr uint32_t kDeadlineWords = 4;

// The year that a paragraph has come to speak of, for quarters told without one.
struct Narrative {
  uint32_t paragraph = 0;
  std::optional<int> year;
};

uint32_t ParagraphOf(const AnnotatedText& document, uint32_t token) {
  const uint32_t sentence = document.tokens[token].sentence;
  return sentence < document.sentences.size() ? document.sentences[sentence].paragraph : 0;
}

bool TellsYear(const TimeExpr& expr) {
  return expr.year || (expr.kind == ExprKind::kUnit && expr.unit == TimeUnit::kYear) ||
         expr.kind == ExprKind::kWithin;
}

// The last time that was told, for "the next day", "the same year".
struct Told {
  uint32_t sentence = 0;
  std::optional<DateInterval> days;
};
constexpr uint32_t kToldReach = 2;  // sentences

// What is no time by itself is not reported.
bool IsNothingAlone(const TimeExpr& expr) {
  if (expr.kind == ExprKind::kNth) return !expr.weekday && expr.a < 0;
  return expr.needs_whole;
}

}  // namespace

TimeReader TimeReader::Create(const rules::Grammar& grammar) {
  TimeReader reader;
  reader.tense_ = TenseReader::Create(grammar);
  reader.register_ = RegisterReader::Create(grammar);
  reader.lexicon_ = grammar.lexicon;
  reader.deadline_ = grammar.lexicon->IndexOf("time/deadline");
  return reader;
}

TimeReader::Deadline TimeReader::DeadlineAt(const AnnotatedText& document, uint32_t token) const {
  for (uint32_t words = 1; words <= kDeadlineWords && words <= token; ++words) {
    const uint32_t at = token - words;
    for (uint32_t i = document.lex_match_begin[at]; i < document.lex_match_begin[at + 1]; ++i) {
      const LexMatch& match = document.lex_matches[i];
      if (static_cast<int>(match.entry.lexicon) != deadline_) continue;
      if (match.token_end != token && match.token_end + 1 != token) continue;
      const bool term = lexicon_->Cell(match.entry, "kind") == "term";
      return term ? Deadline::kTerm : Deadline::kBound;
    }
  }
  return Deadline::kNone;
}

void TimeReader::Annotate(const std::vector<TimeExpr>& exprs, AnnotatedText* document) const {
  const Register manner = register_.Refine(register_.Read(*document), *document, exprs);
  std::vector<int> order;
  for (size_t i = 0; i < exprs.size(); ++i) {
    if (!exprs[i].dead && !IsNothingAlone(exprs[i])) order.push_back(static_cast<int>(i));
  }
  std::sort(order.begin(), order.end(), [&](int a, int b) {
    return exprs[static_cast<size_t>(a)].token_begin < exprs[static_cast<size_t>(b)].token_begin;
  });
  std::optional<DateInterval> published = document->published.date;
  TimeResolver resolver(exprs, published, [&](const TimeExpr& expr) {
    if (manner == Register::kPhrase) return Tense::kUntold;
    const Tense tense = tense_.TenseAt(*document, expr.token_begin);
    if (tense != Tense::kPast) return tense;
    const Deadline deadline = DeadlineAt(*document, expr.token_begin);
    return deadline == Deadline::kNone   ? tense
           : deadline == Deadline::kTerm ? Tense::kBy
                                         : Tense::kNearest;
  });
  resolver.set_register(manner);
  Narrative narrative;
  Told told;
  for (const int index : order) {
    const TimeExpr& expr = exprs[static_cast<size_t>(index)];
    const uint32_t paragraph = ParagraphOf(*document, expr.token_begin);
    if (paragraph > narrative.paragraph + 1) narrative.year = std::nullopt;
    resolver.set_narrative_year(narrative.year);
    const uint32_t sentence = document->tokens[expr.token_begin].sentence;
    if (sentence > told.sentence + kToldReach) told.days = std::nullopt;
    resolver.set_told(told.days);
    const std::optional<Resolved> resolved = resolver.Resolve(index);
    if (!resolved && expr.direction == Direction::kSame) continue;
    Mention mention;
    mention.layer = Layer::kTime;
    mention.span = expr.span;
    mention.token_begin = expr.token_begin;
    mention.token_end = expr.token_end;
    mention.rule = expr.rule;
    if (expr.kind == ExprKind::kWithin && exprs[static_cast<size_t>(expr.a)].needs_whole) {
      mention.rule = exprs[static_cast<size_t>(expr.a)].rule;
    }
    TimeValue& time = mention.time;
    time.is_duration = expr.kind == ExprKind::kDuration ||
                       (expr.kind == ExprKind::kShift && expr.sign > 0 && expr.since && !resolved);
    if (!expr.lengths.empty() && !expr.vague_count) {
      time.length_days = TimeResolver::LengthInDays(expr);
    }
    time.anchor = TimeAnchor::kUnresolved;
    if (resolved) {
      time.start = resolved->start;
      time.stop = resolved->stop;
      time.precision = resolved->precision;
      time.yearless = resolved->yearless;
      time.anchor = resolved->uses_told        ? TimeAnchor::kNarrative
                    : resolved->uses_published ? TimeAnchor::kPublished
                                               : TimeAnchor::kExplicit;
      told = {sentence, DateInterval{resolved->start, resolved->stop}};
      if (TellsYear(expr)) narrative = {paragraph, ToCivil(resolved->start).year};
    } else if (expr.vague_count) {
      time.precision = Precision::kVague;
    }
    const bool ahead = !published || !resolved || resolved->stop >= published->start;
    const bool in_course = expr.kind == ExprKind::kShift && expr.sign > 0 && expr.since;
    time.is_deadline =
        (in_course && resolved) ||
        (!time.is_duration && ahead && DeadlineAt(*document, expr.token_begin) != Deadline::kNone);
    document->mentions.push_back(std::move(mention));
  }
}

}  // namespace tadwin::annotate

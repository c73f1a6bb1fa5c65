#include "annotate/values/time_register.h"

#include <algorithm>

namespace tadwin::annotate {
namespace {

constexpr size_t kMostTokens = 24;

bool MayBeAddressed(const AnnotatedText& document) {
  return document.article != nullptr && document.article->published &&
         document.sentences.size() == 1 && document.tokens.size() <= kMostTokens;
}

}  // namespace

RegisterReader RegisterReader::Create(const rules::Grammar& grammar) {
  RegisterReader reader;
  reader.request_ = grammar.lexicon->IndexOf("time/request");
  reader.before_date_ = grammar.lexicon->IndexOf("time/before_date");
  return reader;
}

Register RegisterReader::Read(const AnnotatedText& document) const {
  if (!MayBeAddressed(document)) return Register::kReport;
  const bool asks = std::any_of(
      document.lex_matches.begin(), document.lex_matches.end(), [&](const LexMatch& match) {
        return static_cast<int>(match.entry.lexicon) == request_ && !match.has_enclitic;
      });
  return asks ? Register::kRequest : Register::kReport;
}

Register RegisterReader::Refine(Register read, const AnnotatedText& document,
                                const std::vector<TimeExpr>& exprs) const {
  if (read != Register::kReport || !MayBeAddressed(document)) return read;
  std::vector<bool> is_time(document.tokens.size(), false);
  uint32_t live = 0;
  for (const TimeExpr& expr : exprs) {
    if (expr.dead) continue;
    ++live;
    std::fill(is_time.begin() + expr.token_begin, is_time.begin() + expr.token_end, true);
  }
  if (live != 1) return read;
  // A preposition may stand before it.
  for (uint32_t i = 0; i < document.lex_match_begin[1]; ++i) {
    const LexMatch& match = document.lex_matches[i];
    is_time[0] = is_time[0] || static_cast<int>(match.entry.lexicon) == before_date_;
  }
  for (size_t i = 0; i < document.tokens.size(); ++i) {
    if (!is_time[i] && document.tokens[i].kind == TokenKind::kWord) return read;
  }
  return Register::kPhrase;
}

}  // namespace tadwin::annotate

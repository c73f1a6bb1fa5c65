// The annotated document: what crosses the arrow annotate -> extract.
//
// Built once by annotate, read-only afterwards. All indices are into the vectors here.

#ifndef TADWIN_MODEL_ANNOTATED_TEXT_H_
#define TADWIN_MODEL_ANNOTATED_TEXT_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/article.h"
#include "model/mention.h"
#include "model/token.h"

namespace tadwin {

// When the article was published: as given, or read from its own words.
struct Published {
  std::optional<DateInterval> date;  // a month when only the month is known
  bool inferred = false;
  std::vector<Span> evidence;  // the words it was inferred from
  std::string rule;            // "given", or the rule that inferred it
};

// What patterns ask of words, as small numbers, so that asking again costs next to nothing. Filled
// by rules::Lexicon::Match; the numbers mean something to that lexicon only.
struct WordAtoms {
  std::vector<uint32_t> word_of_reading;  // the pattern word that reading r's core is; 0 for none
  uint32_t words_known = 0;               // how many pattern words there were when this was filled
  uint32_t stride = 0;                    // 64-bit words a sentence
  std::vector<uint64_t> in_sentence;      // bits by sentence: lexicons with entries, pattern words
  std::vector<uint64_t> asked_by;         // bits by token: sets of patterns that ask for what it is
  uint32_t sets_known = 0;                // how many sets there were when this was filled
};

struct AnnotatedText {
  const RawArticle* article = nullptr;  // outlives this
  Text text;
  std::vector<Paragraph> paragraphs;
  std::vector<Sentence> sentences;
  std::vector<Quotation> quotations;
  std::vector<Token> tokens;
  std::vector<Reading> readings;
  std::vector<LexMatch> lex_matches;      // sorted by (token_begin, longest first)
  std::vector<uint32_t> lex_match_begin;  // first match at token i; size tokens + 1
  WordAtoms atoms;
  std::vector<Mention> mentions;  // sorted by (span.begin, longest first, layer)
  Published published;

  std::string_view Raw(Span span) const {
    return std::string_view(article->text).substr(span.begin, span.size());
  }
  std::string_view Folded(const Token& token) const {
    return std::string_view(text.folded)
        .substr(token.fold_begin, token.fold_end - token.fold_begin);
  }
  std::string_view Core(const Reading& reading) const {
    return std::string_view(text.folded)
        .substr(reading.core_begin, reading.core_end - reading.core_begin);
  }
  // Raw span of tokens [begin, end); begin < end.
  Span SpanOf(uint32_t begin, uint32_t end) const {
    return Span{tokens[begin].span.begin, tokens[end - 1].span.end};
  }
};

}  // namespace tadwin

#endif  // TADWIN_MODEL_ANNOTATED_TEXT_H_

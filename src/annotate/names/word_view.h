// How the name readers see a word: without the prepositions and conjunctions written onto it.
//
// A word is cut only where the lexicon, the article or a blank says so, so "wlid" stays whole.
// In: tokens, readings, lex_matches. Threads: safe.

#ifndef TADWIN_ANNOTATE_NAMES_WORD_VIEW_H_
#define TADWIN_ANNOTATE_NAMES_WORD_VIEW_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/annotated_text.h"
#include "rules/lexicon.h"

namespace tadwin::annotate {

struct WordView {
  uint32_t core_begin = 0;  // folded byte where the word itself begins
  uint32_t name_begin = 0;  // where a name that begins here begins: "ll" keeps its letters
  uint16_t proclitics = kNoProclitic;  // cut off; kAl only where "ll" swallowed the alef
  bool swallowed_article = false;
  std::string_view core;  // folded, to the end of the word
};

WordView ViewWord(const AnnotatedText& document, const rules::Lexicon& lexicon, uint32_t token);
std::vector<WordView> ViewWords(const AnnotatedText& document, const rules::Lexicon& lexicon);

// Raw span of tokens [begin, end) read so that the first word loses `proclitics`.
Span NameSpan(const AnnotatedText& document, const std::vector<WordView>& views, uint32_t begin,
              uint32_t end, uint16_t proclitics);

// The same of one word's view.
Span NameSpan(const AnnotatedText& document, const WordView& view, uint32_t begin, uint32_t end,
              uint16_t proclitics);

bool HasArticle(const WordView& view);

// The lexicon has a row for this word alone, with whatever is written onto it.
bool HasEntry(const AnnotatedText& document, uint32_t token, int lexicon);

// Written with the tanween that only words of the sentence carry, never names as news spell them.
bool IsIndefiniteAccusative(const AnnotatedText& document, uint32_t token);

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_NAMES_WORD_VIEW_H_

// Cuts a text into paragraphs, headings, sentences and quotations.
//
// In: AnnotatedText with text and tokens. Out: fills paragraphs, sentences, quotations and
// Token::sentence. Rules: abbreviations and clutter marks in rules/ar/lexicon.
// Threads: safe.

#ifndef TADWIN_ANNOTATE_WORDS_STRUCTURE_H_
#define TADWIN_ANNOTATE_WORDS_STRUCTURE_H_

#include "model/annotated_text.h"
#include "rules/grammar.h"

namespace tadwin::annotate {

class StructureReader {
 public:
  static StructureReader Create(const rules::Grammar& grammar, std::vector<Error>* errors);
  void Annotate(AnnotatedText* document) const;
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_WORDS_STRUCTURE_H_

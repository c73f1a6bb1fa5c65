// Finds numbers and ordinals in digits and words.
//
// In: tokens, readings, lex_matches. Out: mentions of layers number and ordinal, each with
// low/best/high. Threads: safe.

#ifndef TADWIN_ANNOTATE_VALUES_NUMBER_H_
#define TADWIN_ANNOTATE_VALUES_NUMBER_H_

#include "model/annotated_text.h"
#include "rules/grammar.h"

namespace tadwin::annotate {

class NumberReader {
 public:
  static NumberReader Create(const rules::Grammar& grammar, std::vector<Error>* errors);
  void Annotate(AnnotatedText* document) const;
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_VALUES_NUMBER_H_

// Tells whether the clause around a word speaks of the future.
//
// In: tokens, readings, lex_matches. Out: true when the nearest sign before the word (or just behind
// it), within the sentence, is a future verb or one of time/future; a perfect verb ends the search.
// Threads: safe. Source: rules/ar/time/future.tsv, not_future.tsv.

#ifndef TADWIN_ANNOTATE_VALUES_TENSE_H_
#define TADWIN_ANNOTATE_VALUES_TENSE_H_

#include <string>
#include <vector>

#include "model/annotated_text.h"
#include "rules/grammar.h"

namespace tadwin::annotate {

class TenseReader {
 public:
  static TenseReader Create(const rules::Grammar& grammar);
  bool IsFuture(const AnnotatedText& document, uint32_t token) const;

 private:
  enum class Sign { kNone, kFuture, kPast };
  Sign SignAt(const AnnotatedText& document, uint32_t token) const;

  int future_ = -1;
  std::vector<std::string> not_future_;  // folded beginnings
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_VALUES_TENSE_H_

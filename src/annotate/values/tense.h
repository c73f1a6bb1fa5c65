// Tells whether the clause around a word speaks of the past or of the future.
//
// In: tokens, readings, lex_matches. Out: the nearest sign before the word (or just behind it)
// within the sentence: a future verb or an entry of time/future, or a perfect verb. Without a sign
// it is past, for news looks back; a short phrase without any verb is untold. Threads: safe.
// Source: rules/ar/time/future.tsv, not_future.tsv.

#ifndef TADWIN_ANNOTATE_VALUES_TENSE_H_
#define TADWIN_ANNOTATE_VALUES_TENSE_H_

#include <string>
#include <vector>

#include "model/annotated_text.h"
#include "rules/grammar.h"

namespace tadwin::annotate {

// kNearest: told as a bound ("before the feast"), which may lie on either side. kBy: told as a term
// set to somebody ("no later than Sunday").
enum class Tense : uint8_t { kPast, kFuture, kUntold, kNearest, kBy };

class TenseReader {
 public:
  static TenseReader Create(const rules::Grammar& grammar);
  Tense TenseAt(const AnnotatedText& document, uint32_t token) const;

 private:
  enum class Sign { kNone, kFuture, kPast, kMaybePast };
  Sign SignAt(const AnnotatedText& document, uint32_t token) const;

  int future_ = -1;
  std::vector<std::string> not_future_;  // folded beginnings
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_VALUES_TENSE_H_

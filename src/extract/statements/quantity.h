// Finds tallies (so many attacks in a period) and levels (so many soldiers at a time).
//
// In: AnnotatedText and attributions. Out: facts of kinds tally and level, in text order, without
// ids. Rules: rules/ar/quantity. Threads: safe.

#ifndef TADWIN_EXTRACT_STATEMENTS_QUANTITY_H_
#define TADWIN_EXTRACT_STATEMENTS_QUANTITY_H_

#include <memory>
#include <vector>
#include "extract/statements/speaker.h"
#include "model/annotated_text.h"
#include "model/fact.h"
#include "rules/grammar.h"

namespace tadwin::extract {

class QuantityReader {
 public:
  static QuantityReader Create(const rules::Grammar& grammar, std::vector<Error>* errors);
  std::vector<Fact> Read(const AnnotatedText& document,
                         const std::vector<Attribution>& attributions) const;

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_STATEMENTS_QUANTITY_H_

// Finds commitments: ultimatums, pledges, schedules, deadlines, with who, to whom and when due.
//
// In: AnnotatedText and attributions. Out: facts of kind commitment, in text order, without ids.
// Rules: rules/ar/commitment. Threads: safe.

#ifndef TADWIN_EXTRACT_STATEMENTS_COMMITMENT_H_
#define TADWIN_EXTRACT_STATEMENTS_COMMITMENT_H_

#include <memory>
#include <vector>
#include "extract/statements/speaker.h"
#include "model/annotated_text.h"
#include "model/fact.h"
#include "rules/grammar.h"

namespace tadwin::extract {

class CommitmentReader {
 public:
  static CommitmentReader Create(const rules::Grammar& grammar, std::vector<Error>* errors);
  std::vector<Fact> Read(const AnnotatedText& document,
                         const std::vector<Attribution>& attributions) const;

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_STATEMENTS_COMMITMENT_H_

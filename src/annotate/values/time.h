// Finds dates, periods, durations and deadlines and resolves them to intervals.
//
// In: the expressions that TimeGrammar read, AnnotatedText::published as the anchor.
// Out: mentions of layer time. What cannot be resolved keeps empty start and stop. Threads: safe.

#ifndef TADWIN_ANNOTATE_VALUES_TIME_H_
#define TADWIN_ANNOTATE_VALUES_TIME_H_

#include <cstdint>
#include <vector>

#include "annotate/values/tense.h"
#include "annotate/values/time_grammar.h"
#include "model/annotated_text.h"
#include "rules/grammar.h"

namespace tadwin::annotate {

class TimeReader {
 public:
  static TimeReader Create(const rules::Grammar& grammar);
  void Annotate(const std::vector<TimeExpr>& exprs, AnnotatedText* document) const;

 private:
  enum class Deadline : uint8_t { kNone, kBound, kTerm };
  // What the words before a time make of it.
  Deadline DeadlineAt(const AnnotatedText& document, uint32_t token) const;

  TenseReader tense_;
  RegisterReader register_;
  const rules::Lexicon* lexicon_ = nullptr;
  int deadline_ = -1;
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_VALUES_TIME_H_

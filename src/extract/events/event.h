// Finds events: who did what to whom, where, when, with what toll, and how it is asserted.
//
// In: AnnotatedText and attributions. Out: facts of kind event, in text order, without ids.
// Rules: frames and patterns in rules/ar/event. Threads: safe.

#ifndef TADWIN_EXTRACT_EVENTS_EVENT_H_
#define TADWIN_EXTRACT_EVENTS_EVENT_H_

#include <memory>
#include <vector>
#include "extract/statements/speaker.h"
#include "model/annotated_text.h"
#include "model/fact.h"
#include "rules/grammar.h"

namespace tadwin::extract {

class EventReader {
 public:
  static EventReader Create(const rules::Grammar& grammar, std::vector<Error>* errors);
  std::vector<Fact> Read(const AnnotatedText& document,
                         const std::vector<Attribution>& attributions) const;

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_EVENTS_EVENT_H_

// Finds events: who did what to whom, where, when, with what toll, and how it is asserted.
//
// In: AnnotatedText and attributions. Out: facts of kind event, in text order, without ids.
// Rules: frames, words and weights in rules/ar/event. Threads: safe.

#ifndef TADWIN_EXTRACT_EVENTS_EVENT_H_
#define TADWIN_EXTRACT_EVENTS_EVENT_H_

#include <memory>
#include <string>
#include <vector>
#include "extract/statements/speaker.h"
#include "model/annotated_text.h"
#include "model/fact.h"
#include "model/uncoded.h"
#include "rules/grammar.h"

namespace tadwin::extract {

class EventReader {
 public:
  static EventReader Create(const rules::Grammar& grammar, std::vector<Error>* errors);
  // What may be events and was left out goes to `left_out`, in text order, unless it is nullptr.
  std::vector<Fact> Read(const AnnotatedText& document,
                         const std::vector<Attribution>& attributions,
                         std::vector<Uncoded>* left_out = nullptr) const;

  // A possible event before the judge, with what the judge sees: for training its weights.
  struct Judged {
    Fact fact;
    std::vector<std::string> features;
    bool present = false;            // told by a verb of the present
    bool date_of_saying = false;     // the date stands beside the verb of saying, not the act
    bool concrete = false;           // a verb of doing with the one it was done to
    const char* left_out = nullptr;  // the rule that leaves it out, before any judge
  };
  std::vector<Judged> ReadUnjudged(const AnnotatedText& document,
                                   const std::vector<Attribution>& attributions) const;
  // The letter groups of a sentence that the judge sees besides.
  std::vector<std::string> LetterGroupsOf(const AnnotatedText& document, uint32_t sentence) const;
  // Frames whose lemma no lexicon has.
  const std::vector<std::string>& unresolved_frames() const;

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_EVENTS_EVENT_H_

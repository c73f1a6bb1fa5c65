// Finds who says what: reporting verbs, "according to", quotations, statements across sentences.
//
// In: AnnotatedText. Out: attributions, sorted by scope, innermost last. A byte of text belongs to
// the innermost attribution whose scope contains it. Threads: safe.

#ifndef TADWIN_EXTRACT_STATEMENTS_SPEAKER_H_
#define TADWIN_EXTRACT_STATEMENTS_SPEAKER_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>
#include "model/annotated_text.h"
#include "model/fact.h"
#include "rules/grammar.h"

namespace tadwin::extract {

// These words are told by this speaker.
struct Attribution {
  Span scope;  // raw bytes of what is said
  Speaker speaker;
  Span cue;  // the reporting verb or preposition
  std::string rule;
  bool quoted = false;   // inside quote marks
  bool denies = false;   // the reporting verb denies what it reports
  bool alleges = false;  // accuses, claims, suspects
  std::string kind;      // say announce claim expect deny doubt accuse blame warn threaten pledge
                         // demand condemn reject admit own count decide quote according rumour
                         // reprint: as in rules/ar/speaker/reporting.tsv
  // The author of a report printed in full inside this one: whatever follows is told by them, and
  // is as asserted or not as if the article itself told it.
  bool reprint = false;
};

class SpeakerReader {
 public:
  static SpeakerReader Create(const rules::Grammar& grammar, std::vector<Error>* errors);
  std::vector<Attribution> Read(const AnnotatedText& document) const;

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

// The innermost attribution whose scope contains `span`, or nullptr.
const Attribution* FindAttribution(const std::vector<Attribution>& attributions, Span span);

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_STATEMENTS_SPEAKER_H_

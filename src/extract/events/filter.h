// Leaves out what tells no event of its own: names of acts already told, topics, section headings.
//
// In: a read event with its sentence. Out: the reason to leave it out, or nullptr.
// Threads: pure functions.

#ifndef TADWIN_EXTRACT_EVENTS_FILTER_H_
#define TADWIN_EXTRACT_EVENTS_FILTER_H_

#include <vector>

#include "extract/events/clause.h"
#include "extract/events/status.h"
#include "extract/events/triggers.h"
#include "extract/statements/speaker.h"
#include "model/fact.h"

namespace tadwin::extract {

struct FilterInput {
  const SentenceView* view = nullptr;
  const SentenceEvents* found = nullptr;
  const Event* event = nullptr;
  const Assertion* assertion = nullptr;
  const Fact* fact = nullptr;
  const std::vector<Attribution>* attributions = nullptr;
  bool told_before = false;  // an event of its type stands earlier in the document
  bool whole_article = false;
  bool figurative = false;  // the document tells of sport or markets
};

// Whether words of sport or markets are so many that attacks are figures of speech.
bool IsFigurative(const AnnotatedText& document, const Frames& frames);

// The rule that leaves it out ("event/filter:topic"), or nullptr to keep it.
const char* FilterReason(const FilterInput& input);

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_EVENTS_FILTER_H_

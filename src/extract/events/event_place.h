// Where an event was.
//
// In: SentenceView, an event, the phrases of what it struck. Out: the place of a Fact, with
// evidence. Threads: pure functions.

#ifndef TADWIN_EXTRACT_EVENTS_EVENT_PLACE_H_
#define TADWIN_EXTRACT_EVENTS_EVENT_PLACE_H_

#include <vector>

#include "extract/events/fields.h"

namespace tadwin::extract {

// Fills the place of `fact`. What is only said (a demand, a threat) has a place when the words for
// where it was said stand beside the verb.
void AddPlace(const SentenceView& view, const SentenceEvents& found, const Event& event,
              const std::vector<Phrase>& targets, const Controls& controls, Fact* fact);

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_EVENTS_EVENT_PLACE_H_

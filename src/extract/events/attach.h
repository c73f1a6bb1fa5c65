// Which events the tolls of a sentence belong to: the act and its effect.
//
// In: the events of a sentence. Out: the same with their tolls. Threads: pure functions.

#ifndef TADWIN_EXTRACT_EVENTS_ATTACH_H_
#define TADWIN_EXTRACT_EVENTS_ATTACH_H_

#include <vector>

#include "extract/events/clause.h"
#include "extract/events/event.h"
#include "extract/events/triggers.h"
#include "model/fact.h"

namespace tadwin::extract {

// Gives every toll of the sentence to the nearest act of violence, and to the act whose effect that
// is. `judged` holds the facts of `events`, in their order, from index `first` on.
void AttachTolls(const SentenceView& view, const SentenceEvents& found,
                 const std::vector<const Event*>& events, size_t first,
                 std::vector<EventReader::Judged>* judged);

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_EVENTS_ATTACH_H_

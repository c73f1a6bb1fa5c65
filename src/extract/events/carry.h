// What the events of one document lend each other: dates to the headline and to what is told of the
// same act without one, kind and place to "the attack".
//
// In: the events of a document, in text order. Out: the same, completed. Threads: pure functions.

#ifndef TADWIN_EXTRACT_EVENTS_CARRY_H_
#define TADWIN_EXTRACT_EVENTS_CARRY_H_

#include <vector>

#include "extract/events/event.h"
#include "extract/events/subjects.h"

namespace tadwin::extract {

// What is told once and holds for what is told beside: see the rules event/time:*, event/kind:* and
// event/place:carried that it adds.
void CarryFields(const AnnotatedText& document, bool article, const Controls& controls,
                 std::vector<EventReader::Judged>* judged);

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_EVENTS_CARRY_H_

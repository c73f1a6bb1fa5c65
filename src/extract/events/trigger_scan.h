// Finds the words of a sentence that may tell an event, with the frames their forms fit.
//
// In: SentenceView. Out: triggers in text order, none inside another; roles are read later.
// Threads: pure functions.

#ifndef TADWIN_EXTRACT_EVENTS_TRIGGER_SCAN_H_
#define TADWIN_EXTRACT_EVENTS_TRIGGER_SCAN_H_

#include <vector>

#include "extract/events/clause.h"
#include "extract/events/roles.h"

namespace tadwin::extract {

std::vector<Trigger> FindTriggers(const SentenceView& view);

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_EVENTS_TRIGGER_SCAN_H_

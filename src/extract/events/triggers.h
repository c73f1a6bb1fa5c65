// Finds the words of a sentence that tell events, and joins those that tell the same one: a light
// verb and its noun, an attack and its effect, a noun and the verb whose subject it is.
//
// In: SentenceView. Out: Events in text order. Errors: none. Threads: pure functions.

#ifndef TADWIN_EXTRACT_EVENTS_TRIGGERS_H_
#define TADWIN_EXTRACT_EVENTS_TRIGGERS_H_

#include <cstdint>
#include <vector>

#include "extract/events/clause.h"
#include "extract/events/roles.h"

namespace tadwin::extract {

class Controls;

// One event of a sentence: its main trigger and all that was joined to it.
struct Event {
  uint32_t trigger = 0;  // index into Triggers
  RolePhrases roles;
  std::vector<uint32_t> tokens;  // first tokens of all triggers joined, the main one first
  std::vector<uint32_t> joined;  // the other triggers
  bool no_casualties = false;    // the text denies any
  bool has_effect = false;       // killed, injured: told of it by joined words
};

struct SentenceEvents {
  std::vector<Trigger> triggers;
  std::vector<Event> events;
  uint32_t violent = 0;  // triggers of ASSAULT before joining
};

SentenceEvents FindEvents(const SentenceView& view, const Controls& controls);

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_EVENTS_TRIGGERS_H_

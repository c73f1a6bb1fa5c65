// Gives an act without an actor of its own that of the verb it depends on.
//
// In: the triggers of a sentence, joined, with their arguments. Out: actors added to the arguments.
// Threads: pure functions.

#ifndef TADWIN_EXTRACT_EVENTS_INHERIT_H_
#define TADWIN_EXTRACT_EVENTS_INHERIT_H_

#include <cstddef>
#include <vector>

#include "extract/events/clause.h"
#include "extract/events/roles.h"

namespace tadwin::extract {

class Controls;

// The trigger that trigger `t` was joined to in the end, or `t`.
size_t FinalTrigger(const std::vector<Trigger>& triggers, size_t t);

// X continued bombing, X closed ... and withdrew. Violence that somebody only tells of is not
// theirs.
void InheritActors(const SentenceView& view, const Controls& controls,
                   const std::vector<Trigger>& triggers, std::vector<RolePhrases>* roles);

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_EVENTS_INHERIT_H_

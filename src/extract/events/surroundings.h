// What stands around a trigger: the phrases before and behind it that may take part.
//
// In: SentenceView, triggers. Out: Surroundings. Threads: pure functions.

#ifndef TADWIN_EXTRACT_EVENTS_SURROUNDINGS_H_
#define TADWIN_EXTRACT_EVENTS_SURROUNDINGS_H_

#include <cstdint>
#include <vector>

#include "extract/events/clause.h"
#include "extract/events/roles.h"

namespace tadwin::extract {

struct Surroundings {
  std::vector<Phrase> after;   // constituents behind the trigger
  Phrase before;               // bare noun phrase that ends right before it, or the antecedent
  bool relative = false;       // `before` is the antecedent of a relative clause
  bool pronoun = false;        // "that he": the subject is a pronoun
  bool object_behind = false;  // "struck (an attack by drones) a base": behind a noun of an act
};

inline bool IsEmpty(const Phrase& phrase) { return phrase.begin >= phrase.end; }

// The trigger other than `except` that one of the first words of a phrase is, or -1.
int32_t HeadTrigger(const SentenceView& view, const std::vector<Trigger>& triggers,
                    const Phrase& phrase, const Trigger* except);
// A phrase that runs into a trigger behind a name is two: gave X (a deadline).
void SplitAtTriggers(const SentenceView& view, const std::vector<Trigger>& triggers,
                     std::vector<Phrase>* phrases);
// Whether the ending of its head or a pronoun on it shows that a phrase is an object.
bool LooksLikeObject(const SentenceView& view, const Phrase& phrase);
// "condemned X (what happened)": a clause behind the noun is the object of its verb.
bool ClauseBehind(const SentenceView& view, const Phrase& phrase);
Surroundings LookAround(const SentenceView& view, const std::vector<Trigger>& triggers,
                        const Trigger& trigger);

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_EVENTS_SURROUNDINGS_H_

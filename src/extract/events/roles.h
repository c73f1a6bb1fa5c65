// Who did what to whom: the arguments of a trigger, read from the phrases around it by its frame.
//
// In: SentenceView, a Trigger. Out: phrases by role. No document-level knowledge.
// Threads: pure functions.

#ifndef TADWIN_EXTRACT_EVENTS_ROLES_H_
#define TADWIN_EXTRACT_EVENTS_ROLES_H_

#include <cstdint>
#include <vector>

#include "extract/events/clause.h"
#include "extract/events/frames.h"

namespace tadwin::extract {

// Words that may tell an event, and how they were read.
struct Trigger {
  uint32_t begin = 0;  // tokens
  uint32_t end = 0;
  uint16_t proclitics = kNoProclitic;
  bool has_enclitic = false;
  std::vector<Frames::Hit> hits;  // alternatives, in table order; both voices of a verb
  bool verb = false;
  bool imperfect = false;
  bool plural = false;
  bool first_person = false;
  bool definite = false;
  bool plural_noun = false;
  int32_t apart = -1;      // the token that stands apart from the verb and belongs to it
  uint32_t apart_end = 0;  // of that noun when it tells the event itself, else 0

  // Decided by ReadArguments.
  uint32_t frame = 0;
  uint8_t shape = kNoShape;
  bool dropped = false;
  int32_t merged_into = -1;
  int32_t light = -1;  // the light verb that carries this noun
};

struct RolePhrases {
  std::vector<Phrase> actors;
  std::vector<Phrase> targets;
  std::vector<Phrase> weapons;
  std::vector<Phrase> places;
  int32_t subject_trigger = -1;  // the subject phrase is headed by this trigger
  int32_t object_trigger = -1;   // the object phrase is headed by this trigger
  int32_t oblique_trigger = -1;  // the first prepositional phrase headed by a trigger
  std::string_view oblique_preposition;
  bool pronoun_object = false;
  bool preposition = false;  // a preposition of the frame was found
};

// Index of the trigger that begins at a token, or -1.
int32_t TriggerAt(const std::vector<Trigger>& triggers, uint32_t token);

// Fills trigger->frame and shape (voice decided from the phrases) and returns its arguments.
RolePhrases ReadArguments(const SentenceView& view, const std::vector<Trigger>& triggers,
                          Trigger* trigger, uint32_t hit);

// Whether the vowel marks of a verb of the perfect show that it is passive.
bool ShowsPassive(const SentenceView& view, const Trigger& trigger);

// Whether a phrase can be a participant at all.
bool CanParticipate(const SentenceView& view, const Phrase& phrase);

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_EVENTS_ROLES_H_

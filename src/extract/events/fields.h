// The rest of an event's fields: when, where, with what toll, weapon, count and outcome.
//
// In: SentenceView and the tokens an event spans. Out: fields with their evidence.
// Threads: pure functions.

#ifndef TADWIN_EXTRACT_EVENTS_FIELDS_H_
#define TADWIN_EXTRACT_EVENTS_FIELDS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/events/clause.h"
#include "extract/events/roles.h"
#include "extract/events/status.h"
#include "extract/events/subjects.h"
#include "extract/events/triggers.h"
#include "extract/statements/statement.h"
#include "model/fact.h"

namespace tadwin::extract {

struct TimeLimits {
  bool own_clause = false;         // a date elsewhere in the sentence is another's
  bool not_before = false;         // a date in an earlier clause is another's
  bool not_behind_others = false;  // nor one behind the words of another event
  std::optional<Date> not_after;   // what is told as done is not dated later
  Span said;  // the words somebody says; a date beside them is that of the saying
};

// The time mention that dates the words at `tokens` (all triggers of the event), or -1.
int32_t FindTime(const SentenceView& view, const std::vector<Trigger>& triggers,
                 const std::vector<uint32_t>& tokens, const TimeLimits& limits);

// "for the fifth day", beside the words at `tokens`: which day of what goes on it is, or 0.
int32_t FindNthDay(const SentenceView& view, const std::vector<uint32_t>& tokens, Span* span);

// A place named by a common noun ("the embassy", "a village near the border"): what was attacked,
// or behind a preposition of place. `targets`: the phrases of what was attacked, told elsewhere.
bool FindPlacePhrase(const SentenceView& view, const std::vector<Trigger>& triggers,
                     const Event& event, const Controls& controls, Phrase* place);
// The same for a place no list knows, when nothing better names where it happened.
bool FindSite(const SentenceView& view, const std::vector<Trigger>& triggers, const Event& event,
              const std::vector<Phrase>& targets, const Controls& controls, Phrase* site);

// The place mention where it happened, or -1. Phrases of actors are no places; a place that was
// attacked or visited is where it happened (`target_is_place`); `targets` as for FindSite.
int32_t FindPlace(const SentenceView& view, const std::vector<Trigger>& triggers,
                  const Event& event, const std::vector<Phrase>& targets, bool target_is_place);

// Where something was said: a place right behind the verb, or one the sentence opens with. Or -1.
int32_t FindPlaceOfSpeech(const SentenceView& view, const Trigger& trigger);

// Subtype and mode from weapon and manner words near the tokens, or nullptr.
const Means* FindMeans(const SentenceView& view, const std::vector<Trigger>& triggers,
                       const std::vector<uint32_t>& tokens);

// The weapon mention nearest in the event's clauses, or -1.
int32_t FindWeapon(const SentenceView& view, const std::vector<uint32_t>& tokens);

// Toll mentions of the sentence, as indices into the document's mentions.
std::vector<uint32_t> FindTolls(const SentenceView& view);

// Types of deeds, which are carried out or not; the others are words.
bool IsDeed(std::string_view plover);

// Types of words that are told by verbs of speech: a threat, a demand, a refusal.
bool IsSpeech(const Frame& frame);
// A light verb that only tells: announced.
bool SpeaksOf(const Frame& frame);

// A participant's reference from a phrase.
NamedRef MakeRef(const SentenceView& view, const Phrase& phrase);

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_EVENTS_FIELDS_H_

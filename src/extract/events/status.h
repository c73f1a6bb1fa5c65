// How an event is asserted: told as fact, attributed, denied, threatened, planned, alleged,
// conditional; and whether the words tell an event at all.
//
// In: SentenceView, a trigger with its frame, attributions. Out: Assertion.
// Threads: pure functions.

#ifndef TADWIN_EXTRACT_EVENTS_STATUS_H_
#define TADWIN_EXTRACT_EVENTS_STATUS_H_

#include <string>
#include <vector>

#include "extract/events/clause.h"
#include "extract/events/roles.h"
#include "extract/events/subjects.h"
#include "extract/statements/speaker.h"
#include "model/fact.h"

namespace tadwin::extract {

struct Assertion {
  FactStatus status = FactStatus::kAsserted;
  const Attribution* attribution = nullptr;
  std::string rule;  // what decided the status
  Span cue;          // the words that decided it; empty when none
  bool negated = false;
  bool suppressed = false;  // governed by a word that makes it no event of its own
  bool unspoken = false;    // the topic of what was not said
  bool claimed = false;     // what somebody claims or does not claim: it happened
  bool replied = false;     // governed by "in reply to" alone
  bool attempt = false;
  bool foiled = false;
  bool relative = false;    // told in a relative or temporal clause
  bool history = false;     // words of history: former, at that time, had already
  bool pluperfect = false;  // had done: before what the article is about
  bool in_passing = false;  // a noun behind "after", "since", "because of"
  uint32_t governors = 0;   // WordClass bits of the words that govern the trigger
};

Assertion ReadAssertion(const SentenceView& view, const std::vector<Trigger>& triggers,
                        const Trigger& trigger, const std::vector<Attribution>& attributions,
                        const Controls& controls);

// Told as fact, by the article or by somebody.
bool SaysIt(FactStatus status);
// The rule that read the speaker, with the kind of verb where it takes a stand: who claims, denies,
// accuses or condemns an event is told apart from who only tells of it (rules/ar/link/stance.tsv).
std::string SpeakerRule(const Attribution& attribution);
// What became of the act: deeds told as done were carried out unless the words say otherwise.
Outcome OutcomeOf(const Frame& frame, const Assertion& assertion, const Fact& fact);

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_EVENTS_STATUS_H_

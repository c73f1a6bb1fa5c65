// Completes the participants of an event: what its own words leave unsaid because the verb that
// governs it, the clause it is coordinated with or the sentence before says it.
//
// In: the events of a sentence, the subjects of its verbs. Out: actors and targets with the rule
// that found them. Never names anybody the text does not. Threads: a completer is for one thread.

#ifndef TADWIN_EXTRACT_EVENTS_COMPLETE_H_
#define TADWIN_EXTRACT_EVENTS_COMPLETE_H_

#include <string>
#include <vector>

#include "extract/events/clause.h"
#include "extract/events/frames.h"
#include "extract/events/subjects.h"
#include "extract/events/triggers.h"
#include "model/fact.h"

namespace tadwin::extract {

struct Participants {
  std::vector<NamedRef> actors;
  std::vector<NamedRef> targets;
  std::vector<Phrase> target_phrases;  // empty phrases for names from earlier sentences
  std::string actor_rule;
  std::string target_rule;
};

class RoleCompleter {
 public:
  RoleCompleter(const SentenceView& view, const SentenceEvents& found, const Controls& controls,
                const SubjectReader& subjects)
      : view_(view), found_(found), controls_(controls), subjects_(subjects) {}

  Participants Complete(const Event& event) const;

 private:
  struct Draft;
  const Frame& FrameOf(const Trigger& trigger) const { return view_.frames().all()[trigger.frame]; }
  void CompleteVerb(const Trigger& trigger, const Frame& frame, Draft* draft) const;
  void CompletePassive(const VerbReading& verb, const Frame& frame, Draft* draft) const;
  void TakeDoerBefore(const VerbReading& verb, const Frame& frame, Draft* draft) const;
  void CompleteNoun(const Trigger& trigger, const Frame& frame, Draft* draft) const;
  void TakeStruckByBomb(const Trigger& trigger, Draft* draft) const;
  void TakeStruckBehindTo(const Trigger& trigger, const Frame& frame, Draft* draft) const;
  bool NamesPlace(const Phrase& phrase) const;
  void TakeFromLight(const Trigger& trigger, const Frame& frame, Draft* draft) const;
  void TakeAnnouncer(const Trigger& light, const Trigger& trigger, const Frame& frame,
                     Draft* draft) const;
  void TakeFromGovernor(const Trigger& trigger, const Frame& frame, Draft* draft) const;
  void TakeNationality(const Trigger& trigger, const Frame& frame, Draft* draft) const;
  void TakeFromExpression(const Trigger& trigger, const Frame& frame, Draft* draft) const;
  const Event* SentenceOf(const Trigger& trigger) const;
  void NameTargets(const Event& event, const Frame& frame, Participants* participants) const;
  void TakeSentenced(const VerbReading& verb, const Frame& frame, Draft* draft) const;
  void TakeFromCircumstance(const Trigger& trigger, Draft* draft) const;
  void TakePredicate(const Trigger& trigger, const Frame& frame, Draft* draft) const;
  void TakeAsked(const Trigger& trigger, const Frame& frame, Draft* draft) const;
  void TakeMeantTarget(const Trigger& trigger, const Frame& frame, Draft* draft) const;
  uint8_t ObjectPronoun(const Trigger& trigger, const Frame& frame) const;
  Subject MeantBy(uint8_t pronoun, const Trigger& trigger, const Draft& draft) const;
  void TakePronoun(const Trigger& trigger, const Frame& frame, Draft* draft) const;
  void SortWeapons(const Event& event, const Trigger& trigger, const Frame& frame,
                   Draft* draft) const;
  void TakeFromJoined(const Event& event, Draft* draft) const;
  void SplitBoth(const Frame& frame, Draft* draft) const;
  const VerbReading* GovernorOf(const Trigger& trigger) const;
  bool Holds(const Subject& subject, const Trigger& trigger) const;
  void TakeComplement(const Trigger& trigger, const Frame& frame, Draft* draft) const;
  bool IsParticle(const Phrase& phrase) const;
  bool IsVictim(const Phrase& phrase) const;
  bool IsWeapon(const Phrase& phrase) const;
  Subject FirstObject(const VerbReading& verb, uint32_t before) const;

  const SentenceView& view_;
  const SentenceEvents& found_;
  const Controls& controls_;
  const SubjectReader& subjects_;
};

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_EVENTS_COMPLETE_H_

// Several words of one sentence that tell one act, and words that repeat what was told.
//
// In: the triggers of a sentence with their arguments. Out: those that tell the same joined, echoes
// dropped. Threads: one set is used by one thread.

#ifndef TADWIN_EXTRACT_EVENTS_SAME_ACT_H_
#define TADWIN_EXTRACT_EVENTS_SAME_ACT_H_

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/events/clause.h"
#include "extract/events/inherit.h"
#include "extract/events/roles.h"

namespace tadwin::extract {

class TriggerSet {
 public:
  TriggerSet(const SentenceView& view, std::vector<Trigger> triggers)
      : view_(view), triggers_(std::move(triggers)) {
    roles_.resize(triggers_.size());
  }

  // A bomb planted and set off, a rocket intercepted and destroyed; verbal nouns behind their own
  // verbs, and weak words beside others of their type.
  void JoinRepeats();

 protected:
  const Frame& FrameOf(size_t t) const { return view_.frames().all()[triggers_[t].frame]; }
  bool IsEvent(size_t t) const {
    return !triggers_[t].dropped && FrameOf(t).kind == FrameKind::kEvent;
  }
  bool IsAssault(size_t t) const { return IsEvent(t) && FrameOf(t).plover == "ASSAULT"; }
  bool IsEffect(size_t t) const {
    return IsAssault(t) && (FrameOf(t).effect == "killed" || FrameOf(t).effect == "injured");
  }
  size_t Final(size_t t) const { return FinalTrigger(triggers_, t); }
  void MoveRoles(const std::vector<Phrase>& from, std::vector<Phrase>* to, bool first = false);
  void Merge(size_t from, size_t into);

  const SentenceView& view_;
  std::vector<Trigger> triggers_;
  std::vector<RolePhrases> roles_;

 private:
  void JoinSameAct();
  bool IsElsewhere(size_t t, size_t first) const;
  void JoinRetold();
  bool StandsForAct(size_t t) const;
  void JoinTargeting();
  void JoinSaidTarget();
  void JoinPlanted();
  void DropStruckForces();
  void DropNamedOnly();
  void JoinDestroyed();
  bool IsApposed(const Trigger& trigger) const;
  bool TellsItsOwn(size_t t) const;
  bool IsManner(size_t t) const;
  bool IsObject(size_t verb, size_t noun) const;
  void DropEchoes();
  void DropWeak();
};

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_EVENTS_SAME_ACT_H_

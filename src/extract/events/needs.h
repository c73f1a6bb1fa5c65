// Which needs of a frame the words around a trigger meet: an armed actor, a weapon, a building.
//
// In: SentenceView, the sentence's triggers, the roles read for one. Out: yes or no.
// Threads: pure functions.

#ifndef TADWIN_EXTRACT_EVENTS_NEEDS_H_
#define TADWIN_EXTRACT_EVENTS_NEEDS_H_

#include <vector>

#include "extract/events/clause.h"
#include "extract/events/frames.h"
#include "extract/events/roles.h"

namespace tadwin::extract {

class NeedReader {
 public:
  NeedReader(const SentenceView& view, const std::vector<Trigger>& triggers)
      : view_(view), triggers_(triggers) {}

  bool Meets(const Trigger& trigger, const Frame& frame, const RolePhrases& roles) const;
  // Whether every reading of a noun asks for a word beside it ("joint", "into force") that is not
  // there: no verb could give it.
  bool LacksWord(const Trigger& trigger) const;

 private:
  uint32_t Found(const Trigger& trigger, const RolePhrases& roles, const Frame& frame) const;
  uint32_t InWords(uint32_t begin, uint32_t end, bool participant) const;
  bool IsOfficial(const Phrase& phrase) const;
  bool HasMeans(uint32_t begin, uint32_t end) const;
  uint32_t Violence(const Trigger& own) const;

  const SentenceView& view_;
  const std::vector<Trigger>& triggers_;
};

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_EVENTS_NEEDS_H_

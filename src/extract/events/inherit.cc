#include "extract/events/inherit.h"

#include <algorithm>
#include <string_view>

#include "extract/events/subjects.h"

namespace tadwin::extract {
namespace {

constexpr std::string_view kAssault = "ASSAULT";
constexpr std::string_view kConsult = "CONSULT";
constexpr uint32_t kClaimReach = 9;  // words between "announced" and "their responsibility"
constexpr std::string_view kAbout = "\xD8\xB9\xD9\x86";  // key of "about" in event/words
constexpr std::string_view kDuring = "during";           // key of "during" in event/words
constexpr std::string_view kClaim = "claim";  // key of "their responsibility" in event/words

class Heir {
 public:
  Heir(const SentenceView& view, const Controls& controls, const std::vector<Trigger>& triggers)
      : view_(view), controls_(controls), triggers_(triggers) {}

  // The phrase of who did what trigger `t` tells, taken from the verb before it.
  bool ActorOf(size_t t, Phrase* actor) const {
    const Frame& frame = FrameOf(t);
    const Trigger& trigger = triggers_[t];
    if (trigger.dropped || frame.kind != FrameKind::kEvent) return false;
    if (frame.arguments.subject != Role::kActor && frame.plover != kConsult) return false;
    if (trigger.verb && trigger.shape == kPassiveVerb) return false;
    const Trigger* light =
        trigger.light >= 0 ? &triggers_[static_cast<size_t>(trigger.light)] : nullptr;
    // What somebody underwent is not theirs.
    if (light != nullptr && FrameOf(*light).arguments.subject == Role::kTarget) return false;
    const bool act = trigger.shape == kMasdarNoun || frame.plover == kConsult || light != nullptr;
    const bool occasion = frame.plover == kConsult && IsDuring(trigger);
    if (!trigger.verb && !occasion && (!act || !Governed(trigger))) return false;
    uint32_t verb = 0;
    if (light != nullptr && light->verb) {
      verb = light->begin;  // announced the dissolution of: the light verb's own subject
    } else if (!VerbBefore(light == nullptr ? trigger.begin : std::min(trigger.begin, light->begin),
                           &verb)) {
      return false;
    }
    if (frame.plover == kAssault && Repelled(trigger, verb)) return false;
    bool object_too = false;
    if (!Lends(t, verb, &object_too)) return false;
    return SubjectOf(verb, object_too, actor);
  }

 private:
  const Frame& FrameOf(const Trigger& trigger) const { return view_.frames().all()[trigger.frame]; }
  const Frame& FrameOf(size_t t) const { return FrameOf(triggers_[t]); }

  // Whether the verb's subject does what trigger `t` tells.
  bool Lends(size_t t, uint32_t verb, bool* object_too) const {
    const Trigger& trigger = triggers_[t];
    const bool violent = FrameOf(t).plover == kAssault && !trigger.verb;
    const int32_t governor = TriggerAt(triggers_, verb);
    if (governor < 0) {
      // Who tells of violence does not do it.
      const bool tells_only = violent && controls_.Of(view_, verb) == Control::kNone;
      return !violent || trigger.light >= 0 || (!IsTopic(trigger) && !tells_only);
    }
    const auto g = static_cast<size_t>(governor);
    if (FinalTrigger(triggers_, g) == t && trigger.light != governor) return false;
    const Frame& told_by = FrameOf(g);
    const bool hurts = !triggers_[g].dropped && told_by.plover == kAssault &&
                       (told_by.effect == "killed" || told_by.effect == "injured");
    if (triggers_[g].shape == kPassiveVerb || hurts) return false;
    const bool tells = told_by.kind == FrameKind::kLight &&
                       told_by.arguments.subject == Role::kNone && violent &&
                       !Claims(verb, trigger.begin);
    if (!trigger.verb && (told_by.plover == "REJECT" || tells)) return false;
    *object_too = !trigger.verb && (told_by.plover == "ACCUSE" || told_by.plover == "REQUEST");
    return true;
  }

  // "stood up to (an attack)", "managed the repelling of": the attack is another's.
  bool Repelled(const Trigger& trigger, uint32_t verb) const {
    const Word& word = view_.word(verb);
    if ((word.classes & kFoil) != 0 && (trigger.proclitics & kLi) != 0) return true;
    if (trigger.begin == view_.begin()) return false;
    return (view_.word(trigger.begin - 1).classes & kFoil) != 0;
  }

  // "spoke about (the shooting)".
  bool IsTopic(const Trigger& trigger) const {
    return trigger.begin > view_.begin() && view_.word(trigger.begin - 1).key == kAbout;
  }

  // A participant noun phrase right behind or before the verb at `token`.
  bool SubjectOf(uint32_t token, bool object_too, Phrase* subject) const {
    const std::vector<Phrase> after = view_.Constituents(token + 1, view_.ClauseOf(token).end);
    std::vector<Phrase> named;
    const Phrase before = view_.PhraseBefore(token);
    const bool has_before = before.begin < before.end && before.kind == PhraseKind::kNoun &&
                            view_.FirstMention(before.begin, before.end) >= 0;
    // "the continuation of the attacks may drive ...": what goes on does nothing itself.
    const Word& head = view_.word(before.begin);
    if (has_before && head.masdar && head.mention < 0) return false;
    if (has_before) named.push_back(before);
    for (const Phrase& phrase : after) {
      if (phrase.kind != PhraseKind::kNoun || phrase.coordinated) continue;
      if (view_.FirstMention(phrase.begin, phrase.end) < 0) continue;
      if (TriggerAt(triggers_, phrase.begin) >= 0) break;
      named.push_back(phrase);
    }
    if (named.empty()) return false;
    *subject = object_too && named.size() > 1 ? named[1] : named[0];
    return true;
  }

  // The verb that governs token, or the verb before it that shares its subject.
  bool VerbBefore(uint32_t token, uint32_t* verb) const {
    for (uint32_t i = token; i > view_.begin();) {
      --i;
      // "was" does nothing itself.
      if (!view_.word(i).verb || (view_.word(i).classes & kAuxiliary) != 0) continue;
      *verb = i;
      return true;
    }
    return false;
  }

  // "announced its responsibility for".
  bool Claims(uint32_t verb, uint32_t act) const {
    const uint32_t stop = std::min(view_.end(), std::max(act, verb + kClaimReach));
    for (uint32_t i = std::min(verb, act); i < stop; ++i) {
      if (view_.word(i).key == kClaim) return true;
    }
    return false;
  }

  // "said during (a call) with Y": who said it called.
  bool IsDuring(const Trigger& trigger) const {
    return !trigger.verb && trigger.begin > view_.begin() &&
           view_.word(trigger.begin - 1).key == kDuring;
  }

  // Whether a noun stands behind a preposition that hands on the subject.
  bool Governed(const Trigger& trigger) const {
    if ((trigger.proclitics & (kBi | kLi)) != 0) return true;
    for (uint32_t back = 1; back <= 2 && trigger.begin >= view_.begin() + back; ++back) {
      const Word& word = view_.word(trigger.begin - back);
      if (word.verb || word.punctuation) return false;
      if ((word.classes & kPreposition) != 0) return true;
    }
    return (trigger.proclitics & kWa) != 0;
  }

  const SentenceView& view_;
  const Controls& controls_;
  const std::vector<Trigger>& triggers_;
};

}  // namespace

size_t FinalTrigger(const std::vector<Trigger>& triggers, size_t t) {
  while (triggers[t].merged_into >= 0) t = static_cast<size_t>(triggers[t].merged_into);
  return t;
}

void InheritActors(const SentenceView& view, const Controls& controls,
                   const std::vector<Trigger>& triggers, std::vector<RolePhrases>* roles) {
  const Heir heir(view, controls, triggers);
  for (size_t t = 0; t < triggers.size(); ++t) {
    Phrase actor;
    if ((*roles)[t].actors.empty() && heir.ActorOf(t, &actor)) (*roles)[t].actors.push_back(actor);
  }
}

}  // namespace tadwin::extract

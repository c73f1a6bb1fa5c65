#include "extract/events/same_act.h"

#include <algorithm>

namespace tadwin::extract {
namespace {

constexpr std::string_view kConsult = "CONSULT";
constexpr std::string_view kAid = "AID";
constexpr std::string_view kAidGoods = ":aid_goods";  // of event/expressions
constexpr std::string_view kAccuse = "ACCUSE";
constexpr std::string_view kAgree = "AGREE";
constexpr std::string_view kRetreat = "RETREAT";
constexpr std::string_view kMobilize = "MOBILIZE";
constexpr std::string_view kInterception = "interception";
constexpr std::string_view kExplosives = "explosives";
constexpr std::string_view kPlant = ":assault.plant";   // of event/frames_assault
constexpr std::string_view kLaid = ":ied_use";          // of event/expressions
constexpr std::string_view kSalvo = ":salvo";           // of event/expressions
constexpr uint32_t kStruckWords = 9;                    // between an attack and what it struck
constexpr uint32_t kMannerWords = 9;                    // between an act and the words for how
constexpr uint32_t kReplyWords = 4;                     // from an act to "in reply to"
constexpr std::string_view kFrom = "\xD9\x85\xD9\x86";  // key of "from" in event/words
constexpr std::string_view kReply = "reply";            // key of "in reply to" in event/words
constexpr uint32_t kGoodsWords = 14;  // between a verb of giving, who gives, and what is given
constexpr uint32_t kEchoWords = 5;    // how far the verbal noun stands behind its own verb

}  // namespace

void TriggerSet::JoinRepeats() {
  JoinSameAct();
  JoinRetold();
  JoinTargeting();
  JoinSaidTarget();
  JoinPlanted();
  DropStruckForces();
  DropNamedOnly();
  JoinDestroyed();
  DropEchoes();
  DropWeak();
}

void TriggerSet::MoveRoles(const std::vector<Phrase>& from, std::vector<Phrase>* to, bool first) {
  if (from.empty()) return;
  if (first) {
    to->insert(to->begin(), from.begin(), from.end());
  } else if (to->empty()) {
    *to = from;
  }
}

void TriggerSet::Merge(size_t from, size_t into) {
  into = Final(into);
  if (into == from) return;
  triggers_[from].dropped = true;
  triggers_[from].merged_into = static_cast<int32_t>(into);
}

// The same act in other words of its sentence: intercepted a missile fired at ..., a bomb that
// was planted by ..., stormed it in the first attack of its kind.
void TriggerSet::JoinSameAct() {
  for (size_t t = 1; t < triggers_.size(); ++t) {
    const bool met = IsEvent(t) && FrameOf(t).plover == kConsult;
    if ((!IsAssault(t) && !met) || IsEffect(t) || (triggers_[t].proclitics & kWa) != 0) continue;
    const bool launched = triggers_[t].verb && (FrameOf(t).need & kNeedWeapon) != 0;
    if (!launched && (triggers_[t].verb || triggers_[t].definite ||
                      (!IsApposed(triggers_[t]) && !IsManner(t)))) {
      continue;
    }
    for (size_t before = t; before-- > 0;) {
      const size_t first = Final(before);
      if (first == t || !IsEvent(first) || IsEffect(first)) continue;
      if (FrameOf(first).plover != FrameOf(t).plover) continue;
      if (triggers_[first].begin < triggers_[t].begin && !TellsItsOwn(t)) Merge(t, first);
      break;
    }
  }
}

// A noun with the article at the head of its clause or behind a verb, with nothing told of who did
// it or what it struck: "the attack caused no deaths".
bool TriggerSet::StandsForAct(size_t t) const {
  const Trigger& trigger = triggers_[t];
  if (!IsAssault(t) || IsEffect(t) || trigger.verb || !trigger.definite) return false;
  if ((trigger.proclitics & (kBi | kLi | kKa)) != 0 || trigger.light >= 0) return false;
  const RolePhrases& roles = roles_[t];
  const bool bare = roles.actors.empty() && std::all_of(roles.targets.begin(), roles.targets.end(),
                                                        [](const Phrase& p) { return p.victim; });
  if (!bare || trigger.begin == view_.begin()) return false;
  // "the second attack", "the Turkish raid": another one.
  if (trigger.end < view_.end() && view_.word(trigger.end).definite) return false;
  // "the strike came in reply to the attack": two acts.
  const uint32_t stop = std::min(view_.end(), trigger.end + kReplyWords);
  for (uint32_t i = trigger.end; i < stop; ++i) {
    if (view_.word(i).key == kReply) return false;
  }
  const Word& before = view_.word(trigger.begin - 1);
  if ((before.classes & kDeny) != 0) return false;
  const uint32_t opens =
      kConjunction | kSubordinator | kComplementiser | kDemonstrative | kCause | kAuxiliary;
  return before.verb || before.punctuation || (before.classes & opens) != 0;
}

// "..., and the attack in X": told with a place that the act before it was not told with.
bool TriggerSet::IsElsewhere(size_t t, size_t first) const {
  const uint32_t behind = triggers_[t].end;
  if (behind + 1 >= view_.end() || !view_.word(behind).locative) return false;
  const int32_t place = view_.word(behind + 1).mention;
  if (place < 0 || view_.MentionAt(place).layer != Layer::kPlace) return false;
  for (uint32_t i = triggers_[first].begin; i < triggers_[t].begin; ++i) {
    const int32_t told = view_.word(i).mention;
    if (told < 0 || view_.MentionAt(told).layer != Layer::kPlace) continue;
    const Mention& one = view_.MentionAt(place);
    const Mention& other = view_.MentionAt(told);
    const bool same = one.name.id.empty()
                          ? view_.document().Raw(one.span) == view_.document().Raw(other.span)
                          : one.name.id == other.name.id;
    if (same) return false;
  }
  return true;
}

// Bombed X, and the bombing led to ...: the noun tells no second act.
void TriggerSet::JoinRetold() {
  constexpr std::string_view kAnyKind = "other";
  for (size_t t = 1; t < triggers_.size(); ++t) {
    if (!StandsForAct(t)) continue;
    for (size_t before = t; before-- > 0;) {
      const size_t first = Final(before);
      if (first == t || !IsAssault(first) || IsEffect(first)) continue;
      const std::string& kind = FrameOf(t).subtype;
      const std::string& told = FrameOf(first).subtype;
      const bool same = kind == told || kind == kAnyKind || told == kAnyKind;
      if (same && triggers_[first].begin < triggers_[t].begin && !IsElsewhere(t, first)) {
        for (const Phrase& victim : roles_[t].targets) roles_[first].targets.push_back(victim);
        Merge(t, first);
      }
      break;
    }
  }
}

// "Carried out raids, targeting (positions)": the participle tells what the act before it struck.
void TriggerSet::JoinTargeting() {
  for (size_t t = 1; t < triggers_.size(); ++t) {
    if (!IsAssault(t) || triggers_[t].verb || triggers_[t].shape != kActiveParticipleNoun) continue;
    if (!FrameOf(t).absorbs || triggers_[t].proclitics != kNoProclitic) continue;
    const size_t act = Final(t - 1);
    if (act == t || !IsAssault(act) || IsEffect(act)) continue;
    if (triggers_[act].begin + kStruckWords < triggers_[t].begin) continue;
    RolePhrases& roles = roles_[act];
    if (roles_[t].targets.empty()) continue;
    const uint32_t struck = roles_[t].targets.front().begin;
    const auto behind = [struck](const Phrase& phrase) { return phrase.end > struck; };
    std::erase_if(roles.actors, behind);
    if (roles.actors.empty()) roles.actors = roles_[t].actors;
    roles.targets = roles_[t].targets;
    Merge(t, act);
  }
}

// "a raid that it said struck (positions)": who carried it out, or the raid, is the pronoun.
void TriggerSet::JoinSaidTarget() {
  for (size_t t = 1; t < triggers_.size(); ++t) {
    const Trigger& trigger = triggers_[t];
    if (!IsAssault(t) || !trigger.verb || !FrameOf(t).absorbs) continue;
    if (trigger.proclitics != kNoProclitic || trigger.begin == view_.begin()) continue;
    const Word& that = view_.word(trigger.begin - 1);
    if ((that.classes & kComplementiser) == 0) continue;
    const size_t act = Final(t - 1);
    if (act == t || !IsAssault(act) || IsEffect(act) || triggers_[act].verb) continue;
    if (triggers_[act].begin + kStruckWords < trigger.begin) continue;
    bool apart = false;
    for (uint32_t i = triggers_[act].end; i + 1 < trigger.begin; ++i) {
      const Word& word = view_.word(i);
      apart |= word.comma || (word.verb && word.proclitics != kNoProclitic);
    }
    if (apart) continue;
    MoveRoles(roles_[t].targets, &roles_[act].targets, true);
    Merge(t, act);
  }
}

// With deaths of its own, or what it struck told of it, it is no other name of the act before.
bool TriggerSet::TellsItsOwn(size_t t) const {
  if (triggers_[t].verb) return false;
  for (size_t e = 0; e < triggers_.size(); ++e) {
    if (triggers_[e].merged_into < 0 || Final(e) != t) continue;
    const bool clause = triggers_[e].verb && triggers_[e].begin > triggers_[t].begin;
    if (!FrameOf(e).effect.empty() || (clause && FrameOf(e).absorbs)) return true;
  }
  return false;
}

// A bomb planted in X and set off, and one that went off where Y had planted it: one act.
void TriggerSet::JoinPlanted() {
  for (size_t t = 0; t + 1 < triggers_.size(); ++t) {
    const bool plants = FrameOf(t).id.ends_with(kPlant) || FrameOf(t).id.ends_with(kLaid);
    if (!IsAssault(t) || !plants) continue;
    const size_t next = Final(t + 1);
    if (next != t && IsAssault(next) && FrameOf(next).mode == kExplosives) Merge(t, next);
  }
}

// Bombed positions and reinforcements: what is struck is not being sent.
void TriggerSet::DropStruckForces() {
  for (size_t t = 1; t < triggers_.size(); ++t) {
    if (!IsEvent(t) || triggers_[t].verb || triggers_[t].light >= 0) continue;
    if (FrameOf(t).plover != kMobilize || (triggers_[t].proclitics & kWa) == 0) continue;
    for (size_t a = t; a-- > 0;) {
      if (!IsAssault(Final(a)) || triggers_[a].begin + kStruckWords < triggers_[t].begin) break;
      const bool same =
          view_.word(triggers_[a].begin).clause == view_.word(triggers_[t].begin).clause;
      if (same) triggers_[t].dropped = true;
      break;
    }
  }
}

// "a deal of withdrawal", "talks of an exchange": what it is about is not done yet.
void TriggerSet::DropNamedOnly() {
  for (size_t t = 1; t < triggers_.size(); ++t) {
    if (!IsEvent(t) || triggers_[t].verb || FrameOf(t).plover != kRetreat) continue;
    const Trigger& before = triggers_[t - 1];
    const std::string& deal = FrameOf(t - 1).plover;
    const bool annexed = !before.verb && !before.definite && before.end == triggers_[t].begin &&
                         (triggers_[t].proclitics & ~(kAl | kLi)) == 0;
    if (annexed && (deal == kAgree || deal == kConsult)) triggers_[t].dropped = true;
  }
}

// Intercepted and destroyed a rocket: what became of it is no second act.
void TriggerSet::JoinDestroyed() {
  for (size_t t = 1; t < triggers_.size(); ++t) {
    if (!IsAssault(t) || IsEffect(t) || (triggers_[t].proclitics & kWa) == 0) continue;
    const size_t before = Final(t - 1);
    if (before == t || !IsAssault(before) || FrameOf(before).subtype != kInterception) continue;
    if (FrameOf(t).subtype != kInterception && roles_[t].actors.empty()) Merge(t, before);
  }
}

// "targeted (the town) with an air raid": how the verb before it was done.
bool TriggerSet::IsManner(size_t t) const {
  const bool with = (triggers_[t].proclitics & kBi) != 0;
  for (uint32_t back = 0; back <= 2 && triggers_[t].begin >= view_.begin() + back; ++back) {
    const uint32_t token = triggers_[t].begin - back;
    const bool governed = with || (back > 0 && (view_.word(token).proclitics & kBi) != 0);
    if (!governed || view_.word(token).verb) continue;
    for (size_t v = t; v-- > 0;) {
      if (triggers_[v].dropped) continue;
      const bool near = triggers_[v].end + kMannerWords >= token &&
                        view_.word(triggers_[v].begin).clause == view_.word(token).clause;
      const bool strikes = FrameOf(v).absorbs || (with && triggers_[v].verb);
      return near && IsAssault(v) && strikes && FrameOf(v).effect.empty();
    }
    return false;
  }
  return false;
}

// Behind "in", at most one word ("first", "biggest") between.
bool TriggerSet::IsApposed(const Trigger& trigger) const {
  for (uint32_t back = 1; back <= 2 && trigger.begin >= view_.begin() + back; ++back) {
    const Word& word = view_.word(trigger.begin - back);
    if (word.punctuation || word.verb || word.mention >= 0) return false;
    if ((word.classes & kPreposition) != 0) return word.locative;
  }
  return false;
}

// "Sent (the Red Crescent and others) a convoy": nothing but who sends it stands between.
bool TriggerSet::IsObject(size_t verb, size_t noun) const {
  if (triggers_[noun].begin > triggers_[verb].end + kGoodsWords) return false;
  if (triggers_[noun].proclitics != kNoProclitic) return false;
  for (uint32_t i = triggers_[verb].end; i < triggers_[noun].begin; ++i) {
    const Word& word = view_.word(i);
    if (word.key == kFrom) continue;  // "a number of (organisations)"
    if (word.verb || (word.classes & (kPreposition | kSubordinator | kComplementiser)) != 0) {
      return false;
    }
  }
  return true;
}

// Denied a flat denial: the verbal noun behind its own verb tells nothing of its own.
void TriggerSet::DropEchoes() {
  for (size_t t = 1; t < triggers_.size(); ++t) {
    const bool goods = IsEvent(t) && FrameOf(t).id.ends_with(kAidGoods);
    if (!IsEvent(t) || (!goods && triggers_[t].shape != kMasdarNoun) || triggers_[t].definite) {
      continue;
    }
    for (size_t v = 0; v < t; ++v) {
      const bool near = triggers_[v].verb && (triggers_[t].begin <= triggers_[v].end + kEchoWords ||
                                              (goods && IsObject(v, t)));
      const bool aid = goods && FrameOf(v).plover == kAid;
      if (near && !triggers_[v].dropped && (triggers_[v].frame == triggers_[t].frame || aid)) {
        if (aid) {
          MoveRoles(roles_[v].actors, &roles_[t].actors);
          MoveRoles(roles_[v].targets, &roles_[t].targets);
        }
        Merge(aid ? v : t, aid ? t : v);
        break;
      }
    }
  }
  // Sent reinforcements: what was sent is not told again.
  for (size_t t = 1; t < triggers_.size(); ++t) {
    if (!IsEvent(t) || triggers_[t].verb || (triggers_[t].proclitics & kWa) != 0) continue;
    const size_t v = t - 1;
    const bool sent = IsEvent(v) && triggers_[v].verb && FrameOf(v).plover == kMobilize &&
                      FrameOf(t).plover == kMobilize &&
                      triggers_[t].begin <= triggers_[v].end + kEchoWords;
    if (!sent) continue;
    MoveRoles(roles_[v].places, &roles_[t].places);
    MoveRoles(roles_[v].actors, &roles_[t].actors);
    Merge(v, t);
  }
  // "Launched salvos of rockets": what was launched is not told again.
  for (size_t t = 1; t < triggers_.size(); ++t) {
    if (!IsAssault(t) || triggers_[t].verb || (triggers_[t].proclitics & kWa) != 0) continue;
    const size_t v = t - 1;
    const bool launched = IsAssault(v) && triggers_[v].verb &&
                          (FrameOf(v).need & kNeedWeapon) != 0 && FrameOf(t).id.ends_with(kSalvo) &&
                          triggers_[t].begin <= triggers_[v].end + kEchoWords;
    if (!launched) continue;
    MoveRoles(roles_[t].targets, &roles_[v].targets);
    MoveRoles(roles_[t].places, &roles_[v].places);
    Merge(t, v);
  }
  // Condemned X and called it ...: the pronoun stands for what was condemned.
  for (size_t t = 1; t < triggers_.size(); ++t) {
    if (!IsEvent(t) || !triggers_[t].verb || !triggers_[t].has_enclitic) continue;
    const size_t before = Final(t - 1);
    const bool same = before != t && IsEvent(before) && triggers_[before].verb &&
                      FrameOf(before).plover == kAccuse && FrameOf(t).plover == kAccuse;
    if (same && (triggers_[t].proclitics & kWa) != 0) Merge(t, before);
  }
}

void TriggerSet::DropWeak() {
  for (size_t t = 0; t < triggers_.size(); ++t) {
    if (!IsEvent(t) || !FrameOf(t).weak) continue;
    for (size_t other = 0; other < triggers_.size(); ++other) {
      if (other == t || !IsEvent(other) || FrameOf(other).plover != FrameOf(t).plover) continue;
      if (FrameOf(other).weak && other > t) continue;
      Merge(t, Final(other));
      break;
    }
  }
}

}  // namespace tadwin::extract

#include "extract/events/triggers.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "extract/events/inherit.h"
#include "extract/events/needs.h"
#include "extract/events/same_act.h"
#include "extract/events/trigger_scan.h"

namespace tadwin::extract {
namespace {

constexpr std::string_view kAssault = "ASSAULT";
constexpr std::string_view kCoerce = "COERCE";
constexpr std::string_view kAssassination = "assassination";
constexpr std::string_view kDestroyed = "destroy";
constexpr std::string_view kTimeKey = "time";
constexpr std::string_view kBeforeKey = "before";  // key of "before, since, the day after"
constexpr uint32_t kTollReach = 3;                 // words between "toll" and what it is of
constexpr uint32_t kCauseWords = 25;  // how far the attack stands behind the deaths it caused
constexpr std::string_view kOnTopic = "topic";           // key of "concerning" in event/words
constexpr std::string_view kAbout = "\xD8\xB9\xD9\x86";  // U+0639 U+0646: key of "about"
constexpr std::string_view kAround = "\xD8\xAD\xD9\x88\xD9\x84";  // U+062D U+0648 U+0644: on
constexpr std::string_view kDeathToll = ":death_toll";            // of event/expressions
constexpr std::string_view kDuring = "during";  // key of "during, in the course of"
constexpr std::string_view kInIt = "it";  // key of "in it", "as a result of it" in event/words
constexpr std::string_view kAndThat = "and that";  // key of "and that (was because of)"
constexpr std::string_view kTollWord = "toll";     // key of "toll" in event/words

// Joins triggers into events. The roles and merges of one sentence.
class Joiner : private TriggerSet {
 public:
  Joiner(const SentenceView& view, const Controls& controls)
      : TriggerSet(view, FindTriggers(view)), controls_(controls) {}

  SentenceEvents Run() {
    Prune();
    ChooseFrames();
    LinkLightVerbs();
    DropPending();
    AbsorbSubjects();
    AbsorbClauses();
    AbsorbObjects();
    FollowResults();
    JoinEffects();
    JoinListedEffects();
    JoinDistantCauses();
    JoinRepeats();
    ShareArguments();
    InheritActors(view_, controls_, triggers_, &roles_);
    return Collect();
  }

 private:
  // Nouns that lack the word that makes them an event ("a joint patrol") are plain nouns.
  void Prune() {
    const NeedReader needs(view_, triggers_);
    std::vector<uint32_t> plain;
    for (const Trigger& trigger : triggers_) {
      if (!trigger.verb && needs.LacksWord(trigger)) plain.push_back(trigger.begin);
    }
    std::erase_if(triggers_, [&](const Trigger& trigger) {
      return std::find(plain.begin(), plain.end(), trigger.begin) != plain.end();
    });
    roles_.resize(triggers_.size());
  }

  // Takes the first alternative whose needs are met; none drops the trigger.
  bool Choose(size_t t, bool light_too) {
    const NeedReader needs(view_, triggers_);
    Trigger& trigger = triggers_[t];
    for (uint32_t h = 0; h < trigger.hits.size(); ++h) {
      const Frame& frame = view_.frames().all()[trigger.hits[h].frame];
      const bool helper = frame.kind == FrameKind::kLight || frame.kind == FrameKind::kResult;
      if (helper && !light_too) continue;
      RolePhrases roles = ReadArguments(view_, triggers_, &trigger, h);
      if (!needs.Meets(trigger, frame, roles)) continue;
      roles_[t] = std::move(roles);
      return true;
    }
    return false;
  }

  void ChooseFrames() {
    for (size_t t = 0; t < triggers_.size(); ++t) {
      triggers_[t].frame = triggers_[t].hits[0].frame;
    }
    for (size_t t = 0; t < triggers_.size(); ++t) {
      if (!Choose(t, true)) {
        // A light verb may still give a noun what it lacks.
        const bool noun = !triggers_[t].verb && ChooseAnyway(t);
        if (noun) {
          pending_.push_back(t);
        } else {
          triggers_[t].dropped = true;
        }
      }
      if (IsAssault(t)) ++violent_;
    }
  }

  bool ChooseAnyway(size_t t) {
    Trigger& trigger = triggers_[t];
    for (uint32_t h = 0; h < trigger.hits.size(); ++h) {
      if (view_.frames().all()[trigger.hits[h].frame].kind != FrameKind::kEvent) continue;
      roles_[t] = ReadArguments(view_, triggers_, &trigger, h);
      return true;
    }
    return false;
  }

  void DropPending() {
    const NeedReader needs(view_, triggers_);
    for (const size_t t : pending_) {
      if (triggers_[t].light >= 0 && needs.Meets(triggers_[t], FrameOf(t), roles_[t])) continue;
      triggers_[t].dropped = true;
    }
  }

  void LinkLightVerbs() {
    // From the right: a light verb may govern another one.
    for (size_t t = triggers_.size(); t-- > 0;) {
      if (triggers_[t].dropped || FrameOf(t).kind != FrameKind::kLight) continue;
      int32_t noun = -1;
      const int32_t oblique = roles_[t].oblique_preposition == kTimeKey ||
                                      roles_[t].oblique_preposition == kDuring ||
                                      roles_[t].oblique_preposition == kOnTopic ||
                                      roles_[t].oblique_preposition == kBeforeKey || IsAbout(t)
                                  ? -1
                                  : roles_[t].oblique_trigger;
      for (const int32_t candidate :
           {roles_[t].object_trigger, oblique, roles_[t].subject_trigger}) {
        if (candidate < 0) continue;
        const size_t last = Final(static_cast<size_t>(candidate));
        // What an attack led to is not carried by the verb that told when it began.
        if (last != t && IsEvent(last) && !(IsEffect(last) && IsResultBefore(last))) {
          noun = static_cast<int32_t>(last);
          break;
        }
      }
      if (noun < 0) noun = NounBehind(t);
      if (noun < 0) {
        if (!Choose(t, false)) triggers_[t].dropped = true;
        continue;
      }
      const auto n = static_cast<size_t>(noun);
      triggers_[n].light = static_cast<int32_t>(t);
      MoveRoles(roles_[t].actors, &roles_[n].actors);
      MoveRoles(roles_[t].targets, &roles_[n].targets);
      MoveRoles(roles_[t].places, &roles_[n].places);
      Merge(t, n);
    }
  }

  // "issued a statement on the attacks", "a study about the bombing": nobody attacked by it. Only
  // who announces may announce "about" an act.
  bool IsAbout(size_t t) const {
    const bool announces = FrameOf(t).arguments.subject == Role::kNone;
    if (roles_[t].oblique_trigger < 0 || announces) return false;
    const uint32_t noun = triggers_[static_cast<size_t>(roles_[t].oblique_trigger)].begin;
    if (noun < view_.begin() + 2 || noun < triggers_[t].end + 2) return false;
    for (uint32_t i = noun - 1; i + 2 >= noun; --i) {  // "about acts of bombing"
      if (view_.word(i).key == kAbout) return true;
      if (view_.document().Folded(view_.document().tokens[i]) == kAround) return true;
    }
    return false;
  }

  // An attack in the north that X carried out: what the pronoun on the verb stands for.
  int32_t NounBehind(size_t t) const {
    if (!triggers_[t].verb || !triggers_[t].has_enclitic) return -1;
    for (size_t n = t; n-- > 0;) {
      for (uint32_t i = triggers_[n].end; i < triggers_[t].begin; ++i) {
        if (view_.word(i).verb) return -1;
      }
      const size_t last = Final(n);
      if (triggers_[n].verb) return -1;
      if (last != n || !IsEvent(n)) continue;
      return triggers_[n].light >= 0 || IsEffect(n) ? -1 : static_cast<int32_t>(n);
    }
    return -1;
  }

  bool IsResultBefore(size_t t) const {
    for (size_t r = 0; r < t; ++r) {
      if (!triggers_[r].dropped && FrameOf(r).kind == FrameKind::kResult) return true;
    }
    return false;
  }

  void AbsorbSubjects() {
    for (size_t t = 0; t < triggers_.size(); ++t) {
      if (!IsEvent(t) || !triggers_[t].verb || roles_[t].subject_trigger < 0) continue;
      const size_t noun = Final(static_cast<size_t>(roles_[t].subject_trigger));
      if (noun == t || !IsEvent(noun) || FrameOf(noun).plover != FrameOf(t).plover) continue;
      const Frame& frame = FrameOf(t);
      if (FrameOf(noun).weak) {
        // The car bomb exploded: the noun is the weapon.
        Merge(noun, t);
      } else if (frame.absorbs || frame.plover == kAssault) {
        TakeObjectBack(t, noun);
        MoveRoles(roles_[t].targets, &roles_[noun].targets);
        Merge(t, noun);
      }
    }
  }

  // "destroyed (the raid) the depots": what stands behind the noun of the act is no doer of it but
  // the object of the verb.
  void TakeObjectBack(size_t verb, size_t noun) {
    std::vector<Phrase>& actors = roles_[noun].actors;
    if (!roles_[verb].targets.empty() || !roles_[noun].targets.empty()) return;
    if (triggers_[noun].begin != triggers_[verb].end || triggers_[verb].has_enclitic) return;
    if (FrameOf(verb).arguments.object != Role::kTarget) return;
    if (actors.empty() && triggers_[noun].definite) {
      for (const Phrase& phrase :
           view_.Constituents(triggers_[noun].end, view_.ClauseOf(triggers_[verb].begin).end)) {
        const bool object = phrase.kind == PhraseKind::kNoun && !phrase.after_comma &&
                            phrase.begin == triggers_[noun].end &&
                            !view_.word(phrase.begin).definite && CanParticipate(view_, phrase);
        if (object) roles_[noun].targets.push_back(phrase);
        return;
      }
    }
    if (actors.empty() || actors[0].kind != PhraseKind::kNoun) return;
    if (view_.FirstMention(actors[0].begin, actors[0].end) < 0) roles_[noun].targets.swap(actors);
  }

  // "arrests that took in X", "an attack of Y that struck X": a bare relative clause behind the
  // indefinite noun of the act says whom it struck.
  void AbsorbClauses() {
    for (size_t t = 1; t < triggers_.size(); ++t) {
      const Frame& frame = FrameOf(t);
      if (!IsEvent(t) || !triggers_[t].verb || !frame.absorbs || triggers_[t].has_enclitic)
        continue;
      if (triggers_[t].imperfect || (triggers_[t].proclitics & (kWa | kFa)) != 0) continue;
      size_t n = t - 1;
      while (n > 0 &&
             (triggers_[n].verb || (triggers_[n].dropped && triggers_[n].merged_into < 0))) {
        --n;
      }
      const size_t act = Final(n);
      const bool can = IsEvent(act) &&
                       (FrameOf(act).plover == kAssault || FrameOf(act).plover == kCoerce) &&
                       !IsEffect(act);
      if (act == t || !can || triggers_[n].verb || triggers_[n].definite) continue;
      if (!IsOpen(triggers_[n].end, triggers_[t].begin, act)) continue;
      MoveRoles(roles_[t].targets, &roles_[act].targets);
      Merge(t, act);
    }
  }

  // Nothing but the noun phrase of the act, its light verb and a time stand between its noun and
  // the clause behind it; it may stand in quotation marks, and a comma may close it.
  bool IsOpen(uint32_t from, uint32_t to, size_t act) const {
    for (uint32_t i = from; i < to; ++i) {
      const Word& word = view_.word(i);
      const int32_t at = word.verb ? TriggerAt(triggers_, i) : -1;
      const bool light = at >= 0 && Final(static_cast<size_t>(at)) == act;
      if ((word.verb && !light) ||
          (word.classes & (kRelative | kSubordinator | kComplementiser)) != 0) {
        return false;
      }
      const bool beside_time =
          (i > from && view_.word(i - 1).time >= 0) || (i + 1 < to && view_.word(i + 1).time >= 0);
      if (word.comma && i + 1 < to && !beside_time) return false;
    }
    return true;
  }

  // "Regained control of X": the noun behind the verb names the same act and brings what it was
  // done to.
  void AbsorbObjects() {
    for (size_t t = 0; t < triggers_.size(); ++t) {
      if (!IsEvent(t) || !triggers_[t].verb || roles_[t].object_trigger < 0) continue;
      const size_t noun = Final(static_cast<size_t>(roles_[t].object_trigger));
      if (noun == t || !IsEvent(noun) || triggers_[noun].verb) continue;
      const Frame& verb_frame = FrameOf(t);
      const Frame& noun_frame = FrameOf(noun);
      if (verb_frame.plover != kCoerce || noun_frame.plover != kCoerce) continue;
      if (verb_frame.mode != noun_frame.mode || verb_frame.subtype != noun_frame.subtype) continue;
      MoveRoles(roles_[noun].targets, &roles_[t].targets);
      MoveRoles(roles_[noun].places, &roles_[t].places);
      Merge(noun, t);
    }
  }

  // The attack whose effect comes at token: the subject of the result verb, or the last before it.
  int32_t CauseBefore(size_t t) const {
    for (size_t c = t; c-- > 0;) {
      const size_t last = Final(c);
      if (last != t && IsAssault(last) && !IsEffect(last)) return static_cast<int32_t>(last);
    }
    return -1;
  }

  // What a result verb brought, right behind it.
  std::vector<size_t> EffectsBehind(size_t t) const {
    std::vector<size_t> effects;
    for (size_t e = t + 1; e < triggers_.size(); ++e) {
      if (triggers_[e].dropped) continue;
      // "led (the bombing) to the death of": the subject stands behind the verb.
      const bool own = effects.empty() && !IsEffect(e) && IsAssault(e) && !triggers_[e].verb &&
                       triggers_[e].begin <= triggers_[t].end + 1;
      if (own) continue;
      if (!IsEffect(e) || triggers_[e].begin > triggers_[t].end + 25) break;
      effects.push_back(e);
    }
    return effects;
  }

  // The attack a result verb speaks of: its subject, or the last told before it.
  int32_t CauseOfResult(size_t t) const {
    int32_t cause = roles_[t].subject_trigger;
    if (cause < 0 && t + 1 < triggers_.size() && triggers_[t + 1].begin <= triggers_[t].end + 1 &&
        IsAssault(Final(t + 1)) && !IsEffect(Final(t + 1))) {
      cause = static_cast<int32_t>(t + 1);
    }
    if (cause < 0) return CauseBefore(t);
    const size_t subject = Final(static_cast<size_t>(cause));
    const bool brought = IsEffect(subject) && triggers_[subject].begin > triggers_[t].begin;
    if (!IsAssault(subject)) return CauseBefore(t);
    // The death itself stands for an attack that is not told.
    const int32_t before = brought ? CauseBefore(t) : -1;
    return before >= 0 ? before : static_cast<int32_t>(subject);
  }

  void FollowResults() {
    for (size_t t = 0; t < triggers_.size(); ++t) {
      if (triggers_[t].dropped || FrameOf(t).kind != FrameKind::kResult) continue;
      const std::vector<size_t> effects = EffectsBehind(t);
      const int32_t told = CauseOfResult(t);
      if (effects.empty() && told < 0 && Choose(t, false)) continue;
      triggers_[t].dropped = true;
      const bool negated = IsNegated(t);
      if (told < 0) {
        for (const size_t effect : effects) triggers_[effect].dropped |= negated;
        continue;
      }
      const auto cause = static_cast<size_t>(told);
      const bool behind = triggers_[cause].begin > triggers_[t].begin;
      for (const size_t effect : effects) {
        if (negated) no_casualties_.push_back(cause);
        if (negated && behind) {
          // "the attacks did not lead to casualties": nobody's death is told.
          triggers_[effect].dropped = true;
        } else if (effect != cause) {
          JoinEffect(effect, cause);
        }
      }
    }
  }

  bool IsNegated(size_t t) const {
    for (uint32_t back = 1; back <= 2; ++back) {
      const uint32_t token = triggers_[t].begin;
      if (token < view_.begin() + back) break;
      const uint32_t classes = view_.word(token - back).classes;
      if ((classes & (kNegation | kNounNegation)) != 0) return true;
    }
    return false;
  }

  // Who died or was hurt is a target beside what was attacked.
  void AddTargets(const std::vector<Phrase>& from, std::vector<Phrase>* to) {
    for (const Phrase& phrase : from) {
      const bool known = std::any_of(to->begin(), to->end(), [&](const Phrase& other) {
        return other.begin < phrase.end && phrase.begin < other.end;
      });
      if (known) continue;
      to->push_back(phrase);
      to->back().victim = true;
    }
  }

  void JoinEffect(size_t effect, size_t cause) {
    MoveRoles(roles_[effect].actors, &roles_[cause].actors);
    AddTargets(roles_[effect].targets, &roles_[cause].targets);
    Merge(effect, cause);
    with_effect_.push_back(cause);
  }

  // Attacked X and killed Y: the verb right behind the attack, without a subject of its own.
  bool GoesOnFromAttack(size_t t) const {
    if (t == 0 || !triggers_[t].verb || (triggers_[t].proclitics & kWa) == 0) return false;
    if (!roles_[t].actors.empty() || ShowsPassive(view_, triggers_[t])) return false;
    const Trigger& before = triggers_[t - 1];
    if (!before.verb && before.light < 0) return false;
    const size_t last = Final(t - 1);
    return IsAssault(last) && !IsEffect(last) && triggers_[last].shape != kPassiveVerb;
  }

  bool InIt(size_t t) const {
    const uint32_t stop = std::min(view_.end(), triggers_[t].end + 4);
    for (uint32_t i = triggers_[t].end; i < stop; ++i) {
      if (view_.word(i).key == kInIt) return true;
    }
    return false;
  }

  // "(fifty people) killed or injured": counted together behind the attack.
  bool CountsBoth(size_t t) const {
    if (!FrameOf(t).id.ends_with(kDeathToll)) return false;
    return (view_.word(triggers_[t].begin).classes & kPreposition) != 0;
  }

  // "(buildings) were destroyed in the attack": what it did, as deaths are.
  bool IsDamage(size_t t) const {
    return IsAssault(t) && triggers_[t].verb && triggers_[t].shape == kPassiveVerb &&
           FrameOf(t).mode == kDestroyed && roles_[t].actors.empty() &&
           roles_[t].oblique_trigger >= 0;
  }

  void JoinEffects() {
    for (size_t t = 0; t < triggers_.size(); ++t) {
      if (!IsEffect(t) && !IsDamage(t)) continue;
      // Killed in, by, following an attack; the day after one is another matter.
      if (roles_[t].oblique_trigger >= 0 && roles_[t].oblique_preposition != kBeforeKey) {
        const size_t cause = Final(static_cast<size_t>(roles_[t].oblique_trigger));
        if (cause != t && IsAssault(cause) && !IsEffect(cause)) {
          // Assassinated in a raid: the raid is how.
          if (FrameOf(t).subtype == kAssassination && triggers_[t].verb) {
            Merge(cause, t);
          } else {
            JoinEffect(t, cause);
          }
          continue;
        }
      }
      if (!IsEffect(t)) continue;
      const bool then = (triggers_[t].proclitics & kFa) != 0 && triggers_[t].verb;
      if (then || InIt(t) || GoesOnFromAttack(t) || CountsBoth(t)) {
        if (const int32_t cause = CauseBefore(t); cause >= 0) {
          JoinEffect(t, static_cast<size_t>(cause));
          continue;
        }
      }
      JoinOtherCount(t);
    }
  }

  // Killed ... and injured ...: one event unless both count the same.
  void JoinOtherCount(size_t t) {
    if (t == 0) return;
    // The attack itself may stand between: "the blast killed three and injured five".
    size_t other = t - 1;
    if (other > 0 && FrameOf(other).effect.empty() && Final(other - 1) == other) --other;
    const size_t before = Final(other);
    const bool effect_before = triggers_[other].merged_into >= 0 || IsEffect(other);
    if (before != t && IsAssault(before) && effect_before &&
        FrameOf(other).effect != FrameOf(t).effect && !FrameOf(other).effect.empty()) {
      JoinEffect(t, before);
    }
  }

  // Killed ..., among them ..., in an attack: the attack told at the end of the clause is the
  // cause.
  void JoinDistantCauses() {
    for (size_t t = 0; t < triggers_.size(); ++t) {
      if (!IsEffect(t)) continue;
      for (size_t c = t + 1; c < triggers_.size(); ++c) {
        if (triggers_[c].begin > triggers_[t].end + kCauseWords) break;
        if (triggers_[c].dropped && triggers_[c].merged_into < 0) continue;
        const size_t cause = Final(c);
        if (cause == t) continue;
        if (IsEffect(c) || !FrameOf(c).effect.empty()) continue;
        const bool behind =
            !triggers_[c].verb && IsAssault(cause) && !IsEffect(cause) && IsCauseOf(triggers_[c]);
        if (behind && !VerbBetween(triggers_[t].end, triggers_[c].begin)) {
          if (FrameOf(t).subtype == kAssassination && triggers_[t].verb) {
            Merge(cause, t);
          } else {
            JoinEffect(t, cause);
          }
        }
        break;
      }
    }
  }

  // In, by, as a result of (an attack).
  bool IsCauseOf(const Trigger& trigger) const {
    if ((trigger.proclitics & kBi) != 0) return true;
    uint32_t token = trigger.begin;
    // A quotation mark parts no preposition from its noun.
    while (token > view_.begin() && view_.word(token - 1).punctuation &&
           !view_.word(token - 1).comma) {
      --token;
    }
    if (token == view_.begin()) return false;
    const Word& before = view_.word(token - 1);
    if ((before.classes & kCause) != 0 || before.locative || before.key == kDuring) return true;
    return (trigger.proclitics & kLi) != 0 && IsTollBefore(token);
  }

  // "in a first toll of (a bombing)".
  bool IsTollBefore(uint32_t token) const {
    for (uint32_t back = 1; back <= kTollReach && token >= view_.begin() + back; ++back) {
      if (view_.word(token - back).key == kTollWord) return true;
      if (view_.word(token - back).punctuation) return false;
    }
    return false;
  }

  // A finite verb between two words that tells no death or injury itself.
  bool VerbBetween(uint32_t from, uint32_t to) const {
    for (uint32_t i = from; i < to; ++i) {
      const Word& word = view_.word(i);
      if (word.time >= 0 || word.key == kAndThat) continue;
      if ((word.classes & (kRelative | kSubordinator)) != 0) return true;
      if (!word.verb) continue;
      const int32_t at = TriggerAt(triggers_, i);
      if (at < 0 || FrameOf(static_cast<size_t>(at)).effect.empty()) return true;
    }
    return false;
  }

  // Killed ... and injured ... in an attack: the injuries joined the attack, so do the deaths.
  void JoinListedEffects() {
    for (size_t t = 0; t + 1 < triggers_.size(); ++t) {
      const Trigger& next = triggers_[t + 1];
      const bool goes_on =
          (next.proclitics & kWa) != 0 || (IsBehindWhile(next) && roles_[t].places.empty());
      if (!IsEffect(t) || next.merged_into < 0 || !goes_on) continue;
      if (FrameOf(t + 1).effect.empty() || FrameOf(t + 1).effect == FrameOf(t).effect) continue;
      const size_t cause = Final(t + 1);
      if (cause != t && IsAssault(cause) && !IsEffect(cause)) JoinEffect(t, cause);
    }
  }

  // "while (five were injured)", "as well as".
  bool IsBehindWhile(const Trigger& trigger) const {
    return trigger.verb && trigger.begin > view_.begin() &&
           (view_.word(trigger.begin - 1).classes & kSubordinator) != 0;
  }

  // Assassination and abduction of activists: what follows the second is said of both.
  void ShareArguments() {
    for (size_t t = triggers_.size(); t-- > 0;) {
      if (!IsEvent(t) || triggers_[t].verb || t + 1 >= triggers_.size() || !IsEvent(t + 1)) {
        continue;
      }
      const Trigger& next = triggers_[t + 1];
      const bool listed = next.begin <= triggers_[t].end + 1 && (next.proclitics & kWa) != 0 &&
                          !next.verb && FrameOf(t).plover == FrameOf(t + 1).plover;
      if (!listed) continue;
      MoveRoles(roles_[t + 1].targets, &roles_[t].targets);
      MoveRoles(roles_[t].actors, &roles_[t + 1].actors);
      // Stormed the embassy and took hostages: there.
      if (roles_[t + 1].targets.empty()) MoveRoles(roles_[t].targets, &roles_[t + 1].places);
    }
  }

  SentenceEvents Collect() {
    SentenceEvents result;
    for (size_t t = 0; t < triggers_.size(); ++t) {
      if (!IsEvent(t)) continue;
      Event event;
      event.trigger = static_cast<uint32_t>(t);
      event.roles = std::move(roles_[t]);
      event.tokens.push_back(triggers_[t].begin);
      for (size_t other = 0; other < triggers_.size(); ++other) {
        if (other == t || triggers_[other].merged_into < 0 || Final(other) != t) continue;
        event.tokens.push_back(triggers_[other].begin);
        event.joined.push_back(static_cast<uint32_t>(other));
      }
      event.no_casualties = std::any_of(no_casualties_.begin(), no_casualties_.end(),
                                        [&](size_t told) { return Final(told) == t; });
      event.has_effect = std::any_of(with_effect_.begin(), with_effect_.end(),
                                     [&](size_t told) { return Final(told) == t; });
      result.events.push_back(std::move(event));
    }
    result.violent = violent_;
    result.triggers = std::move(triggers_);
    return result;
  }

  const Controls& controls_;
  std::vector<size_t> pending_;
  std::vector<size_t> no_casualties_;
  std::vector<size_t> with_effect_;
  uint32_t violent_ = 0;
};

}  // namespace

SentenceEvents FindEvents(const SentenceView& view, const Controls& controls) {
  return Joiner(view, controls).Run();
}

}  // namespace tadwin::extract

// What the words around a noun that tells an act say of who did it and to whom.

#include <algorithm>
#include <string_view>

#include "extract/events/complete.h"
#include "extract/events/complete_draft.h"
#include "extract/events/pronoun.h"

namespace tadwin::extract {
namespace {

constexpr uint32_t kGovernorReach = 12;  // words between a verb and the act it governs
constexpr uint32_t kAdjectiveReach = 3;  // words between an act and the nationality of who did it
constexpr std::string_view kFeminine = "\xD9\x87";        // U+0647: folded ta marbuta
constexpr std::string_view kPlural = "\xD9\x8A\xD9\x86";  // U+064A U+0646: of several men
constexpr std::string_view kOf = "l";                     // as event/words writes "of, to"

}  // namespace

// "a Turkish air strike": the nationality beside the act is its actor; beside a death, who died.
void RoleCompleter::TakeNationality(const Trigger& trigger, const Frame& frame,
                                    Draft* draft) const {
  const bool effect = !frame.effect.empty();
  if (!(effect ? draft->targets : draft->actors).empty()) return;
  const uint32_t stop = std::min(view_.end(), trigger.end + kAdjectiveReach);
  for (uint32_t i = trigger.end; i < stop; ++i) {
    const Word& word = view_.word(i);
    if (word.punctuation || word.verb || (word.proclitics & (kWa | kFa | kBi | kLi | kKa)) != 0 ||
        (word.classes & (kPreposition | kRelative | kAgent)) != 0 || word.number) {
      return;
    }
    // It belongs to the words for what the act was done to.
    const bool theirs =
        !effect &&
        std::any_of(draft->targets.begin(), draft->targets.end(), [&](const Subject& target) {
          return target.phrase.begin < i && i < target.phrase.end;
        });
    if (theirs) return;
    if (!controls_.IsNationality(view_, i)) {
      if (word.only_noun) return;
      continue;
    }
    Phrase phrase;
    phrase.begin = i;
    phrase.end = i + 1;
    if (effect) {
      draft->SetTarget(subjects_.Make(phrase), "event/target:nationality");
    } else {
      draft->SetActor(subjects_.Make(phrase), "event/actor:nationality");
    }
    return;
  }
}

// A fixed expression with a verb in it ("will not target"), or "in a meeting of theirs".
void RoleCompleter::TakeFromExpression(const Trigger& trigger, const Frame& frame,
                                       Draft* draft) const {
  for (uint32_t i = trigger.begin; i < trigger.end; ++i) {
    const VerbReading* verb = view_.word(i).verb ? subjects_.VerbAt(i) : nullptr;
    if (verb == nullptr || Holds(verb->subject, trigger)) continue;
    const bool open = draft->actors.empty() || !subjects_.CanAct(draft->actors[0].phrase);
    if (verb->subject.found() && open && frame.arguments.subject == Role::kActor) {
      draft->SetActor(verb->subject, "event/actor:subject");
    }
    if (!draft->targets.empty() || frame.arguments.object == Role::kActor) return;
    const Subject object = FirstObject(*verb, view_.end());
    if (object.found() && subjects_.CanAct(object.phrase)) {
      draft->SetTarget(object, "event/target:object");
    }
    return;
  }
  if (trigger.end >= view_.end()) return;
  const AnnotatedText& document = view_.document();
  const std::string_view next = document.Folded(document.tokens[trigger.end]);
  if (PronounOn(next, kOf) == kNoPronoun) return;
  const VerbReading* verb = GovernorOf(trigger);
  if (verb == nullptr || !verb->subject.found() || Holds(verb->subject, trigger)) return;
  draft->SetActor(verb->subject, "event/actor:possessive");
}

// "..., accusing the government": done by the subject of the nearest verb before it that agrees.
void RoleCompleter::TakeFromCircumstance(const Trigger& trigger, Draft* draft) const {
  const AnnotatedText& document = view_.document();
  const std::string_view word = document.Folded(document.tokens[trigger.begin]);
  const bool feminine = word.ends_with(kFeminine);
  const bool plural = word.ends_with(kPlural);
  const VerbReading* best = nullptr;
  bool best_acts = false;
  for (const VerbReading& verb : subjects_.verbs()) {
    if (verb.token >= trigger.begin) break;
    const Agreement& agreement = verb.subject.agreement;
    const bool clash = (feminine && agreement.masculine) || (!feminine && agreement.feminine);
    if (!verb.subject.found() || (clash && !plural)) continue;
    const bool inside = view_.ClauseOf(verb.token).kind == ClauseKind::kRelative;
    if (inside && best != nullptr) continue;
    // "the union said that the strike would ..., calling on": people call, strikes do not.
    const bool acts = verb.subject.phrase.begin >= verb.subject.phrase.end ||
                      subjects_.CanAct(verb.subject.phrase);
    if (best_acts && !acts) continue;
    best = &verb;
    best_acts = acts;
  }
  if (best != nullptr) draft->SetActor(best->subject, "event/actor:circumstance");
}

// "their embassy was besieged": the subject of "was" suffers what its predicate tells.
void RoleCompleter::TakePredicate(const Trigger& trigger, const Frame& frame, Draft* draft) const {
  if (!draft->targets.empty() || frame.arguments.object != Role::kTarget) return;
  if (trigger.begin == view_.begin()) return;
  const Phrase before = view_.PhraseBefore(trigger.begin);
  if (before.begin >= before.end || before.kind != PhraseKind::kNoun) return;
  if (before.begin == view_.begin()) return;
  if ((view_.word(before.begin - 1).classes & kAuxiliary) == 0) return;
  draft->SetTarget(subjects_.Make(before), "event/target:predicate");
}

// "on condition that X declare": who must do what is asked for.
void RoleCompleter::TakeAsked(const Trigger& trigger, const Frame& frame, Draft* draft) const {
  if (frame.plover != "REQUEST" || !draft->targets.empty()) return;
  for (const VerbReading& verb : subjects_.verbs()) {
    if (verb.token < trigger.end) continue;
    if (verb.token > trigger.end + 2) return;
    const bool beside = !verb.taken_over && verb.subject.found() &&
                        verb.subject.phrase.begin < verb.subject.phrase.end;
    if (beside && subjects_.CanAct(verb.subject.phrase)) {
      draft->SetTarget(verb.subject, "event/target:asked");
    }
    return;
  }
}

// "his killing": whom the pronoun stands for, when the verb before names one that agrees.
void RoleCompleter::TakePronoun(const Trigger& trigger, const Frame& frame, Draft* draft) const {
  if (!trigger.has_enclitic || trigger.end != trigger.begin + 1) return;
  const AnnotatedText& document = view_.document();
  const std::string_view word = document.Folded(document.tokens[trigger.begin]);
  const uint8_t pronoun = PronounAtEnd(word);
  const bool they = pronoun == kForThey;
  const bool her = pronoun == kForShe;
  if (!they && !her && pronoun != kForHe) return;
  const VerbReading* best = nullptr;
  for (const VerbReading& verb : subjects_.verbs()) {
    if (verb.token >= trigger.begin) break;
    const Agreement& agreement = verb.subject.agreement;
    if (!verb.subject.found() || (her && agreement.masculine) || (!her && agreement.feminine)) {
      continue;
    }
    best = &verb;
  }
  if (best == nullptr) return;
  const bool objective = frame.arguments.genitive == Role::kTarget && !they;
  if (!draft->actors.empty() && !draft->targets.empty()) return;
  if (objective && frame.arguments.object == Role::kTarget && draft->targets.empty()) {
    draft->SetTarget(best->subject, "event/target:pronoun");
  } else if (draft->actors.empty() && frame.arguments.subject == Role::kActor) {
    draft->SetActor(best->subject, "event/actor:pronoun");
  }
}

bool RoleCompleter::NamesPlace(const Phrase& phrase) const {
  const int32_t index = view_.FirstMention(phrase.begin, phrase.end);
  return index >= 0 && view_.MentionAt(index).layer == Layer::kPlace;
}

// The bombing of Y, an attack of X's: the words right behind the noun, whatever else they may tell.
void RoleCompleter::TakeComplement(const Trigger& trigger, const Frame& frame, Draft* draft) const {
  const std::vector<Phrase> phrases =
      view_.Constituents(trigger.end, view_.ClauseOf(trigger.begin).end);
  if (phrases.empty() || IsParticle(phrases[0])) return;
  const Phrase& first = phrases[0];
  const int32_t head = TriggerAt(found_.triggers, first.begin);
  const bool other = head >= 0 && !found_.triggers[static_cast<size_t>(head)].dropped;
  if (first.kind == PhraseKind::kNoun && first.begin == trigger.end && !trigger.definite &&
      !other && !trigger.has_enclitic && draft->targets.empty() &&
      frame.arguments.genitive == Role::kTarget && CanParticipate(view_, first) &&
      view_.word(first.begin).noun_known && !IsWeapon(first) &&
      !(view_.word(first.begin).describes && frame.effect.empty())) {
    draft->SetTarget(subjects_.Make(first), "event/target:genitive");
  }
  if (frame.plover != "ASSAULT" || !draft->actors.empty()) return;
  // "a wide attack of X's", "an attack with drones of X's": behind what describes it; behind a
  // nation's adjective stands whom it struck.
  size_t of = 0;
  while (of + 1 < phrases.size() && of < 2 && !phrases[of].after_comma) {
    const Phrase& phrase = phrases[of];
    const bool describes = phrase.kind == PhraseKind::kNoun && phrase.end == phrase.begin + 1 &&
                           !view_.word(phrase.begin).definite &&
                           !view_.word(phrase.begin).describes &&
                           view_.FirstMention(phrase.begin, phrase.end) < 0;
    const bool means =
        phrase.kind == PhraseKind::kPrepositional && phrase.preposition == "b" && IsWeapon(phrase);
    if (!describes && !means) break;
    ++of;
  }
  const Phrase& owner = phrases[of];
  const bool own = owner.kind == PhraseKind::kPrepositional && owner.preposition == "l" &&
                   (subjects_.CanAct(owner) || subjects_.CanSpeak(owner)) && !owner.after_comma &&
                   (of == 0 || !NamesPlace(owner));
  const bool taken = std::any_of(
      frame.arguments.prepositions.begin(), frame.arguments.prepositions.end(),
      [](const PrepositionRole& r) { return r.preposition == "l" && r.role != Role::kNone; });
  if (own && !taken) draft->SetActor(subjects_.Make(owner), "event/actor:of");
}

// "an Israeli bombing of (l) a car", "the targeting by a drone of a car": behind who did it "l"
// names what was struck.
void RoleCompleter::TakeStruckBehindTo(const Trigger& trigger, const Frame& frame,
                                       Draft* draft) const {
  if (frame.arguments.subject != Role::kActor || !frame.effect.empty()) return;
  const bool struck = draft->HasStruck();
  const bool genitive = struck && draft->targets[0].phrase.begin == trigger.end &&
                        frame.arguments.genitive == Role::kTarget;
  const bool doer =
      genitive &&
      (IsWeapon(draft->targets[0].phrase) ||
       (!NamesPlace(draft->targets[0].phrase) && subjects_.CanAct(draft->targets[0].phrase)));
  if (struck ? !genitive : draft->actors.empty()) return;
  for (const Phrase& phrase : view_.Constituents(trigger.end, view_.ClauseOf(trigger.begin).end)) {
    if (phrase.after_comma || TriggerAt(found_.triggers, phrase.begin) >= 0) return;
    if (phrase.kind != PhraseKind::kPrepositional || phrase.preposition != "l") continue;
    const Word& head = view_.word(phrase.begin);
    // "his country's closing of its embassy": the pronoun points to who did it.
    if (struck && !doer && !head.has_enclitic) return;
    const bool known =
        head.noun_known || head.mention >= 0 || head.number || (head.classes & kDemonstrative) != 0;
    if (!known || !CanParticipate(view_, phrase) || (head.masdar && head.mention < 0)) return;
    const bool own = !draft->actors.empty() && draft->actors[0].phrase.begin == phrase.begin;
    if (own) return;
    if (struck) {
      draft->SetActor(draft->targets[0], "event/actor:genitive");
      draft->targets.erase(draft->targets.begin());
    }
    draft->AddStruck(subjects_.Make(phrase), "event/target:to");
    return;
  }
}

void RoleCompleter::CompleteNoun(const Trigger& trigger, const Frame& frame, Draft* draft) const {
  std::erase_if(draft->actors, [&](const Subject& actor) { return IsVictim(actor.phrase); });
  if (trigger.shape == kActiveParticipleNoun && frame.circumstance) {
    TakeFromCircumstance(trigger, draft);
    return;
  }
  TakeFromExpression(trigger, frame, draft);
  TakePredicate(trigger, frame, draft);
  TakeAsked(trigger, frame, draft);
  if (trigger.light >= 0) {
    TakeFromLight(trigger, frame, draft);
  } else {
    for (const Trigger& told : found_.triggers) {
      if (draft->actors.empty() && !told.verb && told.begin + kGovernorReach > trigger.begin) {
        TakeAnnouncer(told, trigger, frame, draft);
      }
    }
    TakeFromGovernor(trigger, frame, draft);
  }
  TakePronoun(trigger, frame, draft);
  TakeComplement(trigger, frame, draft);
  const bool violent = frame.plover == "ASSAULT" || frame.plover == "THREATEN" ||
                       frame.plover == "RETREAT" || frame.plover == "MOBILIZE" ||
                       frame.plover == "COERCE" || frame.plover == "ACCUSE";
  if (violent) TakeNationality(trigger, frame, draft);
  if (frame.plover == "ASSAULT" || frame.plover == "COERCE" || frame.plover == "RETREAT") {
    TakeStruckBehindTo(trigger, frame, draft);
  }
  std::erase_if(draft->actors, [&](const Subject& actor) { return IsVictim(actor.phrase); });
}

}  // namespace tadwin::extract

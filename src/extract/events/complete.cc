#include "extract/events/complete.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "extract/events/complete_draft.h"

namespace tadwin::extract {
namespace {

constexpr uint32_t kGovernorReach = 12;  // words between a verb and the act it governs
constexpr uint32_t kJoinedReach = 24;    // the same for an act joined to others by "and"
constexpr size_t kParticleBytes = 4;     // two letters
constexpr std::string_view kAnnounce = ":light.announce";  // of event/frames_assault
constexpr std::string_view kExplosives = "explosives";
constexpr std::string_view kFrom = "\xD9\x85\xD9\x86";  // key of "from"

}  // namespace

bool RoleCompleter::IsWeapon(const Phrase& phrase) const {
  const AnnotatedText& document = view_.document();
  const uint32_t stop = std::min(phrase.end, phrase.begin + 3);
  for (uint32_t i = phrase.begin; i < stop; ++i) {
    for (uint32_t m = document.lex_match_begin[i]; m < document.lex_match_begin[i + 1]; ++m) {
      if (view_.frames().MeansOf(document.lex_matches[m]) != nullptr) return true;
    }
  }
  return false;
}

// A lone word of one or two letters is no participant.
bool RoleCompleter::IsParticle(const Phrase& phrase) const {
  const AnnotatedText& document = view_.document();
  return phrase.end == phrase.begin + 1 && view_.word(phrase.begin).mention < 0 &&
         document.Folded(document.tokens[phrase.begin]).size() <= kParticleBytes;
}

// What dies or is hurt, told by another verb of the sentence, does not act.
bool RoleCompleter::IsVictim(const Phrase& phrase) const {
  for (const Trigger& trigger : found_.triggers) {
    if (!trigger.verb) continue;
    const VerbReading* verb = subjects_.VerbAt(trigger.begin);
    if (verb == nullptr || verb->subject.phrase.begin != phrase.begin || verb->taken_over) continue;
    const Frame& frame = FrameOf(trigger);
    if (trigger.shape == kPassiveVerb || frame.arguments.subject == Role::kTarget) return true;
  }
  return false;
}

bool RoleCompleter::Holds(const Subject& subject, const Trigger& trigger) const {
  return subject.phrase.begin <= trigger.begin && trigger.begin < subject.phrase.end;
}

Subject RoleCompleter::FirstObject(const VerbReading& verb, uint32_t before) const {
  for (const Phrase& phrase : subjects_.ObjectsOf(verb)) {
    if (phrase.begin >= before) break;
    // ", stressing ...": a circumstance.
    if (phrase.after_comma && view_.word(phrase.begin).mention < 0 &&
        !view_.word(phrase.begin).listed_noun && !view_.word(phrase.begin).definite) {
      break;
    }
    if (!CanParticipate(view_, phrase) || IsParticle(phrase)) continue;
    return subjects_.Make(phrase);
  }
  return {};
}

void RoleCompleter::CompletePassive(const VerbReading& verb, const Frame& frame,
                                    Draft* draft) const {
  if (!draft->targets.empty() || frame.arguments.passive_subject != Role::kTarget) return;
  if (verb.subject.found()) {
    draft->SetTarget(verb.subject, "event/target:subject");
  } else if (Subject object = FirstObject(verb, view_.end()); object.found()) {
    draft->SetTarget(object, "event/target:subject");
  }
}

// "... and arrested (f.) the young man": the form agrees with who acted before and not with whom it
// was done to, so it is no passive.
void RoleCompleter::TakeDoerBefore(const VerbReading& verb, const Frame& frame,
                                   Draft* draft) const {
  if (frame.arguments.subject != Role::kActor || !draft->actors.empty()) return;
  if (!verb.taken_over || !verb.agreement.feminine || draft->targets.size() != 1) return;
  const bool agrees = verb.subject.found() && verb.subject.agreement.feminine &&
                      draft->targets[0].agreement.masculine;
  const bool acts =
      verb.subject.phrase.begin >= verb.subject.phrase.end || subjects_.CanAct(verb.subject.phrase);
  if (agrees && acts) draft->SetActor(verb.subject, "event/actor:agreement");
}

// Sentenced to prison X, and "for X" behind the words of the sentence.
void RoleCompleter::TakeSentenced(const VerbReading& verb, const Frame& frame, Draft* draft) const {
  for (const Phrase& phrase : view_.Constituents(verb.after, view_.ClauseOf(verb.token).end)) {
    if (phrase.kind != PhraseKind::kPrepositional || !CanParticipate(view_, phrase)) continue;
    if (TriggerAt(found_.triggers, phrase.begin) >= 0) continue;
    for (const PrepositionRole& wanted : frame.arguments.prepositions) {
      if (wanted.preposition != phrase.preposition || wanted.role != Role::kTarget) continue;
      draft->SetTarget(subjects_.Make(phrase), "event/target:sentenced");
      return;
    }
  }
}

void RoleCompleter::CompleteVerb(const Trigger& trigger, const Frame& frame, Draft* draft) const {
  const VerbReading* verb = subjects_.VerbAt(trigger.begin);
  if (verb == nullptr) return;
  if (trigger.shape == kPassiveVerb) {
    CompletePassive(*verb, frame, draft);
    TakeDoerBefore(*verb, frame, draft);
    return;
  }
  const Role role = frame.arguments.subject;
  const bool transitive = frame.arguments.object == Role::kTarget;
  const bool acts = role == Role::kActor || role == Role::kBoth;
  if (role == Role::kTarget && draft->targets.empty() && verb->subject.found()) {
    draft->SetTarget(verb->subject, "event/target:subject");
  }
  const bool named = !draft->actors.empty();
  // The noun behind the verb was taken for its subject; agreement or case says it is the object.
  const bool object = named && verb->object_first && draft->actors[0].phrase.begin >= trigger.end &&
                      draft->actors[0].phrase.begin < trigger.end + 3;
  // "released (X)": the expression ends with the preposition of its object.
  const bool governed = named && trigger.end > trigger.begin + 1 &&
                        draft->actors[0].phrase.begin == trigger.end &&
                        (view_.word(trigger.end - 1).classes & kPreposition) != 0;
  if (governed) {
    if (draft->targets.empty()) {
      draft->targets = draft->actors;
      draft->target_rule = "event/target:object";
    }
    draft->actors.clear();
  }
  const bool doubtful = draft->actors.empty() || object ||
                        (verb->taken_over && !subjects_.CanAct(draft->actors[0].phrase));
  if (acts && doubtful) {
    if (object && transitive && draft->targets.empty()) {
      draft->targets = draft->actors;
      draft->target_rule = "event/target:object";
    }
    const bool weapon =
        verb->subject.phrase.begin < verb->subject.phrase.end && IsWeapon(verb->subject.phrase);
    const bool target = !draft->targets.empty() && draft->targets[0].ref == verb->subject.ref;
    // "killed were thirty and abducted were scores": the dead of the verb before abducted nobody.
    const bool victim = verb->taken_over && verb->subject.phrase.begin < verb->subject.phrase.end &&
                        IsVictim(verb->subject.phrase);
    if (victim) {
      if (const Subject taken = FirstObject(*verb, view_.end());
          transitive && draft->targets.empty() && taken.found()) {
        draft->SetTarget(taken, "event/target:subject");
      }
    } else if (verb->subject.found() && !weapon && !target &&
               verb->subject.phrase.begin != trigger.begin) {
      draft->SetActor(verb->subject, "event/actor:subject");
    } else if (object) {
      draft->actors.clear();
    }
  }
  // "gunmen of the group attacked": the whole phrase before the verb, not its last noun.
  const bool within = named && trigger.apart < 0 && !verb->taken_over &&
                      draft->actors[0].phrase.begin < trigger.begin &&
                      verb->subject.phrase.begin < draft->actors[0].phrase.begin &&
                      verb->subject.phrase.end >= draft->actors[0].phrase.end;
  if (acts && within) draft->SetActor(verb->subject, "event/actor:subject");
  if (frame.plover == "SANCTION" && draft->targets.empty()) TakeSentenced(*verb, frame, draft);
  if (!transitive || !draft->targets.empty() || trigger.has_enclitic) return;
  if (Subject first = FirstObject(*verb, view_.end());
      first.found() && first.phrase.begin >= trigger.end &&
      (trigger.apart < 0 || frame.apart_whole ||
       first.phrase.begin != static_cast<uint32_t>(trigger.apart))) {
    draft->SetTarget(first, "event/target:object");
  }
}

// The act's nearest verb before it in its clause, or through "that" and "to".
const VerbReading* RoleCompleter::GovernorOf(const Trigger& trigger) const {
  const VerbReading* best = nullptr;
  for (const VerbReading& verb : subjects_.verbs()) {
    if (verb.token >= trigger.begin) break;
    const uint32_t reach = (trigger.proclitics & kWa) != 0 ? kJoinedReach : kGovernorReach;
    if (verb.token + reach < trigger.begin) continue;
    if (view_.word(verb.token).clause != view_.word(trigger.begin).clause) continue;
    best = &verb;
  }
  return best;
}

// "the announcement of X of having taken Y": X did.
void RoleCompleter::TakeAnnouncer(const Trigger& light, const Trigger& trigger, const Frame& frame,
                                  Draft* draft) const {
  if (!FrameOf(light).id.ends_with(kAnnounce) || frame.arguments.subject != Role::kActor) return;
  if (frame.plover == "ASSAULT" || !frame.effect.empty() || light.end >= trigger.begin) return;
  const std::vector<Phrase> phrases = view_.Constituents(light.end, trigger.begin);
  if (phrases.empty() || phrases[0].begin != light.end || phrases[0].kind != PhraseKind::kNoun)
    return;
  if (subjects_.CanAct(phrases[0])) {
    draft->SetActor(subjects_.Make(phrases[0]), "event/actor:announced");
  }
}

void RoleCompleter::TakeFromLight(const Trigger& trigger, const Frame& frame, Draft* draft) const {
  const Trigger& light = found_.triggers[static_cast<size_t>(trigger.light)];
  const Frame& light_frame = FrameOf(light);
  const VerbReading* verb = light.verb ? subjects_.VerbAt(light.begin) : nullptr;
  if (verb == nullptr) {
    // "decided to impose a curfew": the subject of the verb before the noun.
    if (draft->actors.empty() && !light.verb) {
      TakeAnnouncer(light, trigger, frame, draft);
      if (draft->actors.empty()) TakeFromGovernor(light, frame, draft);
    }
    return;
  }
  // Announced aid, sanctions, a withdrawal: an announcement of one's own.
  const bool own = light_frame.arguments.subject == Role::kNone && frame.plover != "ASSAULT" &&
                   frame.plover != "PROTEST" && frame.effect.empty() &&
                   frame.arguments.subject == Role::kActor && light.begin < trigger.begin &&
                   light_frame.id.ends_with(kAnnounce);
  if (own && draft->actors.empty() && verb->subject.found() && !Holds(verb->subject, trigger)) {
    draft->SetActor(verb->subject, "event/actor:announced");
  }
  const Role role = light_frame.arguments.subject;
  const bool passive = light.shape == kPassiveVerb;
  const bool usable = verb->subject.found() && !Holds(verb->subject, trigger) && !passive;
  if (role == Role::kActor && usable &&
      (draft->actors.empty() || !subjects_.CanAct(draft->actors[0].phrase))) {
    draft->SetActor(verb->subject, "event/actor:light");
  }
  if (role == Role::kTarget && usable && draft->targets.empty()) {
    draft->SetTarget(verb->subject, "event/target:light");
  }
  if (role == Role::kTarget && draft->actors.empty()) {
    // Came under an attack from X.
    for (const Phrase& phrase :
         view_.Constituents(trigger.end, view_.ClauseOf(trigger.begin).end)) {
      if (phrase.kind != PhraseKind::kPrepositional || phrase.preposition != kFrom) continue;
      if (subjects_.CanAct(phrase)) draft->SetActor(subjects_.Make(phrase), "event/actor:from");
      break;
    }
  }
  if (draft->HasStruck() || light.begin < trigger.begin) return;
  // An attack that X carried out on Y: the preposition of the noun stands behind the verb.
  for (const Phrase& phrase : view_.Constituents(verb->after, view_.ClauseOf(light.begin).end)) {
    if (phrase.kind != PhraseKind::kPrepositional || !CanParticipate(view_, phrase)) continue;
    for (const PrepositionRole& wanted : frame.arguments.prepositions) {
      if (wanted.preposition != phrase.preposition || wanted.role != Role::kTarget) continue;
      draft->AddStruck(subjects_.Make(phrase), "event/target:light");
      return;
    }
  }
}

void RoleCompleter::TakeFromGovernor(const Trigger& trigger, const Frame& frame,
                                     Draft* draft) const {
  if (!frame.effect.empty() && frame.arguments.subject != Role::kActor) return;
  if (frame.arguments.subject == Role::kTarget || frame.arguments.subject == Role::kWeapon) return;
  const VerbReading* verb = GovernorOf(trigger);
  if (verb == nullptr || Holds(verb->subject, trigger)) return;
  const Control control = controls_.Of(view_, verb->token);
  const bool named = !draft->actors.empty() && subjects_.CanAct(draft->actors[0].phrase);
  if (named) return;
  if (control == Control::kObject) {
    const Subject object = FirstObject(*verb, trigger.begin);
    if (object.found() && subjects_.CanAct(object.phrase)) {
      draft->SetActor(object, "event/actor:control");
    } else if (!object.found() && verb->subject.found()) {
      draft->SetActor(verb->subject, "event/actor:control");
    }
  } else if (control == Control::kSubject && verb->subject.found()) {
    draft->SetActor(verb->subject, "event/actor:control");
  }
}

// What explodes or is fired is a weapon; people or a building beside the noun are what was hit,
// or who fired.
void RoleCompleter::SortWeapons(const Event& event, const Trigger& trigger, const Frame& frame,
                                Draft* draft) const {
  if (trigger.verb) return;
  for (const Phrase& phrase : event.roles.weapons) {
    if (IsWeapon(phrase) || !CanParticipate(view_, phrase)) continue;
    const Subject subject = subjects_.Make(phrase);
    const bool fires = frame.arguments.subject == Role::kActor;
    if (fires && subjects_.CanAct(phrase)) {
      if (draft->actors.empty()) draft->SetActor(subject, "event/actor:genitive");
    } else if (draft->targets.empty()) {
      draft->SetTarget(subject, "event/target:genitive");
    }
  }
}

// A bomb that X planted went off: who did the first half of it.
void RoleCompleter::TakeFromJoined(const Event& event, Draft* draft) const {
  for (const uint32_t index : event.joined) {
    const Trigger& joined = found_.triggers[index];
    const Frame& frame = FrameOf(joined);
    const VerbReading* verb = joined.verb ? subjects_.VerbAt(joined.begin) : nullptr;
    if (verb == nullptr || draft->HasStruck() || joined.shape == kPassiveVerb ||
        !frame.effect.empty() || frame.kind != FrameKind::kEvent ||
        frame.arguments.object != Role::kTarget) {
      continue;
    }
    const Subject object = FirstObject(*verb, view_.end());
    if (object.found()) draft->AddStruck(object, "event/target:joined");
  }
  if (!draft->actors.empty()) return;
  for (const uint32_t index : event.joined) {
    const Trigger& joined = found_.triggers[index];
    const Frame& frame = FrameOf(joined);
    // What the attack struck has the attack as its subject.
    if (!joined.verb || joined.shape == kPassiveVerb || !frame.effect.empty() || frame.absorbs ||
        frame.kind != FrameKind::kEvent || frame.arguments.subject != Role::kActor) {
      continue;
    }
    const VerbReading* verb = subjects_.VerbAt(joined.begin);
    if (verb == nullptr || !verb->subject.found() || !subjects_.CanAct(verb->subject.phrase)) {
      continue;
    }
    if (IsWeapon(verb->subject.phrase)) continue;
    draft->SetActor(verb->subject, "event/actor:joined");
    return;
  }
}

// "set off a bomb in (a patrol)", "ran into a mine": the bomb is the means; what it struck stands
// behind "in", or runs into it.
void RoleCompleter::TakeStruckByBomb(const Trigger& trigger, Draft* draft) const {
  const bool bomb = std::any_of(draft->targets.begin(), draft->targets.end(),
                                [&](const Subject& target) { return IsWeapon(target.phrase); });
  if (!bomb) return;
  std::erase_if(draft->targets, [&](const Subject& target) { return IsWeapon(target.phrase); });
  if (draft->HasStruck()) return;
  const VerbReading* verb = subjects_.VerbAt(trigger.begin);
  const bool runs = FrameOf(trigger).arguments.subject == Role::kWeapon;
  if (runs && verb != nullptr && verb->subject.found() && !IsWeapon(verb->subject.phrase)) {
    draft->AddStruck(verb->subject, "event/target:ran_into");
    return;
  }
  for (const Phrase& phrase : view_.Constituents(trigger.end, view_.ClauseOf(trigger.begin).end)) {
    if (phrase.kind != PhraseKind::kPrepositional || phrase.preposition != "b") continue;
    if (IsWeapon(phrase) || NamesPlace(phrase) || !CanParticipate(view_, phrase)) continue;
    draft->AddStruck(subjects_.Make(phrase), "event/target:bombed");
    return;
  }
}

// Two parties to one act, named together: the first acts, the other is its counterpart.
void RoleCompleter::SplitBoth(const Frame& frame, Draft* draft) const {
  const bool mutual = frame.plover == "CONSULT" || frame.plover == "AGREE" ||
                      frame.plover == "COOPERATE" || frame.subtype == "clash";
  if (!mutual || !draft->targets.empty() || draft->actors.size() != 2) return;
  draft->targets.assign(1, draft->actors[1]);
  draft->target_rule = "event/target:counterpart";
  draft->actors.pop_back();
}

// "to prison" behind the words of a court: who sentenced whom.
const Event* RoleCompleter::SentenceOf(const Trigger& trigger) const {
  if (trigger.verb || FrameOf(trigger).effect != "detained") return nullptr;
  for (const Event& event : found_.events) {
    const Trigger& other = found_.triggers[event.trigger];
    if (other.begin < trigger.begin && FrameOf(other).plover == "SANCTION") return &event;
  }
  return nullptr;
}

// Whom the words of the event itself name.
void RoleCompleter::NameTargets(const Event& event, const Frame& frame,
                                Participants* participants) const {
  for (const Phrase& phrase : event.roles.targets) {
    Subject subject = subjects_.Make(phrase);
    participants->target_phrases.push_back(phrase);
    participants->targets.push_back(std::move(subject.ref));
    participants->target_rule = frame.id;
  }
}

Participants RoleCompleter::Complete(const Event& event) const {
  const Trigger& trigger = found_.triggers[event.trigger];
  const Frame& frame = FrameOf(trigger);
  if (const Event* sentence = SentenceOf(trigger)) {
    Participants sentenced = Complete(*sentence);
    if (sentenced.targets.empty()) NameTargets(event, frame, &sentenced);
    return sentenced;
  }
  Draft draft;
  draft.actor_rule = draft.target_rule = frame.id;
  for (const Phrase& phrase : event.roles.actors) draft.actors.push_back(subjects_.Make(phrase));
  for (const Phrase& phrase : event.roles.targets) draft.targets.push_back(subjects_.Make(phrase));
  SortWeapons(event, trigger, frame, &draft);
  if (trigger.verb) {
    CompleteVerb(trigger, frame, &draft);
  } else {
    CompleteNoun(trigger, frame, &draft);
  }
  TakeMeantTarget(trigger, frame, &draft);
  TakeFromJoined(event, &draft);
  if (trigger.verb && frame.mode == kExplosives) TakeStruckByBomb(trigger, &draft);
  // Who condemns an attack accuses nobody yet.
  if (frame.plover == "ACCUSE") {
    std::erase_if(draft.targets, [&](const Subject& target) {
      const int32_t act = TriggerAt(found_.triggers, target.phrase.begin);
      return act >= 0 && !found_.triggers[static_cast<size_t>(act)].verb &&
             FrameOf(found_.triggers[static_cast<size_t>(act)]).plover == "ASSAULT";
    });
  }
  SplitBoth(frame, &draft);
  // Nobody is both sides of one act.
  if (draft.actors.size() == 1 && draft.targets.size() == 1 &&
      draft.actors[0].ref == draft.targets[0].ref) {
    draft.actors.clear();
  }
  Participants result;
  for (Subject& subject : draft.actors) result.actors.push_back(std::move(subject.ref));
  for (Subject& subject : draft.targets) {
    result.target_phrases.push_back(subject.phrase);
    result.targets.push_back(std::move(subject.ref));
  }
  result.actor_rule = std::move(draft.actor_rule);
  result.target_rule = std::move(draft.target_rule);
  // "ruled the imprisonment of X": whom the words for prison name.
  if (frame.plover == "SANCTION" && result.targets.empty()) {
    for (const Event& other : found_.events) {
      const Trigger& prison = found_.triggers[other.trigger];
      if (prison.begin > trigger.begin && SentenceOf(prison) == &event) {
        NameTargets(other, FrameOf(prison), &result);
      }
    }
  }
  return result;
}

}  // namespace tadwin::extract

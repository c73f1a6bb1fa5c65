#include "extract/events/roles.h"

#include <algorithm>

#include "extract/events/surroundings.h"

namespace tadwin::extract {
namespace {

constexpr size_t kLongWord = 8;                                     // bytes of four letters
constexpr std::string_view kRelation = "\xD9\x8A";                  // U+064A
constexpr std::string_view kFeminine = "\xD9\x87";                  // U+0647: folded ta marbuta
constexpr std::string_view kFeminineRelation = "\xD9\x8A\xD9\x87";  // U+064A U+0647
constexpr std::string_view kDamma = "\xD9\x8F";                     // U+064F
constexpr std::string_view kInterception = "interception";
constexpr std::string_view kFireOf = "fire of";                 // key of "by the bullets of"
constexpr std::string_view kNear = "\xD9\x82\xD8\xB1\xD8\xA8";  // key of "near"
constexpr std::string_view kTimeUnit = "time unit";  // key of "hour", "day" in event/words

bool IsBare(const Phrase& phrase) { return phrase.kind == PhraseKind::kNoun; }

void Assign(Role role, const SentenceView& view, const Phrase& phrase, RolePhrases* roles) {
  if (role == Role::kNone || IsEmpty(phrase) || !CanParticipate(view, phrase)) return;
  switch (role) {
    case Role::kActor: roles->actors.push_back(phrase); break;
    case Role::kTarget: roles->targets.push_back(phrase); break;
    case Role::kWeapon: roles->weapons.push_back(phrase); break;
    case Role::kPlace: roles->places.push_back(phrase); break;
    case Role::kBoth:
      (roles->actors.empty() ? roles->actors : roles->targets).push_back(phrase);
      break;
    case Role::kNone: break;
  }
}

// "the minister, (X), met": a name between commas behind the noun that has it.
bool IsApposed(const SentenceView& view, const std::vector<Phrase>& phrases, size_t at) {
  if (at == 0 || at >= phrases.size()) return false;
  const Phrase& name = phrases[at];
  const Phrase& before = phrases[at - 1];
  if (!name.after_comma || name.coordinated || name.kind != PhraseKind::kNoun) return false;
  if (before.kind != PhraseKind::kNoun || before.end + 1 != name.begin) return false;
  const auto is_person = [&](int32_t mention) {
    return mention >= 0 && view.MentionAt(mention).layer == Layer::kPerson;
  };
  return is_person(view.word(name.begin).mention) &&
         !is_person(view.FirstMention(before.begin, before.end)) && name.end < view.end() &&
         view.word(name.end).comma;
}

// A phrase and the phrases coordinated with it.
void AssignAll(Role role, const SentenceView& view, const std::vector<Phrase>& phrases, size_t at,
               RolePhrases* roles) {
  Assign(role, view, phrases[at], roles);
  size_t next = at + 1;
  if (IsApposed(view, phrases, next)) ++next;
  for (; next < phrases.size() && phrases[next].coordinated; ++next) {
    if (phrases[next].kind == PhraseKind::kTimePhrase || phrases[next].act) break;
    // "... and the flight of thousands": another thing that happened.
    const Word& head = view.word(phrases[next].begin);
    if (head.masdar && head.mention < 0 && !head.definite && !head.has_enclitic) break;
    Assign(role, view, phrases[next], roles);
  }
}

// An aircraft, a drone, a sniper: what strikes.
bool IsMeans(const SentenceView& view, uint32_t token) {
  const AnnotatedText& document = view.document();
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    if (view.frames().MeansOf(document.lex_matches[m]) != nullptr) return true;
  }
  return false;
}

// "by the bullets of (X)": who fired has a name or is a noun; "live bullets" tell nobody.
bool NamesShooter(const SentenceView& view, const Phrase& phrase) {
  const Word& head = view.word(phrase.begin);
  return (head.mention >= 0 || (head.listed_noun && !head.describes)) &&
         !IsMeans(view, phrase.begin);
}

// "near (Baquba)": where it was and not what was struck.
bool IsNearPlace(const SentenceView& view, const Phrase& phrase) {
  if (phrase.preposition != kNear) return false;
  const int32_t mention = view.word(phrase.begin).mention;
  if (mention < 0) return !view.word(phrase.begin).noun_known;
  return view.MentionAt(mention).layer == Layer::kPlace &&
         view.MentionAt(mention).name.kind != NameKind::kFacility;
}

void AssignPrepositions(const SentenceView& view, const Frame& frame,
                        const std::vector<Trigger>& triggers, const Trigger& trigger,
                        const std::vector<Phrase>& phrases, RolePhrases* roles) {
  for (size_t p = 0; p < phrases.size(); ++p) {
    const Phrase& phrase = phrases[p];
    if (phrase.kind != PhraseKind::kPrepositional) continue;
    if (phrase.coordinated && p > 0) continue;
    // "drives (the government) to end ...": what for is no place that troops are sent to.
    const Word& opens = view.word(phrase.begin);
    if (frame.plover == "MOBILIZE" && opens.masdar && opens.mention < 0) continue;
    for (const PrepositionRole& wanted : frame.arguments.prepositions) {
      roles->preposition |= wanted.preposition == phrase.preposition;
    }
    const int32_t head = HeadTrigger(view, triggers, phrase, &trigger);
    if (head >= 0) {
      if (roles->oblique_trigger < 0) {
        roles->oblique_trigger = head;
        roles->oblique_preposition = phrase.preposition;
      }
      continue;
    }
    // "two days to hand over": what for, not for whom.
    const Word& first = view.word(phrase.begin);
    if (phrase.preposition == "l" && first.masdar && first.mention < 0) continue;
    // "a meeting in (the town)", "to ease (the suffering)".
    const int32_t named = view.FirstMention(phrase.begin, phrase.end);
    const bool place = named >= 0 && view.MentionAt(named).layer == Layer::kPlace &&
                       view.MentionAt(named).name.actor_id.empty();
    if (phrase.preposition == "b" && place && frame.plover == "CONSULT") continue;
    if (p > 0 && phrases[p - 1].preposition == "l" && view.word(phrases[p - 1].begin).masdar &&
        view.word(phrases[p - 1].begin).mention < 0 && phrases[p - 1].end + 1 >= phrase.begin) {
      continue;
    }
    if (phrase.agent) {
      if (phrase.preposition == kFireOf && !NamesShooter(view, phrase)) continue;
      AssignAll(Role::kActor, view, phrases, p, roles);
      continue;
    }
    for (const PrepositionRole& wanted : frame.arguments.prepositions) {
      if (wanted.preposition != phrase.preposition) continue;
      if (wanted.role == Role::kTarget && IsNearPlace(view, phrase)) break;
      AssignAll(wanted.role, view, phrases, p, roles);
      break;
    }
  }
}

std::vector<size_t> BarePhrases(const SentenceView& view, const std::vector<Phrase>& phrases) {
  std::vector<size_t> bare;
  for (size_t p = 0; p < phrases.size(); ++p) {
    if (!IsBare(phrases[p]) || (phrases[p].coordinated && p > 0)) continue;
    if (!IsApposed(view, phrases, p)) bare.push_back(p);
  }
  // "the inspector general, Brigadier X, visited Y": a name behind an office is its bearer's.
  if (bare.size() >= 3) {
    const auto layer_of = [&](size_t p) {
      const int32_t mention = view.FirstMention(phrases[p].begin, phrases[p].end);
      return mention < 0 ? Layer::kTime : view.MentionAt(mention).layer;
    };
    const bool named = layer_of(bare[0]) == Layer::kGroup && layer_of(bare[1]) == Layer::kPerson;
    if (named) bare.erase(bare.begin() + 1);
  }
  return bare;
}

// The phrase right behind an expression that ends with the preposition of its object, or -1.
int32_t Governed(const SentenceView& view, const Trigger& trigger,
                 const std::vector<Phrase>& after) {
  if (trigger.end < trigger.begin + 2 || after.empty()) return -1;
  if ((view.word(trigger.end - 1).classes & kPreposition) == 0) return -1;
  return after[0].begin == trigger.end && !after[0].act && IsBare(after[0]) ? 0 : -1;
}

void ReadVerb(const SentenceView& view, const std::vector<Trigger>& triggers, const Frame& frame,
              bool can_active, bool can_passive, Trigger* trigger, RolePhrases* roles) {
  const Surroundings around = LookAround(view, triggers, *trigger);
  const std::vector<size_t> bare = BarePhrases(view, around.after);
  const int32_t before_trigger =
      IsEmpty(around.before) ? -1 : HeadTrigger(view, triggers, around.before, trigger);
  const bool subject_before = !IsEmpty(around.before) && !trigger->first_person;
  const bool transitive = frame.arguments.object != Role::kNone;
  const bool dropped = trigger->plural || trigger->first_person || around.pronoun;
  const bool material = frame.plover == "ASSAULT" || frame.plover == "COERCE" ||
                        frame.plover == "SANCTION" || frame.plover == "AID" ||
                        frame.plover == "RETREAT" || frame.plover == "MOBILIZE";

  bool passive = can_passive && (!can_active || ShowsPassive(view, *trigger));
  if (!passive && can_passive && can_active && transitive && material && !trigger->has_enclitic) {
    const bool object_before = around.relative && subject_before;
    if (subject_before || dropped) {
      passive = bare.empty() && (!object_before || trigger->plural || before_trigger < 0);
    } else if (bare.size() >= 2) {
      passive = false;
    } else if (bare.size() == 1) {
      passive =
          !LooksLikeObject(view, around.after[bare[0]]) && !(frame.absorbs && around.object_behind);
    } else {
      passive = true;
    }
    for (const Phrase& phrase : around.after) passive |= phrase.agent;
  }
  // "a priest was set free": an indefinite noun before, and the pronoun on the verb's own noun.
  if (!passive && can_passive && can_active && trigger->has_enclitic && subject_before &&
      trigger->end > trigger->begin + 1 && bare.empty() &&
      !view.word(around.before.begin).definite &&
      (view.word(around.before.begin).mention < 0 ||
       view.MentionAt(view.word(around.before.begin).mention).layer == Layer::kGroup)) {
    passive = true;
  }
  trigger->shape = passive ? kPassiveVerb : kActiveVerb;

  const Arguments& arguments = frame.arguments;
  if (passive) {
    if (subject_before) {
      roles->subject_trigger = before_trigger;
      if (before_trigger < 0) Assign(arguments.passive_subject, view, around.before, roles);
    } else if (!bare.empty()) {
      roles->subject_trigger = HeadTrigger(view, triggers, around.after[bare[0]], trigger);
      if (roles->subject_trigger < 0) {
        AssignAll(arguments.passive_subject, view, around.after, bare[0], roles);
      }
    }
    AssignPrepositions(view, frame, triggers, *trigger, around.after, roles);
    return;
  }

  // "the arrest of (X)": the expression ends with the preposition of whom it was done to.
  const int32_t governed = Governed(view, *trigger, around.after);
  if (governed >= 0) {
    Assign(Role::kTarget, view, around.after[static_cast<size_t>(governed)], roles);
    if (subject_before) Assign(arguments.subject, view, around.before, roles);
    return;
  }

  // A resumptive pronoun on the verb makes the antecedent its object.
  const bool antecedent_object = around.relative && trigger->has_enclitic && !bare.empty();
  size_t next = 0;
  if (antecedent_object) {
    roles->object_trigger = before_trigger;
    if (before_trigger < 0) Assign(arguments.object, view, around.before, roles);
    AssignAll(arguments.subject, view, around.after, bare[0], roles);
    next = bare.size();
  } else if (subject_before) {
    roles->subject_trigger = before_trigger;
    if (before_trigger < 0) Assign(arguments.subject, view, around.before, roles);
  } else if (!bare.empty()) {
    // "set (the court) them free": the pronoun on the verb's own noun is the object.
    const bool told = trigger->apart >= 0 &&
                      view.word(static_cast<uint32_t>(trigger->apart)).has_enclitic &&
                      around.after[bare[0]].begin < static_cast<uint32_t>(trigger->apart);
    const bool object_only =
        bare.size() == 1 && transitive && !trigger->has_enclitic &&
        (dropped || (frame.needs_object && !told && !ClauseBehind(view, around.after[bare[0]])) ||
         LooksLikeObject(view, around.after[bare[0]]));
    if (!object_only && !dropped) {
      roles->subject_trigger = HeadTrigger(view, triggers, around.after[bare[0]], trigger);
      if (roles->subject_trigger < 0) {
        AssignAll(arguments.subject, view, around.after, bare[0], roles);
      }
      next = 1;
    }
  }
  roles->pronoun_object = trigger->has_enclitic && !antecedent_object;
  if (!roles->pronoun_object && next < bare.size()) {
    const int32_t head = HeadTrigger(view, triggers, around.after[bare[next]], trigger);
    roles->object_trigger = head;
    if (head < 0) AssignAll(arguments.object, view, around.after, bare[next], roles);
    // Gave somebody something: what was given comes second.
    if (head < 0 && frame.kind == FrameKind::kLight && next + 1 < bare.size()) {
      roles->object_trigger = HeadTrigger(view, triggers, around.after[bare[next + 1]], trigger);
    }
  }
  AssignPrepositions(view, frame, triggers, *trigger, around.after, roles);
}

// The endings of an adjective of relation, and of any that agrees with a plural of things.
bool EndsLikeAdjective(std::string_view folded, bool behind_plural) {
  if (folded.size() < kLongWord) return false;
  return folded.ends_with(kRelation) || folded.ends_with(kFeminineRelation) ||
         (behind_plural && folded.ends_with(kFeminine));
}

// Whether the word behind a noun describes it rather than being its complement.
bool IsModifier(const SentenceView& view, const Frame& frame, const Trigger& trigger,
                uint32_t token) {
  const Word& word = view.word(token);
  // "a Turkish bombardment": not whom it hit.
  if (word.describes && !word.definite && !trigger.definite && !trigger.has_enclitic &&
      frame.effect.empty() && frame.arguments.subject == Role::kActor) {
    return true;
  }
  if (trigger.has_enclitic) {
    return word.definite && word.mention < 0 && !word.number && !word.listed_noun;
  }
  // "an armed attack" in the accusative: a noun with nunation has no complement.
  const AnnotatedText& document = view.document();
  const std::string_view ending = document.Folded(document.tokens[token]);
  if (word.mention >= 0 && !trigger.definite && !word.definite &&
      view.MentionAt(word.mention).layer == Layer::kGroup &&
      view.frames().HasAccusativeEnding(ending) &&
      view.frames().HasAccusativeEnding(document.Folded(document.tokens[trigger.end - 1]))) {
    return true;
  }
  if (word.mention >= 0 || word.number) return false;
  // "the shooting down of two drones": what is intercepted is no manner of it.
  if (frame.subtype == kInterception && !trigger.definite) return false;
  if (trigger.definite) return word.definite;
  if (word.definite || word.has_enclitic) return false;
  const std::string_view folded = view.document().Folded(view.document().tokens[token]);
  for (uint32_t m = view.document().lex_match_begin[token];
       m < view.document().lex_match_begin[token + 1]; ++m) {
    const LexMatch& match = view.document().lex_matches[m];
    if (view.frames().MeansOf(match) != nullptr && frame.refine) return true;
    if (match.entry.features.pos == Pos::kAdjective) return true;
  }
  // A listed noun is what the act is done to; other words behind an attack tell of its manner.
  if (word.only_noun) return false;
  if (!word.listed_noun && EndsLikeAdjective(folded, trigger.plural_noun)) return true;
  return frame.refine || view.frames().HasAccusativeEnding(folded);
}

void ReadNoun(const SentenceView& view, const std::vector<Trigger>& triggers, const Frame& frame,
              Trigger* trigger, RolePhrases* roles) {
  const Clause& clause = view.ClauseOf(trigger->begin);
  uint32_t i = trigger->end;
  const uint32_t stop = clause.end;
  while (i < stop && !view.word(i).punctuation && !view.word(i).verb && view.word(i).time < 0 &&
         (view.word(i).classes & ~static_cast<uint32_t>(kPast | kLast)) == 0 &&
         (view.word(i).proclitics & (kBi | kLi | kKa | kWa | kFa)) == 0 &&
         IsModifier(view, frame, *trigger, i)) {
    ++i;
  }
  std::vector<Phrase> phrases = view.Constituents(i, stop);
  SplitAtTriggers(view, triggers, &phrases);
  for (size_t p = 0; p < phrases.size(); ++p) {
    if (HeadTrigger(view, triggers, phrases[p], trigger) >= 0) {
      phrases[p].act = true;
      phrases.resize(p + 1);
      break;
    }
  }
  std::vector<size_t> complements;
  for (const size_t p : BarePhrases(view, phrases)) {
    // A complement follows at once; after a preposition or comma the words are another's.
    // "the arrest of": an expression that ends with its preposition goes on with the complement.
    const bool governs = trigger->end > trigger->begin + 1 &&
                         (view.word(trigger->end - 1).classes & kPreposition) != 0;
    bool adjacent = !phrases[p].after_comma && (governs || !trigger->definite);
    for (size_t q = 0; q < p; ++q) {
      adjacent &= phrases[q].kind != PhraseKind::kPrepositional;
      // Behind "the killing of A and B, ..." no second complement can follow.
      adjacent &= complements.empty() || !phrases[q].coordinated;
    }
    if (adjacent) complements.push_back(p);
  }
  const Arguments& arguments = frame.arguments;
  if (!complements.empty()) {
    const size_t first = complements[0];
    const int32_t head = HeadTrigger(view, triggers, phrases[first], trigger);
    const bool circumstance = trigger->shape == kActiveParticipleNoun && frame.circumstance;
    const int32_t act = frame.kind == FrameKind::kLight && complements.size() >= 2
                            ? HeadTrigger(view, triggers, phrases[complements[1]], trigger)
                            : -1;
    if (head >= 0) {
      roles->object_trigger = head;
    } else if (act >= 0) {
      // "the resumption by (the factions) of (their attacks)": who did it, then what.
      AssignAll(arguments.subject, view, phrases, first, roles);
      roles->object_trigger = act;
    } else if (trigger->has_enclitic || circumstance) {
      AssignAll(arguments.object, view, phrases, first, roles);
    } else if (complements.size() >= 2 && arguments.object != Role::kNone &&
               arguments.genitive == arguments.object &&
               (view.FirstMention(phrases[first].begin, phrases[first].end) >= 0 ||
                IsMeans(view, phrases[first].begin))) {
      AssignAll(arguments.subject, view, phrases, first, roles);
      if (HeadTrigger(view, triggers, phrases[complements[1]], trigger) < 0) {
        AssignAll(arguments.object, view, phrases, complements[1], roles);
      }
    } else {
      AssignAll(arguments.genitive, view, phrases, first, roles);
    }
  }
  AssignPrepositions(view, frame, triggers, *trigger, phrases, roles);
}

}  // namespace

int32_t TriggerAt(const std::vector<Trigger>& triggers, uint32_t token) {
  for (size_t t = 0; t < triggers.size(); ++t) {
    if (triggers[t].begin == token) return static_cast<int32_t>(t);
    if (triggers[t].begin > token) break;
  }
  return -1;
}

bool ShowsPassive(const SentenceView& view, const Trigger& trigger) {
  if (trigger.imperfect) return false;
  const AnnotatedText& document = view.document();
  const std::string_view raw = document.Raw(document.SpanOf(trigger.begin, trigger.end));
  return raw.find(kDamma) != std::string_view::npos;
}

bool CanParticipate(const SentenceView& view, const Phrase& phrase) {
  if (phrase.kind == PhraseKind::kTimePhrase) return false;
  const Word& head = view.word(phrase.begin);
  if ((head.classes & (kStopNoun | kAdverb | kNegation)) != 0) return false;
  if (head.time >= 0) return false;
  // "more than an hour": how long, not who.
  uint32_t counted = phrase.begin;
  while (counted + 1 < phrase.end &&
         (view.word(counted).number || (view.word(counted).classes & kDemonstrative) != 0)) {
    counted = std::max(counted + 1, std::min(phrase.end - 1, view.word(counted).class_end));
  }
  if (counted > phrase.begin && (view.word(counted).classes & kStopNoun) != 0 &&
      view.word(counted).key == kTimeUnit) {
    return false;
  }
  // A number on its own counts something unsaid.
  bool words = false;
  for (uint32_t i = phrase.begin; i < phrase.end; ++i) {
    words |= view.document().tokens[i].kind == TokenKind::kWord && !view.word(i).number;
    words |= view.document().tokens[i].kind == TokenKind::kLatin;
  }
  return words || head.mention >= 0;
}

RolePhrases ReadArguments(const SentenceView& view, const std::vector<Trigger>& triggers,
                          Trigger* trigger, uint32_t hit) {
  RolePhrases roles;
  trigger->frame = trigger->hits[hit].frame;
  const Frame& frame = view.frames().all()[trigger->frame];
  bool can_active = false;
  bool can_passive = false;
  for (const Frames::Hit& other : trigger->hits) {
    if (other.frame != trigger->frame) continue;
    can_active |= (other.shape & kActiveVerb) != 0;
    can_passive |= (other.shape & kPassiveVerb) != 0;
  }
  if (trigger->verb) {
    ReadVerb(view, triggers, frame, can_active, can_passive, trigger, &roles);
  } else {
    trigger->shape = trigger->hits[hit].shape;
    ReadNoun(view, triggers, frame, trigger, &roles);
  }
  return roles;
}

}  // namespace tadwin::extract

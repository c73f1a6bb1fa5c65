#include "extract/events/needs.h"

#include <algorithm>
#include <string_view>

namespace tadwin::extract {
namespace {

constexpr std::string_view kAssault = "ASSAULT";
constexpr uint32_t kNearReach = 5;  // words behind a trigger that are looked at
constexpr uint32_t kMustReach =
    5;  // words behind a verb, its subject among them, up to "the need to"
constexpr uint32_t kFarReach = 14;
constexpr uint32_t kWeaponReach = 8;   // behind a trigger
constexpr uint32_t kWeaponFound = 12;  // behind what was found or seized

uint32_t OfMention(const Mention& mention, bool participant) {
  uint32_t found = participant ? kNeedGroup : kNeedNothing;
  switch (mention.name.kind) {
    case NameKind::kArmedGroup:
    case NameKind::kMilitary:
    case NameKind::kPolice: found |= kNeedForces; break;
    case NameKind::kFacility: found |= kNeedFacility; break;
    case NameKind::kCountry:
    case NameKind::kGovernment:
    case NameKind::kInternational:
    case NameKind::kOffice:
    case NameKind::kLegislature:
    case NameKind::kJudiciary:
    case NameKind::kParty: found |= kNeedState; break;
    default:
      if (mention.layer == Layer::kPerson || !mention.name.actor_id.empty()) {
        found |= kNeedState;
      }
  }
  return found;
}

bool Holds(const std::vector<Phrase>& phrases, uint32_t token) {
  return std::any_of(phrases.begin(), phrases.end(), [&](const Phrase& phrase) {
    return phrase.begin <= token && token < phrase.end;
  });
}

}  // namespace

bool NeedReader::Meets(const Trigger& trigger, const Frame& frame, const RolePhrases& roles) const {
  if (frame.need == kNeedNothing) return true;
  // Who does what a circumstance tells is named with the verb before it.
  const bool circumstance = trigger.shape == kActiveParticipleNoun && frame.circumstance;
  const bool no_actor = roles.actors.empty() && !circumstance;
  if ((frame.need & kNeedActorTarget) != 0 && (no_actor || roles.targets.empty())) return false;
  const uint32_t alternatives = frame.need & ~static_cast<uint32_t>(kNeedActorTarget);
  if (alternatives == 0) return true;
  const uint32_t met = Found(trigger, roles, frame) & alternatives;
  return frame.needs_all ? met == alternatives : met != 0;
}

bool NeedReader::LacksWord(const Trigger& trigger) const {
  constexpr uint32_t kWords = kNeedJoint | kNeedInForce | kNeedContraband | kNeedBody |
                              kNeedService | kNeedSlogan | kNeedTies | kNeedSentence;
  Trigger read = trigger;
  for (uint32_t h = 0; h < trigger.hits.size(); ++h) {
    const Frame& frame = view_.frames().all()[trigger.hits[h].frame];
    if (frame.need == kNeedNothing || (frame.need & ~kWords) != 0) return false;
    if (Meets(trigger, frame, ReadArguments(view_, triggers_, &read, h))) return false;
  }
  return true;
}

uint32_t NeedReader::Found(const Trigger& trigger, const RolePhrases& roles,
                           const Frame& frame) const {
  uint32_t found = 0;
  const auto add = [&found](uint32_t bits) { found |= bits; };
  if (!roles.targets.empty()) add(kNeedTarget);
  if (!roles.actors.empty()) add(kNeedActor);
  if (roles.preposition) add(kNeedPreposition);
  const uint32_t behind = view_.ClassesIn(trigger.end, trigger.end + 3);
  const uint32_t clause_end = view_.ClauseOf(trigger.begin).end;
  const uint32_t past_subject =
      view_.ClassesIn(trigger.end, std::min(clause_end, trigger.end + kMustReach));
  if ((behind & kGeneric) != 0 || ((behind | past_subject) & kWish) != 0) add(kNeedMust);
  // Who arrests is no sign that anybody was arrested.
  const bool done_to = frame.effect == "detained";
  for (const auto* phrases : {&roles.actors, &roles.targets, &roles.weapons}) {
    for (const Phrase& phrase : *phrases) {
      if (frame.needs_other && phrases == &roles.actors) continue;
      const uint32_t bits = InWords(phrase.begin, phrase.end, true);
      add(done_to && phrases == &roles.actors ? bits & ~static_cast<uint32_t>(kNeedGroup) : bits);
    }
  }
  // What is given, cut or sentenced may stand behind who does it and to whom.
  constexpr uint32_t kThings = kNeedGoods | kNeedSentence | kNeedContraband | kNeedTies |
                               kNeedInForce | kNeedBody | kNeedService | kNeedSlogan;
  const uint32_t reach = (frame.need & kThings) != 0 ? kFarReach : kNearReach;
  const uint32_t stop = view_.ClauseOf(trigger.begin).end;
  for (uint32_t i = trigger.end; i < std::min(stop, trigger.end + reach); ++i) {
    if (!frame.needs_other || !Holds(roles.actors, i)) add(InWords(i, i + 1, false));
  }
  // "arrived (a ship) carrying four thousand tons of medicine".
  if (trigger.apart >= 0 && (frame.need & kNeedGoods) != 0) {
    const auto apart = static_cast<uint32_t>(trigger.apart);
    add(InWords(apart, std::min(view_.end(), apart + kFarReach), false));
  }
  if ((frame.need & kNeedCrowd) != 0) {
    uint32_t actors = 0;
    for (const Phrase& phrase : roles.actors) actors |= InWords(phrase.begin, phrase.end, true);
    const Clause& clause = view_.ClauseOf(trigger.begin);
    // "... and closed the road": whoever was named before did it too.
    const bool goes_on = trigger.verb && trigger.plural && roles.actors.empty();
    const uint32_t from = goes_on ? view_.begin() : clause.begin;
    add(InWords(from, trigger.begin, false) & kNeedCrowd);
    // The police that closed a road before the protesters did not protest.
    if ((actors & kNeedForces) != 0 && (actors & kNeedCrowd) == 0)
      found &= ~static_cast<uint32_t>(kNeedCrowd);
  }
  if ((frame.need & kNeedWeapon) != 0) {
    const uint32_t begin = trigger.begin > view_.begin() + 4 ? trigger.begin - 4 : view_.begin();
    const uint32_t behind_it = frame.plover == "COERCE" ? kWeaponFound : kWeaponReach;
    // What is intercepted is the weapon; that of who stops a bus is none.
    const bool named = frame.outcome == "intercepted" && !roles.targets.empty();
    const bool near = HasMeans(begin, std::min(view_.end(), trigger.end + behind_it));
    if (named
            ? std::any_of(roles.targets.begin(), roles.targets.end(),
                          [&](const Phrase& phrase) { return HasMeans(phrase.begin, phrase.end); })
            : near) {
      add(kNeedWeapon);
    }
  }
  if ((frame.need & (kNeedViolence | kNeedToll)) != 0) add(Violence(trigger));
  if ((frame.need & kNeedUnofficial) != 0 &&
      std::none_of(roles.actors.begin(), roles.actors.end(),
                   [&](const Phrase& phrase) { return IsOfficial(phrase); })) {
    add(kNeedUnofficial);
  }
  if ((frame.need & kNeedPlace) != 0) {
    const Clause& clause = view_.ClauseOf(trigger.begin);
    for (uint32_t i = clause.begin; i < clause.end; ++i) {
      const int32_t mention = view_.word(i).mention;
      if (mention >= 0 && view_.MentionAt(mention).layer == Layer::kPlace) add(kNeedPlace);
    }
  }
  return found;
}

uint32_t NeedReader::InWords(uint32_t begin, uint32_t end, bool participant) const {
  const AnnotatedText& document = view_.document();
  uint32_t found = 0;
  for (uint32_t i = begin; i < end; ++i) {
    if (const int32_t index = view_.word(i).mention; index >= 0) {
      found |= OfMention(view_.MentionAt(index), participant);
    }
    for (uint32_t m = document.lex_match_begin[i]; m < document.lex_match_begin[i + 1]; ++m) {
      found |= view_.frames().ThingOf(document.lex_matches[m]);
    }
  }
  return found;
}

// An army, the police, a state.
bool NeedReader::IsOfficial(const Phrase& phrase) const {
  const int32_t index = view_.FirstMention(phrase.begin, phrase.end);
  if (index < 0) return (InWords(phrase.begin, phrase.end, false) & kNeedForces) != 0;
  switch (view_.MentionAt(index).name.kind) {
    case NameKind::kArmedGroup: return false;
    case NameKind::kMilitary:
    case NameKind::kPolice:
    case NameKind::kGovernment:
    case NameKind::kCountry:
    case NameKind::kJudiciary: return true;
    default: return (InWords(phrase.begin, phrase.end, false) & kNeedForces) != 0;
  }
}

bool NeedReader::HasMeans(uint32_t begin, uint32_t end) const {
  const AnnotatedText& document = view_.document();
  for (uint32_t i = begin; i < end; ++i) {
    for (uint32_t m = document.lex_match_begin[i]; m < document.lex_match_begin[i + 1]; ++m) {
      if (view_.frames().MeansOf(document.lex_matches[m]) != nullptr) return true;
    }
  }
  return false;
}

uint32_t NeedReader::Violence(const Trigger& own) const {
  uint32_t found = 0;
  for (const Trigger& other : triggers_) {
    if (other.begin == own.begin) continue;
    const Frame& frame = view_.frames().all()[other.hits[0].frame];
    if (frame.kind == FrameKind::kEvent && frame.plover == kAssault) found |= kNeedViolence;
  }
  if (HasMeans(view_.begin(), view_.end())) found |= kNeedViolence;
  for (uint32_t i = view_.begin(); i < view_.end(); ++i) {
    const int32_t index = view_.word(i).mention;
    if (index >= 0 && view_.MentionAt(index).name.kind == NameKind::kArmedGroup) {
      found |= kNeedViolence;
    }
  }
  const AnnotatedText& document = view_.document();
  const Span span = document.sentences[view_.sentence()].span;
  auto it = std::lower_bound(
      document.mentions.begin(), document.mentions.end(), span.begin,
      [](const Mention& mention, uint32_t begin) { return mention.span.begin < begin; });
  for (; it != document.mentions.end() && it->span.begin < span.end; ++it) {
    if (it->layer == Layer::kWeapon) found |= kNeedViolence;
    if (it->layer == Layer::kToll) found |= kNeedViolence | kNeedToll;
  }
  return found;
}

}  // namespace tadwin::extract

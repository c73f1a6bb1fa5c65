#include "extract/events/needs.h"

#include <algorithm>
#include <string_view>

namespace tadwin::extract {
namespace {

constexpr std::string_view kAssault = "ASSAULT";

uint16_t OfMention(const Mention& mention, bool participant) {
  uint16_t found = participant ? kNeedGroup : kNeedNothing;
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

}  // namespace

bool NeedReader::Meets(const Trigger& trigger, const Frame& frame, const RolePhrases& roles) const {
  if (frame.need == kNeedNothing) return true;
  if ((frame.need & kNeedActorTarget) != 0 && (roles.actors.empty() || roles.targets.empty())) {
    return false;
  }
  const uint16_t alternatives = frame.need & static_cast<uint16_t>(~kNeedActorTarget);
  if (alternatives == 0) return true;
  return (Found(trigger, roles, frame) & alternatives) != 0;
}

uint16_t NeedReader::Found(const Trigger& trigger, const RolePhrases& roles,
                           const Frame& frame) const {
  uint16_t found = 0;
  const auto add = [&found](uint16_t bits) { found = static_cast<uint16_t>(found | bits); };
  if (!roles.targets.empty()) add(kNeedTarget);
  if (!roles.actors.empty()) add(kNeedActor);
  if (roles.preposition) add(kNeedPreposition);
  const uint32_t behind = view_.ClassesIn(trigger.end, trigger.end + 3);
  if ((behind & (kWish | kGeneric)) != 0) add(kNeedMust);
  for (const auto* phrases : {&roles.actors, &roles.targets, &roles.weapons}) {
    for (const Phrase& phrase : *phrases) add(InWords(phrase.begin, phrase.end, true));
  }
  add(InWords(trigger.end, std::min(view_.ClauseOf(trigger.begin).end, trigger.end + 5), false));
  if ((frame.need & kNeedWeapon) != 0) {
    const uint32_t begin = trigger.begin > view_.begin() + 4 ? trigger.begin - 4 : view_.begin();
    if (HasMeans(begin, std::min(view_.end(), trigger.end + 8))) add(kNeedWeapon);
  }
  if ((frame.need & (kNeedViolence | kNeedToll)) != 0) add(Violence(trigger));
  if ((frame.need & kNeedPlace) != 0) {
    const Clause& clause = view_.ClauseOf(trigger.begin);
    for (uint32_t i = clause.begin; i < clause.end; ++i) {
      const int32_t mention = view_.word(i).mention;
      if (mention >= 0 && view_.MentionAt(mention).layer == Layer::kPlace) add(kNeedPlace);
    }
  }
  return found;
}

uint16_t NeedReader::InWords(uint32_t begin, uint32_t end, bool participant) const {
  const AnnotatedText& document = view_.document();
  uint16_t found = 0;
  for (uint32_t i = begin; i < end; ++i) {
    if (const int32_t index = view_.word(i).mention; index >= 0) {
      found = static_cast<uint16_t>(found | OfMention(view_.MentionAt(index), participant));
    }
    for (uint32_t m = document.lex_match_begin[i]; m < document.lex_match_begin[i + 1]; ++m) {
      found = static_cast<uint16_t>(found | view_.frames().ThingOf(document.lex_matches[m]));
    }
  }
  return found;
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

uint16_t NeedReader::Violence(const Trigger& own) const {
  uint16_t found = 0;
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

#include "extract/events/filter.h"

#include <algorithm>

namespace tadwin::extract {
namespace {

constexpr uint32_t kHeadingWords = 7;
constexpr double kCountedAttacks = 4.0;  // more is a tally, not an event

bool Said(FactStatus status) {
  return status == FactStatus::kAsserted || status == FactStatus::kAttributed ||
         status == FactStatus::kBackground;
}

// The words name a speaker, or stand in the words that name one.
bool IsSpeaker(const std::vector<Attribution>& attributions, Span span) {
  return std::any_of(attributions.begin(), attributions.end(),
                     [&](const Attribution& a) { return a.speaker.span.Contains(span); });
}

bool IsShortHeading(const SentenceView& view) {
  const AnnotatedText& document = view.document();
  const uint32_t paragraph = document.sentences[view.sentence()].paragraph;
  const ParagraphKind kind = document.paragraphs[paragraph].kind;
  if (kind == ParagraphKind::kCaption) return true;
  if (kind != ParagraphKind::kHeading || paragraph == 0) return false;
  for (uint32_t i = view.begin(); i < view.end(); ++i) {
    if (view.word(i).verb) return false;
  }
  return view.end() - view.begin() <= kHeadingWords;
}

// A counted noun: twenty-five attacks.
bool IsCounted(const SentenceView& view, uint32_t token) {
  const AnnotatedText& document = view.document();
  if (token == view.begin() || !view.word(token - 1).number) return false;
  const Span before = document.tokens[token - 1].span;
  for (const Mention& mention : document.mentions) {
    if (mention.span.begin > before.begin) break;
    if (mention.layer != Layer::kNumber || !mention.span.Contains(before)) continue;
    return mention.quantity.best && *mention.quantity.best > kCountedAttacks;
  }
  return false;
}

// The argument of a noun of threat or demand: what is threatened is part of the threat.
bool IsThreatened(const SentenceView& view, const SentenceEvents& found, const Trigger& trigger) {
  const auto own = static_cast<int32_t>(&trigger - found.triggers.data());
  return std::any_of(found.events.begin(), found.events.end(), [&](const Event& other) {
    const Trigger& head = found.triggers[other.trigger];
    const Frame& frame = view.frames().all()[head.frame];
    return !head.verb && frame.plover == "THREATEN" &&
           (other.roles.oblique_trigger == own || other.roles.object_trigger == own);
  });
}

bool OpensClause(const SentenceView& view, const Trigger& trigger) {
  const Clause& clause = view.ClauseOf(trigger.begin);
  if (clause.kind == ClauseKind::kRelative) return false;
  for (uint32_t i = clause.begin; i < trigger.begin; ++i) {
    const uint32_t skipped = kConjunction | kSubordinator | kComplementiser | kAdverb;
    if (!view.word(i).punctuation && (view.word(i).classes & skipped) == 0) return false;
  }
  return true;
}

}  // namespace

const char* FilterReason(const FilterInput& input) {
  const SentenceView& view = *input.view;
  const Trigger& trigger = input.found->triggers[input.event->trigger];
  const Fact& fact = *input.fact;
  const Frame& frame = view.frames().all()[trigger.frame];
  const Assertion& assertion = *input.assertion;
  const bool judged = fact.plover == "ASSAULT" || fact.plover == "PROTEST";
  if (IsSpeaker(*input.attributions, fact.span)) return "event/filter:speaker";
  // Sentences on their own are left to the judge.
  if (judged && !input.whole_article) return nullptr;
  if (assertion.suppressed) return "event/filter:governed";
  if (input.whole_article && IsShortHeading(view)) return "event/filter:heading";
  if (trigger.verb) {
    const bool verbal = fact.plover != "ASSAULT" && fact.plover != "RETREAT";
    return verbal && assertion.negated && frame.status.empty() ? "event/filter:negated" : nullptr;
  }

  const bool bare = input.event->roles.actors.empty() && input.event->roles.targets.empty();
  const bool told = trigger.light >= 0 || !input.event->joined.empty();
  if (judged) {
    const bool nothing_new = !fact.time.start && !fact.killed && !fact.injured;
    if (IsCounted(view, trigger.begin)) return "event/filter:counted";
    if (input.told_before && trigger.definite && bare && !told && nothing_new) {
      return "event/filter:told_before";
    }
    return nullptr;
  }
  if (IsThreatened(view, *input.found, trigger)) return "event/filter:threatened";
  if (assertion.in_passing && Said(fact.status) && !fact.time.start && !told) {
    return "event/filter:in_passing";
  }
  if (trigger.definite && bare && !told) return "event/filter:anaphora";
  const bool purpose = (trigger.proclitics & kLi) != 0;
  if (purpose && Said(fact.status)) return "event/filter:purpose";
  if (OpensClause(view, trigger) && !told && Said(fact.status) && !fact.time.start &&
      (trigger.shape & kMasdarNoun) != 0 && input.told_before) {
    return "event/filter:topic";
  }
  return nullptr;
}

}  // namespace tadwin::extract

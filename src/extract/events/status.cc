#include "extract/events/status.h"

#include <algorithm>

namespace tadwin::extract {
namespace {

constexpr uint32_t kReach = 10;  // words a governing word may stand before what it governs

struct Governor {
  uint32_t classes = 0;
  uint32_t token = 0;
  uint32_t distance = 0;
};

bool IsVerbTrigger(const SentenceView& view, const std::vector<Trigger>& triggers, uint32_t token) {
  const int32_t at = TriggerAt(triggers, token);
  if (at < 0) return false;
  const Trigger& trigger = triggers[static_cast<size_t>(at)];
  return trigger.verb && view.frames().all()[trigger.frame].kind == FrameKind::kEvent;
}

// Function words before the trigger that may govern it, nearest first.
std::vector<Governor> Governors(const SentenceView& view, const std::vector<Trigger>& triggers,
                                const Trigger& trigger) {
  std::vector<Governor> found;
  uint32_t distance = 0;
  uint32_t passed_clauses = 0;
  uint32_t clause = view.word(trigger.begin).clause;
  for (uint32_t i = trigger.begin; i > view.begin() && distance < kReach;) {
    --i;
    const Word& word = view.word(i);
    if (word.clause != clause) {
      // Into the clause before only through "that", "to", or a conjunction of the same verb level.
      const Clause& left = view.clauses()[clause];
      const bool open = left.kind == ClauseKind::kComplement;
      if (!open || ++passed_clauses > 2) break;
      clause = word.clause;
    }
    if (word.comma && i + 1 < trigger.begin) {
      const Clause& own = view.clauses()[clause];
      if (own.kind != ClauseKind::kComplement) break;
    }
    if (word.time >= 0 || word.punctuation) continue;
    ++distance;
    if (word.classes != 0) found.push_back({word.classes, i, distance});
    const bool verb_trigger = IsVerbTrigger(view, triggers, i);
    const uint32_t speaking =
        kThreat | kDeny | kAllege | kPrevent | kAttempt | kPlan | kFoil | kWish | kPossible;
    if (verb_trigger && (word.classes & speaking) == 0) break;
  }
  return found;
}

const Governor* Nearest(const std::vector<Governor>& governors, uint32_t classes,
                        uint32_t reach = kReach) {
  for (const Governor& governor : governors) {
    if (governor.distance <= reach && (governor.classes & classes) != 0) return &governor;
  }
  return nullptr;
}

// The condition clause of this sentence, if the trigger's clause depends on one.
bool AnswersCondition(const SentenceView& view, const Trigger& trigger) {
  const uint32_t own = view.word(trigger.begin).clause;
  for (uint32_t c = 0; c < own; ++c) {
    if (view.clauses()[c].kind == ClauseKind::kCondition) return true;
  }
  return false;
}

bool IsFuture(const SentenceView& view, const Trigger& trigger,
              const std::vector<Governor>& governors) {
  if ((trigger.proclitics & kSa) != 0) return true;
  if (const Governor* future = Nearest(governors, kFutureWord, trigger.verb ? 3 : 6)) {
    return future != nullptr;
  }
  if (trigger.verb) return false;
  // A noun under a future verb: will carry out an attack.
  const Clause& clause = view.ClauseOf(trigger.begin);
  for (uint32_t i = trigger.begin; i > clause.begin;) {
    --i;
    const Word& word = view.word(i);
    if (word.verb) return (word.proclitics & kSa) != 0;
  }
  return false;
}

void Decide(Assertion* assertion, FactStatus status, const char* rule, const SentenceView& view,
            const Governor* governor) {
  assertion->status = status;
  assertion->rule = std::string("event/status:") + rule;
  if (governor != nullptr) {
    assertion->cue = view.document().tokens[governor->token].span;
  }
}

}  // namespace

Assertion ReadAssertion(const SentenceView& view, const std::vector<Trigger>& triggers,
                        const Trigger& trigger, const std::vector<Attribution>& attributions) {
  Assertion assertion;
  const AnnotatedText& document = view.document();
  const Frame& frame = view.frames().all()[trigger.frame];
  const Span span = document.SpanOf(trigger.begin, trigger.end);
  assertion.attribution = FindAttribution(attributions, span);
  const Clause& clause = view.ClauseOf(trigger.begin);
  assertion.relative =
      clause.kind == ClauseKind::kRelative || clause.kind == ClauseKind::kSubordinate;

  const std::vector<Governor> governors = Governors(view, triggers, trigger);
  for (const Governor& governor : governors) assertion.governors |= governor.classes;
  const bool is_threat = frame.plover == "THREATEN";

  assertion.negated = trigger.verb ? Nearest(governors, kNegation, 2) != nullptr
                                   : Nearest(governors, kNounNegation, 2) != nullptr ||
                                         Nearest(governors, kNegation, 4) != nullptr;
  const bool verbal = frame.plover != "ASSAULT" && frame.plover != "COERCE" &&
                      frame.plover != "PROTEST" && frame.plover != "RETREAT";
  assertion.suppressed = Nearest(governors, kPrevent, trigger.verb ? 2 : 3) != nullptr ||
                         (Nearest(governors, kGeneric, 2) != nullptr && !verbal);
  assertion.attempt = Nearest(governors, kAttempt, 4) != nullptr;
  assertion.foiled = Nearest(governors, kFoil, 5) != nullptr;
  assertion.history = Nearest(governors, kPast | kLast, 6) != nullptr;

  assertion.in_passing = !trigger.verb && Nearest(governors, kTime | kCause, 2) != nullptr;

  const bool future = IsFuture(view, trigger, governors);
  const Governor* threat = is_threat ? nullptr : Nearest(governors, kThreat);
  const Governor* plan = Nearest(governors, kPlan, 5);
  const Governor* allege = Nearest(governors, kAllege);
  const Governor* deny = Nearest(governors, kDeny);
  const Governor* possible = Nearest(governors, kPossible, 6);
  const Governor* may =
      trigger.verb && trigger.imperfect ? Nearest(governors, kMayWord, 2) : nullptr;
  const Governor* wish = Nearest(governors, kWish, 5);

  if (!frame.status.empty()) {
    if (frame.status == "threatened") {
      Decide(&assertion, FactStatus::kThreatened, "frame", view, nullptr);
    } else if (frame.status == "planned") {
      Decide(&assertion, FactStatus::kPlanned, "frame", view, nullptr);
    }
    return assertion;
  }
  if (threat != nullptr) {
    Decide(&assertion, FactStatus::kThreatened, "threat", view, threat);
  } else if (clause.kind == ClauseKind::kCondition) {
    Decide(&assertion, FactStatus::kConditional, "condition", view, nullptr);
  } else if ((future || may != nullptr) && AnswersCondition(view, trigger)) {
    Decide(&assertion, FactStatus::kConditional, "condition_answer", view, nullptr);
  } else if (allege != nullptr) {
    Decide(&assertion, FactStatus::kAlleged, "allege", view, allege);
  } else if (may != nullptr || possible != nullptr) {
    Decide(&assertion, FactStatus::kConditional, "possible", view, may != nullptr ? may : possible);
  } else if (deny != nullptr) {
    Decide(&assertion, FactStatus::kDenied, "deny", view, deny);
  } else if (future) {
    Decide(&assertion, FactStatus::kPlanned, "future", view, nullptr);
  } else if (plan != nullptr) {
    Decide(&assertion, FactStatus::kPlanned, "plan", view, plan);
  } else if (wish != nullptr && !verbal) {
    Decide(&assertion, FactStatus::kConditional, "wish", view, wish);
  } else if (assertion.attribution != nullptr && assertion.attribution->reprint) {
    // The text reprints a report: its author tells it as the article would.
    Decide(&assertion, FactStatus::kAsserted, "reprint", view, nullptr);
  } else if (assertion.attribution != nullptr && assertion.attribution->denies) {
    Decide(&assertion, FactStatus::kDenied, "speaker_denies", view, nullptr);
  } else if (assertion.attribution != nullptr && assertion.attribution->alleges) {
    Decide(&assertion, FactStatus::kAlleged, "speaker_alleges", view, nullptr);
  } else if (assertion.attribution != nullptr) {
    Decide(&assertion, FactStatus::kAttributed, "speaker", view, nullptr);
  } else {
    Decide(&assertion, FactStatus::kAsserted, "told", view, nullptr);
  }
  if (assertion.negated &&
      (assertion.status == FactStatus::kAsserted || assertion.status == FactStatus::kAttributed)) {
    Decide(&assertion, FactStatus::kDenied, "negation", view, nullptr);
  }
  return assertion;
}

}  // namespace tadwin::extract

#include "extract/events/status.h"

#include <algorithm>
#include <optional>

#include "extract/events/fields.h"

namespace tadwin::extract {
namespace {

constexpr uint32_t kReach = 10;         // words a governing word may stand before what it governs
constexpr uint32_t kOwnReach = 2;       // words between a verb of saying and the act it performs
constexpr uint32_t kMandateReach = 12;  // words between a verb of ordering and what is ordered
constexpr std::string_view kWas = "\xD9\x83\xD8\xA7\xD9\x86";  // U+0643 U+0627 U+0646: was

constexpr std::string_view kAbout = "\xD8\xB9\xD9\x86";           // U+0639 U+0646: key of "about"
constexpr std::string_view kAround = "\xD8\xAD\xD9\x88\xD9\x84";  // U+062D U+0648 U+0644: on
constexpr std::string_view kOnTopic = "topic";  // key of "concerning" in event/words
constexpr std::string_view kClaim = "claim";    // key of "their responsibility" in event/words
constexpr std::string_view kReply = "reply";    // key of "in reply to" in event/words

struct Governor {
  uint32_t classes = 0;
  uint32_t token = 0;
  uint32_t distance = 0;
};

bool HasArticle(const SentenceView& view, uint32_t token) {
  const AnnotatedText& document = view.document();
  const Token& word = document.tokens[token];
  for (uint8_t r = 0; r < word.reading_count; ++r) {
    if (document.readings[word.first_reading + r].proclitics == kAl) return true;
  }
  return false;
}

bool IsInsideName(const SentenceView& view, uint32_t token);

bool IsVerbTrigger(const SentenceView& view, const std::vector<Trigger>& triggers, uint32_t token) {
  const int32_t at = TriggerAt(triggers, token);
  if (at < 0) return false;
  const Trigger& trigger = triggers[static_cast<size_t>(at)];
  return trigger.verb && !trigger.dropped &&
         view.frames().all()[trigger.frame].kind == FrameKind::kEvent;
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
    const bool opens = trigger.verb || trigger.shape == kActiveParticipleNoun;
    if (word.comma && (i + 1 < trigger.begin || opens)) {
      const Clause& own = view.clauses()[clause];
      if (!trigger.verb && opens) break;  // "..., accusing": what was said before governs it not
      if (own.kind != ClauseKind::kComplement) break;
    }
    if (word.time >= 0 || word.punctuation) continue;
    ++distance;
    if (word.classes != 0 && !IsInsideName(view, i)) {
      found.push_back({word.classes, i, distance});
    }
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

// "may close the embassy (and strike)", "will withdraw (and close)": the verb of the present in the
// clause before that a coordinated one goes on from, as a trigger of the same frame.
std::optional<Trigger> GoesOnFrom(const SentenceView& view, const Trigger& trigger) {
  const uint32_t own = view.word(trigger.begin).clause;
  if (!trigger.verb || !trigger.imperfect || own == 0) return std::nullopt;
  if ((view.word(trigger.begin).proclitics & kWa) == 0) return std::nullopt;
  const Clause& before = view.clauses()[own - 1];
  if (view.clauses()[own].kind != ClauseKind::kCoordinate) return std::nullopt;
  if (view.word(trigger.begin - 1).comma) return std::nullopt;
  for (uint32_t i = before.begin; i < before.end; ++i) {
    const Word& word = view.word(i);
    if (!word.verb) continue;
    if (!word.imperfect || word.perfect) return std::nullopt;
    Trigger first = trigger;
    first.begin = i;
    first.end = i + 1;
    first.proclitics = word.proclitics;
    return first;
  }
  return std::nullopt;
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
    // "the talks will allow ...": the subject right behind the verb is under way.
    const bool subject = trigger.definite && i + 1 == trigger.begin;
    if (word.verb) return (word.proclitics & kSa) != 0 && !subject;
  }
  return false;
}

// The words are said with "that", a colon or a quotation; else the verb governs a noun phrase and
// the clauses behind it are not said.
bool SaysClause(const AnnotatedText& document, const SentenceView& view,
                const Attribution& attribution) {
  const bool governs =
      attribution.rule == "speaker/reporting" || attribution.rule == "speaker/continued";
  if (attribution.quoted || !governs) return true;
  uint32_t first = view.begin();
  while (first < view.end() && document.tokens[first].span.begin < attribution.scope.begin) ++first;
  if (first == view.begin() || first >= view.end()) return true;
  for (uint32_t back = 1; back <= 2 && first >= view.begin() + back; ++back) {
    const Word& word = view.word(first - back);
    if ((word.classes & kComplementiser) != 0) return true;
    // "warned, in a leaflet, of": what is said hangs on a preposition.
    // "confirmed, ..., its approval": a noun with the speaker's pronoun.
    const bool noun = view.word(first).has_enclitic && !view.word(first).verb;
    if (word.comma) return (view.word(first).classes & kPreposition) == 0 && !noun;
    if (!word.punctuation) break;
  }
  return (view.word(first).classes & kComplementiser) != 0;
}

// "according to the port, which accused": what the one who is named does is told by the article.
bool IsOfSpeaker(const SentenceView& view, const Trigger& trigger, const Attribution& attribution) {
  if (!trigger.verb || attribution.rule != "speaker/according") return false;
  const AnnotatedText& document = view.document();
  uint32_t behind = view.begin();
  while (behind < trigger.begin && document.tokens[behind].span.begin < attribution.cue.end) {
    ++behind;
  }
  if (behind < trigger.begin && view.word(behind).comma) ++behind;
  return behind > view.begin() && behind < trigger.begin && trigger.begin <= behind + 2 &&
         (view.word(behind).classes & kRelative) != 0;
}

// What is said ends with a quotation right at its beginning, or with the noun phrase said; a verb
// that goes on from there is told by the article.
bool IsPast(const SentenceView& view, const Trigger& trigger, const Attribution& attribution) {
  const AnnotatedText& document = view.document();
  if (attribution.cue.begin < document.tokens[view.begin()].span.begin) return false;
  if (IsOfSpeaker(view, trigger, attribution)) return true;
  const Clause& clause = view.ClauseOf(trigger.begin);
  const Token& word = document.tokens[trigger.begin];
  const bool opens = clause.kind == ClauseKind::kCoordinate || clause.kind == ClauseKind::kMain ||
                     clause.kind == ClauseKind::kSubordinate;
  if (trigger.begin == view.begin() || attribution.cue.begin > word.span.begin) return false;
  // "..., and renewed its rejection of": the noun hangs on a verb that goes on.
  const Word& head = view.word(clause.begin);
  const bool goes_on = clause.kind == ClauseKind::kCoordinate && head.verb_known && head.perfect &&
                       (head.proclitics & kWa) != 0 && clause.begin > view.begin() &&
                       view.word(clause.begin - 1).comma;
  if (!opens || (!trigger.verb && !goes_on)) return false;
  for (const Quotation& quotation : document.quotations) {
    const bool first = quotation.span.begin >= attribution.scope.begin &&
                       quotation.span.begin <= attribution.scope.begin + 4;
    if (first && quotation.span.end < word.span.begin && !attribution.quoted) return true;
  }
  if (SaysClause(document, view, attribution)) return false;
  uint32_t first = view.begin();
  while (first < trigger.begin && document.tokens[first].span.begin < attribution.scope.begin) {
    ++first;
  }
  return view.word(first).clause != view.word(trigger.begin).clause;
}

// Who says the trigger's words: the innermost speaker whose words reach so far.
const Attribution* SpeakerOf(const SentenceView& view, const Trigger& trigger,
                             const std::vector<Attribution>& attributions, Span span) {
  const Attribution* found = FindAttribution(attributions, span);
  if (found == nullptr || !IsPast(view, trigger, *found)) return found;
  const Attribution* outer = nullptr;
  for (const Attribution& attribution : attributions) {
    if (attribution.scope.begin > span.begin) break;
    if (&attribution == found || !attribution.scope.Contains(span)) continue;
    if (IsPast(view, trigger, attribution)) continue;
    if (outer == nullptr || attribution.scope.size() <= outer->scope.size()) outer = &attribution;
  }
  return outer;
}

enum class Topic : uint8_t { kNone, kUnspoken, kClaimed };

// "did not speak of the closing of": what nobody spoke of is neither told nor denied; "nobody
// claimed the bombing of": it happened.
Topic TopicOf(const SentenceView& view, const Trigger& trigger, const Controls& controls) {
  if (trigger.begin == view.begin()) return Topic::kNone;
  const Word& about = view.word(trigger.begin - 1);
  const AnnotatedText& document = view.document();
  const bool around = document.Folded(document.tokens[trigger.begin - 1]) == kAround;
  if (about.key != kAbout && about.key != kOnTopic && !around) return Topic::kNone;
  for (uint32_t i = trigger.begin; i > view.begin() && i + kReach > trigger.begin;) {
    --i;
    if (view.word(i).key == kClaim) return Topic::kClaimed;
    if ((view.word(i).classes & kNounNegation) != 0) return Topic::kUnspoken;
    if (!view.word(i).verb) continue;
    const bool negated = i > view.begin() && (view.word(i - 1).classes & kNegation) != 0 &&
                         controls.MoodOf(view, i) != Mood::kCeases;
    return negated ? Topic::kUnspoken : Topic::kNone;
  }
  return Topic::kNone;
}

// "did not reach those behind the attack": a noun that hangs on a preposition of a negated verb
// is not negated with it, unless the verb hands its doer on to the noun itself.
bool IsBesideNegation(const SentenceView& view, const Trigger& trigger, const Controls& controls) {
  if (trigger.verb || trigger.light >= 0 || trigger.begin == view.begin()) return false;
  bool hangs = (trigger.proclitics & (kBi | kLi)) != 0;
  bool direct = hangs;
  for (uint32_t i = trigger.begin; i > view.begin() && i + kReach > trigger.begin;) {
    --i;
    const Word& word = view.word(i);
    if (word.verb) {
      return hangs && i > view.begin() && (view.word(i - 1).classes & kNegation) != 0 &&
             (!direct || controls.Of(view, i) == Control::kUnknown);
    }
    if (hangs) continue;
    const bool alone = (word.classes & kPreposition) != 0;
    hangs = alone || (word.proclitics & (kBi | kLi)) != 0;
    direct = alone && i + 1 == trigger.begin;
    if (!hangs && (word.definite || word.mention >= 0 || word.punctuation)) return false;
  }
  return false;
}

// "announced its rejection": the saying is the act, and the article tells of it.
bool IsOwnAct(const SentenceView& view, const Trigger& trigger, const Frame& frame,
              const Attribution& attribution, const std::vector<Attribution>& attributions) {
  const bool act = frame.plover == "REQUEST" || frame.plover == "REJECT" ||
                   frame.plover == "SUPPORT" || frame.plover == "ACCUSE" ||
                   frame.plover == "AGREE" || frame.plover == "RETREAT" ||
                   frame.plover == "THREATEN";
  if (!act || trigger.verb || attribution.quoted) return false;
  const bool says = attribution.kind == "say" || attribution.kind == "announce" ||
                    attribution.kind == "admit" || attribution.kind == "decide";
  if (!says || SaysClause(view.document(), view, attribution)) return false;
  const AnnotatedText& document = view.document();
  const uint32_t first = std::max(view.begin() + kOwnReach, trigger.begin) - kOwnReach;
  if (attribution.scope.begin < document.tokens[first].span.begin) return false;
  const Attribution* outer = FindAttribution(attributions, attribution.cue);
  return outer == nullptr || IsPast(view, trigger, *outer);
}

// "had done": was + had, with the subject between them.
bool IsPluperfect(const SentenceView& view, const Trigger& trigger) {
  if (!trigger.verb || trigger.imperfect || trigger.begin == view.begin()) return false;
  const Clause& clause = view.ClauseOf(trigger.begin);
  for (uint32_t i = trigger.begin; i > clause.begin;) {
    --i;
    const Word& word = view.word(i);
    if (word.verb && (word.classes & kAuxiliary) == 0) return false;
    if ((word.classes & kAuxiliary) == 0) continue;
    std::string_view folded = view.document().Folded(view.document().tokens[i]);
    if ((word.proclitics & kWa) != 0) folded.remove_prefix(2);
    return folded.starts_with(kWas);
  }
  return false;
}

// "may" before the verb of the present that the noun hangs on: may drive X to close ...
const Governor* MayBefore(const SentenceView& view, const Trigger& trigger,
                          const std::vector<Governor>& governors) {
  const Clause& clause = view.ClauseOf(trigger.begin);
  for (uint32_t i = trigger.begin; i > clause.begin;) {
    --i;
    if (!view.word(i).verb) continue;
    if (!view.word(i).imperfect || view.word(i).perfect) return nullptr;
    for (const Governor& governor : governors) {
      if ((governor.classes & kMayWord) != 0 && governor.token < i && governor.token + 2 >= i) {
        return &governor;
      }
    }
    return nullptr;
  }
  return nullptr;
}

// The mood that a verb of ordering or of equating gives the noun right behind its preposition.
Mood GovernedMood(const SentenceView& view, const Trigger& trigger, const Controls& controls) {
  if (trigger.verb) return Mood::kNone;
  const bool governed = (trigger.proclitics & (kBi | kWa)) != 0 ||
                        (trigger.begin > view.begin() &&
                         (((view.word(trigger.begin - 1).classes & kPreposition) != 0 &&
                           !view.word(trigger.begin - 1).locative) ||
                          view.word(trigger.begin - 1).verb ||
                          (view.word(trigger.begin - 1).classes & kAdverb) != 0));
  if (!governed) return Mood::kNone;
  const Clause& clause = view.ClauseOf(trigger.begin);
  for (uint32_t i = trigger.begin; i > clause.begin && i + kMandateReach > trigger.begin;) {
    --i;
    if (view.word(i).verb) return controls.MoodOf(view, i);
    // "asked for the closing of X, and the withdrawal of": a comma before "and" parts nothing.
    if (view.word(i).comma && i + 1 < trigger.begin) return Mood::kNone;
  }
  return Mood::kNone;
}

// "used the planes to bomb (civilians)": what the thing before it is for.
bool IsPurpose(const SentenceView& view, const std::vector<Trigger>& triggers,
               const Trigger& trigger, const Frame& frame) {
  if (trigger.verb || trigger.shape != kMasdarNoun || trigger.light >= 0) return false;
  if (frame.plover != "ASSAULT" || !frame.effect.empty() || trigger.proclitics != kLi ||
      frame.mode == "crowd-control") {
    return false;
  }
  if (trigger.begin == view.begin() || TriggerAt(triggers, trigger.begin - 1) >= 0) return false;
  // "to bomb X, which killed ten": it was done.
  const int32_t own = TriggerAt(triggers, trigger.begin);
  const bool had_effect = std::any_of(triggers.begin(), triggers.end(), [&](const Trigger& other) {
    return own >= 0 && other.merged_into == own && !view.frames().all()[other.frame].effect.empty();
  });
  if (had_effect) return false;
  const Word& before = view.word(trigger.begin - 1);
  return before.definite && !before.verb && before.classes == 0 && !before.punctuation;
}

// The second half of a condition: if X does this and does that.
bool GoesOnWithCondition(const SentenceView& view, const Trigger& trigger) {
  const uint32_t own = view.word(trigger.begin).clause;
  const Clause& clause = view.clauses()[own];
  if (own == 0 || clause.kind != ClauseKind::kCoordinate || !trigger.verb) return false;
  if (view.word(clause.begin > view.begin() ? clause.begin - 1 : clause.begin).comma) return false;
  return view.clauses()[own - 1].kind == ClauseKind::kCondition;
}

// A noun inside the name of a body ("the chamber of accusation") governs nothing.
bool IsInsideName(const SentenceView& view, uint32_t token) {
  if (token == view.begin() || view.word(token).verb) return false;
  const Word& before = view.word(token - 1);
  return HasArticle(view, token) && before.noun_known && before.classes == 0 && !before.verb &&
         !before.definite;
}

// "considered that the insult is condemned": the speaker's verdict, which nobody has to prove.
bool IsVerdict(const Trigger& trigger, const Frame& frame, const Attribution& attribution) {
  return !trigger.verb && attribution.kind == "claim" &&
         (frame.plover == "ACCUSE" || frame.plover == "REJECT");
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

bool SaysIt(FactStatus status) {
  return status == FactStatus::kAsserted || status == FactStatus::kAttributed;
}

std::string SpeakerRule(const Attribution& attribution) {
  for (const char* stand : {"own", "admit", "accuse", "blame", "deny", "condemn"}) {
    if (attribution.kind == stand) return attribution.rule + ":" + stand;
  }
  return attribution.rule;
}

Outcome OutcomeOf(const Frame& frame, const Assertion& assertion, const Fact& fact) {
  if (frame.outcome == "intercepted") return Outcome::kIntercepted;
  if (frame.outcome == "foiled") return Outcome::kFoiled;
  if (frame.outcome == "failed") return Outcome::kFailed;
  if (assertion.foiled) return Outcome::kFoiled;
  if (assertion.attempt) return Outcome::kFailed;
  // Deeds told as done were carried out, whatever came of them; words have no outcome.
  const bool done = fact.status == FactStatus::kAsserted ||
                    fact.status == FactStatus::kAttributed ||
                    fact.status == FactStatus::kBackground;
  if (done && IsDeed(fact.plover)) return Outcome::kCarriedOut;
  return Outcome::kUnknown;
}

Assertion ReadAssertion(const SentenceView& view, const std::vector<Trigger>& triggers,
                        const Trigger& trigger, const std::vector<Attribution>& attributions,
                        const Controls& controls) {
  Assertion assertion;
  const AnnotatedText& document = view.document();
  const Frame& frame = view.frames().all()[trigger.frame];
  const Span span = document.SpanOf(trigger.begin, trigger.end);
  assertion.attribution = SpeakerOf(view, trigger, attributions, span);
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
  assertion.pluperfect = IsPluperfect(view, trigger);
  if (assertion.negated && !trigger.verb && trigger.begin > view.begin()) {
    // "did not cease to": the act went on.
    for (uint32_t i = trigger.begin; i > view.begin() && i + 4 > trigger.begin;) {
      --i;
      if (view.word(i).verb) {
        assertion.negated = controls.MoodOf(view, i) != Mood::kCeases;
        break;
      }
    }
  }
  if (!trigger.verb && frame.effect.empty()) {
    const Topic topic = TopicOf(view, trigger, controls);
    assertion.claimed = topic == Topic::kClaimed;
    assertion.unspoken = topic == Topic::kUnspoken && trigger.light < 0;
    assertion.negated &= !assertion.claimed && !assertion.unspoken;
    if (Nearest(governors, kNounNegation, 2) == nullptr) {
      assertion.negated &= !IsBesideNegation(view, trigger, controls);
    }
  }
  const Governor* prevent = Nearest(governors, kPrevent, trigger.verb ? 2 : 3);
  assertion.replied = prevent != nullptr && view.word(prevent->token).key == kReply;
  assertion.suppressed = prevent != nullptr || assertion.unspoken ||
                         (Nearest(governors, kGeneric, 2) != nullptr &&
                          (!verbal || (!trigger.verb && frame.plover == "AGREE"))) ||
                         (!trigger.verb && Nearest(governors, kGeneric, 4) != nullptr &&
                          (frame.plover == "CONSULT" || frame.plover == "COOPERATE"));
  assertion.attempt = Nearest(governors, kAttempt, 4) != nullptr;
  // "foiled a bombing and arrested": the second is another act.
  assertion.foiled =
      Nearest(governors, kFoil, 5) != nullptr && (trigger.proclitics & (kWa | kFa)) == 0;
  assertion.history = Nearest(governors, kPast | kLast, 6) != nullptr;

  assertion.in_passing = !trigger.verb && Nearest(governors, kTime | kCause, 2) != nullptr;

  const std::optional<Trigger> first =
      IsDeed(frame.plover) ? GoesOnFrom(view, trigger) : std::nullopt;
  const std::vector<Governor> before =
      first ? Governors(view, triggers, *first) : std::vector<Governor>();
  const bool future =
      IsFuture(view, trigger, governors) || (first && IsFuture(view, *first, before));
  // "warned, during a call": the call is the occasion and no part of the threat.
  const bool occasion = assertion.in_passing && frame.plover == "CONSULT";
  const Governor* threat = is_threat || occasion ? nullptr : Nearest(governors, kThreat);
  // What is wanted or planned is told by a noun or a verb of the present: "to do", not "did".
  const bool done = trigger.verb && !trigger.imperfect;
  // "aims at a truce in the city and the release of": the second noun stands farther off.
  const bool second = !trigger.verb && (trigger.proclitics & kWa) != 0;
  const Governor* plan = done ? nullptr : Nearest(governors, kPlan, second ? kReach : 5);
  const Governor* allege = Nearest(governors, kAllege);
  const Governor* deny = Nearest(governors, kDeny);
  // "denying that ..., and accusing X of": each has its own.
  if (allege != nullptr && deny != nullptr && deny->token < allege->token) {
    for (uint32_t i = deny->token; i < allege->token; ++i) {
      if (view.word(i).comma && (view.word(i + 1).proclitics & kWa) != 0) deny = nullptr;
      if (deny == nullptr) break;
    }
  }
  const Governor* possible = Nearest(governors, kPossible, 6);
  const Governor* may_before = Nearest(before, kMayWord, 2);
  const Governor* may = may_before != nullptr ? may_before
                        : trigger.verb
                            ? (trigger.imperfect ? Nearest(governors, kMayWord, 2) : nullptr)
                            : MayBefore(view, trigger, governors);
  const Governor* wish = done ? nullptr : Nearest(governors, kWish, 5);

  const Mood mood = GovernedMood(view, trigger, controls);
  const bool ordered =
      mood == Mood::kOrdered && frame.plover != "SANCTION" &&
      !(frame.plover == "COERCE" &&
        (frame.mode == "restrict" || frame.mode == "seize" || frame.mode == "censor"));
  const bool material = frame.plover == "ASSAULT" || frame.plover == "COERCE" ||
                        frame.plover == "RETREAT" || frame.plover == "SANCTION";
  const bool warned =
      material && assertion.attribution != nullptr &&
      (assertion.attribution->kind == "warn" || assertion.attribution->kind == "threaten");
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
  } else if (GoesOnWithCondition(view, trigger)) {
    Decide(&assertion, FactStatus::kConditional, "condition", view, nullptr);
  } else if (warned && (future || may != nullptr || possible != nullptr)) {
    Decide(&assertion, FactStatus::kThreatened, "warned", view, nullptr);
  } else if ((future || may != nullptr) && AnswersCondition(view, trigger)) {
    Decide(&assertion, FactStatus::kConditional, "condition_answer", view, nullptr);
  } else if (allege != nullptr && deny != nullptr && deny->token < allege->token) {
    Decide(&assertion, FactStatus::kDenied, "deny", view, deny);  // "denied any part in"
  } else if (allege != nullptr && frame.subtype != "denial") {
    Decide(&assertion, FactStatus::kAlleged, "allege", view, allege);
  } else if (may != nullptr || possible != nullptr) {
    Decide(&assertion, FactStatus::kConditional, "possible", view, may != nullptr ? may : possible);
  } else if (deny != nullptr) {
    Decide(&assertion, FactStatus::kDenied, "deny", view, deny);
  } else if (mood == Mood::kConditional && future) {
    Decide(&assertion, FactStatus::kConditional, "would_be", view, nullptr);
  } else if (future) {
    Decide(&assertion, FactStatus::kPlanned, "future", view, nullptr);
  } else if (plan == nullptr && IsPurpose(view, triggers, trigger, frame)) {
    Decide(&assertion, FactStatus::kPlanned, "purpose", view, nullptr);
  } else if (plan != nullptr) {
    Decide(&assertion, FactStatus::kPlanned, "plan", view, plan);
  } else if ((mood == Mood::kPlanned || ordered) && frame.effect.empty() &&
             frame.plover != "ACCUSE") {
    Decide(&assertion, FactStatus::kPlanned, "mandate", view, nullptr);
  } else if (wish != nullptr && !verbal) {
    Decide(&assertion, FactStatus::kConditional, "wish", view, wish);
  } else if (assertion.attribution != nullptr && assertion.attribution->reprint) {
    // The text reprints a report: its author tells it as the article would.
    Decide(&assertion, FactStatus::kAsserted, "reprint", view, nullptr);
  } else if (assertion.attribution != nullptr &&
             IsOwnAct(view, trigger, frame, *assertion.attribution, attributions)) {
    Decide(&assertion, FactStatus::kAsserted, "own_act", view, nullptr);
  } else if (assertion.attribution != nullptr && assertion.attribution->denies) {
    Decide(&assertion, FactStatus::kDenied, "speaker_denies", view, nullptr);
  } else if (assertion.attribution != nullptr && assertion.attribution->alleges &&
             !IsVerdict(trigger, frame, *assertion.attribution)) {
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

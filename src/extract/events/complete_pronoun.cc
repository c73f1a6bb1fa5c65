// Whom a pronoun stands for: "called upon the parties and urged (them)", "the release of (him)".

#include <algorithm>
#include <string_view>

#include "extract/events/complete.h"
#include "extract/events/complete_draft.h"
#include "extract/events/pronoun.h"

namespace tadwin::extract {
namespace {

constexpr uint32_t kPrepositionReach = 4;  // words between a verb and the preposition it governs

}  // namespace

// The pronoun on the verb, on the last word of an expression, or on the preposition behind it that
// names whom it is done to.
uint8_t RoleCompleter::ObjectPronoun(const Trigger& trigger, const Frame& frame) const {
  const AnnotatedText& document = view_.document();
  const bool passive = trigger.shape == kPassiveVerb;
  const bool on_verb = trigger.verb && trigger.has_enclitic && trigger.end == trigger.begin + 1;
  if (on_verb && !passive && frame.arguments.object == Role::kTarget) {
    return PronounAtEnd(document.Folded(document.tokens[trigger.begin]));
  }
  const bool expression = trigger.end > trigger.begin + 1;
  if (expression && trigger.has_enclitic && frame.arguments.genitive == Role::kTarget) {
    return PronounAtEnd(document.Folded(document.tokens[trigger.end - 1]));
  }
  const uint32_t from = expression ? trigger.end - 1 : trigger.end;
  const uint32_t stop =
      std::min(view_.ClauseOf(trigger.begin).end, trigger.end + kPrepositionReach);
  for (uint32_t i = from; i < stop; ++i) {
    if (view_.word(i).punctuation || (view_.word(i).verb && i >= trigger.end)) break;
    const std::string_view word = document.Folded(document.tokens[i]);
    for (const PrepositionRole& wanted : frame.arguments.prepositions) {
      if (wanted.role != Role::kTarget) continue;
      const uint8_t pronoun = PronounOn(word, wanted.preposition);
      if (pronoun != kNoPronoun) return pronoun;
    }
  }
  return kNoPronoun;
}

// The nearest before it that the pronoun may stand for: first those something was done to, then
// those who did something else; and those of the sentence before.
Subject RoleCompleter::MeantBy(uint8_t pronoun, const Trigger& trigger, const Draft& draft) const {
  const auto fits = [&](const Subject& subject) {
    if (!subject.found() || (subject.pronouns & pronoun) == 0) return false;
    return std::none_of(draft.actors.begin(), draft.actors.end(),
                        [&](const Subject& actor) { return actor.ref == subject.ref; });
  };
  Subject best;
  const auto take = [&](const Phrase& phrase) {
    if (phrase.begin >= phrase.end || phrase.end > trigger.begin) return;
    if (best.found() && phrase.begin <= best.phrase.begin) return;
    if (!CanParticipate(view_, phrase) || IsParticle(phrase)) return;
    if (Subject subject = subjects_.Make(phrase); fits(subject)) best = std::move(subject);
  };
  for (const Event& event : found_.events) {
    if (found_.triggers[event.trigger].begin >= trigger.begin) continue;
    for (const Phrase& phrase : event.roles.targets) take(phrase);
  }
  for (const VerbReading& verb : subjects_.verbs()) {
    if (verb.token >= trigger.begin) break;
    for (const Phrase& phrase : subjects_.ObjectsOf(verb)) take(phrase);
  }
  if (best.found()) return best;
  for (const VerbReading& verb : subjects_.verbs()) {
    if (verb.token >= trigger.begin) break;
    if (!verb.taken_over) take(verb.subject.phrase);
  }
  if (best.found()) return best;
  const std::vector<Subject>& earlier = subjects_.earlier_objects();
  const auto found = std::find_if(earlier.rbegin(), earlier.rend(), fits);
  if (found == earlier.rend()) return {};
  best = *found;
  best.phrase = Phrase{};
  return best;
}

void RoleCompleter::TakeMeantTarget(const Trigger& trigger, const Frame& frame,
                                    Draft* draft) const {
  if (!draft->targets.empty()) return;
  const uint8_t pronoun = ObjectPronoun(trigger, frame);
  if (pronoun == kNoPronoun) return;
  const Subject meant = MeantBy(pronoun, trigger, *draft);
  if (meant.found()) draft->SetTarget(meant, "event/target:pronoun");
}

}  // namespace tadwin::extract

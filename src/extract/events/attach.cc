#include "extract/events/attach.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "extract/events/fields.h"
#include "extract/events/status.h"

namespace tadwin::extract {
namespace {

constexpr std::string_view kAbduct = "abduct";  // mode of PLOVER

constexpr std::string_view kOn = "\xD8\xB9\xD9\x84\xD9\x8A";  // key of "on" in event/words

void SetToll(const Mention& mention, Fact* fact) {
  const auto set = [&](std::optional<Quantity>* slot, const char* field) {
    if (slot->has_value()) return;
    *slot = mention.toll.quantity;
    AddEvidence(fact, field, mention.span, mention.rule);
  };
  switch (mention.toll.kind) {
    case TollKind::kKilled: set(&fact->killed, "killed"); break;
    case TollKind::kInjured: set(&fact->injured, "injured"); break;
    case TollKind::kDetained: set(&fact->detained, "detained"); break;
    case TollKind::kMissing: set(&fact->missing, "missing"); break;
    default: return;
  }
  if (SaysIt(fact->status) && fact->outcome == Outcome::kUnknown) {
    fact->outcome = Outcome::kCarriedOut;
  }
}

// The words for those counted become the target of an act that names none.
void SetVictims(const SentenceView& view, const SentenceEvents& found, const Mention& mention,
                Fact* fact) {
  if (!fact->targets.empty() || mention.toll.kind == TollKind::kMissing) return;
  if (!mention.toll.quantity.best || *mention.toll.quantity.best <= 0) return;
  const AnnotatedText& document = view.document();
  uint32_t begin = mention.token_begin;
  // "did away with two gunmen": who did stands before the preposition.
  uint32_t from = mention.token_begin;
  for (uint32_t i = from; i < mention.token_end; ++i) {
    if (view.word(i).key == kOn) from = i + 1;
  }
  for (uint32_t i = from; i < mention.token_end; ++i) {
    if (view.word(i).number || view.word(i).mention >= 0) {
      begin = i;
      break;
    }
  }
  if (begin >= mention.token_end || view.word(begin).verb) return;
  Phrase phrase;
  phrase.begin = begin;
  const uint32_t noun_end = view.NounPhraseEnd(begin, view.ClauseOf(begin).end);
  phrase.end = mention.toll.cumulative ? noun_end : std::max(mention.token_end, noun_end);
  if (!CanParticipate(view, phrase)) return;
  // "nine dead" tells how many, not who.
  for (uint32_t i = phrase.begin; i < phrase.end; ++i) {
    const int32_t dead = TriggerAt(found.triggers, i);
    if (dead < 0) continue;
    const Frame& frame =
        view.frames().all()[found.triggers[static_cast<size_t>(dead)].hits[0].frame];
    if (frame.weak && !frame.effect.empty()) return;
  }
  NamedRef target = MakeRef(view, phrase);
  static_cast<void>(document);
  AddEvidence(fact, "target", target.span, "event/target:toll");
  fact->targets.push_back(std::move(target));
}

bool IsEffect(const SentenceView& view, const SentenceEvents& found, const Event& event) {
  const std::string& effect = view.frames().all()[found.triggers[event.trigger].frame].effect;
  return effect == "killed" || effect == "injured";
}

int64_t TollDistance(const Mention& mention, const Event& event) {
  int64_t best = 1000;
  for (const uint32_t token : event.tokens) {
    int64_t distance = static_cast<int64_t>(mention.token_begin) - token;
    if (token >= mention.token_begin && token < mention.token_end) return 0;
    if (distance < 0) distance = -2 * distance;  // the effect mostly follows its cause
    best = std::min(best, distance);
  }
  return best;
}

}  // namespace

void AttachTolls(const SentenceView& view, const SentenceEvents& found,
                 const std::vector<const Event*>& events, size_t first,
                 std::vector<EventReader::Judged>* judged) {
  for (const uint32_t index : FindTolls(view)) {
    const Mention& mention = view.document().mentions[index];
    const bool detained = mention.toll.kind == TollKind::kDetained;
    const char* wanted = detained ? "COERCE" : "ASSAULT";
    int64_t best_distance = 1000;
    int64_t cause_distance = 1000;
    size_t best = events.size();
    size_t cause = events.size();
    for (size_t i = 0; i < events.size(); ++i) {
      if ((*judged)[first + i].fact.plover != wanted) continue;
      const int64_t distance = TollDistance(mention, *events[i]);
      if (distance < best_distance) {
        best_distance = distance;
        best = i;
      }
      // Who was abducted is not who was killed.
      const bool causes = (*judged)[first + i].fact.mode != kAbduct;
      if (!detained && causes && !IsEffect(view, found, *events[i]) && distance < cause_distance) {
        cause_distance = distance;
        cause = i;
      }
    }
    if (best == events.size()) continue;
    // "an attempt to assassinate an officer" killed nobody.
    const Fact& hit = (*judged)[first + best].fact;
    const bool failed = hit.outcome == Outcome::kFailed || hit.outcome == Outcome::kFoiled;
    if (failed && mention.span.Contains(hit.span)) continue;
    SetToll(mention, &(*judged)[first + best].fact);
    SetVictims(view, found, mention, &(*judged)[first + best].fact);
    // Killed in an attack: the attack's toll as well.
    if (cause == best || cause == events.size() || !IsEffect(view, found, *events[best])) continue;
    SetToll(mention, &(*judged)[first + cause].fact);
    SetVictims(view, found, mention, &(*judged)[first + cause].fact);
  }
}

}  // namespace tadwin::extract

#include "extract/events/surroundings.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace tadwin::extract {
namespace {

constexpr std::string_view kWhat = "what";           // key of "what" in event/words
constexpr std::string_view kTimeUnit = "time unit";  // key of "day" in event/words
constexpr std::string_view kThatHe = "that he";      // key of "that he" in event/words
constexpr std::string_view kInterception = "interception";

// The noun phrase a relative clause or a verb right behind it is about.
Phrase Antecedent(const SentenceView& view, uint32_t token) {
  while (token > view.begin() && view.word(token - 1).punctuation) --token;
  return view.PhraseBefore(token);
}

// Claimed X, which is a small group, the attack: the object stands behind an aside between commas.
void TakeBehindAside(const SentenceView& view, const Trigger& trigger, std::vector<Phrase>* after) {
  const Clause& clause = view.ClauseOf(trigger.begin);
  if (clause.end >= view.end() || !view.word(clause.end - 1).comma || clause.end == clause.begin) {
    return;
  }
  const Clause& aside = view.ClauseOf(clause.end);
  const Word& opener = view.word(aside.begin);
  const bool opens = (opener.classes & (kRelative | kSubordinator)) != 0 ||
                     (opener.verb && (opener.proclitics & (kWa | kFa)) == 0);
  if (!opens) return;
  uint32_t stop = aside.begin;
  while (stop < view.end() && !view.word(stop).comma) ++stop;
  if (stop >= view.end()) return;
  for (const Phrase& phrase : view.Constituents(stop, view.end())) {
    if (phrase.kind == PhraseKind::kTimePhrase) continue;
    if (phrase.kind != PhraseKind::kNoun || phrase.coordinated) return;
    after->push_back(phrase);
    after->back().after_comma = false;
    return;
  }
}

// Opened (fire): the noun that belongs to the verb is no participant; what follows it may be.
void CutApart(const SentenceView& view, const Trigger& trigger, std::vector<Phrase>* phrases) {
  if (trigger.apart < 0 || view.frames().all()[trigger.frame].apart_whole) return;
  const auto apart = static_cast<uint32_t>(trigger.apart);
  for (Phrase& phrase : *phrases) {
    if (phrase.begin == apart) {
      ++phrase.begin;
      // "full (responsibility)": what describes the noun goes with it.
      while (phrase.begin < phrase.end && view.word(phrase.begin).mention < 0 &&
             !view.word(phrase.begin).number && !view.word(phrase.begin).listed_noun &&
             view.word(phrase.begin).definite == view.word(apart).definite &&
             view.word(phrase.begin).classes == 0) {
        ++phrase.begin;
      }
    }
    if (phrase.begin < apart && apart < phrase.end) phrase.end = apart;
  }
  // What is joined to the noun goes with it: "condolences and sympathy".
  for (size_t p = 0; p < phrases->size(); ++p) {
    if ((*phrases)[p].begin < (*phrases)[p].end) continue;
    for (size_t next = p + 1; next < phrases->size() && (*phrases)[next].coordinated; ++next) {
      (*phrases)[next].end = (*phrases)[next].begin;
    }
  }
  std::erase_if(*phrases, [](const Phrase& phrase) { return phrase.begin >= phrase.end; });
}

// "in the commune of X": no relative clause describes what has a name.
bool IsNamedPlace(const SentenceView& view, const Phrase& phrase) {
  const int32_t index = view.FirstMention(phrase.begin, phrase.end);
  return index >= 0 && view.MentionAt(index).layer == Layer::kPlace;
}

}  // namespace

int32_t HeadTrigger(const SentenceView& view, const std::vector<Trigger>& triggers,
                    const Phrase& phrase, const Trigger* except) {
  for (uint32_t i = phrase.begin; i < phrase.end && i < phrase.begin + 3; ++i) {
    const int32_t at = TriggerAt(triggers, i);
    if (at >= 0 && &triggers[static_cast<size_t>(at)] != except &&
        !triggers[static_cast<size_t>(at)].verb &&
        !view.frames().all()[triggers[static_cast<size_t>(at)].hits[0].frame].weak) {
      // "the interception of two drones": the word for a drone is that for a march.
      const Frame& own = view.frames().all()[except->frame];
      const Frame& other = view.frames().all()[triggers[static_cast<size_t>(at)].hits[0].frame];
      if (own.subtype == kInterception && other.plover == "PROTEST") continue;
      return at;
    }
  }
  return -1;
}

void SplitAtTriggers(const SentenceView& view, const std::vector<Trigger>& triggers,
                     std::vector<Phrase>* phrases) {
  for (size_t p = 0; p < phrases->size(); ++p) {
    const Phrase phrase = (*phrases)[p];
    if (phrase.kind != PhraseKind::kNoun) continue;
    for (uint32_t i = phrase.begin + 1; i < phrase.end; ++i) {
      if (TriggerAt(triggers, i) < 0 || view.FirstMention(phrase.begin, i) < 0) continue;
      (*phrases)[p].end = i;
      Phrase rest = phrase;
      rest.begin = i;
      rest.coordinated = false;
      phrases->insert(phrases->begin() + static_cast<std::ptrdiff_t>(p) + 1, rest);
      break;
    }
  }
}

bool LooksLikeObject(const SentenceView& view, const Phrase& phrase) {
  const AnnotatedText& document = view.document();
  uint32_t head = phrase.begin;
  while (head + 1 < phrase.end && view.word(head).number) ++head;
  const std::string_view folded = document.Folded(document.tokens[head]);
  const Word& word = view.word(head);
  if (word.own || view.IsInConstruct(head, phrase.end)) return false;
  if (!word.definite && view.frames().HasAccusativeEnding(folded)) return true;
  return word.has_enclitic && word.mention < 0;
}

bool ClauseBehind(const SentenceView& view, const Phrase& phrase) {
  return phrase.end + 1 < view.end() && view.word(phrase.end).key == kWhat &&
         view.word(phrase.end + 1).mention < 0 && !view.word(phrase.end + 1).punctuation;
}

Surroundings LookAround(const SentenceView& view, const std::vector<Trigger>& triggers,
                        const Trigger& trigger) {
  Surroundings around;
  const Clause& clause = view.ClauseOf(trigger.begin);
  uint32_t stop = clause.end;
  around.after = view.Constituents(trigger.end, stop);
  CutApart(view, trigger, &around.after);
  SplitAtTriggers(view, triggers, &around.after);
  // What a later trigger governs is not ours: keep phrases up to the first one headed by it.
  for (size_t p = 0; p < around.after.size(); ++p) {
    if (HeadTrigger(view, triggers, around.after[p], &trigger) >= 0) {
      around.after[p].act = true;
      // "killed (the gunmen), in an ambush, eight soldiers": the object behind how it was done.
      const Frame& frame = view.frames().all()[trigger.frame];
      const bool object =
          trigger.verb && frame.arguments.object == Role::kTarget && p + 1 < around.after.size() &&
          around.after[p].kind == PhraseKind::kPrepositional &&
          around.after[p + 1].kind == PhraseKind::kNoun && !around.after[p + 1].coordinated &&
          !around.after[p + 1].after_comma && view.word(around.after[p + 1].begin).number;
      const auto rest = around.after.begin() + static_cast<std::ptrdiff_t>(p) + 1;
      around.object_behind =
          around.after[p].kind == PhraseKind::kNoun &&
          std::any_of(rest, around.after.end(), [](const Phrase& phrase) {
            return phrase.kind == PhraseKind::kNoun && !phrase.coordinated && !phrase.after_comma;
          });
      around.after.resize(p + (object ? 2 : 1));
      break;
    }
  }
  if (!trigger.verb) return around;
  TakeBehindAside(view, trigger, &around.after);
  // An object behind a time or place set off by commas: shot down, at dawn, two planes.
  if (stop < view.end() && stop > trigger.end && view.word(stop - 1).comma) {
    const std::vector<Phrase> behind = view.Constituents(stop, view.end());
    if (!behind.empty() && behind[0].begin == stop && behind[0].kind == PhraseKind::kNoun &&
        !behind[0].coordinated &&
        (LooksLikeObject(view, behind[0]) ||
         (stop > trigger.end + 2 && view.word(stop - 2).time >= 0 &&
          !view.word(behind[0].begin).definite && view.word(behind[0].begin).noun_known))) {
      around.after.push_back(behind[0]);
    }
  }

  uint32_t start = trigger.begin;
  // Particles between the noun and its verb: had, may, not, will.
  while (start > view.begin()) {
    if (const uint32_t before = view.BeforeAdverb(start); before < start) {
      start = before;
      continue;
    }
    const Word& previous = view.word(start - 1);
    if ((previous.classes & kBeforeVerb) == 0 && previous.time < 0) break;
    --start;
  }
  if (start > view.begin() && view.word(start - 1).key == kThatHe) {
    around.pronoun = true;
    return around;
  }
  if (start > view.begin() && (view.word(start - 1).classes & kRelative) != 0) {
    around.before = Antecedent(view, start - 1);
    around.relative = true;
    around.pronoun = IsEmpty(around.before);
    return around;
  }
  const bool conjoined = (view.word(trigger.begin).proclitics & (kWa | kFa)) != 0;
  // A closing quotation mark belongs to the name before it.
  const bool parted = start > view.begin() && view.word(start - 1).punctuation &&
                      (view.word(start - 1).comma || view.PhraseBefore(start).end != start);
  if (start > view.begin() && !conjoined && !parted) {
    around.before = view.TopicBefore(start);
    // "on the day (they burnt the village)": nobody's name.
    const bool time = !IsEmpty(around.before) && view.word(around.before.begin).key == kTimeUnit;
    if (time) around.before = Phrase{};
    if (around.before.kind != PhraseKind::kNoun) {
      // An indefinite noun behind a preposition can carry a bare relative clause.
      around.relative =
          !IsEmpty(around.before) && around.before.kind == PhraseKind::kPrepositional &&
          view.word(around.before.begin).classes == 0 && !view.word(around.before.begin).definite &&
          !IsNamedPlace(view, around.before);
      if (!around.relative) around.before = Phrase{};
    }
  }
  return around;
}

}  // namespace tadwin::extract

#include "extract/events/trigger_scan.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace tadwin::extract {
namespace {

constexpr std::string_view kMy = "\xD9\x8A";          // U+064A
constexpr std::string_view kMe = "\xD9\x86\xD9\x8A";  // U+0646 U+064A

constexpr uint32_t kApartReach = 14;  // words between a verb and the noun that belongs to it

bool InsideName(const SentenceView& view, uint32_t token) {
  const int32_t index = view.word(token).mention;
  if (index < 0) return false;
  const Mention& mention = view.MentionAt(index);
  return mention.layer != Layer::kGroup && mention.token_end - mention.token_begin > 1;
}

int Cost(const LexMatch& match) {
  return (match.has_enclitic ? 1 : 0) + std::popcount(match.proclitics);
}

// The fewest clitics that any reading of a word by the lexicon needs: a word that is whole in it is
// not cut.
int PlainCost(const SentenceView& view, uint32_t token) {
  const AnnotatedText& document = view.document();
  int cost = 100;
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    if (match.token_end != token + 1) continue;
    if (!view.frames().IsLexical(match)) continue;
    cost = std::min(cost, Cost(match));
  }
  return cost;
}

// No conjunction can begin the word behind a preposition.
bool BehindPreposition(const SentenceView& view, uint32_t token) {
  if (token == view.begin()) return false;
  const Word& previous = view.word(token - 1);
  return (previous.classes & kPreposition) != 0 && previous.class_end == token;
}

void Describe(const SentenceView& view, const LexMatch& match, Trigger* trigger) {
  const Features& features = match.entry.features;
  trigger->proclitics = match.proclitics;
  trigger->has_enclitic = match.has_enclitic;
  trigger->imperfect = features.form == Form::kImperfect;
  const bool several = features.number == GrammaticalNumber::kPlural ||
                       (features.number == GrammaticalNumber::kDual && trigger->verb);
  trigger->plural = several && features.person == 3 && features.gender != Gender::kFeminine;
  trigger->first_person = features.person == 1;
  trigger->plural_noun =
      features.form == Form::kPlural || features.number == GrammaticalNumber::kPlural;
  trigger->definite = (match.proclitics & kAl) != 0 || view.word(trigger->begin).definite;
}

// At the head of a sentence or behind a mark: where a conjunction opens a clause.
bool OpensBehindMark(const SentenceView& view, uint32_t token) {
  return token == view.begin() || view.word(token - 1).punctuation;
}

// A reading with "and" cut off at the head of a clause is likelier than a whole word that tells
// nothing: "and called", not "bade farewell".
bool IsAndVerb(const SentenceView& view, uint32_t token, const LexMatch& match) {
  const bool and_only = match.proclitics == kWa || match.proclitics == kFa;
  return and_only && !match.has_enclitic && view.word(token).verb_known &&
         (OpensBehindMark(view, token) || view.word(token).verb);
}

// "Accusing the government", behind a mark: an indefinite participle in the accusative.
bool IsCircumstance(const SentenceView& view, uint32_t token, const LexMatch& match) {
  const AnnotatedText& document = view.document();
  if ((match.proclitics & ~(kWa | kFa)) != 0) return false;
  if (!OpensBehindMark(view, token)) {
    // "rallied, demanding": behind a definite noun, a name or a time, in the plural or with
    // nunation.
    const Word& before = view.word(token - 1);
    // Or behind a noun that does not agree with it: "a car, targeting".
    const bool agrees =
        view.frames().HasAccusativeEnding(document.Folded(document.tokens[token - 1]));
    const bool noun =
        before.noun_known && !agrees && match.entry.features.gender != Gender::kFeminine;
    const bool closed = before.definite || before.mention >= 0 || before.time >= 0 || noun;
    const uint32_t governs = kPreposition | kDemonstrative | kRelative;
    return closed && !before.verb && !before.number && (before.classes & governs) == 0 &&
           view.frames().HasAccusativeEnding(document.Folded(document.tokens[token]));
  }
  return view.frames().HasAccusativeEnding(document.Folded(document.tokens[token])) ||
         match.entry.features.gender == Gender::kFeminine;
}

// A verb takes no "my": the spelling is a name's.
bool IsMine(const Frames& frames, const LexMatch& match, std::string_view folded) {
  const Form form = match.entry.features.form;
  return match.has_enclitic && frames.IsVerb(match) &&
         (form == Form::kPerfect || form == Form::kImperfect) && folded.ends_with(kMy) &&
         !folded.ends_with(kMe);
}

// Collects the hits of the longest matches at a token that fit its part of speech.
bool ReadTriggerAt(const SentenceView& view, uint32_t token, Trigger* trigger, uint32_t* blocked) {
  const AnnotatedText& document = view.document();
  const Frames& frames = view.frames();
  std::vector<Frames::Hit> hits;
  uint32_t longest = 0;
  int best_cost = 100;
  const int plain_cost = PlainCost(view, token);
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    if (match.token_end > view.end()) continue;
    // News does not tell what "I" will do in one word; the spelling is another word's.
    const Features& form = match.entry.features;
    if (form.person == 1 && form.form == Form::kImperfect &&
        form.number == GrammaticalNumber::kSingular) {
      continue;
    }
    // "carries", not "dismisses": a jussive that no "not" asks for.
    const bool negated = token > view.begin() && (view.word(token - 1).classes & kNegation) != 0;
    if (!negated && frames.IsShortened(match, document.Folded(document.tokens[token]))) continue;
    if (IsMine(frames, match, document.Folded(document.tokens[token]))) continue;
    if (longest != 0 && match.token_end < longest) break;
    hits.clear();
    frames.Find(match, &hits);
    if (hits.empty()) continue;
    const bool phrase = match.token_end > token + 1;
    const bool lexical = frames.IsVerb(match) || frames.IsNoun(match);
    const int cost = Cost(match);
    if ((match.proclitics & (kWa | kFa)) != 0 && BehindPreposition(view, token)) continue;
    if (lexical && !phrase && cost > plain_cost && !IsAndVerb(view, token, match)) continue;
    for (const Frames::Hit& hit : hits) {
      const Frame& frame = frames.all()[hit.frame];
      if (frame.kind == FrameKind::kBlock && frame.apart.empty()) {
        *blocked = std::max(*blocked, match.token_end);
        continue;
      }
      if (hit.shape == kActiveParticipleNoun && frames.IsVerb(match) && frame.circumstance &&
          !IsCircumstance(view, token, match)) {
        continue;
      }
      const bool verb_shape = (hit.shape & (kActiveVerb | kPassiveVerb)) != 0;
      if (verb_shape && (match.proclitics & (kAl | kBi | kKa)) != 0) continue;
      if (lexical && !phrase && verb_shape != view.word(token).verb) continue;
      if (!lexical && !phrase && verb_shape && (match.proclitics & kAl) != 0) continue;
      if (trigger->hits.empty() || cost < best_cost) {
        trigger->begin = token;
        trigger->end = match.token_end;
        trigger->verb = verb_shape;
        Describe(view, match, trigger);
        best_cost = std::min(best_cost, cost);
        longest = match.token_end;
      }
      if (verb_shape == trigger->verb) trigger->hits.push_back(hit);
    }
  }
  std::stable_sort(trigger->hits.begin(), trigger->hits.end(),
                   [](const Frames::Hit& a, const Frames::Hit& b) { return a.frame < b.frame; });
  return !trigger->hits.empty() && trigger->end > *blocked;
}

// One of the frame's words, or two in a row, at a token.
bool IsApart(const SentenceView& view, const Frame& frame, uint32_t token, uint32_t stop) {
  const AnnotatedText& document = view.document();
  const std::string_view folded = document.Folded(document.tokens[token]);
  return std::any_of(frame.apart.begin(), frame.apart.end(), [&](std::string_view words) {
    const size_t space = words.find(' ');
    if (space == std::string_view::npos) return words == folded;
    return words.substr(0, space) == folded && token + 1 < stop &&
           words.substr(space + 1) == document.Folded(document.tokens[token + 1]);
  });
}

// The first of the frame's words behind the verb in its clause, or -1.
int32_t FindApart(const SentenceView& view, const Frame& frame, const Trigger& trigger) {
  // "called X (a violation)" may stand behind "that".
  const uint32_t limit = frame.apart_oblique ? view.end() : view.ClauseOf(trigger.begin).end;
  const uint32_t stop = std::min(limit, trigger.end + kApartReach);
  for (uint32_t i = trigger.end; i < stop; ++i) {
    if (!IsApart(view, frame, i, stop)) {
      if (view.word(i).verb) break;
      continue;
    }
    // Not inside a phrase of another preposition: "about the reasons for the arrest".
    for (const Phrase& phrase : view.Constituents(trigger.end, i + 1)) {
      const bool holds = phrase.begin <= i && i < phrase.end;
      const bool own = phrase.begin == i && view.word(i).proclitics != kNoProclitic;
      if (holds && phrase.kind == PhraseKind::kPrepositional && !own && !frame.apart_oblique) {
        return -1;
      }
    }
    return static_cast<int32_t>(i);
  }
  return -1;
}

// Keeps the frames whose word stands apart from the verb where it does, and drops them where not.
// Of idioms that tell nothing a verb is kept until its word is taken.
bool ReadApart(const SentenceView& view, Trigger* trigger) {
  const auto& frames = view.frames().all();
  std::stable_partition(trigger->hits.begin(), trigger->hits.end(), [&](const Frames::Hit& hit) {
    return frames[hit.frame].kind == FrameKind::kBlock;
  });
  const auto needs_word = [&](const Frames::Hit& hit) {
    return !view.frames().all()[hit.frame].apart.empty();
  };
  for (const Frames::Hit& hit : trigger->hits) {
    if (!needs_word(hit)) continue;
    const int32_t token = FindApart(view, view.frames().all()[hit.frame], *trigger);
    if (token < 0) continue;
    trigger->apart = token;
    const uint32_t frame = hit.frame;
    std::erase_if(trigger->hits, [&](const Frames::Hit& other) { return other.frame != frame; });
    return true;
  }
  std::erase_if(trigger->hits, needs_word);
  return !trigger->hits.empty();
}

// What a verb took as a word of its own tells nothing beside it.
void DropTaken(const SentenceView& view, std::vector<Trigger>* triggers) {
  std::vector<uint32_t> taken;
  const auto idiom = [&](const Trigger& trigger) {
    return view.frames().all()[trigger.hits[0].frame].kind == FrameKind::kBlock;
  };
  for (Trigger& trigger : *triggers) {
    if (trigger.apart < 0) continue;
    if (idiom(trigger) && view.frames().all()[trigger.hits[0].frame].apart_whole) continue;
    const auto apart = static_cast<uint32_t>(trigger.apart);
    for (const Trigger& noun : *triggers) {
      if (noun.begin == apart) trigger.apart_end = noun.end;
    }
    taken.push_back(apart);
  }
  std::erase_if(*triggers, [&](const Trigger& trigger) {
    return std::any_of(taken.begin(), taken.end(), [&](uint32_t token) {
      return trigger.begin <= token && token < trigger.end;
    });
  });
  std::erase_if(*triggers, idiom);
}

}  // namespace

std::vector<Trigger> FindTriggers(const SentenceView& view) {
  std::vector<Trigger> triggers;
  uint32_t blocked = 0;
  for (uint32_t i = view.begin(); i < view.end(); ++i) {
    if (view.word(i).punctuation || view.word(i).time >= 0) continue;
    Trigger trigger;
    const bool found = ReadTriggerAt(view, i, &trigger, &blocked);
    if (i < blocked || !found || InsideName(view, i) || !ReadApart(view, &trigger)) continue;
    i = trigger.end - 1;
    triggers.push_back(std::move(trigger));
  }
  DropTaken(view, &triggers);
  return triggers;
}

}  // namespace tadwin::extract

#include "extract/events/fields.h"

#include <algorithm>
#include <cstdlib>

namespace tadwin::extract {
namespace {

constexpr std::string_view kDirectionRule = "place/direction";  // "north of X", "near X"
constexpr std::string_view kOn = "\xD8\xB9\xD9\x84\xD9\x8A";    // key of "on, against"
constexpr std::string_view kFrom = "\xD9\x85\xD9\x86";          // key of "from" in event/words
constexpr std::string_view kNthDay = "nth day";                 // key of "for the ... day"
constexpr std::string_view kTowards = "\xD8\xAA\xD8\xAC\xD8\xA7\xD9\x87";  // key of "towards"
constexpr std::string_view kInterception = "interception";
constexpr int32_t kChain = 3;  // places that lie in one another, as told in one breath

bool InClauses(const SentenceView& view, const std::vector<uint32_t>& tokens, uint32_t clause) {
  return std::any_of(tokens.begin(), tokens.end(),
                     [&](uint32_t token) { return view.word(token).clause == clause; });
}

uint32_t Distance(const std::vector<uint32_t>& tokens, uint32_t begin, uint32_t end) {
  uint32_t best = 1000;
  for (const uint32_t token : tokens) {
    const uint32_t distance = token < begin ? begin - token : token >= end ? token - end + 1 : 0;
    best = std::min(best, distance);
  }
  return best;
}

bool IsEventAt(const SentenceView& view, const std::vector<Trigger>& triggers, uint32_t clause,
               const std::vector<uint32_t>& own) {
  for (const Trigger& trigger : triggers) {
    if (trigger.dropped || view.word(trigger.begin).clause != clause) continue;
    if (std::find(own.begin(), own.end(), trigger.begin) != own.end()) continue;
    if (view.frames().all()[trigger.frame].kind == FrameKind::kEvent) return true;
  }
  return false;
}

template <typename Visit>
void ForMentions(const SentenceView& view, Layer layer, Visit visit) {
  const AnnotatedText& document = view.document();
  const Span span = document.sentences[view.sentence()].span;
  auto it = std::lower_bound(
      document.mentions.begin(), document.mentions.end(), span.begin,
      [](const Mention& mention, uint32_t begin) { return mention.span.begin < begin; });
  for (; it != document.mentions.end() && it->span.begin < span.end; ++it) {
    if (it->layer != layer || it->token_begin < view.begin() || it->token_end > view.end()) {
      continue;
    }
    visit(static_cast<uint32_t>(it - document.mentions.begin()), *it);
  }
}

bool CoveredBy(const std::vector<Phrase>& phrases, const Mention& mention) {
  return std::any_of(phrases.begin(), phrases.end(), [&](const Phrase& phrase) {
    return phrase.begin <= mention.token_begin && mention.token_end <= phrase.end;
  });
}

// Whether a phrase names the place and nothing else: "Fasher", "the town of Fasher".
bool NamesPlace(const std::vector<Phrase>& phrases, const Mention& place) {
  return std::any_of(phrases.begin(), phrases.end(), [&](const Phrase& phrase) {
    return phrase.begin <= place.token_begin && place.token_begin <= phrase.begin + 1 &&
           place.token_end <= phrase.end;
  });
}

// Whether `inner` stands right before `outer` as a place that lies in it: "the town of Fasher in
// the region of Darfur", "Fasher, North Darfur".
bool LiesIn(const SentenceView& view, const Mention& inner, const Mention& outer) {
  constexpr uint32_t kBetween = 3;  // a preposition, a type of place, a bracket
  if (inner.token_end > outer.token_begin) return false;
  if (outer.token_begin - inner.token_end > kBetween) return false;
  const Token& first = view.document().tokens[outer.token_begin];
  bool joined = outer.rule == kDirectionRule || outer.span.begin > first.span.begin;
  for (uint32_t i = inner.token_end; i < outer.token_begin; ++i) {
    const Word& word = view.word(i);
    if (word.verb || (word.proclitics & (kWa | kFa)) != 0) return false;
    joined |= word.locative || word.punctuation || (word.proclitics & kBi) != 0;
  }
  return joined && (view.word(outer.token_begin).proclitics & (kWa | kFa)) == 0;
}

// "on the town of Fasher": what the act is directed at.
bool IsStruck(const SentenceView& view, const Mention& place) {
  for (uint32_t back = 1; back <= 2 && place.token_begin >= view.begin() + back; ++back) {
    const Word& word = view.word(place.token_begin - back);
    if (word.verb || word.punctuation) return false;
    if ((word.classes & kPreposition) != 0) return word.key == kOn;
  }
  return false;
}

// "launched towards Najran": where what was shot down was to strike.
bool IsAimedAt(const SentenceView& view, const Mention& place) {
  for (uint32_t back = 1; back <= 2 && place.token_begin >= view.begin() + back; ++back) {
    const Word& word = view.word(place.token_begin - back);
    if (word.verb || word.punctuation) return false;
    if ((word.classes & kDirection) != 0) return word.key == kTowards;
    if ((word.classes & kPreposition) != 0) return false;
  }
  return false;
}

// "in parts of (the capital)": the preposition of the part is that of the whole.
bool IsPartOf(const SentenceView& view, uint32_t from) {
  for (uint32_t back = 1; back <= 3 && from >= view.begin() + back; ++back) {
    const Word& word = view.word(from - back);
    if (word.verb || word.punctuation || word.mention >= 0) return false;
    if (word.locative || (word.proclitics & kBi) != 0) return true;
    if ((word.classes & kPreposition) != 0) return false;
  }
  return false;
}

// A locative preposition right before the mention, also before a noun in construct with it.
bool HasLocative(const SentenceView& view, const std::vector<Trigger>& triggers,
                 const Mention& mention) {
  if (mention.rule == kDirectionRule) return true;
  const Token& token = view.document().tokens[mention.token_begin];
  if (mention.span.begin > token.span.begin) {
    for (uint8_t r = 0; r < token.reading_count; ++r) {
      const Reading& reading = view.document().readings[token.first_reading + r];
      if ((reading.proclitics & kBi) != 0) return true;
    }
  }
  // "with regard to (l) Washington": the last preposition counts.
  if ((view.word(mention.token_begin).proclitics & kLi) != 0) return false;
  for (uint32_t back = 1; back <= 3 && mention.token_begin >= view.begin() + back; ++back) {
    const Word& word = view.word(mention.token_begin - back);
    if (word.verb || word.punctuation) return false;
    if ((word.classes & kPreposition) != 0) {
      return word.locative || (word.key == kFrom && IsPartOf(view, mention.token_begin - back));
    }
    // "in the bombing of X": where the bombing was.
    if (TriggerAt(triggers, mention.token_begin - back) >= 0) return false;
    if ((word.proclitics & kBi) != 0) return true;
  }
  return false;
}

// The date of an act told in passing: since the truce a month ago.
bool IsOfAct(const SentenceView& view, const std::vector<Trigger>& triggers,
             const std::vector<uint32_t>& own, const Mention& time) {
  for (const Trigger& other : triggers) {
    const bool between = other.begin > own[0] && other.begin < time.token_begin;
    if (other.dropped || other.verb || !between || other.begin == view.begin()) continue;
    if (std::find(own.begin(), own.end(), other.begin) != own.end()) continue;
    if ((view.word(other.begin - 1).classes & (kTime | kCause)) != 0) return true;
  }
  return false;
}

// "X.. what happened": the place a headline or an entry of a list opens with.
bool IsTopic(const SentenceView& view, const Mention& mention) {
  if (mention.token_begin != view.begin() || mention.token_end >= view.end()) return false;
  const Word& mark = view.word(mention.token_end);
  // A colon behind a country or its capital may name a speaker; behind any other place it is a
  // topic.
  const bool opens = mark.comma || mention.name.kind != NameKind::kCountry;
  return mark.punctuation && opens && mention.name.actor_id.empty();
}

// A town, and no party to the talks: nobody is named beside it.
bool IsVenue(const SentenceView& view, const Mention& mention) {
  if (mention.name.kind != NameKind::kSettlement) return false;
  if (mention.token_end >= view.end()) return true;
  const Word& next = view.word(mention.token_end);
  return (next.proclitics & kWa) == 0 && (next.classes & (kPreposition | kConjunction)) == 0;
}

// The name of a town or building right behind the noun of the act.
bool IsBeside(const SentenceView& view, const Trigger& trigger, const Mention& mention) {
  if (trigger.verb || trigger.definite || mention.token_begin != trigger.end) return false;
  if (view.word(mention.token_begin).proclitics != kNoProclitic) return false;
  // "the Geneva talks": also of a capital.
  const bool talks = view.frames().all()[trigger.frame].plover == "CONSULT";
  return (mention.name.actor_id.empty() || (talks && IsVenue(view, mention))) &&
         mention.name.kind != NameKind::kCountry;
}

// Another event's words stand between the event and a token behind it.
bool IsBetween(const SentenceView& view, const std::vector<Trigger>& triggers,
               const std::vector<uint32_t>& own, uint32_t token) {
  const uint32_t last = *std::max_element(own.begin(), own.end());
  for (const Trigger& trigger : triggers) {
    if (trigger.dropped || trigger.begin <= last || trigger.begin >= token) continue;
    if (view.frames().all()[trigger.frame].kind != FrameKind::kEvent) continue;
    if (std::find(own.begin(), own.end(), trigger.begin) == own.end()) return true;
  }
  return false;
}

// A finite verb of a clause that is none of the event's own words.
bool HasOtherVerb(const SentenceView& view, uint32_t clause, const std::vector<uint32_t>& own) {
  const Clause& other = view.clauses()[clause];
  for (uint32_t i = other.begin; i < other.end; ++i) {
    if (view.word(i).verb && std::find(own.begin(), own.end(), i) == own.end()) return true;
  }
  return false;
}

// The head of a phrase is one building, base or border: several are no one place.
bool IsFacility(const SentenceView& view, const Phrase& phrase) {
  const AnnotatedText& document = view.document();
  const uint32_t stop = std::min(phrase.end, phrase.begin + 2);
  bool facility = false;
  for (uint32_t i = phrase.begin; i < stop; ++i) {
    for (uint32_t m = document.lex_match_begin[i]; m < document.lex_match_begin[i + 1]; ++m) {
      const uint32_t thing = view.frames().ThingOf(document.lex_matches[m]);
      if ((thing & kNeedSeveral) != 0) return false;
      facility |= (thing & kNeedFacility) != 0;
    }
  }
  return facility;
}

// "in the houses of (the village)": the site a part of it belongs to.
bool WholeSite(const SentenceView& view, const Controls& controls, const Phrase& phrase,
               Phrase* whole) {
  if (view.FirstMention(phrase.begin, phrase.end) >= 0) return false;
  for (uint32_t i = phrase.begin + 1; i < phrase.end; ++i) {
    if (!view.word(i).definite || controls.SiteAt(view, i) != Site::kSite) continue;
    *whole = phrase;
    whole->begin = i;
    return true;
  }
  return false;
}

}  // namespace

bool FindPlacePhrase(const SentenceView& view, const std::vector<Trigger>& triggers,
                     const Event& event, const Controls& controls, Phrase* place) {
  static_cast<void>(controls);
  for (const auto* phrases : {&event.roles.places, &event.roles.targets}) {
    for (const Phrase& phrase : *phrases) {
      if (!IsFacility(view, phrase)) continue;
      *place = phrase;
      return true;
    }
  }
  const Trigger& trigger = triggers[event.trigger];
  for (const Phrase& phrase : view.Constituents(trigger.end, view.ClauseOf(trigger.begin).end)) {
    if (!phrase.locative || view.word(phrase.begin).time >= 0 || !IsFacility(view, phrase))
      continue;
    *place = phrase;
    return true;
  }
  return false;
}

bool FindSite(const SentenceView& view, const std::vector<Trigger>& triggers, const Event& event,
              const std::vector<Phrase>& targets, const Controls& controls, Phrase* site) {
  const auto take = [&](Phrase phrase) {
    // "the same village": the word behind the noun belongs to the name.
    while (phrase.end < view.end() && controls.SiteAt(view, phrase.end) == Site::kSame) {
      ++phrase.end;
    }
    *site = phrase;
    return true;
  };
  std::vector<uint32_t> starts(event.tokens);
  std::sort(starts.begin(), starts.end());
  for (const uint32_t start : starts) {
    const uint32_t stop = view.ClauseOf(start).end;
    uint32_t from = start + 1;
    while (from < stop) {
      const std::vector<Phrase> phrases = view.Constituents(from, stop);
      uint32_t next = from + 1;
      for (const Phrase& phrase : phrases) {
        next = std::max(next, phrase.end);
        if (phrase.kind != PhraseKind::kPrepositional || view.word(phrase.begin).time >= 0)
          continue;
        if (IsBetween(view, triggers, event.tokens, phrase.begin)) break;
        const Site kind = controls.SiteAt(view, phrase.begin);
        Phrase whole;
        if (kind == Site::kNone && phrase.locative && WholeSite(view, controls, phrase, &whole)) {
          return take(whole);
        }
        if (kind == Site::kNone || kind == Site::kSame) continue;
        if (phrase.locative || kind == Site::kWay) return take(phrase);
      }
      from = std::max(next, from + 1);
    }
  }
  for (const auto* phrases : {&event.roles.places, &event.roles.targets, &targets}) {
    for (const Phrase& phrase : *phrases) {
      if (phrase.begin >= phrase.end) continue;
      const Site kind = controls.SiteAt(view, phrase.begin);
      if (kind == Site::kSite || kind == Site::kWay) return take(phrase);
    }
  }
  return false;
}

int32_t FindTime(const SentenceView& view, const std::vector<Trigger>& triggers,
                 const std::vector<uint32_t>& tokens, const TimeLimits& limits) {
  int32_t best = -1;
  double best_cost = 1e9;
  ForMentions(view, Layer::kTime, [&](uint32_t index, const Mention& mention) {
    if (!mention.time.start || mention.time.is_deadline) return;
    if (mention.time.is_duration && !mention.time.stop) return;
    const uint32_t clause = view.word(mention.token_begin).clause;
    double cost = 0.05 * Distance(tokens, mention.token_begin, mention.token_end);
    if (limits.not_after && *mention.time.start > *limits.not_after) return;
    if (!InClauses(view, tokens, clause)) {
      if (limits.own_clause) return;
      // A later clause with a verb or an event of its own keeps its date.
      const bool later = mention.token_begin > tokens[0];
      if (later && IsEventAt(view, triggers, clause, tokens)) return;
      const ClauseKind kind = view.clauses()[clause].kind;
      if (later && kind != ClauseKind::kRelative && HasOtherVerb(view, clause, tokens)) return;
      if (!later && limits.not_before) return;
      cost += 3.0;
      if (view.clauses()[clause].kind == ClauseKind::kRelative) cost += 2.0;
      if (IsEventAt(view, triggers, clause, tokens)) cost += 1.0;
    }
    if (IsOfAct(view, triggers, tokens, mention)) return;
    if (limits.not_behind_others && IsBetween(view, triggers, tokens, mention.token_begin)) return;
    if (mention.time.precision == Precision::kVague) cost += 1.5;
    // "announced, on Monday, the death of": when it was announced.
    const bool beside = !limits.said.empty() && mention.span.end <= limits.said.begin;
    if (beside && mention.token_begin < tokens[0]) cost += 2.0;
    if (cost < best_cost) {
      best_cost = cost;
      best = static_cast<int32_t>(index);
    }
  });
  return best;
}

int32_t FindNthDay(const SentenceView& view, const std::vector<uint32_t>& tokens, Span* span) {
  constexpr double kMostDays = 400;
  int32_t day = 0;
  ForMentions(view, Layer::kOrdinal, [&](uint32_t, const Mention& mention) {
    if (day != 0 || mention.token_begin == view.begin() || !mention.quantity.best) return;
    const uint32_t word = mention.token_begin - 1;
    if (view.word(word).key != kNthDay || *mention.quantity.best > kMostDays) return;
    if (!InClauses(view, tokens, view.word(word).clause)) return;
    day = static_cast<int32_t>(*mention.quantity.best);
    *span = view.document().SpanOf(word, mention.token_end);
  });
  return day;
}

int32_t FindPlace(const SentenceView& view, const std::vector<Trigger>& triggers,
                  const Event& event, const std::vector<Phrase>& targets, bool target_is_place) {
  const std::vector<uint32_t>& tokens = event.tokens;
  const RolePhrases& roles = event.roles;
  const Frame& frame = view.frames().all()[triggers[event.trigger].frame];
  const bool violent = frame.plover == "ASSAULT";
  const bool intercepted = frame.subtype == kInterception;
  int32_t best = -1;
  double best_score = 0.0;
  ForMentions(view, Layer::kPlace, [&](uint32_t index, const Mention& mention) {
    const bool locative = HasLocative(view, triggers, mention);
    const bool target = target_is_place && (CoveredBy(roles.targets, mention) ||
                                            (violent && NamesPlace(targets, mention)));
    // "the Ansongo ambush": the name right behind the act.
    const bool beside = IsBeside(view, triggers[event.trigger], mention);
    const bool stated = CoveredBy(roles.places, mention) || beside;
    const bool topic = IsTopic(view, mention);
    if (CoveredBy(roles.actors, mention) && !locative && !beside) return;
    const bool struck = violent && IsStruck(view, mention);
    const bool aimed = intercepted && IsAimedAt(view, mention);
    if (!locative && !target && !stated && !topic && !struck && !aimed) return;
    const uint32_t clause = view.word(mention.token_begin).clause;
    double score =
        4.0 + (stated ? 2.0 : 0.0) + (locative ? 1.5 : 0.0) + (target || struck ? 0.5 : 0.0);
    if (mention.name.kind == NameKind::kSettlement || mention.name.kind == NameKind::kFacility) {
      score += 0.4;
    }
    if (topic && !locative && !target && !stated) score -= 2.0;
    if (!InClauses(view, tokens, clause)) score -= 2.0;
    // Behind the words of another event the place is that event's.
    if (!stated && !target && IsBetween(view, triggers, tokens, mention.token_begin)) score -= 1.0;
    const bool names = NamesPlace(roles.targets, mention) || NamesPlace(targets, mention);
    if (violent && target && names) score += 1.5;
    score -= 0.05 * Distance(tokens, mention.token_begin, mention.token_end);
    if (mention.name.kind == NameKind::kCountry) score -= 1.0;
    if (mention.name.kind == NameKind::kWater) score -= 1.0;
    if (score > best_score) {
      best_score = score;
      best = static_cast<int32_t>(index);
    }
  });
  // Of "A in B" the place is A, however near the event's words B stands.
  for (int32_t back = 0; back < kChain && best >= 0; ++back) {
    int32_t inner = -1;
    ForMentions(view, Layer::kPlace, [&](uint32_t index, const Mention& mention) {
      if (!LiesIn(view, mention, view.MentionAt(best))) return;
      if (mention.name.kind == NameKind::kCountry || CoveredBy(roles.actors, mention)) return;
      const bool named = NamesPlace(roles.targets, mention) || NamesPlace(roles.places, mention);
      const bool north_of = view.MentionAt(best).rule == kDirectionRule;
      if (named || north_of || IsStruck(view, mention) || HasLocative(view, triggers, mention))
        inner = static_cast<int32_t>(index);
    });
    if (inner < 0) break;
    best = inner;
  }
  return best;
}

int32_t FindPlaceOfSpeech(const SentenceView& view, const Trigger& trigger) {
  int32_t best = -1;
  ForMentions(view, Layer::kPlace, [&](uint32_t index, const Mention& mention) {
    const uint32_t begin = mention.token_begin;
    if (best >= 0 || !HasLocative(view, {}, mention)) return;
    // The preposition, or the noun of the town with the preposition on it, is the first word.
    uint32_t opener = begin;
    while (opener > view.begin() && begin - opener < 2 && !view.word(opener - 1).punctuation &&
           !view.word(opener - 1).verb && view.word(opener - 1).time < 0 &&
           (view.word(opener - 1).locative || view.word(opener - 1).noun_known) &&
           opener - 1 >= trigger.end) {
      --opener;
    }
    if (begin >= trigger.end) {
      uint32_t from = trigger.end;
      while (from < opener && (view.word(from).time >= 0 || view.word(from).punctuation)) ++from;
      if (from == opener && (opener < begin || (view.word(begin).proclitics & kBi) != 0))
        best = static_cast<int32_t>(index);
      return;
    }
    const bool opens = begin <= view.begin() + 2 && mention.token_end < view.end() &&
                       (view.word(mention.token_end).comma || mention.token_end == trigger.begin);
    if (opens) best = static_cast<int32_t>(index);
  });
  return best;
}

// A weapon's word inside a name: the brigades called after a rocket's namesake.
static bool InsideName(const SentenceView& view, uint32_t token) {
  const int32_t index = view.word(token).mention;
  if (index < 0) return false;
  const Mention& mention = view.MentionAt(index);
  return mention.layer == Layer::kOrg && mention.token_end > mention.token_begin + 1;
}

const Means* FindMeans(const SentenceView& view, const std::vector<Trigger>& triggers,
                       const std::vector<uint32_t>& tokens) {
  const AnnotatedText& document = view.document();
  const Means* best = nullptr;
  double best_score = -1.0;
  for (uint32_t i = view.begin(); i < view.end(); ++i) {
    const uint32_t clause = view.word(i).clause;
    const bool own = InClauses(view, tokens, clause);
    if (!own && IsEventAt(view, triggers, clause, tokens)) continue;
    const uint32_t distance = Distance(tokens, i, i + 1);
    if (distance > (own ? 14u : 8u)) continue;
    uint32_t longest = 0;  // "rocket shell" is no shell
    for (uint32_t m = document.lex_match_begin[i]; m < document.lex_match_begin[i + 1]; ++m) {
      const Means* means = view.frames().MeansOf(document.lex_matches[m]);
      if (means == nullptr || InsideName(view, i)) continue;
      if (document.lex_matches[m].token_end < longest) continue;
      longest = document.lex_matches[m].token_end;
      const double score = means->rank - 2.0 * distance;
      if (score > best_score) {
        best_score = score;
        best = means;
      }
    }
  }
  return best;
}

int32_t FindWeapon(const SentenceView& view, const std::vector<uint32_t>& tokens) {
  int32_t best = -1;
  uint32_t best_distance = 12;
  ForMentions(view, Layer::kWeapon, [&](uint32_t index, const Mention& mention) {
    uint32_t distance = Distance(tokens, mention.token_begin, mention.token_end);
    if (!InClauses(view, tokens, view.word(mention.token_begin).clause)) distance += 4;
    if (distance < best_distance) {
      best_distance = distance;
      best = static_cast<int32_t>(index);
    }
  });
  return best;
}

std::vector<uint32_t> FindTolls(const SentenceView& view) {
  std::vector<uint32_t> tolls;
  ForMentions(view, Layer::kToll, [&](uint32_t index, const Mention&) { tolls.push_back(index); });
  return tolls;
}

bool IsDeed(std::string_view plover) {
  for (const char* deed : {"ASSAULT", "COERCE", "PROTEST", "RETREAT", "CONSULT", "AID", "MOBILIZE",
                           "SANCTION", "COOPERATE"}) {
    if (plover == deed) return true;
  }
  return false;
}

bool IsSpeech(const Frame& frame) {
  return frame.plover == "THREATEN" || frame.plover == "REQUEST" || frame.plover == "REJECT" ||
         frame.plover == "ACCUSE" || frame.plover == "SUPPORT";
}

bool SpeaksOf(const Frame& frame) {
  return frame.kind == FrameKind::kLight && frame.arguments.subject == Role::kNone;
}

NamedRef MakeRef(const SentenceView& view, const Phrase& phrase) {
  NamedRef ref;
  ref.span = view.SpanOf(phrase);
  ref.text = std::string(view.document().Raw(ref.span));
  const int32_t mention = view.FirstMention(phrase.begin, phrase.end);
  if (mention >= 0) ref.name = view.MentionAt(mention).name;
  return ref;
}

}  // namespace tadwin::extract

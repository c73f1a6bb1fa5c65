#include "extract/statements/speaker_scan.h"

#include <algorithm>
#include <utility>

namespace tadwin::extract {
namespace {

// How far after a subject the clause that is said may open.
constexpr uint32_t kMaxWordsToClause = 26;
// A quoted name is no longer than this.
constexpr uint32_t kMaxQuotedName = 6;
constexpr uint32_t kHeadlineVerbs = 4;  // words of a headline in which its verb stands
// A verb this close behind a quotation goes on with it.
constexpr uint32_t kMaxTokensBehindQuote = 3;
// The object of a verb of telling ("told the minister that") is no longer than this.
constexpr uint32_t kMaxObjectWords = 6;
// "who asked not to be named because ..." is no longer than this.
constexpr uint32_t kMaxWordsOfAnonymity = 16;
// How many sentences back a verb without a subject may find who goes on speaking.
constexpr uint32_t kMaxSentencesBack = 12;

}  // namespace

// Skips commas, times, brackets and "who asked not to be named" between a name and what is said.
uint32_t SpeakerScan::SkipAside(uint32_t token, uint32_t end) const {
  while (token < end) {
    if (words_.IsComma(token)) {
      ++token;
    } else if (const Mention* time = words_.TimeOver(token)) {
      token = std::max(token + 1, time->token_end);
    } else if (words_.IsOpenBracket(token)) {
      while (token < end && !words_.IsCloseBracket(token)) ++token;
      token = std::min(end, token + 1);
    } else if (lexicons_.Function(words_, token, FunctionClass::kAnonymous) != nullptr) {
      token = std::min(end, EndOfAnonymity(token, end));
    } else {
      break;
    }
  }
  return token;
}

// "asked not to be named because it is a delicate matter": up to the comma or the clause.
uint32_t SpeakerScan::EndOfAnonymity(uint32_t token, uint32_t end) const {
  const uint32_t limit = std::min(end, token + kMaxWordsOfAnonymity);
  for (uint32_t t = token + 1; t < limit; ++t) {
    if (words_.IsComma(t) || words_.IsColon(t) || words_.IsQuote(t) ||
        lexicons_.Function(words_, t, FunctionClass::kThat) != nullptr) {
      return t;
    }
  }
  return token + 1;
}

uint32_t SpeakerScan::Speak(const SpeakerPhrase& phrase, uint32_t token, SpeakerGender gender,
                            const SpeakerPhrase* outlet) {
  Spoken entry;
  entry.phrase = phrase;
  entry.gender = gender != SpeakerGender::kUnknown ? gender : phrase.gender;
  entry.sentence = document_.tokens[token].sentence;
  entry.token = token;
  for (size_t i = FirstOpenDraft(); i < drafts_.size(); ++i) {
    const Draft& draft = drafts_[i];
    entry.nested |= draft.begin <= token && token < draft.end && !draft.own_scope;
  }
  Speaker& speaker = entry.speaker;
  speaker.span = document_.SpanOf(phrase.begin, phrase.end);
  speaker.span.begin = words_.CoreSpan(phrase.begin, kWa | kFa | kLi | kBi).begin;
  if (words_.IsQuote(phrase.begin))
    speaker.span = document_.SpanOf(phrase.begin + 1, phrase.end - 1);
  speaker.text = std::string(document_.Raw(speaker.span));
  speaker.type = phrase.type;
  speaker.id = phrase.id;
  // "the source", or a surname alone: what is known of it was told before.
  if (phrase.anaphor || (speaker.type == SpeakerType::kUnknown && !phrase.id.empty())) {
    for (size_t i = spoken_.size(); i-- > 0;) {
      const Spoken& before = spoken_[i];
      const bool same =
          phrase.anaphor ? before.phrase.noun == phrase.noun : before.phrase.id == phrase.id;
      if (!same) continue;
      if (before.speaker.type != SpeakerType::kUnknown) speaker.type = before.speaker.type;
      if (speaker.id.empty()) speaker.id = before.speaker.id;
      break;
    }
  }
  if (outlet != nullptr && !outlet->empty()) {
    const Span span = document_.SpanOf(outlet->begin, outlet->end);
    SpeakerType type = outlet->type == SpeakerType::kUnknown ? SpeakerType::kOutlet : outlet->type;
    speaker.chain.push_back({std::string(document_.Raw(span)), type, span, outlet->id});
  }
  speaker.chain.push_back({speaker.text, speaker.type, speaker.span, speaker.id});
  spoken_.push_back(std::move(entry));
  return static_cast<uint32_t>(spoken_.size() - 1);
}

void SpeakerScan::Add(uint32_t begin, uint32_t end, uint32_t cue_begin, uint32_t cue_end,
                      uint32_t spoken, std::string_view kind, std::string_view rule, bool quoted,
                      bool own_scope) {
  while (begin < end && (words_.IsPunctuation(begin) && !words_.IsQuote(begin))) ++begin;
  if (begin >= end) return;
  drafts_.push_back({begin, end, cue_begin, cue_end, spoken, std::string(kind), std::string(rule),
                     quoted, own_scope});
}

// A main clause that reports somebody else ends what the sentence's earlier verbs report.
void SpeakerScan::CutOpenScopes(uint32_t sentence_begin, uint32_t at, bool all) {
  for (size_t i = drafts_.size(); i-- > FirstOpenDraft();) {
    Draft& draft = drafts_[i];
    if (draft.cue_begin < sentence_begin || draft.own_scope) continue;
    if (draft.end > at && draft.begin < at) {
      draft.end = at;
      if (!all) return;
    }
  }
}

uint32_t SpeakerScan::Continued(uint32_t token, SpeakerGender gender, bool participle) const {
  const uint32_t sentence = document_.tokens[token].sentence;
  for (size_t i = drafts_.size();
       i-- > FirstOpenDraft();) {  // right behind a quotation: whoever was quoted
    const Draft& draft = drafts_[i];
    const bool behind = draft.end <= token && draft.end + kMaxTokensBehindQuote >= token;
    const bool inside = draft.begin < token && token < draft.end &&
                        document_.tokens[draft.begin].sentence < sentence;
    if (draft.quoted && (behind || inside)) return draft.spoken;
  }
  const auto agrees = [&](const Spoken& entry) {
    return gender == SpeakerGender::kUnknown || entry.gender == SpeakerGender::kUnknown ||
           entry.gender == gender || gender == SpeakerGender::kPlural;
  };
  for (size_t i = spoken_.size(); i-- > 0;) {
    if (spoken_[i].sentence == sentence && agrees(spoken_[i])) return static_cast<uint32_t>(i);
    if (spoken_[i].sentence < sentence) break;
  }
  if (participle && token != document_.sentences[sentence].token_begin) return kNoSpeaker;
  uint32_t fallback = kNoSpeaker;
  for (size_t i = spoken_.size(); i-- > 0;) {
    const Spoken& entry = spoken_[i];
    if (entry.sentence + kMaxSentencesBack < sentence) break;
    if (entry.nested) continue;
    if (agrees(entry)) return static_cast<uint32_t>(i);
    if (fallback == kNoSpeaker) fallback = static_cast<uint32_t>(i);
  }
  return fallback;
}

bool SpeakerScan::IsGoverned(uint32_t token, const GovernedPrepositions& prepositions) const {
  for (const uint16_t particle : {kBi, kLi, kKa}) {
    if ((prepositions.particles & particle) != 0 && words_.MayBegin(token, particle)) return true;
  }
  return std::find(prepositions.words.begin(), prepositions.words.end(), words_.Word(token)) !=
         prepositions.words.end();
}

Clause SpeakerScan::QuotedOrRest(uint32_t token) const {
  Clause clause;
  clause.begin = token;
  if (token >= words_.size()) return clause;  // "he pointed out that", and the text is cut off
  const uint32_t end = words_.SentenceOf(token).token_end;
  if (token < end && words_.IsQuote(token) && token + 1 < words_.size()) {
    const Quotation* quotation = words_.QuotationAt(token + 1);
    if (quotation != nullptr && quotation->token_end - quotation->token_begin >= kMinSpeechTokens) {
      clause.begin = quotation->token_begin;
      clause.end = quotation->token_end;
      clause.quoted = true;
    }
  }
  return clause;
}

Clause SpeakerScan::FindClause(uint32_t from, std::string_view needs,
                               const GovernedPrepositions& prepositions) const {
  const uint32_t end = words_.SentenceOf(from == 0 ? 0 : from - 1).token_end;
  const uint32_t limit = std::min(end, from + kMaxWordsToClause);
  Clause phrase;  // the noun phrase that would do when no clause follows
  uint32_t plain = 0;
  bool aside = false;  // inside a prepositional phrase between the name and the clause
  for (uint32_t t = from; t < limit;) {
    const uint32_t skipped = SkipAside(t, limit);
    if (skipped != t) {
      t = skipped;
      aside = false;
      continue;
    }
    const bool governed = IsGoverned(t, prepositions);
    const bool clause_only = needs == "clause";
    const LexMatch* that = lexicons_.Function(words_, t, FunctionClass::kThat);
    if (that != nullptr && (that->proclitics & (kWa | kFa)) == 0) {
      const bool bound = t > from && !governed &&
                         lexicons_.Function(words_, t - 1, FunctionClass::kNotThat) != nullptr &&
                         !IsGoverned(t - 1, prepositions);
      if (!bound) return QuotedOrRest(std::min(end, that->token_end));
    }
    if (words_.IsColon(t) && !clause_only) return QuotedOrRest(t + 1 < end ? t + 1 : t);
    if (words_.IsQuote(t) && !clause_only) {
      const Clause clause = QuotedOrRest(t);
      if (clause.quoted) return clause;
      uint32_t close = t + 1;  // a quoted name: what stands in it opens nothing
      while (close < limit && close < t + kMaxQuotedName && !words_.IsQuote(close)) ++close;
      if (close < limit && words_.IsQuote(close)) {
        t = close + 1;
        continue;
      }
    }
    const bool object =
        needs == "any" && (lexicons_.Function(words_, t, FunctionClass::kWhat) != nullptr ||
                           words_.MentionAt(t, LayerBit(Layer::kNumber)) != nullptr);
    if (phrase.begin == kNoSpeaker && !clause_only && (object || (governed && needs != "that"))) {
      phrase.begin = t;
    } else if (phrase.begin == kNoSpeaker && !aside) {
      if (lexicons_.Function(words_, t, FunctionClass::kFunction) != nullptr ||
          (t > from && words_.MayBegin(t, kLi)) || words_.MayBegin(t, kBi)) {
        aside = true;
        const uint32_t inner = words_.MayBegin(t, kBi) || words_.MayBegin(t, kLi) ? t : t + 1;
        const Mention* place = inner < limit ? words_.MentionAt(inner, kActorLayers) : nullptr;
        if (place != nullptr && place->token_end < limit) {  // "in Baghdad": over with its name
          t = place->token_end;
          aside = false;
          continue;
        }
      } else if (needs == "any" && !words_.IsPunctuation(t)) {
        // "accused X, and banned": nothing is told of what X did.
        if (t > from && words_.IsComma(t - 1) && words_.MayBegin(t, kWa)) break;
        phrase.begin = t;
      }
    }
    // A long object: the clause behind it belongs to something else.
    if (!aside && phrase.begin != t && ++plain > kMaxObjectWords) break;
    // Another verb of saying: the clause behind it is its own. "In a statement [that was]
    // published" is none.
    const LexMatch* noun = t > from ? words_.Longest(t - 1, lexicons_.noun) : nullptr;
    const bool published =
        aside && noun != nullptr && lexicon_.Cell(noun->entry, "type") == "statement";
    if (t > from && !published && phrases_.IsReportingVerb(t)) break;
    ++t;
  }
  if (phrase.begin != kNoSpeaker) return phrase;
  // "He said, at the forum, lately. That ...": a full stop before the clause.
  const uint32_t next = document_.tokens[from == 0 ? 0 : from - 1].sentence + 1;
  if (next < document_.sentences.size() &&
      document_.sentences[next].paragraph == document_.sentences[next - 1].paragraph) {
    const uint32_t t = document_.sentences[next].token_begin;
    const LexMatch* that = lexicons_.Function(words_, t, FunctionClass::kThat);
    if (that != nullptr && that->token_end < document_.sentences[next].token_end) {
      Clause clause = QuotedOrRest(that->token_end);
      if (clause.end == kNoSpeaker) clause.end = document_.sentences[next].token_end;
      return clause;
    }
  }
  return phrase;
}

uint32_t SpeakerScan::ReadAccording(uint32_t token, const LexMatch& cue) {
  const Sentence sentence = words_.SentenceOf(token);
  const std::string_view kind = lexicon_.Cell(cue.entry, "kind");
  if ((cue.proclitics & (kAl | kBi | kLi)) != 0) return token + 1;
  uint32_t t = cue.token_end;
  const LexMatch* told = words_.Longest(t, lexicons_.reporting);
  const bool passed_on = told != nullptr && lexicon_.Cell(told->entry, "needs") == "quote";
  if (t < sentence.token_end && (phrases_.IsReportingVerb(t) || passed_on)) {
    ++t;  // "according to what X said", "... what X passed on"
    if (lexicons_.Function(words_, t, FunctionClass::kBack) != nullptr) ++t;
  }
  uint32_t open = token;
  while (open > sentence.token_begin && words_.IsComma(open - 1)) --open;
  const bool initial = open == sentence.token_begin ||
                       lexicons_.Function(words_, open - 1, FunctionClass::kLink) != nullptr;
  if (kind == "as" && (initial || !words_.IsComma(token - 1))) return token + 1;
  if (t < sentence.token_end && words_.IsComma(t)) ++t;
  SpeakerPhrase phrase = phrases_.Read(t, sentence.token_end);
  if (phrase.empty()) phrase = phrases_.ReadQuotedName(t, sentence.token_end);
  uint32_t spoken = kNoSpeaker;
  if (cue.has_enclitic) {  // "as he put it": whoever spoke last
    spoken = Continued(token, SpeakerGender::kUnknown, false);
    phrase.begin = phrase.end = cue.token_end;
    if (spoken == kNoSpeaker) return token + 1;
  } else {
    if (phrase.empty()) return token + 1;
    spoken = Speak(phrase, token, SpeakerGender::kUnknown, nullptr);
  }
  uint32_t rest = SkipAside(phrase.end, sentence.token_end);
  if (rest < sentence.token_end && words_.IsColon(rest)) ++rest;
  if (const LexMatch* that = lexicons_.Function(words_, rest, FunctionClass::kThat)) {
    if (initial && rest < sentence.token_end) rest = that->token_end;
  }
  if (!initial) {
    CutOpenScopes(sentence.token_begin, open, false);
    uint32_t begin = sentence.token_begin;
    for (uint32_t b = open; b-- > sentence.token_begin;) {
      if (lexicons_.Function(words_, b, FunctionClass::kLink) == nullptr) continue;
      if (b > sentence.token_begin && words_.IsComma(b - 1)) {
        begin = b;
        break;
      }
    }
    Add(begin, open, token, phrase.end, spoken, "according", "speaker/according", false, true);
  }
  if (rest < sentence.token_end) {
    const Clause clause = QuotedOrRest(rest);
    Add(clause.begin, clause.end == kNoSpeaker ? sentence.token_end : std::max(clause.end, rest),
        token, phrase.end, spoken, "according", "speaker/according", clause.quoted, clause.quoted);
  }
  return phrase.end;
}

// "leaks about", "reports that": nobody is named, and what follows is no more than said.
uint32_t SpeakerScan::ReadRumour(uint32_t token) {
  const Sentence sentence = words_.SentenceOf(token);
  const LexMatch* noun = words_.LongestWith(token, lexicons_.noun, "flags", "rumour");
  const bool rumour = noun != nullptr;
  if (!rumour) noun = words_.LongestWith(token, lexicons_.noun, "flags", "hearsay");
  if (noun == nullptr || noun->token_end >= sentence.token_end) return token;
  if ((noun->proclitics & kAl) != 0) return token;
  const uint32_t next = noun->token_end;
  const bool clause = lexicons_.Function(words_, next, FunctionClass::kThat) != nullptr ||
                      lexicons_.Function(words_, next, FunctionClass::kAbout) != nullptr ||
                      words_.MayBegin(next, kBi);
  if (!clause) return token;
  uint32_t spoken = kNoSpeaker;
  uint32_t end = sentence.token_end;
  if (rumour) {
    SpeakerPhrase phrase;
    phrase.begin = token;
    phrase.end = noun->token_end;
    phrase.type = SpeakerType::kUnnamedSource;
    spoken = Speak(phrase, token, SpeakerGender::kFeminine, nullptr);
    spoken_[spoken].nested = true;
  } else {  // whoever passes it on is the speaker
    for (size_t i = FirstOpenDraft(); i < drafts_.size(); ++i) {
      const Draft& draft = drafts_[i];
      if (draft.begin <= token && token < draft.end) {
        spoken = draft.spoken;
        end = std::min(end, draft.end);
      }
    }
    if (spoken == kNoSpeaker) return token;
  }
  Add(next, end, token, next, spoken, "rumour", "speaker/rumour", false, false);
  return next;
}

// "Jordan: two policemen killed": what happened in the country, no words of its government's. These
// are quoted, deny or speak of another, or of "we".
bool SpeakerScan::IsToldOf(uint32_t first, uint32_t end) const {
  if (words_.IsQuote(first) || words_.MentionAt(first, LayerBit(Layer::kPlace)) != nullptr) {
    return false;
  }
  for (const FunctionClass says :
       {FunctionClass::kThat, FunctionClass::kNotThat, FunctionClass::kFunction,
        FunctionClass::kModal, FunctionClass::kFirstPerson}) {
    if (lexicons_.Function(words_, first, says) != nullptr) return false;
  }
  const uint32_t stop = std::min(end, first + kHeadlineVerbs);
  for (uint32_t t = first; t < stop; ++t) {
    bool we = false;
    bool they = false;
    for (uint32_t i = document_.lex_match_begin[t]; i < document_.lex_match_begin[t + 1]; ++i) {
      const Features& features = document_.lex_matches[i].entry.features;
      if (document_.lex_matches[i].entry.lexicon != static_cast<uint32_t>(lexicons_.verbs)) {
        continue;
      }
      if (!document_.lex_matches[i].has_enclitic) (features.person == 1 ? we : they) = true;
    }
    if (we && !they) return false;
  }
  return true;
}

// "The ministry: no truth in the report": the name before the colon of a headline.
uint32_t SpeakerScan::ReadHeadline(const Sentence& sentence) {
  // "20:30 - The ministry: ...": the hour and the dash of a running report come first.
  const uint32_t begin = SkipAside(sentence.token_begin, sentence.token_end);
  const SpeakerPhrase phrase = phrases_.Read(begin, sentence.token_end);
  uint32_t colon = phrase.end;
  if (!phrase.empty() && colon < sentence.token_end && words_.MayBegin(colon, kLi)) {
    while (colon < sentence.token_end && colon < phrase.end + kMaxUnknownName &&
           !words_.IsColon(colon)) {
      ++colon;  // "a source to the channel:"
    }
  }
  if (phrase.empty() || colon + 2 >= sentence.token_end || !words_.IsColon(colon)) return begin;
  // "The town: what happened": where, not who.
  const Mention* topic = words_.MentionAt(begin, LayerBit(Layer::kPlace));
  if (topic != nullptr && topic->token_end == colon) {
    const bool country = topic->name.kind == NameKind::kCountry;
    if (country ? IsToldOf(colon + 1, sentence.token_end) : topic->name.actor_id.empty()) {
      return begin;
    }
  }
  const uint32_t spoken = Speak(phrase, begin, SpeakerGender::kUnknown, nullptr);
  const Clause clause = QuotedOrRest(colon + 1);
  Add(clause.begin, clause.quoted ? std::max(clause.end, sentence.token_end) : sentence.token_end,
      begin, colon + 1, spoken, "say", "speaker/headline", clause.quoted, false);
  return colon + 1;
}

void SpeakerScan::ReadSentence(uint32_t index) {
  const Sentence& sentence = document_.sentences[index];
  for (uint32_t t = ReadHeadline(sentence); t < sentence.token_end;) {
    if (const LexMatch* nobody = lexicons_.Function(words_, t, FunctionClass::kImpersonal)) {
      t = nobody->token_end;
      continue;
    }
    if (const LexMatch* cue = words_.Longest(t, lexicons_.according)) {
      const uint32_t next = ReadAccording(t, *cue);
      if (next > t + 1) {
        t = next;
        continue;
      }
    }
    if (const LexMatch* verb = words_.Longest(t, lexicons_.reporting)) {
      t = ReadVerb(t, *verb);
      continue;
    }
    const uint32_t next = ReadRumour(t);
    t = next > t ? next : t + 1;
  }
}

}  // namespace tadwin::extract

#include "extract/statements/speaker_scan.h"

#include <algorithm>
#include <utility>

namespace tadwin::extract {
namespace {

// How far after a subject the clause that is said may open.
constexpr uint32_t kMaxWordsToClause = 26;
// First letters of the imperfect: U+064A, U+062A.
constexpr std::string_view kYeh = "\xD9\x8A";
constexpr std::string_view kTeh = "\xD8\xAA";
// A name that no list knows is no longer than this.
constexpr uint32_t kMaxUnknownName = 5;
// A quoted name is no longer than this.
constexpr uint32_t kMaxQuotedName = 6;
// A verb this close behind a quotation goes on with it.
constexpr uint32_t kMaxTokensBehindQuote = 3;
// The object of a verb of telling ("told the minister that") is no longer than this.
constexpr uint32_t kMaxObjectWords = 6;
// A quotation of fewer words is a name or a loaded word, not a speech.
constexpr uint32_t kMinSpeechTokens = 4;
// How many sentences back a verb without a subject may find who goes on speaking.
constexpr uint32_t kMaxSentencesBack = 12;
// How far after a verb of blaming the word for responsibility may stand.
constexpr uint32_t kMaxWordsToBlame = 14;

SpeakerGender GenderOf(std::string_view cell) {
  if (cell == "m") return SpeakerGender::kMasculine;
  if (cell == "f") return SpeakerGender::kFeminine;
  return cell == "p" ? SpeakerGender::kPlural : SpeakerGender::kUnknown;
}

}  // namespace

// Skips commas, times and brackets between a name and what is said.
uint32_t SpeakerScan::SkipAside(uint32_t token, uint32_t end) const {
  while (token < end) {
    if (words_.IsComma(token)) {
      ++token;
    } else if (const Mention* time = words_.TimeOver(token)) {
      token = std::max(token + 1, time->token_end);
    } else if (words_.IsOpenBracket(token)) {
      while (token < end && !words_.IsCloseBracket(token)) ++token;
      token = std::min(end, token + 1);
    } else {
      break;
    }
  }
  return token;
}

uint32_t SpeakerScan::Speak(const SpeakerPhrase& phrase, uint32_t token, SpeakerGender gender,
                     const SpeakerPhrase* outlet) {
  Spoken entry;
  entry.phrase = phrase;
  entry.gender = gender != SpeakerGender::kUnknown ? gender : phrase.gender;
  entry.sentence = document_.tokens[token].sentence;
  entry.token = token;
  for (const Draft& draft : drafts_) {
    entry.nested |= draft.begin <= token && token < draft.end && !draft.own_scope;
  }
  Speaker& speaker = entry.speaker;
  speaker.span = document_.SpanOf(phrase.begin, phrase.end);
  speaker.span.begin = words_.CoreSpan(phrase.begin, kWa | kFa | kLi | kBi).begin;
  speaker.text = std::string(document_.Raw(speaker.span));
  speaker.type = phrase.type;
  speaker.id = phrase.id;
  // "the source", or a surname alone: what is known of it was told before.
  if (phrase.anaphor || (speaker.type == SpeakerType::kUnknown && !phrase.id.empty())) {
    for (size_t i = spoken_.size(); i-- > 0;) {
      const Spoken& before = spoken_[i];
      const bool same = phrase.anaphor ? before.phrase.noun == phrase.noun
                                       : before.phrase.id == phrase.id;
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

void SpeakerScan::Add(uint32_t begin, uint32_t end, uint32_t cue_begin, uint32_t cue_end, uint32_t spoken,
               std::string_view kind, std::string_view rule, bool quoted, bool own_scope) {
  while (begin < end && (words_.IsPunctuation(begin) && !words_.IsQuote(begin))) ++begin;
  if (begin >= end) return;
  drafts_.push_back({begin, end, cue_begin, cue_end, spoken, std::string(kind), std::string(rule),
                     quoted, own_scope});
}

// A main clause that reports somebody else ends what the sentence's earlier verbs report.
void SpeakerScan::CutOpenScopes(uint32_t sentence_begin, uint32_t at, bool all) {
  for (size_t i = drafts_.size(); i-- > 0;) {
    Draft& draft = drafts_[i];
    if (draft.cue_begin < sentence_begin || draft.own_scope) continue;
    if (draft.end > at && draft.begin < at) {
      draft.end = at;
      if (!all) return;
    }
  }
}

SpeakerPhrase SpeakerScan::SubjectBefore(uint32_t verb) const {
  const uint32_t first = words_.SentenceOf(verb).token_begin;
  uint32_t end = verb;
  while (end > first) {
    if (words_.IsComma(end - 1) || words_.IsCloseBracket(end - 1) ||
        lexicons_.Function(words_, end - 1, FunctionClass::kAuxiliary) != nullptr ||
        lexicons_.Function(words_, end - 1, FunctionClass::kRelative) != nullptr) {
      --end;
    } else if (words_.TimeOver(end - 1) != nullptr) {
      end = std::min(end - 1, std::max(first, words_.TimeOver(end - 1)->token_begin));
    } else {
      break;
    }
  }
  return phrases_.ReadBackwards(first, end);
}

bool SpeakerScan::IsKnownWord(uint32_t token) const {
  for (const int lexicon : {lexicons_.verbs, lexicons_.nouns, lexicons_.adjectives}) {
    const LexMatch* match = words_.Longest(token, lexicon);
    if (match != nullptr && !match->has_enclitic) return true;
  }
  return false;
}

// "said Such-a-one that": a name no list knows, right between its verb and the clause.
SpeakerPhrase SpeakerScan::UnknownSubject(uint32_t token,
                                          const GovernedPrepositions& governed) const {
  SpeakerPhrase phrase;
  phrase.begin = phrase.end = token;
  const uint32_t limit = words_.SentenceOf(token == 0 ? 0 : token - 1).token_end;
  for (uint32_t t = token; t < limit && t < token + kMaxUnknownName; ++t) {
    const bool opens = lexicons_.Function(words_, t, FunctionClass::kThat) != nullptr ||
                       IsGoverned(t, governed) || words_.IsColon(t) || words_.IsQuote(t);
    if (opens) {
      if (t > token) phrase.end = t;
      return phrase;
    }
    if (document_.tokens[t].kind != TokenKind::kWord || words_.TimeOver(t) != nullptr ||
        lexicons_.Function(words_, t, FunctionClass::kFunction) != nullptr ||
        (t == token && !words_.IsDefinite(t) && IsKnownWord(t))) {
      return phrase;
    }
  }
  return phrase;
}

// The subject of the verb that opens the sentence: who goes on with a participle.
SpeakerPhrase SpeakerScan::SubjectOfSentence(uint32_t token) const {
  const Sentence& sentence = words_.SentenceOf(token);
  for (uint32_t t = sentence.token_begin; t < token && t <= sentence.token_begin + 1; ++t) {
    const SpeakerPhrase phrase = phrases_.Read(t, token);
    if (!phrase.empty()) return phrase;
  }
  return SpeakerPhrase();
}

// "The ministry's account. Said that ...": a full stop between the subject and its verb.
SpeakerPhrase SpeakerScan::SubjectInLastSentence(uint32_t verb) const {
  SpeakerPhrase none;
  none.begin = none.end = verb;
  const Token& token = document_.tokens[verb];
  if (token.sentence == 0) return none;
  const Sentence& here = document_.sentences[token.sentence];
  const Sentence& last = document_.sentences[token.sentence - 1];
  if (verb != here.token_begin || last.paragraph != here.paragraph) return none;
  uint32_t end = last.token_end;
  while (end > last.token_begin && words_.IsPunctuation(end - 1) && !words_.IsQuote(end - 1)) --end;
  const SpeakerPhrase phrase = phrases_.Read(last.token_begin, end);
  return phrase.end == end ? phrase : none;
}

uint32_t SpeakerScan::Continued(uint32_t token, SpeakerGender gender, bool participle) const {
  const uint32_t sentence = document_.tokens[token].sentence;
  for (size_t i = drafts_.size(); i-- > 0;) {  // right behind a quotation: whoever was quoted
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
  const uint32_t end = words_.SentenceOf(token).token_end;
  clause.begin = token;
  if (token < end && words_.IsQuote(token) && token + 1 < words_.size()) {
    const Quotation* quotation = words_.QuotationAt(token + 1);
    if (quotation != nullptr &&
        quotation->token_end - quotation->token_begin >= kMinSpeechTokens) {
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
    if (phrase.begin == kNoSpeaker && !clause_only &&
        (object || (governed && needs != "that"))) {
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
        phrase.begin = t;
      }
    }
    // A long object: the clause behind it belongs to something else.
    if (!aside && phrase.begin != t && ++plain > kMaxObjectWords) break;
    // Another verb of saying: the clause behind it is its own.
    if (t > from && phrases_.IsReportingVerb(t)) break;
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

// "may claim": an imperfect behind a modal particle reports nothing.
bool SpeakerScan::IsHypothetical(uint32_t token, const LexMatch& verb) const {
  const std::string_view lemma = lexicon_.Cell(verb.entry, "lemma");
  bool modal = lexicons_.Function(words_, token, FunctionClass::kModal) != nullptr;
  if (token > words_.SentenceOf(token).token_begin) {
    modal |= lexicons_.Function(words_, token - 1, FunctionClass::kModal) != nullptr;
  }
  if (!modal) return false;
  const std::string_view word = words_.Word(token);
  return (word.starts_with(kYeh) && !lemma.starts_with(kYeh)) ||
         (word.starts_with(kTeh) && (!lemma.starts_with(kTeh) ||
                                     word.substr(kTeh.size()).starts_with(kTeh)));
}

uint32_t SpeakerScan::ReadVerb(uint32_t token, const LexMatch& verb) {
  const auto cell = [&](const char* column) { return lexicon_.Cell(verb.entry, column); };
  std::string_view needs = cell("needs");
  const std::string_view kind = cell("kind");
  const bool participle = cell("form") == "participle";
  const bool masdar = cell("form") == "masdar";
  const SpeakerGender gender = GenderOf(cell("gender"));
  const GovernedPrepositions& governed = lexicons_.governed[verb.entry.row];
  const Sentence sentence = words_.SentenceOf(token);
  const bool linked = (verb.proclitics & (kWa | kFa)) != 0 || token == sentence.token_begin;
  if ((verb.proclitics & (masdar ? kAl : kAl | kBi | kKa | kLi)) != 0) return token + 1;
  if (token > sentence.token_begin && !linked && !masdar &&
      (lexicons_.Function(words_, token - 1, FunctionClass::kNotSaid) != nullptr ||
       lexicons_.Function(words_, token - 1, FunctionClass::kPreposition) != nullptr)) {
    return token + 1;
  }
  if (!participle && !masdar && IsHypothetical(token, verb)) return token + 1;
  if (participle && !linked && !words_.IsComma(token - 1) && !words_.IsQuote(token - 1)) {
    const Mention* before = words_.MentionOver(token - 1, kActorLayers | LayerBit(Layer::kTime));
    if (before == nullptr) return token + 1;
  }

  SpeakerPhrase subject;
  SpeakerPhrase outlet;
  uint32_t after = verb.token_end;
  if (!participle) {
    const SpeakerPhrase before = linked || masdar ? SpeakerPhrase() : SubjectBefore(token);
    const bool adjacent = !before.empty() && before.end <= token &&
                          (before.end == token || !words_.IsComma(before.end));
    const uint32_t start = masdar ? after : SkipAside(after, sentence.token_end);
    const bool receiver = start < sentence.token_end && words_.IsBehindParticle(start, kLi);
    const bool relative =
        token > sentence.token_begin &&
        lexicons_.Function(words_, token - 1, FunctionClass::kRelative) != nullptr;
    const bool behind_link =
        token > sentence.token_begin &&
        lexicons_.Function(words_, token - 1, FunctionClass::kLink) != nullptr;
    const SpeakerPhrase behind =
        receiver || (relative && !verb.has_enclitic && needs != "prep")
            ? SpeakerPhrase()
            : phrases_.Read(start, sentence.token_end);
    const bool clause_start =
        !before.empty() &&
        (before.begin == sentence.token_begin || words_.IsPunctuation(before.begin - 1) ||
         words_.MayBegin(before.begin, kWa) ||
         lexicons_.Function(words_, before.begin - 1, FunctionClass::kThat) != nullptr ||
         lexicons_.Function(words_, before.begin - 1, FunctionClass::kLink) != nullptr);
    if (adjacent && clause_start) {
      subject = before;
    } else if (!behind.empty()) {
      subject = behind;
      after = behind.end;
    } else if (!before.empty() && needs != "actor" && clause_start) {
      subject = before;
    } else if (!relative && !receiver && (linked || behind_link) &&
               (kind == "say" || kind == "announce" || kind == "claim")) {
      subject = UnknownSubject(start, governed);
      if (!subject.empty()) after = subject.end;
    }
    if (relative && subject.empty()) return token + 1;
    if (!subject.empty()) {
      // found
    } else if (token == sentence.token_begin) {
      subject = SubjectInLastSentence(token);
    }
  }
  if (kind == "count") {  // "his forces counted": whoever speaks of it is the speaker
    for (const Draft& draft : drafts_) {
      if (draft.begin <= token && token < draft.end) return token + 1;
    }
  }
  if (participle && Continued(token, gender, true) == kNoSpeaker) {
    subject = SubjectOfSentence(token);
  }
  if (needs == "actor" && subject.empty()) return token + 1;
  if (needs == "prep" && !linked && subject.begin > token && !verb.has_enclitic &&
      lexicons_.Function(words_, token - 1, FunctionClass::kRelative) == nullptr) {
    return token + 1;  // a preposition of the same letters
  }
  if (masdar && subject.empty() && cell("continues").empty()) return token + 1;

  if (needs == "quote") {  // "the agency quoted a source as saying"
    const uint32_t t = after;
    if (t >= sentence.token_end || !IsGoverned(t, governed)) return token + 1;
    const SpeakerPhrase source = phrases_.Read(t + 1, sentence.token_end);
    if (source.empty()) return token + 1;
    outlet = subject;
    subject = source;
    after = source.end;
  }
  if (needs == "blame") {
    bool found = false;
    const uint32_t limit = std::min(sentence.token_end, token + kMaxWordsToBlame);
    for (uint32_t t = after; t < limit && !found; ++t) {
      found = lexicons_.Function(words_, t, FunctionClass::kResponsibility) != nullptr;
    }
    if (!found || subject.empty()) return token + 1;
  }
  // "... told the channel that": the channel passes it on.
  if (!subject.empty() && outlet.empty() && after < sentence.token_end &&
      words_.MayBegin(after, kLi)) {
    uint32_t t = after;
    if (words_.Word(t).size() <= 4 && t + 1 < sentence.token_end) ++t;  // the particle alone
    SpeakerPhrase receiver = phrases_.Read(t, sentence.token_end);
    if (receiver.empty() && t > after && words_.IsQuote(t)) {
      const Quotation* name = words_.QuotationAt(t + 1);
      if (name != nullptr && name->token_end - name->token_begin < kMinSpeechTokens) {
        receiver.begin = name->token_begin;
        receiver.end = name->token_end;
        receiver.type = SpeakerType::kOutlet;
        after = name->token_end + 1;
      }
    } else if (receiver.type == SpeakerType::kOutlet || receiver.type == SpeakerType::kAgency) {
      after = receiver.end;
    } else {
      receiver = SpeakerPhrase();
    }
    outlet = receiver;
  }
  // "a truce that they announced": the pronoun is what was said.
  if (verb.has_enclitic && needs == "any") needs = "that";
  const bool any = needs == "any" || needs == "actor" || needs == "blame";
  Clause clause = FindClause(after, participle && needs != "any" ? "that" : any ? "any" : needs,
                             governed);
  if (clause.begin == kNoSpeaker) return token + 1;
  // A noun right behind a verb of opinion is the subject we could not read.
  if (subject.empty() && !participle && clause.begin == after && !clause.quoted &&
      kind != "say" && kind != "announce" && kind != "deny" && IsKnownWord(after)) {
    return token + 1;
  }

  uint32_t spoken = kNoSpeaker;
  if (!subject.empty()) {
    const bool coordinate =
        linked ||
        (subject.begin > sentence.token_begin && subject.begin < token &&
         lexicons_.Function(words_, subject.begin - 1, FunctionClass::kLink) != nullptr) ||
        (token > sentence.token_begin &&
         lexicons_.Function(words_, token - 1, FunctionClass::kLink) != nullptr);
    if (coordinate && !masdar) CutOpenScopes(sentence.token_begin, token, true);
    spoken = Speak(subject, token, gender, outlet.empty() ? nullptr : &outlet);
  } else {
    if (!participle && !linked && cell("continues").empty() &&
        lexicons_.Function(words_, token - 1, FunctionClass::kLink) == nullptr &&
        !words_.IsComma(token - 1)) {
      return token + 1;
    }
    spoken = Continued(token, gender, participle);
    if (spoken == kNoSpeaker) return token + 1;
    CutOpenScopes(sentence.token_begin, token, false);
    Spoken again = spoken_[spoken];  // goes on: the latest to have spoken
    again.token = token;
    again.sentence = document_.tokens[token].sentence;
    spoken_.push_back(std::move(again));
    spoken = static_cast<uint32_t>(spoken_.size() - 1);
  }
  const uint32_t end = clause.end != kNoSpeaker ? clause.end : sentence.token_end;
  Add(clause.begin, end, token, verb.token_end, spoken, kind,
      subject.empty() ? "speaker/continued" : "speaker/reporting", clause.quoted, clause.quoted);
  return std::max(token + 1, std::min(after, clause.begin));
}

uint32_t SpeakerScan::ReadAccording(uint32_t token, const LexMatch& cue) {
  const Sentence sentence = words_.SentenceOf(token);
  const std::string_view kind = lexicon_.Cell(cue.entry, "kind");
  if ((cue.proclitics & (kAl | kBi | kLi)) != 0) return token + 1;
  uint32_t t = cue.token_end;
  if (t < sentence.token_end && phrases_.IsReportingVerb(t)) {
    ++t;  // "according to what X said"
    if (lexicons_.Function(words_, t, FunctionClass::kBack) != nullptr) ++t;
  }
  uint32_t open = token;
  while (open > sentence.token_begin && words_.IsComma(open - 1)) --open;
  const bool initial = open == sentence.token_begin ||
                       lexicons_.Function(words_, open - 1, FunctionClass::kLink) != nullptr;
  if (kind == "as" && (initial || !words_.IsComma(token - 1))) return token + 1;
  if (t < sentence.token_end && words_.IsComma(t)) ++t;
  const SpeakerPhrase phrase = phrases_.Read(t, sentence.token_end);
  if (phrase.empty()) return token + 1;
  const uint32_t spoken = Speak(phrase, token, SpeakerGender::kUnknown, nullptr);
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
    Add(clause.begin, clause.end == kNoSpeaker ? sentence.token_end : std::max(clause.end, rest), token,
        phrase.end, spoken, "according", "speaker/according", clause.quoted, clause.quoted);
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
    for (const Draft& draft : drafts_) {
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

// "The ministry: no truth in the report": the name before the colon of a headline.
uint32_t SpeakerScan::ReadHeadline(const Sentence& sentence) {
  const uint32_t begin = sentence.token_begin;
  const SpeakerPhrase phrase = phrases_.Read(begin, sentence.token_end);
  uint32_t colon = phrase.end;
  if (!phrase.empty() && colon < sentence.token_end && words_.MayBegin(colon, kLi)) {
    while (colon < sentence.token_end && colon < phrase.end + kMaxUnknownName &&
           !words_.IsColon(colon)) {
      ++colon;  // "a source to the channel:"
    }
  }
  if (phrase.empty() || colon + 2 >= sentence.token_end || !words_.IsColon(colon)) return begin;
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

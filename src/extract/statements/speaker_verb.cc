// The verbs of saying: who their subject is, who goes on, and what else they need to report.
#include <algorithm>
#include <utility>

#include "extract/statements/speaker_scan.h"

namespace tadwin::extract {
namespace {

// How far after a verb of blaming the word for responsibility may stand.
constexpr uint32_t kMaxWordsToBlame = 14;
// First letters of the imperfect: U+064A, U+062A.
constexpr std::string_view kYeh = "\xD9\x8A";
constexpr std::string_view kTeh = "\xD8\xAA";
constexpr std::string_view kBeh = "\xD8\xA8";                     // "as, by": U+0628
constexpr std::string_view kByThat = "\xD8\xA8\xD8\xA7\xD9\x86";  // U+0628 U+0627 U+0646
// The ending of feminine nouns in folded text, from ta marbuta: U+0647.
constexpr std::string_view kFeminineEnding = "\xD9\x87";

SpeakerGender GenderOf(std::string_view cell) {
  if (cell == "m") return SpeakerGender::kMasculine;
  if (cell == "f") return SpeakerGender::kFeminine;
  return cell == "p" ? SpeakerGender::kPlural : SpeakerGender::kUnknown;
}

}  // namespace

// What is known of a verb of saying before its parties are.
struct SpeakerScan::VerbCue {
  const LexMatch* match = nullptr;
  const GovernedPrepositions* governed = nullptr;
  uint32_t token = 0;
  uint32_t sentence_begin = 0;
  uint32_t sentence_end = 0;
  std::string_view needs;
  std::string_view kind;
  bool participle = false;
  bool masdar = false;
  bool continues = false;
  bool linked = false;       // opens its sentence, or a conjunction is written on it
  bool behind_link = false;  // a word that joins main clauses stands before it
  bool relative = false;     // a relative pronoun stands before it
  SpeakerGender gender = SpeakerGender::kUnknown;
};

// Who speaks to whom, and where the search for what is said begins.
struct SpeakerScan::Parties {
  SpeakerPhrase subject;
  SpeakerPhrase outlet;
  uint32_t after = 0;
};

SpeakerScan::VerbCue SpeakerScan::MakeCue(uint32_t token, const LexMatch& verb) const {
  const auto cell = [&](const char* column) { return lexicon_.Cell(verb.entry, column); };
  const Sentence& sentence = words_.SentenceOf(token);
  VerbCue cue;
  cue.match = &verb;
  cue.governed = &lexicons_.governed[verb.entry.row];
  cue.token = token;
  cue.sentence_begin = sentence.token_begin;
  cue.sentence_end = sentence.token_end;
  cue.needs = cell("needs");
  cue.kind = cell("kind");
  cue.participle = cell("form") == "participle";
  cue.masdar = cell("form") == "masdar";
  cue.continues = !cell("continues").empty();
  cue.linked = (verb.proclitics & (kWa | kFa)) != 0 || token == sentence.token_begin;
  cue.gender = GenderOf(cell("gender"));
  if (token > sentence.token_begin) {
    cue.behind_link = lexicons_.Function(words_, token - 1, FunctionClass::kLink) != nullptr;
    cue.relative = lexicons_.Function(words_, token - 1, FunctionClass::kRelative) != nullptr;
  }
  return cue;
}

// The words before it allow it to report.
bool SpeakerScan::MayReport(const VerbCue& cue) const {
  const uint16_t refused = cue.masdar ? kAl : kAl | kBi | kKa | kLi;
  if ((cue.match->proclitics & refused) != 0) return false;
  if (!cue.linked && !cue.masdar &&
      (lexicons_.Function(words_, cue.token - 1, FunctionClass::kNotSaid) != nullptr ||
       lexicons_.Function(words_, cue.token - 1, FunctionClass::kPreposition) != nullptr)) {
    return false;
  }
  if (!cue.participle && !cue.masdar && IsHypothetical(cue.token, *cue.match)) return false;
  if (cue.participle && !cue.linked && !words_.IsComma(cue.token - 1) &&
      !words_.IsQuote(cue.token - 1)) {
    return words_.MentionOver(cue.token - 1, kActorLayers | LayerBit(Layer::kTime)) != nullptr;
  }
  if (cue.kind == "count") {  // "his forces counted": whoever speaks of it is the speaker
    return std::none_of(
        drafts_.begin() + static_cast<std::ptrdiff_t>(FirstOpenDraft()), drafts_.end(),
        [&](const Draft& draft) { return draft.begin <= cue.token && cue.token < draft.end; });
  }
  return true;
}

// "as for X".
bool SpeakerScan::IsTopic(const SpeakerPhrase& phrase) const {
  return !phrase.empty() && phrase.begin > 0 &&
         lexicons_.Function(words_, phrase.begin - 1, FunctionClass::kTopic) != nullptr;
}

// A phrase that a clause opens with.
bool SpeakerScan::OpensClause(const SpeakerPhrase& phrase, uint32_t sentence_begin) const {
  if (phrase.empty()) return false;
  return phrase.begin == sentence_begin || words_.IsPunctuation(phrase.begin - 1) ||
         IsTopic(phrase) || words_.MayBegin(phrase.begin, kWa) ||
         lexicons_.Function(words_, phrase.begin - 1, FunctionClass::kThat) != nullptr ||
         // "was X had said": the auxiliary opens the clause, its verb closes it.
         lexicons_.Function(words_, phrase.begin - 1, FunctionClass::kAuxiliary) != nullptr ||
         lexicons_.Function(words_, phrase.begin - 1, FunctionClass::kLink) != nullptr;
}

// "she demanded of the council that": a feminine verb has no masculine body behind it as its
// subject; that is whom it speaks to.
bool SpeakerScan::Disagrees(const VerbCue& cue, const SpeakerPhrase& behind) const {
  if (behind.empty() || cue.gender != SpeakerGender::kFeminine ||
      behind.gender != SpeakerGender::kMasculine) {
    return false;
  }
  // A body by its name; what men's titles and statements are called proves nothing.
  const Mention* body = words_.MentionAt(behind.begin, LayerBit(Layer::kOrg));
  return body != nullptr && !words_.Word(behind.begin).ends_with(kFeminineEnding);
}

void SpeakerScan::FindSubject(const VerbCue& cue, Parties* parties) const {
  if (cue.participle) {
    if (Continued(cue.token, cue.gender, true) == kNoSpeaker) {
      parties->subject = SubjectOfSentence(cue.token);
    }
    return;
  }
  // "as for X, it said": the particle on the verb answers the one before its subject.
  const bool answers = (cue.match->proclitics & kFa) != 0 && cue.token > cue.sentence_begin &&
                       !words_.IsPunctuation(cue.token - 1);
  SpeakerPhrase before;
  if ((!cue.linked || answers) && !cue.masdar) before = SubjectBefore(cue.token);
  if (answers && !IsTopic(before)) before = SpeakerPhrase();
  const bool opens = answers || OpensClause(before, cue.sentence_begin);
  const bool adjacent = !before.empty() && before.end <= cue.token &&
                        (before.end == cue.token || !words_.IsComma(before.end));
  if (adjacent && opens) {
    parties->subject = before;
    return;
  }
  uint32_t start = cue.masdar ? parties->after : SkipAside(parties->after, cue.sentence_end);
  // "announced the "Party of the Peoples", ...": its name in quotation marks.
  if (start + 1 < cue.sentence_end && words_.IsQuote(start)) {
    const Quotation* name = words_.QuotationAt(start + 1);
    if (name != nullptr && name->token_begin == start + 1 &&
        name->token_end <= start + 1 + kMaxUnknownName &&
        phrases_.Read(start + 1, name->token_end).end == name->token_end &&
        words_.MentionAt(start + 1, kActorLayers) != nullptr) {
      ++start;
    }
  }
  const bool receiver = start < cue.sentence_end && words_.IsBehindParticle(start, kLi);
  const bool object = cue.relative && !cue.match->has_enclitic && cue.needs != "prep";
  SpeakerPhrase behind;
  if (!receiver && !object) behind = phrases_.Read(start, cue.sentence_end);
  if (!cue.masdar && Disagrees(cue, behind)) behind = SpeakerPhrase();
  if (behind.empty() && !receiver && !object && cue.needs != "any") {
    behind = phrases_.ReadQuotedName(start, cue.sentence_end);
    const uint32_t next = SkipAside(behind.end, cue.sentence_end);
    const LexMatch* that =
        next < cue.sentence_end ? lexicons_.Function(words_, next, FunctionClass::kThat) : nullptr;
    // What stands in the marks is what was said, or what is called something: "as being ...".
    const bool called =
        that != nullptr && words_.Word(next).starts_with(kBeh) && words_.Word(next) != kByThat;
    if (that == nullptr || called) {
      behind = SpeakerPhrase();
    }
  }
  if (behind.empty() && opens && cue.needs != "actor") {
    parties->subject = before;
    return;
  }
  if (behind.empty() && !cue.relative && !receiver && (cue.linked || cue.behind_link) &&
      (cue.kind == "say" || cue.kind == "announce" || cue.kind == "claim")) {
    behind = UnknownSubject(start, *cue.governed);
  }
  if (!behind.empty()) {
    parties->subject = behind;
    parties->after = behind.end;
  } else if (cue.token == cue.sentence_begin && !cue.relative) {
    parties->subject = SubjectInLastSentence(cue.token);
  } else if (cue.linked && !cue.relative && !cue.masdar && cue.token > cue.sentence_begin) {
    parties->subject = DoerOfSentence(cue);
  }
}

// "the brigades shelled ..., and said that": who acted speaks, when nobody else has in the
// sentence.
SpeakerPhrase SpeakerScan::DoerOfSentence(const VerbCue& cue) const {
  SpeakerPhrase none;
  none.begin = none.end = cue.token;
  if (cue.kind != "say" && cue.kind != "announce") return none;
  const uint32_t sentence = document_.tokens[cue.token].sentence;
  for (const Spoken& spoken : spoken_) {
    if (spoken.sentence == sentence) return none;
  }
  const SpeakerPhrase doer = SubjectOfSentence(cue.token);
  const bool agrees = cue.gender == SpeakerGender::kUnknown ||
                      doer.gender == SpeakerGender::kUnknown || doer.gender == cue.gender;
  return doer.known && !doer.anaphor && agrees ? doer : none;
}

// What the verb needs besides a subject; false when it is not there.
bool SpeakerScan::MeetsNeeds(const VerbCue& cue, Parties* parties) const {
  if (cue.relative && parties->subject.empty() && !cue.participle) return false;
  if (cue.needs == "actor" && parties->subject.empty()) return false;
  if (cue.needs == "prep" && !cue.linked && parties->subject.begin > cue.token &&
      !cue.match->has_enclitic && !cue.relative) {
    return false;  // a preposition of the same letters
  }
  if (cue.masdar && parties->subject.empty() && !cue.continues) return false;
  if (cue.needs == "quote") {  // "the agency quoted a source as saying"
    if (parties->after >= cue.sentence_end || !IsGoverned(parties->after, *cue.governed)) {
      return false;
    }
    const SpeakerPhrase source = phrases_.Read(parties->after + 1, cue.sentence_end);
    if (source.empty()) return false;
    parties->outlet = parties->subject;
    parties->subject = source;
    parties->after = source.end;
  }
  if (cue.needs == "blame") {
    if (parties->subject.empty()) return false;
    const uint32_t limit = std::min(cue.sentence_end, cue.token + kMaxWordsToBlame);
    for (uint32_t t = parties->after; t < limit; ++t) {
      if (lexicons_.Function(words_, t, FunctionClass::kResponsibility) != nullptr) return true;
    }
    return false;
  }
  return true;
}

// "... told the channel that": the channel passes it on.
void SpeakerScan::FindReceiver(const VerbCue& cue, Parties* parties) const {
  const uint32_t first = parties->after;
  if (parties->subject.empty() || !parties->outlet.empty() || first >= cue.sentence_end ||
      !words_.MayBegin(first, kLi)) {
    return;
  }
  uint32_t t = first;
  if (words_.Word(t).size() <= 4 && t + 1 < cue.sentence_end) ++t;  // the particle alone
  SpeakerPhrase receiver = phrases_.Read(t, cue.sentence_end);
  if (receiver.empty() && t > first && words_.IsQuote(t) && t + 1 < words_.size()) {
    const Quotation* name = words_.QuotationAt(t + 1);
    if (name != nullptr && name->token_end - name->token_begin < kMinSpeechTokens) {
      receiver.begin = name->token_begin;
      receiver.end = name->token_end;
      receiver.type = SpeakerType::kOutlet;
      parties->after = name->token_end + 1;
    }
  } else if (receiver.type == SpeakerType::kOutlet || receiver.type == SpeakerType::kAgency) {
    parties->after = receiver.end;
  } else {
    receiver = SpeakerPhrase();
  }
  parties->outlet = receiver;
}

// The speaker of the verb, named here or going on; kNoSpeaker when neither.
uint32_t SpeakerScan::SpeakerOf(const VerbCue& cue, const Parties& parties) {
  const SpeakerPhrase& subject = parties.subject;
  if (!subject.empty()) {
    const bool coordinate =
        cue.linked || cue.behind_link ||
        (subject.begin > cue.sentence_begin && subject.begin < cue.token &&
         lexicons_.Function(words_, subject.begin - 1, FunctionClass::kLink) != nullptr);
    if (coordinate && !cue.masdar) CutOpenScopes(cue.sentence_begin, cue.token, true);
    return Speak(subject, cue.token, cue.gender,
                 parties.outlet.empty() ? nullptr : &parties.outlet);
  }
  if (!cue.participle && !cue.linked && !cue.continues && !cue.behind_link &&
      !words_.IsComma(cue.token - 1)) {
    return kNoSpeaker;
  }
  const uint32_t spoken = Continued(cue.token, cue.gender, cue.participle);
  if (spoken == kNoSpeaker) return kNoSpeaker;
  CutOpenScopes(cue.sentence_begin, cue.token, false);
  Spoken again = spoken_[spoken];  // goes on: the latest to have spoken
  again.token = cue.token;
  again.sentence = document_.tokens[cue.token].sentence;
  spoken_.push_back(std::move(again));
  return static_cast<uint32_t>(spoken_.size() - 1);
}

uint32_t SpeakerScan::ReadVerb(uint32_t token, const LexMatch& verb) {
  const VerbCue cue = MakeCue(token, verb);
  if (!MayReport(cue)) return token + 1;
  Parties parties;
  parties.after = verb.token_end;
  FindSubject(cue, &parties);
  if (!MeetsNeeds(cue, &parties)) return token + 1;
  FindReceiver(cue, &parties);
  parties.after = std::min(parties.after, cue.sentence_end);  // a quoted name may end the text

  std::string_view needs = cue.needs;
  // "a truce that they announced": the pronoun is what was said.
  if (needs == "any" && verb.has_enclitic) needs = "that";
  if (needs == "actor" || needs == "blame") needs = "any";
  if (cue.participle && needs != "any") needs = "that";
  const Clause clause = FindClause(parties.after, needs, *cue.governed);
  if (clause.begin == kNoSpeaker) return token + 1;
  // A noun right behind a verb of opinion is the subject we could not read.
  if (parties.subject.empty() && !cue.participle && clause.begin == parties.after &&
      !clause.quoted && cue.kind != "say" && cue.kind != "announce" && cue.kind != "deny" &&
      IsKnownWord(parties.after)) {
    return token + 1;
  }
  const uint32_t spoken = SpeakerOf(cue, parties);
  if (spoken == kNoSpeaker) return token + 1;
  const uint32_t end = clause.end != kNoSpeaker ? clause.end : cue.sentence_end;
  Add(clause.begin, end, token, verb.token_end, spoken, cue.kind,
      parties.subject.empty() ? "speaker/continued" : "speaker/reporting", clause.quoted,
      clause.quoted);
  return std::max(token + 1, std::min(parties.after, clause.begin));
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
         (word.starts_with(kTeh) &&
          (!lemma.starts_with(kTeh) || word.substr(kTeh.size()).starts_with(kTeh)));
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

}  // namespace tadwin::extract

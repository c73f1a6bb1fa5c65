#include "extract/statements/speaker_phrase.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

namespace tadwin::extract {
namespace {

// Longer names are cut; the longest offices with a person's name stay below it.
constexpr uint32_t kMaxNameTokens = 18;
// A quoted name of an outlet or group.
constexpr uint32_t kMaxQuotedTokens = 9;
// The same with nothing before it: longer ones are what is said.
constexpr uint32_t kMaxQuotedName = 4;
constexpr uint32_t kMinSpeech = 4;  // words of a quotation that may be a speech
// A second title before the person's name.
constexpr uint32_t kMaxTitleTokens = 10;
// Bare words in a row after a head noun that no lexicon knows.
constexpr uint32_t kMaxLooseWords = 3;
// The article: U+0627 U+0644. One particle may stand before it.
constexpr std::string_view kArticle = "\xD8\xA7\xD9\x84";
// The endings of feminine nouns in folded text: U+0647 (from ta marbuta) and U+0627 U+062A.
constexpr std::string_view kFeminineEnding = "\xD9\x87";
constexpr std::string_view kFemininePlural = "\xD8\xA7\xD8\xAA";

constexpr std::array<std::pair<std::string_view, FunctionClass>, 24> kClassNames{{
    {"that", FunctionClass::kThat},
    {"not_that", FunctionClass::kNotThat},
    {"function", FunctionClass::kFunction},
    {"relative", FunctionClass::kRelative},
    {"not_said", FunctionClass::kNotSaid},
    {"auxiliary", FunctionClass::kAuxiliary},
    {"link", FunctionClass::kLink},
    {"dependent", FunctionClass::kDependent},
    {"first_person", FunctionClass::kFirstPerson},
    {"responsibility", FunctionClass::kResponsibility},
    {"inner", FunctionClass::kInner},
    {"same", FunctionClass::kSame},
    {"impersonal", FunctionClass::kImpersonal},
    {"reprint", FunctionClass::kReprint},
    {"about", FunctionClass::kAbout},
    {"preposition", FunctionClass::kPreposition},
    {"called", FunctionClass::kCalled},
    {"quantifier", FunctionClass::kQuantifier},
    {"modal", FunctionClass::kModal},
    {"back", FunctionClass::kBack},
    {"what", FunctionClass::kWhat},
    {"anonymous", FunctionClass::kAnonymous},
    {"topic", FunctionClass::kTopic},
    {"one_of", FunctionClass::kOneOf},
}};

SpeakerGender GenderNamed(std::string_view cell) {
  if (cell == "m") return SpeakerGender::kMasculine;
  if (cell == "f") return SpeakerGender::kFeminine;
  if (cell == "p") return SpeakerGender::kPlural;
  return SpeakerGender::kUnknown;
}

SpeakerType TypeNamed(std::string_view cell) {
  for (int i = 0; i <= static_cast<int>(SpeakerType::kUnnamedSource); ++i) {
    const auto type = static_cast<SpeakerType>(i);
    if (cell == SpeakerTypeName(type)) return type;
  }
  return SpeakerType::kUnknown;
}

// A governed preposition of one letter is a particle; U+0628, U+0644, U+0643 in UTF-8.
GovernedPrepositions ReadGoverned(std::string_view cell, const rules::Lexicon::FoldFunction& fold) {
  GovernedPrepositions governed;
  while (!cell.empty()) {
    const size_t bar = cell.find('|');
    const std::string_view one = cell.substr(0, bar);
    cell = bar == std::string_view::npos ? std::string_view() : cell.substr(bar + 1);
    if (one == "\xD8\xA8")
      governed.particles |= kBi;
    else if (one == "\xD9\x84")
      governed.particles |= kLi;
    else if (one == "\xD9\x83")
      governed.particles |= kKa;
    else if (!one.empty())
      governed.words.push_back(fold(one));
  }
  return governed;
}

bool IsRealPlace(NameKind kind) {
  return kind == NameKind::kSettlement || kind == NameKind::kAdmin || kind == NameKind::kFacility;
}

}  // namespace

SpeakerLexicons SpeakerLexicons::Create(const rules::Grammar& grammar, std::vector<Error>* errors) {
  SpeakerLexicons lexicons;
  lexicons.reporting = grammar.lexicon->IndexOf("speaker/reporting");
  lexicons.according = grammar.lexicon->IndexOf("speaker/according");
  lexicons.noun = grammar.lexicon->IndexOf("speaker/noun");
  lexicons.function = grammar.lexicon->IndexOf("speaker/function");
  lexicons.verbs = grammar.lexicon->IndexOf("lexicon/verbs");
  lexicons.nouns = grammar.lexicon->IndexOf("lexicon/nouns");
  lexicons.adjectives = grammar.lexicon->IndexOf("lexicon/adjectives");
  if (lexicons.reporting >= 0) {
    const rules::Table* verbs = grammar.lexicon->TableOf(static_cast<uint32_t>(lexicons.reporting));
    for (uint32_t row = 0; row < verbs->rows.size(); ++row) {
      lexicons.governed.push_back(ReadGoverned(verbs->Cell(row, "prep"), grammar.fold));
    }
  }
  if (lexicons.function < 0) return lexicons;
  const rules::Table* table = grammar.lexicon->TableOf(static_cast<uint32_t>(lexicons.function));
  for (uint32_t row = 0; row < table->rows.size(); ++row) {
    const std::string_view name = table->Cell(row, "class");
    const auto* found = std::find_if(kClassNames.begin(), kClassNames.end(),
                                     [&](const auto& entry) { return entry.first == name; });
    if (found == kClassNames.end()) {
      errors->push_back({ErrorCode::kBadRule,
                         "no such class of function words: " + std::string(name),
                         table->Where(row, "class")});
    }
    lexicons.function_class.push_back(found == kClassNames.end() ? FunctionClass::kCount
                                                                 : found->second);
  }
  return lexicons;
}

const LexMatch* SpeakerLexicons::Function(const Words& words, uint32_t token,
                                          FunctionClass wanted) const {
  if (function < 0 || token >= words.size()) return nullptr;
  const AnnotatedText& document = words.document();
  for (uint32_t i = document.lex_match_begin[token]; i < document.lex_match_begin[token + 1]; ++i) {
    const LexMatch& match = document.lex_matches[i];
    if (match.entry.lexicon != static_cast<uint32_t>(function)) continue;
    if (function_class[match.entry.row] != wanted || (match.proclitics & kAl) != 0) continue;
    const bool joined = wanted == FunctionClass::kThat && match.has_enclitic &&
                        (match.proclitics & (kQuestion | kKa)) == 0;
    if (joined || (!match.has_enclitic && !IsChanceMatch(document, match))) return &match;
  }
  return nullptr;
}

struct SpeakerPhraseReader::State {
  uint32_t begin = 0;
  uint32_t at = 0;
  uint32_t limit = 0;
  const LexMatch* head = nullptr;
  const Mention* person = nullptr;
  const Mention* body = nullptr;  // the last organisation, group or place taken
  bool head_definite = false;
  uint32_t loose = 0;  // bare words taken since the last known thing
  bool last_was_definite = false;
};

SpeakerPhraseReader::SpeakerPhraseReader(const Words& words, const SpeakerLexicons& lexicons)
    : words_(words), lexicons_(lexicons) {
  std::map<std::string, int> votes;
  for (const Mention& mention : words.document().mentions) {
    if (mention.layer != Layer::kPlace || mention.name.country.empty()) continue;
    votes[mention.name.country] += IsRealPlace(mention.name.kind) ? 2 : 1;
  }
  int most = 0;
  for (const auto& [country, count] : votes) {
    if (count > most) home_country_ = country;
    most = std::max(most, count);
  }
}

bool SpeakerPhraseReader::IsReportingVerb(uint32_t token) const {
  const LexMatch* verb = words_.Longest(token, lexicons_.reporting);
  if (verb == nullptr || (verb->proclitics & (kAl | kBi | kKa)) != 0) return false;
  if (words_.lexicon().Cell(verb->entry, "form") == std::string_view("masdar")) return false;
  const std::string_view needs = words_.lexicon().Cell(verb->entry, "needs");
  return needs == "that" || needs == "any" || needs == "clause";
}

// A finite verb that no noun is spelled like.
bool SpeakerPhraseReader::IsFinite(uint32_t token) const {
  if (lexicons_.verbs < 0) return false;
  if (words_.Longest(token, lexicons_.nouns) != nullptr) return false;
  const AnnotatedText& document = words_.document();
  for (uint32_t i = document.lex_match_begin[token]; i < document.lex_match_begin[token + 1]; ++i) {
    const LexMatch& match = document.lex_matches[i];
    if (match.entry.lexicon != static_cast<uint32_t>(lexicons_.verbs)) continue;
    const Form form = match.entry.features.form;
    if ((form == Form::kPerfect || form == Form::kImperfect) &&
        (match.proclitics & (kAl | kBi | kKa)) == 0) {
      return true;
    }
  }
  return false;
}

// "said the minister "they attacked us here"": a verb opens what is said, no name.
bool SpeakerPhraseReader::IsSpeech(uint32_t begin, uint32_t end) const {
  if (end < begin + kMinSpeech) return false;
  return IsFinite(begin) ||
         (words_.Longest(begin, lexicons_.nouns) == nullptr && IsFinite(begin + 1));
}

bool SpeakerPhraseReader::TakeQuoted(State* state) const {
  if (!words_.IsQuote(state->at)) return false;
  for (uint32_t t = state->at + 1; t < state->limit && t <= state->at + kMaxQuotedTokens; ++t) {
    if (!words_.IsQuote(t)) continue;
    if (t == state->at + 1 || IsSpeech(state->at + 1, t)) return false;
    for (uint32_t inside = state->at + 1; inside < t; ++inside) {
      const Mention* mention = words_.MentionAt(inside, kActorLayers);
      if (mention != nullptr && mention->token_end <= t) state->body = mention;
    }
    state->at = t + 1;
    state->loose = 0;
    return true;
  }
  return false;
}

// "a source in the Green Zone", "an official at the ministry", "spokesman in the name of X".
bool SpeakerPhraseReader::TakePlaceOfWork(State* state) const {
  if (state->person != nullptr || state->head == nullptr) return false;
  if (state->at + 1 >= state->limit) return false;
  if (lexicons_.Function(words_, state->at, FunctionClass::kInner) == nullptr) return false;
  const uint32_t next = state->at + 1;
  if (words_.TimeOver(next) != nullptr) return false;
  if (HeadIsStatement(*state)) return false;
  const Mention* mention = words_.MentionAt(next, kActorLayers);
  if (mention != nullptr) {
    state->at = mention->token_end;
    if (state->body == nullptr) state->body = mention;
    return true;
  }
  if (words_.IsQuote(next)) {
    ++state->at;
    return TakeQuoted(state);
  }
  if (words_.IsPunctuation(next) || IsReportingVerb(next)) return false;
  const LexMatch* noun = words_.Longest(next, lexicons_.noun);
  if (!words_.IsDefinite(next) && noun == nullptr) return false;
  if (noun != nullptr && words_.lexicon().Cell(noun->entry, "type") == "statement") return false;
  state->at = next + 1;
  state->loose = 0;
  return true;
}

bool SpeakerPhraseReader::HeadIsStatement(const State& state) const {
  return state.head != nullptr &&
         words_.lexicon().Cell(state.head->entry, "type") == std::string_view("statement");
}

// "the director of the hospital [told] the reporters", "a source [told] to the agency": a definite
// noun of people who are told, or an outlet behind the particle.
bool SpeakerPhraseReader::IsOtherParty(const LexMatch& noun, const State& state) const {
  const std::string_view type = words_.lexicon().Cell(noun.entry, "type");
  // "a count by the agency": whose it is.
  if (!HeadIsStatement(state) && (noun.proclitics & kLi) != 0 &&
      (type == "outlet" || type == "agency" || type == "witness")) {
    return true;
  }
  // "the council the government": a body was named, the second definite one is another.
  if (state.body != nullptr && state.body->token_end == noun.token_begin && type == "government" &&
      words_.IsDefinite(noun.token_begin) &&
      words_.lexicon().Cell(noun.entry, "gender") == std::string_view("f")) {
    return true;
  }
  if (!state.last_was_definite || !words_.IsDefinite(noun.token_begin)) return false;
  const std::string_view gender = words_.lexicon().Cell(noun.entry, "gender");
  return gender == "p" && type == "witness";
}

// "the spokesman of X and head of its press office N": the name behind the second title.
bool SpeakerPhraseReader::TakeSecondTitle(State* state) const {
  if (state->head == nullptr || state->person != nullptr) return false;
  if (!words_.MayBegin(state->at, kWa)) return false;
  for (uint32_t t = state->at; t < state->limit && t < state->at + kMaxTitleTokens; ++t) {
    if (words_.IsPunctuation(t) || IsReportingVerb(t) || words_.TimeOver(t) != nullptr ||
        lexicons_.Function(words_, t, FunctionClass::kThat) != nullptr) {
      return false;
    }
    const Mention* person = words_.MentionAt(t, LayerBit(Layer::kPerson));
    if (person == nullptr) continue;
    if (t == state->at) return false;  // "X and Y": another speaker
    state->person = person;
    state->at = person->token_end;
    return true;
  }
  return false;
}

// A finite verb or a verbal noun that is no adjective, participle or noun of people besides.
bool SpeakerPhraseReader::IsVerbOnly(uint32_t token) const {
  if (words_.Longest(token, lexicons_.adjectives) != nullptr) return false;
  const LexMatch* noun = words_.Longest(token, lexicons_.nouns);
  if (noun != nullptr && noun->proclitics == kNoProclitic && !noun->has_enclitic) return false;
  const LexMatch* verb = words_.Longest(token, lexicons_.verbs);
  if (verb == nullptr || verb->has_enclitic) return false;
  const AnnotatedText& document = words_.document();
  for (uint32_t i = document.lex_match_begin[token]; i < document.lex_match_begin[token + 1]; ++i) {
    const LexMatch& match = document.lex_matches[i];
    if (match.entry.lexicon != static_cast<uint32_t>(lexicons_.verbs)) continue;
    const Form form = match.entry.features.form;
    if (form == Form::kActiveParticiple || form == Form::kPassiveParticiple) return false;
  }
  return true;
}

bool SpeakerPhraseReader::IsNounOnly(uint32_t token) const {
  return words_.Longest(token, lexicons_.nouns) != nullptr &&
         words_.Longest(token, lexicons_.adjectives) == nullptr &&
         words_.Longest(token, lexicons_.noun) == nullptr;
}

SpeakerPhraseReader::Step SpeakerPhraseReader::TakeNext(State* state) const {
  const uint32_t t = state->at;
  const bool first = t == state->begin;
  if (words_.IsPunctuation(t)) {
    if (!first && TakeQuoted(state)) return Step::kTake;
    // "the minister, X,": the name of the one whose office was told.
    if (!first && words_.IsComma(t) && state->head != nullptr && state->person == nullptr &&
        t + 1 < state->limit) {
      const Mention* person = words_.MentionAt(t + 1, LayerBit(Layer::kPerson));
      if (person != nullptr) {
        state->person = person;
        state->at = person->token_end;
        return Step::kTake;
      }
    }
    return Step::kStop;
  }
  const LexMatch* noun = words_.Longest(t, lexicons_.noun);
  const Mention* mention = words_.MentionAt(t, kActorLayers);
  if (noun != nullptr && (noun->proclitics & (first ? kWa | kFa : 0)) != 0) noun = nullptr;
  if (!first && noun != nullptr && IsOtherParty(*noun, *state)) return Step::kStop;
  if (mention != nullptr && (noun == nullptr || noun->token_end <= mention->token_end)) {
    if (state->person != nullptr && mention->layer != Layer::kPerson) return Step::kStop;
    const bool told = !first && mention->name.kind == NameKind::kMedia &&
                      !HeadIsStatement(*state) && words_.MayBegin(t, kLi);
    if (told) return Step::kStop;  // "witnesses to Reuters"
    if (state->body != nullptr && state->head == nullptr && state->body->layer == Layer::kPlace) {
      return Step::kStop;  // two names in a row: the second is somebody else
    }
    if (first && noun != nullptr) state->head = noun;
    if (mention->layer == Layer::kPerson)
      state->person = mention;
    else
      state->body = mention;
    state->at = mention->token_end;
    while (state->at > t + 1 &&
           lexicons_.Function(words_, state->at - 1, FunctionClass::kThat) != nullptr) {
      --state->at;  // a name never ends on the particle of the clause behind it
    }
    state->loose = 0;
    state->last_was_definite = true;
    return Step::kTake;
  }
  if (words_.TimeOver(t) != nullptr && !first) return Step::kStop;
  if (noun != nullptr && (first || state->person == nullptr)) {
    if (first) {
      state->head = noun;
      state->head_definite = (noun->proclitics & kAl) != 0 || words_.IsDefinite(t);
    }
    state->at = noun->token_end;
    state->loose = 0;
    state->last_was_definite = words_.IsDefinite(noun->token_end - 1);
    return Step::kTake;
  }
  if (!first && lexicons_.Function(words_, t, FunctionClass::kSame) != nullptr) {
    ++state->at;
    return Step::kTake;
  }
  const LexMatch* called = lexicons_.Function(words_, t, FunctionClass::kCalled);
  if (!first && called != nullptr && called->token_end < state->limit) {
    state->at = called->token_end;  // "what is known as "X""
    state->loose = 0;
    return Step::kTake;
  }
  if (!first && (TakePlaceOfWork(state) || TakeSecondTitle(state))) return Step::kTake;
  if (lexicons_.Function(words_, t, FunctionClass::kThat) != nullptr ||
      lexicons_.Function(words_, t, FunctionClass::kFunction) != nullptr ||
      lexicons_.Function(words_, t, FunctionClass::kRelative) != nullptr || IsReportingVerb(t)) {
    return Step::kStop;
  }
  if (first) return Step::kStop;
  if (state->person == nullptr && state->head != nullptr && words_.IsBehindParticle(t, kLi)) {
    ++state->at;  // "the committee for the affairs of"
    state->last_was_definite = false;
    return Step::kTake;
  }
  // A bare word: an adjective of what was told, or the rest of a name the lists do not know.
  const bool definite = words_.IsDefinite(t);
  if (!definite && words_.MentionAt(t, LayerBit(Layer::kNumber)) != nullptr) return Step::kStop;
  if (state->person != nullptr && !definite) return Step::kStop;
  if (!definite && state->head == nullptr) return Step::kStop;
  if (!definite && (state->last_was_definite || state->loose >= kMaxLooseWords)) {
    return Step::kStop;
  }
  if (words_.MayBegin(t, kBi | kAl) || words_.IsBehindParticle(t, kBi)) return Step::kStop;
  if (!definite && IsVerbOnly(t)) return Step::kStop;
  // Two definite nouns in a row are two parties: "the statement [called] the victims".
  const bool behind_article = words_.Word(t - 1).find(kArticle) <= kArticle.size() / 2;
  if (definite && behind_article && state->person == nullptr && IsNounOnly(t)) return Step::kStop;
  ++state->loose;
  ++state->at;
  state->last_was_definite = definite;
  return state->loose > kMaxLooseWords ? Step::kStop : Step::kTake;
}

// An outlet or body by nothing but its name in quotation marks; empty when a speech stands there.
SpeakerPhrase SpeakerPhraseReader::ReadQuotedName(uint32_t token, uint32_t limit) const {
  SpeakerPhrase phrase;
  phrase.begin = phrase.end = token;
  if (token >= limit || !words_.IsQuote(token)) return phrase;
  for (uint32_t t = token + 1; t < limit && t <= token + kMaxQuotedName; ++t) {
    if (words_.IsQuote(t)) {
      if (t > token + 1) phrase.end = t + 1;
      break;
    }
    if (words_.IsPunctuation(t) || IsReportingVerb(t) || words_.TimeOver(t) != nullptr ||
        lexicons_.Function(words_, t, FunctionClass::kThat) != nullptr ||
        lexicons_.Function(words_, t, FunctionClass::kFunction) != nullptr) {
      break;
    }
    const Mention* mention = words_.MentionAt(t, kActorLayers);
    if (mention != nullptr) phrase.mention = mention;
  }
  if (phrase.empty()) return phrase;
  phrase.known = true;
  Classify(&phrase, nullptr, phrase.mention);
  return phrase;
}

SpeakerPhrase SpeakerPhraseReader::Read(uint32_t token, uint32_t limit) const {
  SpeakerPhrase phrase;
  phrase.begin = phrase.end = token;
  if (token >= limit) return phrase;
  State state;
  state.begin = state.at = token;
  state.limit = std::min({limit, token + kMaxNameTokens, words_.SentenceOf(token).token_end});
  const LexMatch* quantifier = lexicons_.Function(words_, token, FunctionClass::kQuantifier);
  if (quantifier != nullptr && quantifier->token_end < state.limit) {
    state.begin = state.at = quantifier->token_end;  // "some", "a number of": the head follows
  }
  // "one of the protesters": somebody of a sort that the lists need not know.
  const LexMatch* one_of = lexicons_.Function(words_, token, FunctionClass::kOneOf);
  const bool of_them = one_of != nullptr && words_.Longest(token, lexicons_.noun) == nullptr &&
                       one_of->token_end < state.limit && words_.IsDefinite(one_of->token_end) &&
                       words_.TimeOver(one_of->token_end) == nullptr;
  if (of_them) {
    state.at = one_of->token_end + 1;
    state.last_was_definite = true;
  }
  while (state.at < state.limit && TakeNext(&state) == Step::kTake) {
  }
  phrase.end = std::min(state.at, state.limit);
  phrase.known =
      of_them || state.head != nullptr || state.person != nullptr || state.body != nullptr;
  if (!phrase.known) phrase.end = phrase.begin;
  if (phrase.empty()) return phrase;
  phrase.mention = state.person != nullptr ? state.person : state.body;
  if (state.head != nullptr) {
    phrase.noun = std::string(words_.WithoutArticle(state.begin));
    phrase.anaphor =
        phrase.mention == nullptr && state.head_definite && phrase.end <= state.head->token_end + 1;
  }
  Classify(&phrase, state.head, state.body);
  return phrase;
}

SpeakerPhrase SpeakerPhraseReader::ReadBackwards(uint32_t first, uint32_t end) const {
  const uint32_t lowest = std::max(first, end > kMaxNameTokens ? end - kMaxNameTokens : 0);
  for (uint32_t t = lowest; t < end; ++t) {
    const SpeakerPhrase phrase = Read(t, end);
    if (!phrase.empty() && phrase.end == end) return phrase;
  }
  SpeakerPhrase none;
  none.begin = none.end = end;
  return none;
}

void SpeakerPhraseReader::Classify(SpeakerPhrase* phrase, const LexMatch* head,
                                   const Mention* body) const {
  const Mention* mention = phrase->mention;
  const bool has_person = mention != nullptr && mention->layer == Layer::kPerson;
  if (mention != nullptr) {
    const NameValue& name = mention->name;
    phrase->id =
        mention->layer == Layer::kPlace && !name.actor_id.empty() ? name.actor_id : name.id;
    if (phrase->id.empty() && body != nullptr) phrase->id = body->name.id;
    phrase->country = !name.country.empty() || body == nullptr ? name.country : body->name.country;
  }
  SpeakerType from_body = SpeakerType::kUnknown;
  if (body != nullptr) {
    switch (body->name.kind) {
      case NameKind::kCountry:
      case NameKind::kGovernment:
      case NameKind::kOffice:
      case NameKind::kLegislature:
      case NameKind::kJudiciary:
      case NameKind::kSettlement:
      case NameKind::kAdmin: from_body = SpeakerType::kGovernment; break;
      case NameKind::kMilitary:
      case NameKind::kPolice: from_body = SpeakerType::kMilitary; break;
      case NameKind::kArmedGroup: from_body = SpeakerType::kArmedGroup; break;
      case NameKind::kInternational: from_body = SpeakerType::kInternational; break;
      case NameKind::kMedia: from_body = SpeakerType::kOutlet; break;
      default: break;
    }
  }
  phrase->type = from_body;
  if (head != nullptr) {
    const std::string_view type = words_.lexicon().Cell(head->entry, "type");
    phrase->gender = GenderNamed(words_.lexicon().Cell(head->entry, "gender"));
    if (type == "official") {
      phrase->type = has_person ? SpeakerType::kGovernment : SpeakerType::kUnnamedOfficial;
    } else if (type == "spokesman" || type == "statement") {
      if (phrase->type == SpeakerType::kUnknown && type == "spokesman") {
        phrase->type = has_person ? SpeakerType::kGovernment : SpeakerType::kUnnamedOfficial;
      }
    } else if (type == "government" && from_body != SpeakerType::kUnknown) {
      // "head of the armed group", "member of parliament": the body decides.
    } else {
      phrase->type = TypeNamed(type);
    }
  }
  if (phrase->type == SpeakerType::kGovernment && !phrase->country.empty() &&
      !home_country_.empty() && phrase->country != home_country_) {
    phrase->type = SpeakerType::kForeignGovernment;
  }
  if (phrase->gender == SpeakerGender::kUnknown && phrase->begin < phrase->end && !has_person) {
    const std::string_view word = words_.Word(phrase->begin);
    if (word.ends_with(kFeminineEnding) || word.ends_with(kFemininePlural)) {
      phrase->gender = SpeakerGender::kFeminine;
    }
  }
}

}  // namespace tadwin::extract

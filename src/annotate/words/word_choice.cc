#include "annotate/words/word_choice.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "annotate/words/buckwalter.h"
#include "annotate/words/spelling.h"

namespace tadwin::annotate {
namespace {

constexpr size_t kLetterBytes = 2;
constexpr std::string_view kArticle = "\xD8\xA7\xD9\x84";

// The ranks: smaller is likelier.
constexpr int kPerClitic = 10;
constexpr int kOfParticle = -6;
constexpr int kOfMasdar = 3;
constexpr int kOfParticiple = 4;
constexpr int kOfVerb = 2;
constexpr int kOfName = 4;
constexpr int kOfCountry = 0;  // countries and capitals are told more than the words they look like
constexpr int kBeforeVerb = -25;  // "has" with a verb behind it
constexpr int kAdjectiveAgrees = -6;
constexpr int kVerbOpens = -6;       // the first word of a clause
constexpr int kVerbCounts = -8;      // a number follows
constexpr int kVerbAsked = -25;      // behind "not", "will", "has"
constexpr int kVerbBehindNoun = -5;  // behind a definite noun, its subject
constexpr int kRefused = 30;         // a verb behind a preposition, a noun behind "will"
constexpr int kSameLetters = -3;
constexpr int kOtherLetters = 4;
constexpr int kOtherDots = 2;
constexpr int kShortened = 4;  // a jussive that nothing asks for
constexpr int kRare = 12;      // imperatives, second persons, endings of the construct

struct TableClass {
  std::string_view table;
  WordClass word_class;
};
constexpr TableClass kTables[] = {{"lexicon/verbs", WordClass::kVerb},
                                  {"lexicon/nouns", WordClass::kNoun},
                                  {"lexicon/adjectives", WordClass::kAdjective},
                                  {"lexicon/particles", WordClass::kParticle},
                                  {"number/cardinal", WordClass::kNumber},
                                  {"number/ordinal", WordClass::kNumber},
                                  {"number/fraction", WordClass::kNumber},
                                  {"number/vague", WordClass::kNumber},
                                  {"actor/nationality", WordClass::kAdjective},
                                  {"actor/people", WordClass::kNoun},
                                  {"time/month", WordClass::kName},
                                  {"time/weekday", WordClass::kName},
                                  {"time/hijri_month", WordClass::kName},
                                  {"place/capital", WordClass::kName},
                                  {"place/country", WordClass::kName},
                                  {"place/supplement", WordClass::kName},
                                  {"place/geonames", WordClass::kName},
                                  {"actor/actor", WordClass::kName},
                                  {"person/first_name", WordClass::kName},
                                  {"person/person", WordClass::kName}};

bool EndsWith(std::string_view text, std::string_view tail) {
  return text.size() >= tail.size() && text.substr(text.size() - tail.size()) == tail;
}

// "an", "wn", "yn": an ending that falls before a pronoun.
bool EndsInDualOrPluralN(std::string_view core) {
  static const std::array<std::string, 3> kEndings = {ToArabic("An"), ToArabic("wn"),
                                                      ToArabic("yn")};
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [&](const std::string& ending) { return EndsWith(core, ending); });
}

// "that he", "but she": better cut although the whole is listed.
bool IsBetterCut(std::string_view kind) {
  return kind == "emphasis" || kind == "complementiser" || kind == "causal" ||
         kind == "conjunction";
}

// Prepositions, "that", "because", "all": what a pronoun may follow.
bool TakesPronoun(std::string_view kind, std::string_view core) {
  static const std::string kBut = ToArabic("lkn");
  static const std::string kHa = ToArabic("h");
  static const std::array<std::string, 4> kAll = {ToArabic("kl"), ToArabic("bED"), ToArabic("jmyE"),
                                                  ToArabic("mEZm")};
  if (kind == "adverb") return std::find(kAll.begin(), kAll.end(), core) != kAll.end();
  if (kind == "conjunction") return EndsWith(core, kBut);
  if (IsBetterCut(kind)) return !EndsWith(core, kHa);  // "that he" has its pronoun
  for (const std::string_view takes : {"preposition", "temporal", "exception", "modal"}) {
    if (kind == takes) return true;
  }
  return false;
}

// A feminine whose last letter was typed without its dots looks like a word with "his".
bool WritesHaForTaMarbuta(const AnnotatedText& document, const Reading& reading,
                          const Features& features) {
  constexpr std::string_view kHa = "\xD9\x87";
  if (reading.has_enclitic || (reading.proclitics & kAl) != 0) return false;
  if (features.gender != Gender::kFeminine) return false;
  if (!EndsWith(document.Core(reading), kHa) || document.article == nullptr) return false;
  const uint32_t end = reading.core_end;
  const std::string_view raw =
      document.Raw(document.text.ToRaw(end - static_cast<uint32_t>(kHa.size()), end));
  return raw.substr(0, kHa.size()) == kHa;
}

bool IsMark(char c) { return std::string_view("aiuo~FKN_").find(c) != std::string_view::npos; }

// A hamza that the lemma has not, or dots under a final letter that has none in the lemma, speak
// against a word that is otherwise its lemma; the same letters speak for it.
int CostOfSpelling(const AnnotatedText& document, const Reading& reading, std::string_view lemma) {
  if (document.article == nullptr) return 0;
  std::string raw =
      ToBuckwalter(document.Raw(document.text.ToRaw(reading.core_begin, reading.core_end)));
  std::string own = ToBuckwalter(lemma);
  const auto drop_marks = [](std::string* text) {
    text->erase(std::remove_if(text->begin(), text->end(), IsMark), text->end());
  };
  drop_marks(&raw);
  drop_marks(&own);
  if (raw == own) return own.find_first_of("><|&}Y") == std::string::npos ? 0 : kSameLetters;
  if (raw.size() != own.size() || FoldBuckwalter(raw) != FoldBuckwalter(own)) return 0;
  for (size_t i = 0; i < raw.size(); ++i) {
    const bool adds_hamza = (raw[i] == '}' && own[i] == 'y') || (raw[i] == '&' && own[i] == 'w');
    if (adds_hamza) return kOtherLetters;
    if (i + 1 == raw.size() && raw[i] == 'y' && own[i] == 'Y') return kOtherDots;
  }
  return 0;
}

// A hollow verb without its long vowel: the jussive. `root` as its table writes it.
bool IsShortened(std::string_view core, std::string_view root) {
  if (root.size() != 3 * kLetterBytes || core.size() < 3 * kLetterBytes) return false;
  const std::string middle = ToBuckwalter(root.substr(kLetterBytes, kLetterBytes));
  if (middle != "w" && middle != "y") return false;
  return EndsWith(
      core, std::string(root.substr(0, kLetterBytes)) + std::string(root.substr(2 * kLetterBytes)));
}

}  // namespace

std::string_view WordClassName(WordClass word_class) {
  switch (word_class) {
    case WordClass::kVerb: return "verb";
    case WordClass::kNoun: return "noun";
    case WordClass::kAdjective: return "adjective";
    case WordClass::kParticle: return "particle";
    case WordClass::kNumber: return "number";
    case WordClass::kName: return "name";
    case WordClass::kUnknown: break;
  }
  return "unknown";
}

WordChooser::WordChooser(const rules::Grammar& grammar)
    : lexicon_(grammar.lexicon), fold_(grammar.fold) {
  for (const TableClass& table : kTables) {
    const int index = lexicon_->IndexOf(table.table);
    if (index < 0) continue;
    if (class_of_.size() <= static_cast<size_t>(index)) {
      class_of_.resize(static_cast<size_t>(index) + 1, WordClass::kUnknown);
    }
    class_of_[static_cast<size_t>(index)] = table.word_class;
  }
  countries_ = lexicon_->IndexOf("place/country");
  capitals_ = lexicon_->IndexOf("place/capital");
  particles_ = lexicon_->IndexOf("lexicon/particles");
}

WordClass WordChooser::ClassOf(const LexEntry& entry) const {
  if (entry.lexicon >= class_of_.size()) return WordClass::kUnknown;
  const WordClass of_table = class_of_[entry.lexicon];
  if (of_table != WordClass::kVerb) return of_table;
  switch (entry.features.form) {
    case Form::kMasdar: return WordClass::kNoun;
    case Form::kActiveParticiple:
    case Form::kPassiveParticiple: return WordClass::kAdjective;
    default: return WordClass::kVerb;
  }
}

// The name is written with the article, not with a hamza that folds to its alef.
bool WordChooser::HasArticle(const LexEntry& entry, std::string_view core) const {
  std::string_view rest = lexicon_->Cell(entry, "surface");
  while (!rest.empty()) {
    const size_t bar = rest.find('|');
    const std::string_view surface = rest.substr(0, bar);
    if (surface.substr(0, kArticle.size()) == kArticle && fold_(surface) == core) return true;
    rest.remove_prefix(bar == std::string_view::npos ? rest.size() : bar + 1);
  }
  return false;
}

// The cut that the match was found by. A name listed with its article is cut from it.
std::optional<Reading> WordChooser::ReadingOf(const AnnotatedText& document, const LexMatch& match,
                                              WordClass word_class) const {
  const Token& token = document.tokens[match.token_begin];
  const Reading* found = nullptr;
  const auto holds_entry = [&](const Reading& reading) {
    const std::vector<LexEntry> entries = lexicon_->Find(document.Core(reading));
    return std::find(entries.begin(), entries.end(), match.entry) != entries.end();
  };
  for (uint32_t r = 0; r < token.reading_count; ++r) {
    const Reading& reading = document.readings[token.first_reading + r];
    if (reading.proclitics != match.proclitics || reading.has_enclitic != match.has_enclitic) {
      continue;
    }
    // Of cuts alike, the one whose core is the entry; a core that a pronoun changed is none.
    if (found == nullptr || (!holds_entry(*found) && holds_entry(reading))) found = &reading;
  }
  if (found != nullptr && (word_class != WordClass::kName || (match.proclitics & kAl) != 0)) {
    return *found;
  }
  if (found != nullptr && holds_entry(*found) && !HasArticle(match.entry, document.Core(*found))) {
    return *found;
  }
  for (uint32_t r = 0; r < token.reading_count; ++r) {
    const Reading& reading = document.readings[token.first_reading + r];
    if (reading.proclitics == (match.proclitics | kAl) &&
        reading.has_enclitic == match.has_enclitic) {
      return reading;
    }
  }
  return found == nullptr ? std::nullopt : std::optional(*found);
}

std::vector<WordChooser::Candidate> WordChooser::Candidates(const AnnotatedText& document,
                                                            uint32_t token) const {
  std::vector<Candidate> candidates;
  for (uint32_t i = document.lex_match_begin[token]; i < document.lex_match_begin[token + 1]; ++i) {
    const LexMatch& match = document.lex_matches[i];
    if (match.token_end != token + 1) continue;
    Candidate candidate;
    candidate.choice.word_class = ClassOf(match.entry);
    if (candidate.choice.word_class == WordClass::kUnknown) continue;
    const auto reading = ReadingOf(document, match, candidate.choice.word_class);
    if (!reading) continue;
    candidate.choice.reading = *reading;
    candidate.choice.features = match.entry.features;
    candidate.is_country = static_cast<int>(match.entry.lexicon) == countries_ ||
                           static_cast<int>(match.entry.lexicon) == capitals_;
    std::string_view lemma = lexicon_->Cell(match.entry, "lemma");
    if (lemma.empty()) lemma = lexicon_->Cell(match.entry, "surface");
    candidate.choice.lemma = std::string(lemma.substr(0, lemma.find('|')));
    candidate.root = lexicon_->Cell(match.entry, "root");
    if (candidate.choice.word_class == WordClass::kParticle) {
      candidate.kind = lexicon_->Cell(match.entry, "kind");
    }
    candidates.push_back(std::move(candidate));
  }
  // A lone preposition before its pronoun is in no table.
  const Token& word = document.tokens[token];
  for (uint32_t r = 0; r < word.reading_count; ++r) {
    const Reading& reading = document.readings[word.first_reading + r];
    if (!reading.has_enclitic || document.Core(reading).size() != kLetterBytes) continue;
    Candidate candidate;
    candidate.choice.reading = reading;
    candidate.choice.word_class = WordClass::kParticle;
    candidate.choice.lemma = std::string(document.Core(reading));
    candidate.kind = "preposition";
    candidates.push_back(std::move(candidate));
  }
  return candidates;
}

// What the class and the form cannot carry.
bool WordChooser::Fits(const AnnotatedText& document, const Candidate& candidate) const {
  const Reading& reading = candidate.choice.reading;
  const Features& features = candidate.choice.features;
  const uint16_t cut = reading.proclitics;
  const std::string_view core = document.Core(reading);
  switch (candidate.choice.word_class) {
    case WordClass::kVerb:
      if ((cut & (kAl | kBi | kKa)) != 0) return false;
      return (cut & (kSa | kLi)) == 0 || features.form == Form::kImperfect;
    case WordClass::kParticle:
      if ((cut & (kAl | kSa)) != 0) return false;
      return !reading.has_enclitic || TakesPronoun(candidate.kind, core);
    case WordClass::kName: return (cut & kSa) == 0 && !reading.has_enclitic;
    default: break;
  }
  if ((cut & kSa) != 0) return false;
  const bool counted =
      features.number == GrammaticalNumber::kDual ||
      (features.number == GrammaticalNumber::kPlural && features.gender == Gender::kMasculine);
  if (!counted || !EndsInDualOrPluralN(core)) return true;
  if (!reading.has_enclitic) return true;
  // "qawanin" is no sound plural: what is left without the ending is not its lemma.
  const std::string lemma = fold_(candidate.choice.lemma);
  return features.number == GrammaticalNumber::kPlural &&
         core.substr(0, core.size() - 2 * kLetterBytes) != lemma;
}

bool WordChooser::IsParticle(const AnnotatedText& document, uint32_t token,
                             std::initializer_list<std::string_view> kinds) const {
  for (uint32_t i = document.lex_match_begin[token]; i < document.lex_match_begin[token + 1]; ++i) {
    const LexMatch& match = document.lex_matches[i];
    if (static_cast<int>(match.entry.lexicon) != particles_ || match.token_end != token + 1 ||
        match.has_enclitic) {
      continue;
    }
    const std::string_view kind = lexicon_->Cell(match.entry, "kind");
    if (std::find(kinds.begin(), kinds.end(), kind) != kinds.end()) return true;
  }
  return false;
}

// A finite verb without clitics is among what the word may be.
bool WordChooser::BeginsVerb(const AnnotatedText& document, uint32_t token) const {
  for (uint32_t i = document.lex_match_begin[token]; i < document.lex_match_begin[token + 1]; ++i) {
    const LexMatch& match = document.lex_matches[i];
    if (match.proclitics == 0 && ClassOf(match.entry) == WordClass::kVerb) return true;
  }
  return false;
}

bool WordChooser::IsDefinite(const AnnotatedText& document, uint32_t token) const {
  for (uint32_t i = document.lex_match_begin[token]; i < document.lex_match_begin[token + 1]; ++i) {
    const LexMatch& match = document.lex_matches[i];
    const WordClass of = ClassOf(match.entry);
    if (of == WordClass::kName) return true;
    if ((match.proclitics & kAl) != 0 && of != WordClass::kUnknown) return true;
  }
  return false;
}

int WordChooser::CostInContext(const AnnotatedText& document, uint32_t token,
                               const Candidate& candidate) const {
  const bool verb = candidate.choice.word_class == WordClass::kVerb;
  const Features& features = candidate.choice.features;
  const bool first = token == 0 ||
                     document.tokens[token - 1].sentence != document.tokens[token].sentence ||
                     document.tokens[token - 1].kind != TokenKind::kWord;
  const bool last = token + 1 >= document.tokens.size() ||
                    document.tokens[token + 1].sentence != document.tokens[token].sentence;
  int cost = 0;
  if (verb && features.form == Form::kPerfect && !last) {
    if (document.tokens[token + 1].kind == TokenKind::kNumber) cost += kVerbCounts;
    const bool opens = first || (candidate.choice.reading.proclitics & (kWa | kFa)) != 0;
    if (opens && !IsParticle(document, token + 1, {"preposition"})) cost += kVerbOpens;
  }
  if (candidate.kind == "perfective" && !last && BeginsVerb(document, token + 1)) {
    cost += kBeforeVerb;
  }
  if (first) return cost;
  const bool negated = IsParticle(document, token - 1, {"negation"}) &&
                       !IsParticle(document, token - 1, {"preposition", "adverb", "exception"});
  if (IsParticle(document, token - 1, {"perfective", "future"}) || negated) {
    if (verb) cost += kVerbAsked;
  }
  if (IsParticle(document, token - 1, {"relative", "complementiser"})) {
    if (verb) cost += kVerbOpens;
  }
  if (verb && IsParticle(document, token - 1, {"preposition"})) cost += kRefused;
  if (verb && IsParticle(document, token - 1, {"temporal", "causal"})) {
    static const std::string kWhen = ToArabic("mA");  // "when", "after", before a clause
    const bool clause = EndsWith(document.Folded(document.tokens[token - 1]), kWhen);
    cost += clause ? kVerbOpens : kOtherLetters;
  }
  const bool behind_definite = IsDefinite(document, token - 1);
  if (verb && behind_definite) cost += kVerbBehindNoun;
  if (candidate.choice.word_class == WordClass::kAdjective) {
    const bool definite = (candidate.choice.reading.proclitics & kAl) != 0;
    if (definite && behind_definite) cost += kAdjectiveAgrees;
  }
  return cost;
}

int WordChooser::Cost(const AnnotatedText& document, uint32_t token,
                      const Candidate& candidate) const {
  const Reading& reading = candidate.choice.reading;
  const Features& features = candidate.choice.features;
  int cost = kPerClitic * (std::popcount(reading.proclitics) + (reading.has_enclitic ? 1 : 0));
  const bool construct =
      features.form != Form::kMasdar &&
      (features.number == GrammaticalNumber::kDual ||
       (features.number == GrammaticalNumber::kPlural && features.gender == Gender::kMasculine)) &&
      !EndsInDualOrPluralN(document.Core(reading));
  switch (candidate.choice.word_class) {
    case WordClass::kParticle:
      cost += kOfParticle;
      if (reading.has_enclitic) {
        cost -= IsBetterCut(candidate.kind) ? kPerClitic + 1 : kPerClitic - 1;
      }
      if ((reading.proclitics & kWa) != 0 && candidate.kind == "conjunction")
        cost -= kPerClitic + 1;
      break;
    case WordClass::kVerb:
      cost += kOfVerb;
      if (features.form == Form::kImperative || features.person == 2) cost += kRare;
      if (features.person == 1) cost += features.form == Form::kPerfect ? kRare / 2 : kRare / 3;
      if (features.form == Form::kImperfect &&
          IsShortened(document.Core(reading), candidate.root)) {
        cost += token > 0 && IsParticle(document, token - 1, {"negation"}) ? 1 : kShortened;
      }
      if (features.number == GrammaticalNumber::kDual) cost += kRare / 2;
      break;
    case WordClass::kNoun:
      if (features.form == Form::kMasdar) cost += kOfMasdar;
      if (construct && features.number == GrammaticalNumber::kDual) {
        const bool in_construct = token + 1 < document.tokens.size() &&
                                  document.tokens[token + 1].kind == TokenKind::kWord &&
                                  IsDefinite(document, token + 1);
        cost += in_construct ? kRare / 4 : kRare;
      }
      break;
    case WordClass::kAdjective:
      cost += 1;
      if (features.form == Form::kActiveParticiple || features.form == Form::kPassiveParticiple) {
        cost += kOfParticiple - 1;
      }
      if (construct && (features.number == GrammaticalNumber::kDual)) cost += kRare;
      if (reading.has_enclitic) cost += kRare / 2;
      break;
    case WordClass::kName: cost += candidate.is_country ? kOfCountry : kOfName; break;
    case WordClass::kNumber:
    case WordClass::kUnknown: break;
  }
  const bool own_spelling = features.form != Form::kMasdar &&
                            features.form != Form::kActiveParticiple &&
                            features.form != Form::kPassiveParticiple;
  if (own_spelling) cost += CostOfSpelling(document, reading, candidate.choice.lemma);
  if (WritesHaForTaMarbuta(document, reading, features)) cost += kRare;
  return cost + CostInContext(document, token, candidate);
}

WordChoice WordChooser::Choose(const AnnotatedText& document, uint32_t token) const {
  std::optional<Candidate> best;
  for (Candidate& candidate : Candidates(document, token)) {
    if (!Fits(document, candidate)) continue;
    candidate.cost = Cost(document, token, candidate);
    if (!best || candidate.cost < best->cost) best = std::move(candidate);
  }
  if (best) return std::move(best->choice);
  // Unknown: the article is cut, with what stands before it; nothing else is guessed.
  WordChoice unknown;
  const Token& word = document.tokens[token];
  unknown.reading = document.readings[word.first_reading];
  for (uint32_t r = 0; r < word.reading_count; ++r) {
    const Reading& reading = document.readings[word.first_reading + r];
    if ((reading.proclitics & kAl) != 0 && !reading.has_enclitic) unknown.reading = reading;
  }
  return unknown;
}

std::string Segments(const AnnotatedText& document, uint32_t token, const Reading& reading) {
  static const std::array<std::pair<uint16_t, std::string>, 8> kLetters = {
      {{kQuestion, ToArabic("A")},
       {kWa, ToArabic("w")},
       {kFa, ToArabic("f")},
       {kSa, ToArabic("s")},
       {kBi, ToArabic("b")},
       {kKa, ToArabic("k")},
       {kLi, ToArabic("l")},
       {kAl, ToArabic("Al")}}};
  std::string out;
  for (const auto& [bit, letters] : kLetters) {
    if ((reading.proclitics & bit) != 0) out.append(letters).push_back('+');
  }
  out.append(document.Core(reading));
  if (reading.has_enclitic) {
    const uint32_t end = document.tokens[token].fold_end;
    out.append("+").append(document.text.folded.substr(reading.core_end, end - reading.core_end));
  }
  return out;
}

}  // namespace tadwin::annotate

#include "annotate/words/tokens.h"

#include <array>
#include <charconv>
#include <utility>

#include "base/utf8.h"

namespace tadwin::annotate {
namespace {

constexpr uint32_t kLetterBytes = 2;         // every folded Arabic letter has two
constexpr uint32_t kMaxQuestionBytes = 400;  // how far off a question mark may stand
constexpr std::string_view kAlefLam = "\xD8\xA7\xD9\x84";
constexpr std::string_view kAlefHamzaAbove = "\xD8\xA3";
constexpr size_t kMaxReadings = 255;

constexpr std::array<std::pair<std::string_view, uint16_t>, 8> kBitNames = {
    {{"wa", kWa},
     {"fa", kFa},
     {"bi", kBi},
     {"ka", kKa},
     {"li", kLi},
     {"sa", kSa},
     {"al", kAl},
     {"question", kQuestion}}};

enum class CharClass : uint8_t { kBlank, kLetter, kDigit, kLatin, kDot, kPunctuation, kOther };

bool IsArabicLetter(char32_t c) {
  return (c >= 0x0620 && c <= 0x064A) || (c >= 0x066E && c <= 0x06D5) ||
         (c >= 0x06EE && c <= 0x06EF) || (c >= 0x06FA && c <= 0x06FF) ||
         (c >= 0x0750 && c <= 0x077F) || (c >= 0x0870 && c <= 0x08C9);
}

bool IsPunctuationBeyondAscii(char32_t c) {
  return (c >= 0xA1 && c <= 0xBF && c != 0xAA && c != 0xBA) || c == 0xD7 || c == 0xF7 ||
         (c >= 0x0600 && c <= 0x060F) || (c >= 0x2010 && c <= 0x2BFF) ||
         (c >= 0x3001 && c <= 0x303F) || c == 0x06DD || c == 0x06DE || c == 0x06E9;
}

CharClass ClassOf(char32_t c) {
  if (c == U' ' || c == U'\n') return CharClass::kBlank;
  if (c < 0x80) {
    if (c >= U'0' && c <= U'9') return CharClass::kDigit;
    if ((c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z')) return CharClass::kLatin;
    return c == U'.' ? CharClass::kDot : CharClass::kPunctuation;
  }
  if (IsArabicLetter(c)) return CharClass::kLetter;
  if (IsPunctuationBeyondAscii(c)) return CharClass::kPunctuation;
  if (c >= 0xAA && c <= 0x024F) return CharClass::kLatin;
  return CharClass::kOther;
}

// ClassOf of the code points that have one or two bytes.
const std::array<CharClass, 0x800> kClassOfShort = [] {
  std::array<CharClass, 0x800> classes{};
  for (char32_t c = 0; c < classes.size(); ++c) classes[c] = ClassOf(c);
  return classes;
}();

// The class of the code point at `at`, which moves behind it.
CharClass ClassAt(std::string_view folded, size_t* at) {
  const char32_t c = DecodeUtf8(folded, at);
  return c < kClassOfShort.size() ? kClassOfShort[c] : ClassOf(c);
}

// Whether equally long strings are the same; for strings of a few bytes.
bool SameBytes(std::string_view a, std::string_view b) {
  for (size_t i = 0; i < b.size(); ++i) {
    if (a[i] != b[i]) return false;
  }
  return true;
}

bool BeginsWith(std::string_view word, std::string_view letters) {
  return word.size() >= letters.size() && SameBytes(word.substr(0, letters.size()), letters);
}

// The run of folded text that begins at `begin` and is one token before joining.
struct Run {
  uint32_t end = 0;
  CharClass kind = CharClass::kOther;
};

Run RunAt(std::string_view folded, uint32_t begin) {
  size_t at = begin;
  Run run;
  run.kind = ClassAt(folded, &at);
  if (run.kind != CharClass::kPunctuation) {
    while (at < folded.size()) {
      size_t next = at;
      const CharClass kind = ClassAt(folded, &next);
      const bool digit_of_name = run.kind == CharClass::kLatin && kind == CharClass::kDigit;
      if (kind != run.kind && !digit_of_name) break;
      at = next;
    }
  }
  run.end = static_cast<uint32_t>(at);
  return run;
}

TokenKind KindOf(CharClass kind) {
  switch (kind) {
    case CharClass::kLetter: return TokenKind::kWord;
    case CharClass::kDigit: return TokenKind::kNumber;
    case CharClass::kLatin: return TokenKind::kLatin;
    case CharClass::kDot:
    case CharClass::kPunctuation: return TokenKind::kPunctuation;
    case CharClass::kBlank:
    case CharClass::kOther: break;
  }
  return TokenKind::kOther;
}

uint16_t ParseBits(std::string_view names, bool* valid) {
  uint16_t bits = 0;
  while (!names.empty()) {
    const size_t blank = names.find(' ');
    const std::string_view name = names.substr(0, blank);
    names.remove_prefix(blank == std::string_view::npos ? names.size() : blank + 1);
    bool known = false;
    for (const auto& [text, bit] : kBitNames) {
      if (name == text) {
        bits = static_cast<uint16_t>(bits | bit);
        known = true;
      }
    }
    *valid &= known;
  }
  return bits;
}

// A question follows on this line: an alef hamza that opens it may be the interrogative.
bool OpensQuestion(const AnnotatedText& document, const Token& token) {
  if (document.article == nullptr) return false;
  const std::string_view raw = document.Raw(token.span);
  if (raw.substr(0, kAlefHamzaAbove.size()) != kAlefHamzaAbove) return false;
  const std::string_view folded = document.text.folded;
  if (token.fold_begin > 0) {
    const char before = folded[token.fold_begin - 1];
    const char earlier = token.fold_begin > 1 ? folded[token.fold_begin - 2] : '\n';
    const bool opens = before == '\n' || before == '"' ||
                       (before == ' ' && (earlier == ':' || earlier == '.' || earlier == '?'));
    if (!opens) return false;
  }
  const std::string_view ahead = folded.substr(token.fold_end, kMaxQuestionBytes);
  const size_t stop = ahead.find_first_of("?.\n");
  return stop != std::string_view::npos && ahead[stop] == '?';
}

}  // namespace

Tokeniser Tokeniser::Create(const rules::RuleSet& rules, std::vector<Error>* errors) {
  Tokeniser tokeniser;
  const rules::Table* table = rules.FindTable("lexicon/clitics");
  if (table == nullptr) {
    errors->push_back(
        {ErrorCode::kBadRule, "the table of clitics is missing", "ar/lexicon/clitics.tsv"});
    return tokeniser;
  }
  for (uint32_t row = 0; row < table->rows.size(); ++row) {
    Clitic clitic;
    clitic.letters = std::string(table->Cell(row, "letters"));
    clitic.next = std::string(table->Cell(row, "next"));
    clitic.not_raw = std::string(table->Cell(row, "not_raw"));
    const std::string_view min_core = table->Cell(row, "min_core");
    const auto parsed =
        std::from_chars(min_core.data(), min_core.data() + min_core.size(), clitic.min_core_bytes);
    const std::string_view kind = table->Cell(row, "kind");
    bool valid = clitic.letters.size() >= kLetterBytes && parsed.ec == std::errc() &&
                 (kind == "proclitic" || kind == "enclitic" || kind == "glued");
    clitic.min_core_bytes *= kLetterBytes;
    clitic.bits = ParseBits(table->Cell(row, "clitics"), &valid);
    if (!valid) {
      errors->push_back(
          {ErrorCode::kBadRule,
           "a clitic needs letters, a kind (proclitic, enclitic, glued), the names of "
           "its parts and min_core",
           table->Where(row, "letters")});
      continue;
    }
    const bool behind = kind == "enclitic";
    std::vector<Clitic>& clitics = behind ? tokeniser.enclitics_ : tokeniser.proclitics_;
    if (clitics.size() == kMaxClitics) {
      errors->push_back({ErrorCode::kBadRule, "too many clitics", table->Where(row, "letters")});
      break;
    }
    const auto key =
        static_cast<uint8_t>(behind ? clitic.letters.back() : clitic.letters[kLetterBytes - 1]);
    (behind ? tokeniser.enclitics_by_letter_ : tokeniser.proclitics_by_letter_)[key].push_back(
        static_cast<uint8_t>(clitics.size()));
    clitics.push_back(clitic);
  }
  return tokeniser;
}

bool Tokeniser::IsProclitic(std::string_view letters) const {
  if (letters.size() < kLetterBytes) return false;
  for (const uint8_t number :
       proclitics_by_letter_[static_cast<uint8_t>(letters[kLetterBytes - 1])]) {
    const Clitic& clitic = proclitics_[number];
    if (clitic.letters == letters && (clitic.bits & (kBi | kKa | kLi)) != 0) return true;
  }
  return false;
}

uint16_t Tokeniser::JoinedBits(std::string_view word, std::string_view rest) const {
  if (word.size() != kLetterBytes || rest.size() < 1 + 2 * kLetterBytes || rest[0] != ' ') return 0;
  size_t at = 1;
  if (ClassAt(rest, &at) != CharClass::kLetter) return 0;
  if (ClassAt(rest, &at) != CharClass::kLetter) return 0;
  for (const Clitic& clitic : proclitics_) {
    if (clitic.letters != word || (clitic.bits & (kSa | kQuestion)) != 0) continue;
    const bool joins = (clitic.bits & kWa) != 0 || rest.substr(1, kAlefLam.size()) == kAlefLam;
    return joins ? clitic.bits : uint16_t{0};
  }
  return 0;
}

void Tokeniser::Annotate(AnnotatedText* document) const {
  document->tokens.clear();
  document->readings.clear();
  const std::string_view folded = document->text.folded;
  document->tokens.reserve(folded.size() / 8);
  document->readings.reserve(folded.size() / 3);
  for (uint32_t at = 0; at < folded.size();) {
    const uint32_t begin = at;
    Run run = RunAt(folded, at);
    at = run.end;
    if (run.kind == CharClass::kBlank) continue;
    uint32_t word_begin = begin;
    uint16_t joined = 0;
    if (run.kind == CharClass::kLetter) {
      joined = JoinedBits(folded.substr(begin, run.end - begin), folded.substr(run.end));
      if (joined != 0) {
        word_begin = run.end + 1;
        run = RunAt(folded, word_begin);
        at = run.end;
      }
    }
    Token token;
    token.fold_begin = begin;
    token.fold_end = run.end;
    token.span = document->text.ToRaw(begin, run.end);
    token.kind = KindOf(run.kind);
    AddReadings(document, &token, word_begin, joined);
    document->tokens.push_back(token);
  }
}

void Tokeniser::AddReadings(AnnotatedText* document, Token* token, uint32_t word_begin,
                            uint16_t joined) const {
  std::vector<Reading>& readings = document->readings;
  token->first_reading = static_cast<uint32_t>(readings.size());
  readings.push_back(Reading{kNoProclitic, token->fold_begin, token->fold_end, false});
  if (token->kind == TokenKind::kWord) {
    if (joined != 0) {
      readings.push_back(Reading{joined, word_begin, token->fold_end, false});
    }
    const std::string_view word =
        std::string_view(document->text.folded).substr(word_begin, token->fold_end - word_begin);
    Tails tails;
    FindTails(word, &tails);
    AddCores(document, *token, tails, word_begin, joined, 0);
    bool asked = false;
    bool asks = false;
    for (const uint8_t number :
         proclitics_by_letter_[static_cast<uint8_t>(word[kLetterBytes - 1])]) {
      const Clitic& clitic = proclitics_[number];
      if (!BeginsWith(word, clitic.letters)) continue;
      if ((clitic.bits & kQuestion) != 0) {
        if (!asked) asks = OpensQuestion(*document, *token);
        asked = true;
        if (!asks) continue;
      }
      if (!Fits(*document, clitic, word_begin, token->fold_end)) continue;
      const auto core_begin = static_cast<uint32_t>(word_begin + clitic.letters.size());
      const auto bits = static_cast<uint16_t>(clitic.bits | joined);
      if (token->fold_end - core_begin >= clitic.min_core_bytes) {
        readings.push_back(Reading{bits, core_begin, token->fold_end, false});
      }
      AddCores(document, *token, tails, core_begin, bits, clitic.min_core_bytes);
    }
  }
  if (readings.size() - token->first_reading > kMaxReadings) {
    readings.resize(token->first_reading + kMaxReadings);
  }
  token->reading_count = static_cast<uint8_t>(readings.size() - token->first_reading);
}

// What follows the proclitic is what it asks for.
bool Tokeniser::Fits(const AnnotatedText& document, const Clitic& clitic, uint32_t word_begin,
                     uint32_t word_end) const {
  const std::string_view core = std::string_view(document.text.folded)
                                    .substr(word_begin, word_end - word_begin)
                                    .substr(clitic.letters.size());
  if (core.size() < kLetterBytes) return false;
  return clitic.next.empty() || clitic.next.find(core.substr(0, kLetterBytes)) != std::string::npos;
}

void Tokeniser::FindTails(std::string_view word, Tails* tails) const {
  for (const uint8_t number : enclitics_by_letter_[static_cast<uint8_t>(word.back())]) {
    const std::string_view letters = enclitics_[number].letters;
    if (word.size() > letters.size() &&
        SameBytes(word.substr(word.size() - letters.size()), letters)) {
      tails->enclitics[tails->count++] = number;
    }
  }
}

// Adds the readings with an enclitic for the core that begins at `core_begin`.
void Tokeniser::AddCores(AnnotatedText* document, const Token& token, const Tails& tails,
                         uint32_t core_begin, uint16_t bits, uint32_t min_core_bytes) const {
  if ((bits & kAl) != 0) return;  // a word with the article takes no pronoun
  const std::string_view rest =
      std::string_view(document->text.folded).substr(core_begin, token.fold_end - core_begin);
  for (uint32_t i = 0; i < tails.count; ++i) {
    const Clitic& clitic = enclitics_[tails.enclitics[i]];
    if (rest.size() <= clitic.letters.size()) continue;
    const std::string_view core = rest.substr(0, rest.size() - clitic.letters.size());
    const bool long_enough = core.size() >= clitic.min_core_bytes && core.size() >= min_core_bytes;
    if (!long_enough && !IsProclitic(core)) continue;
    const auto core_end = static_cast<uint32_t>(core_begin + core.size());
    if (!clitic.not_raw.empty() && document->article != nullptr &&
        document->Raw(document->text.ToRaw(core_end, core_end + kLetterBytes))
                .substr(0, clitic.not_raw.size()) == clitic.not_raw) {
      continue;
    }
    document->readings.push_back(Reading{bits, core_begin, core_end, true});
  }
}

}  // namespace tadwin::annotate

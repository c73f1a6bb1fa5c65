// Words with their clitics, what the lexicon knows of them, and the structure they stand in.

#ifndef TADWIN_MODEL_TOKEN_H_
#define TADWIN_MODEL_TOKEN_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/span.h"

namespace tadwin {

// Bits of Reading::proclitics. Letters as in Buckwalter's names.
enum Proclitic : uint16_t {
  kNoProclitic = 0,
  kWa = 1 << 0,       // conjunction w
  kFa = 1 << 1,       // conjunction f
  kBi = 1 << 2,       // preposition b
  kKa = 1 << 3,       // preposition k
  kLi = 1 << 4,       // preposition l, also inside ll (l + al)
  kSa = 1 << 5,       // future s
  kAl = 1 << 6,       // the article
  kQuestion = 1 << 7  // interrogative alef
};

// One way to cut a word: proclitics + core + enclitic. Reading 0 of a token is the whole word.
struct Reading {
  uint16_t proclitics = kNoProclitic;
  uint32_t core_begin = 0;  // folded bytes
  uint32_t core_end = 0;    // folded bytes; [core_end, Token::fold_end) is the enclitic pronoun
  bool has_enclitic = false;
};

enum class TokenKind : uint8_t { kWord, kNumber, kPunctuation, kLatin, kOther };

struct Token {
  Span span;                // raw bytes
  uint32_t fold_begin = 0;  // folded bytes
  uint32_t fold_end = 0;
  TokenKind kind = TokenKind::kWord;
  uint8_t reading_count = 0;  // readings [first_reading, first_reading + reading_count)
  uint32_t first_reading = 0;
  uint32_t sentence = 0;  // index into AnnotatedText::sentences
};

// What a lexicon entry says of a form. Zero means not applicable or not known.
enum class Pos : uint8_t {
  kNone,
  kVerb,
  kNoun,
  kAdjective,
  kProper,
  kParticle,
  kPreposition,
  kPronoun,
  kConjunction,
  kAdverb
};
enum class Form : uint8_t {
  kNone,
  kPerfect,
  kImperfect,
  kImperative,
  kMasdar,
  kActiveParticiple,
  kPassiveParticiple,
  kSingular,
  kDual,
  kPlural
};
enum class Voice : uint8_t { kUnknown, kActive, kPassive };
enum class Gender : uint8_t { kUnknown, kMasculine, kFeminine };
enum class GrammaticalNumber : uint8_t { kUnknown, kSingular, kDual, kPlural };

struct Features {
  Pos pos = Pos::kNone;
  Form form = Form::kNone;
  Voice voice = Voice::kUnknown;
  Gender gender = Gender::kUnknown;
  GrammaticalNumber number = GrammaticalNumber::kUnknown;
  uint8_t person = 0;  // 1, 2, 3; 0 when not applicable
  bool operator==(const Features&) const = default;
};

// One lexicon entry: a row of a table, seen through one of its surface forms.
struct LexEntry {
  uint32_t lexicon = 0;  // index of the lexicon (a rule table), see rules::Lexicons
  uint32_t row = 0;      // row of that table
  Features features;     // of the generated form; empty for plain lists
  bool operator==(const LexEntry&) const = default;
};

// An entry found in the text. It may cover several tokens; proclitics belong to the first.
struct LexMatch {
  uint32_t token_begin = 0;
  uint32_t token_end = 0;  // exclusive
  uint16_t proclitics = 0;
  bool has_enclitic = false;  // on the last token
  LexEntry entry;
};

struct Sentence {
  Span span;
  uint32_t token_begin = 0;
  uint32_t token_end = 0;
  uint32_t paragraph = 0;
};

enum class ParagraphKind : uint8_t { kBody, kHeading, kCaption, kClutter };

struct Paragraph {
  Span span;
  ParagraphKind kind = ParagraphKind::kBody;
  uint32_t sentence_begin = 0;
  uint32_t sentence_end = 0;
};

// A quotation, without its quote marks. An unclosed one ends with its paragraph.
struct Quotation {
  Span span;
  uint32_t token_begin = 0;
  uint32_t token_end = 0;
};

}  // namespace tadwin

#endif  // TADWIN_MODEL_TOKEN_H_

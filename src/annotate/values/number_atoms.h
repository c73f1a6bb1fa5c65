// The words and digits that numbers are made of, one Atom for each, in text order.
//
// In: tokens, readings, lex_matches, digits of the folded text. Out: atoms; a token that is no part
// of any number has none. Source: rules/ar/number/*.tsv. Threads: NumberLexicons is immutable.

#ifndef TADWIN_ANNOTATE_VALUES_NUMBER_ATOMS_H_
#define TADWIN_ANNOTATE_VALUES_NUMBER_ATOMS_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "model/annotated_text.h"
#include "rules/grammar.h"

namespace tadwin::annotate {

enum class CardinalKind : uint8_t {
  kNone,
  kZero,
  kUnit,
  kOneInCompound,
  kTwoInCompound,
  kTen,
  kTens,
  kTeen,
  kHundred,
  kHundreds,
  kScale,
  kScalePlural,
  kScaleOrDual,
  kScaleDual,
  kDozen,
  kDozens,
  kDozenDual,
  kDigits
};
enum class FractionKind : uint8_t { kNone, kFraction, kPlural, kOfWhole, kOfMeasure };
enum class OrdinalKind : uint8_t {
  kNone,
  kFirst,
  kFirstFeminine,
  kUnit,
  kUnitFeminine,
  kInCompound,
  kOneWithTens,
  kTenth,
  kTenthFeminine
};
enum class JointKind : uint8_t {
  kNone,
  kAnd,
  kOf,
  kMinus,
  kPoint,
  kPart,
  kParts,
  kOver,
  kPercent,
  kExcept,
  kAfter
};
enum class RangeKind : uint8_t { kNone, kBetween, kFrom, kTo, kOr, kDash, kChange };
enum class VagueKind : uint8_t { kNone, kPlural, kFew };

struct Atom {
  uint32_t token_begin = 0;
  uint32_t token_end = 0;
  uint32_t fold_begin = 0;  // without proclitics
  uint32_t fold_end = 0;
  uint16_t proclitics = 0;
  bool has_enclitic = false;
  bool blocked = false;  // inside a name of several words (a month): never a number of its own
  bool in_date = false;
  bool in_clock = false;
  bool after_year = false;  // the word before is "year"
  bool of_measure = false;  // a word of number/measure with the article follows
  CardinalKind cardinal = CardinalKind::kNone;
  double value = 0.0;
  FractionKind fraction = FractionKind::kNone;
  double fraction_value = 0.0;
  OrdinalKind ordinal = OrdinalKind::kNone;
  int ordinal_value = 0;
  JointKind joint = JointKind::kNone;
  RangeKind range = RangeKind::kNone;
  VagueKind vague = VagueKind::kNone;
  std::optional<double> low;
  std::optional<double> high;

  bool definite() const { return (proclitics & kAl) != 0; }
  bool with_and() const { return (proclitics & kWa) != 0; }
};

// Which lexicons hold number words, and what their rows mean; resolved once.
class NumberLexicons {
 public:
  static NumberLexicons Create(const rules::Grammar& grammar, std::vector<Error>* errors);

  // Atoms sorted by token; at most one per token start, the longest and least cut reading.
  std::vector<Atom> Read(const AnnotatedText& document) const;

  int approximator() const { return approximator_; }
  const rules::Lexicon* lexicon() const { return lexicon_; }

 private:
  // What one row of a table contributes, by lexicon and row.
  struct RowValue {
    uint8_t kind = 0;
    double value = 0.0;
    std::optional<double> low;
    std::optional<double> high;
  };
  struct Rows {
    int lexicon = -1;
    std::vector<RowValue> rows;
  };
  void AddWords(const AnnotatedText& document, std::vector<Atom>* atoms) const;
  bool AddMatch(const LexMatch& match, Atom* atom) const;
  const LexMatch* AndElevenAt(const AnnotatedText& document, uint32_t token) const;
  // What the words before and behind the atom say of it.
  void AddNeighbours(const AnnotatedText& document, Atom* atom) const;

  const rules::Lexicon* lexicon_ = nullptr;
  Rows cardinal_, fraction_, ordinal_, joint_, range_, vague_;
  int measure_ = -1;
  int unit_ = -1;
  int approximator_ = -1;
  std::vector<int> names_;  // lexicons whose entries of several words hide number words
  int idiom_ = -1;          // words and phrases that only look like numbers
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_VALUES_NUMBER_ATOMS_H_

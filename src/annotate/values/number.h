// Finds numbers and ordinals in digits and words.
//
// In: tokens, readings, lex_matches. Out: mentions of layers number and ordinal, each with
// low/best/high. A mention's span is the number alone; words that loosen or bound it ("about", "at
// least", "no more than") act on the quantity: about keeps best only, at least and more than set
// low, at most and less than set high. "between 10 and 15" is one mention with low and high.
// Dozens, hundreds, a few have low and high but no best. Rules: number/digits, number/words,
// number/fraction, number/range, number/vague, number/percent, number/ordinal.
// Threads: safe. Source: rules/ar/number.

#ifndef TADWIN_ANNOTATE_VALUES_NUMBER_H_
#define TADWIN_ANNOTATE_VALUES_NUMBER_H_

#include <memory>
#include <optional>
#include <vector>

#include "annotate/values/number_atoms.h"
#include "annotate/values/number_compose.h"
#include "model/annotated_text.h"
#include "rules/grammar.h"

namespace tadwin::annotate {

class NumberReader {
 public:
  static NumberReader Create(const rules::Grammar& grammar, std::vector<Error>* errors);
  void Annotate(AnnotatedText* document) const;

 private:
  class RangeJoiner;
  struct Found {
    ComposedNumber number;
    Mention mention;
  };
  void Emit(const AnnotatedText& document, const std::vector<Atom>& atoms,
            const ComposedNumber& number, Layer layer, std::vector<Found>* found) const;
  void Approximate(const AnnotatedText& document, Mention* mention) const;
  void JoinRanges(const AnnotatedText& document, const std::vector<Atom>& atoms,
                  std::vector<Found>* found) const;

  NumberLexicons lexicons_;
  int month_ = -1;
  int unit_ = -1;
  int noun_ = -1;
};

// The quantity that the noun itself tells: "two attacks" as one word in the dual is 2. Empty when
// the form is not a dual noun.
std::optional<double> CountOfDual(const LexMatch& match);

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_VALUES_NUMBER_H_

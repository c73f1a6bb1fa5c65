// Composes atoms into numbers and ordinals: one recursive descent over the atoms of a document.
//
// In: atoms, sorted. Out: for an atom index, the longest number that begins there.
// The grammar (Wright I, 318-331): unit and tens joined by "and"; unit before ten without it;
// hundreds, then scales in falling order, each joined by "and"; fractions; part-of; ratios. Behind
// "year" the order may rise: "seven and sixty and nine hundred and a thousand".
// Example: "4 alaf 3 mi'a w 21" is 4321. Threads: safe.

#ifndef TADWIN_ANNOTATE_VALUES_NUMBER_COMPOSE_H_
#define TADWIN_ANNOTATE_VALUES_NUMBER_COMPOSE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "annotate/values/number_atoms.h"
#include "model/annotated_text.h"

namespace tadwin::annotate {

struct ComposedNumber {
  size_t first = 0;  // atom
  size_t end = 0;    // one past the last atom
  double value = 0.0;
  double scale = 1.0;  // the scale word that ended it: 1000 of "15 thousand"
  bool has_words = false;
  bool has_digits = false;
  bool is_fraction = false;
  std::optional<double> low;  // of vague quantities; then value means nothing
  std::optional<double> high;
  bool is_vague = false;
};

class NumberComposer {
 public:
  NumberComposer(const AnnotatedText& document, const std::vector<Atom>& atoms)
      : document_(document), atoms_(atoms) {}

  std::optional<ComposedNumber> Number(size_t at) const;
  std::optional<ComposedNumber> Ordinal(size_t at) const;

 private:
  // A position and what has been read up to it.
  struct Part {
    size_t end = 0;
    double value = 0.0;
    bool tail_is_unit = false;  // the last word read was 3..9 after "and"
  };
  struct Next {
    size_t at = 0;
    bool joined = false;  // "and" stands between
  };
  std::optional<Next> After(size_t end) const;  // the atom right behind atom end - 1
  std::optional<Part> UnitsAndTens(size_t at) const;
  std::optional<Part> BelowHundred(size_t at) const;
  std::optional<Part> BelowThousand(size_t at) const;
  void AddTail(Part* part) const;
  std::optional<Part> Sum(size_t at, double* scale) const;
  std::optional<Part> RisingYear(size_t at) const;
  std::optional<double> Decimals(size_t at, size_t* end) const;
  bool AddFraction(Part* part, double scale, bool* is_fraction) const;
  std::optional<ComposedNumber> Vague(size_t at) const;
  std::optional<ComposedNumber> BareFraction(size_t at) const;
  std::optional<double> Ratio(const Part& top, Part* whole) const;
  bool IsScale(size_t at) const;
  bool IsMultiplier(size_t at) const;
  bool FollowsPlural(size_t at) const;
  bool IsOrderedWhole(size_t at) const;
  bool FollowsDefiniteNoun(size_t at) const;
  bool HasWordAfter(size_t end, bool with_article) const;
  std::optional<Part> OrdinalBelowHundred(size_t at) const;

  const AnnotatedText& document_;
  const std::vector<Atom>& atoms_;
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_VALUES_NUMBER_COMPOSE_H_

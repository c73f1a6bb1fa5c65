// Finds numbers written in digits in folded text, with the separators of every Arab country.
//
// In: folded text (ASCII digits). Out: DigitNumber list in text order, not overlapping. A digit run
// that belongs to a name ("G4S", a letter and a hyphen before it) or to a clock time is left out.
// Groups: "1,234,567", U+066C and U+060C as separators, "12,220.13", "1.234.567", "1 234 567";
// fractions "3/4" and "1 4/5"; a sign directly before; exponents "2.5^-1", "12e-1".
// Units: folded bytes. Threads: safe.
// Source: CLDR 41 symbols of ar, ar-DZ, ar-MA (decimal and group separators).

#ifndef TADWIN_ANNOTATE_VALUES_DIGITS_H_
#define TADWIN_ANNOTATE_VALUES_DIGITS_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace tadwin::annotate {

struct DigitNumber {
  uint32_t begin = 0;
  uint32_t end = 0;
  double value = 0.0;
  bool is_integer = false;   // only digits: no separator, sign or fraction
  bool is_fraction = false;  // written a/b
  bool in_date = false;      // one part of "27/9/2020": a number, but not one to build on
  bool in_clock = false;     // one part of "10:30"
};

std::vector<DigitNumber> ScanDigits(std::string_view folded);

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_VALUES_DIGITS_H_

// How far coders agree beyond chance: Krippendorff's alpha and Cohen's kappa.
//
// In: units (what was coded) by coders; a value that is not there is one the coder did not give.
// Out: the coefficient, or nothing where it is not defined: fewer than two pairable values, or no
// variation at all (everybody gave one and the same value).
// Source: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011); J. Cohen, "A
// Coefficient of Agreement for Nominal Scales", Educ. Psychol. Meas. 20 (1960). Threads: safe.

#ifndef TADWIN_REVIEW_AGREEMENT_H_
#define TADWIN_REVIEW_AGREEMENT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tadwin::review {

enum class Scale : uint8_t {
  kNominal,  // values are the same or not
  kInterval  // values are numbers: the further apart, the worse
};

struct Agreement {
  std::optional<double> coefficient;
  uint64_t units = 0;   // that at least two coders gave a value for
  uint64_t values = 0;  // in those units
  double agreed = 0;    // share of pairs within units that are the same; 0 without any
};

// One value per coder.
using NominalUnit = std::vector<std::optional<std::string>>;
using IntervalUnit = std::vector<std::optional<double>>;

// Any number of coders, any values missing.
Agreement AlphaNominal(const std::vector<NominalUnit>& units);
Agreement AlphaInterval(const std::vector<IntervalUnit>& units);
// Two coders: the first two of each unit; units that lack one of them are left out.
Agreement Kappa(const std::vector<NominalUnit>& units);

}  // namespace tadwin::review

#endif  // TADWIN_REVIEW_AGREEMENT_H_

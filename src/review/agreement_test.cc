// Coefficients against values published in the literature.
#include "review/agreement.h"

#include <gtest/gtest.h>

#include <sstream>

namespace tadwin::review {
namespace {

// One row per coder, '.' where the coder gave no value.
std::vector<NominalUnit> Units(const std::vector<std::string>& coders) {
  std::vector<NominalUnit> units;
  for (size_t coder = 0; coder < coders.size(); ++coder) {
    std::istringstream values(coders[coder]);
    std::string value;
    for (size_t unit = 0; values >> value; ++unit) {
      if (unit == units.size()) units.emplace_back(coders.size());
      if (value != ".") units[unit][coder] = value;
    }
  }
  return units;
}

std::vector<IntervalUnit> Numbers(const std::vector<NominalUnit>& units) {
  std::vector<IntervalUnit> numbers;
  for (const NominalUnit& unit : units) {
    IntervalUnit& out = numbers.emplace_back();
    for (const auto& value : unit) {
      out.push_back(value ? std::optional<double>(std::stod(*value)) : std::nullopt);
    }
  }
  return numbers;
}

// `count` units that the first coder calls `a` and the second `b`.
void Add(int count, const char* a, const char* b, std::vector<NominalUnit>* units) {
  for (int i = 0; i < count; ++i) units->push_back({std::string(a), std::string(b)});
}

// Source: Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C and D: four
// observers, twelve units, missing data; nominal 0.743, interval 0.849.
TEST(AgreementTest, AlphaOfFourObserversWithMissingData) {
  const auto units = Units({"1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3",
                            ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."});
  const Agreement nominal = AlphaNominal(units);
  EXPECT_NEAR(*nominal.coefficient, 0.743, 0.0005);
  EXPECT_EQ(nominal.units, 11u);   // the twelfth has one value only
  EXPECT_EQ(nominal.values, 40u);  // pairable
  EXPECT_NEAR(*AlphaInterval(Numbers(units)).coefficient, 0.849, 0.0005);
}

// Source: the same, section A: two observers, binary data, no missing data; 0.095.
TEST(AgreementTest, AlphaOfTwoObserversAndBinaryData) {
  const auto units = Units({"0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"});
  EXPECT_NEAR(*AlphaNominal(units).coefficient, 0.095, 0.0005);
}

// Source: the same, section B: two observers, five categories a to e, twelve units; 0.692.
TEST(AgreementTest, AlphaOfTwoObserversAndNominalData) {
  const auto units = Units({"a a b b d c c c e d d a", "b a b b b c c c e d d d"});
  EXPECT_NEAR(*AlphaNominal(units).coefficient, 0.692, 0.0005);
}

// Source: J. L. Fleiss, "Statistical Methods for Rates and Proportions", 2nd ed. (1981),
// table 13.1: diagnoses of 100 subjects by two raters; overall kappa 0.68.
TEST(AgreementTest, KappaOfTwoRaters) {
  std::vector<NominalUnit> units;
  Add(75, "psychotic", "psychotic", &units);
  Add(1, "psychotic", "neurotic", &units);
  Add(4, "psychotic", "organic", &units);
  Add(5, "neurotic", "psychotic", &units);
  Add(4, "neurotic", "neurotic", &units);
  Add(1, "neurotic", "organic", &units);
  Add(10, "organic", "organic", &units);
  const Agreement kappa = Kappa(units);
  EXPECT_NEAR(*kappa.coefficient, 0.68, 0.005);
  EXPECT_NEAR(kappa.agreed, 0.89, 1e-9);
  EXPECT_EQ(kappa.units, 100u);
}

TEST(AgreementTest, PerfectAgreementIsOneAndNoVariationIsNotDefined) {
  EXPECT_DOUBLE_EQ(*AlphaNominal(Units({"a b a", "a b a"})).coefficient, 1.0);
  EXPECT_DOUBLE_EQ(*Kappa(Units({"a b a", "a b a"})).coefficient, 1.0);
  EXPECT_FALSE(AlphaNominal(Units({"a a a", "a a a"})).coefficient.has_value());
  EXPECT_FALSE(Kappa(Units({"a a a", "a a a"})).coefficient.has_value());
  EXPECT_DOUBLE_EQ(AlphaNominal(Units({"a a a", "a a a"})).agreed, 1.0);
}

TEST(AgreementTest, WithoutPairsNothingIsDefined) {
  EXPECT_FALSE(AlphaNominal({}).coefficient.has_value());
  EXPECT_FALSE(Kappa({}).coefficient.has_value());
  const auto alone = Units({"a . b", ". c ."});
  EXPECT_FALSE(AlphaNominal(alone).coefficient.has_value());
  EXPECT_EQ(AlphaNominal(alone).units, 0u);
  EXPECT_FALSE(Kappa(alone).coefficient.has_value());
}

// Who coded which unit does not matter for alpha, nor does the order of units.
TEST(AgreementTest, AlphaDoesNotHangOnTheOrder) {
  const auto units = Units({"1 2 3 . 2", "1 3 3 1 2", ". 2 3 1 1"});
  auto turned = units;
  for (NominalUnit& unit : turned) std::swap(unit[0], unit[2]);
  std::swap(turned[0], turned[4]);
  EXPECT_DOUBLE_EQ(*AlphaNominal(units).coefficient, *AlphaNominal(turned).coefficient);
}

}  // namespace
}  // namespace tadwin::review

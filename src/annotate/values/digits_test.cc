#include "annotate/values/digits.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace tadwin::annotate {
namespace {

std::vector<double> Values(std::string_view folded) {
  std::vector<double> values;
  for (const DigitNumber& number : ScanDigits(folded)) values.push_back(number.value);
  return values;
}

TEST(DigitsTest, ReadsGroupsOfThreeAsThousands) {
  EXPECT_EQ(Values("5,200"), std::vector<double>{5200});
  EXPECT_EQ(Values("1.234.567"), std::vector<double>{1234567});
  EXPECT_EQ(Values("1 234 567"), std::vector<double>{1234567});
  EXPECT_EQ(Values("165.000"), std::vector<double>{165000});
}

TEST(DigitsTest, ReadsOtherTailsAsDecimals) {
  EXPECT_EQ(Values("0,234"), std::vector<double>{0.234});
  EXPECT_EQ(Values("3.142"), std::vector<double>{3.142});
  EXPECT_EQ(Values("12,220.13"), std::vector<double>{12220.13});
  EXPECT_EQ(Values(".77"), std::vector<double>{0.77});
}

TEST(DigitsTest, KeepsThePartsOfADateApart) {
  EXPECT_EQ(Values("27/9/2020"), (std::vector<double>{27, 9, 2020}));
  EXPECT_EQ(Values("27.9.2020"), (std::vector<double>{27, 9, 2020}));
  EXPECT_EQ(Values("2020-09-27"), (std::vector<double>{2020, 9, 27}));
}

TEST(DigitsTest, ReadsFractionsAndMixedNumbers) {
  EXPECT_EQ(Values("3/4"), std::vector<double>{0.75});
  EXPECT_EQ(Values("-1 4/5"), std::vector<double>{-1.8});
}

TEST(DigitsTest, LeavesNumbersInsideNames) {
  EXPECT_TRUE(Values("G4S").empty());
  EXPECT_TRUE(Values("F-16").empty());
}

TEST(DigitsTest, LeavesWhatIsNotFinite) { EXPECT_TRUE(Values(std::string(400, '9')).empty()); }

}  // namespace
}  // namespace tadwin::annotate

#include "annotate/values/hijri.h"

#include <gtest/gtest.h>

namespace tadwin::annotate {
namespace {

TEST(HijriTest, ConvertsDatesOfThePrintedCalendar) {
  EXPECT_EQ(FromHijri({1442, 9, 1}), FromCivil(2021, 4, 13));
  EXPECT_EQ(FromHijri({1442, 1, 10}), FromCivil(2020, 8, 29));
  EXPECT_EQ(FromHijri({1445, 12, 10}), FromCivil(2024, 6, 16));
}

TEST(HijriTest, GoesBothWays) {
  for (int year = 1400; year < 1450; ++year) {
    const auto day = FromHijri({year, 7, 15});
    ASSERT_TRUE(day.has_value());
    const auto back = ToHijri(*day);
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(back->year, year);
    EXPECT_EQ(back->month, 7);
    EXPECT_EQ(back->day, 15);
  }
}

TEST(HijriTest, RefusesWhatTheTableDoesNotHold) {
  EXPECT_FALSE(FromHijri({1250, 1, 1}).has_value());
  EXPECT_FALSE(FromHijri({1442, 13, 1}).has_value());
  EXPECT_FALSE(FromHijri({1442, 1, 31}).has_value());
}

TEST(HijriTest, MonthsEndWhereTheNextBegins) {
  const auto month = HijriMonth(1442, 9);
  ASSERT_TRUE(month.has_value());
  EXPECT_EQ(AddDays(month->stop, 1), FromHijri({1442, 10, 1}));
}

}  // namespace
}  // namespace tadwin::annotate

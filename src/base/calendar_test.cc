#include "base/calendar.h"

#include <gtest/gtest.h>

namespace tadwin {
namespace {

TEST(CalendarTest, CivilDatesSurviveTheRoundTripForFourCenturies) {
  for (Date date = FromCivil(1800, 1, 1); date < FromCivil(2200, 1, 1); date = AddDays(date, 1)) {
    const CivilDate civil = ToCivil(date);
    ASSERT_TRUE(IsCivilDate(civil.year, civil.month, civil.day));
    ASSERT_EQ(FromCivil(civil.year, civil.month, civil.day), date);
  }
}

TEST(CalendarTest, KnowsTheWeekdaysOfKnownDays) {
  EXPECT_EQ(WeekdayOf(FromCivil(2020, 9, 28)), Weekday::kMonday);
  EXPECT_EQ(WeekdayOf(FromCivil(1969, 12, 31)), Weekday::kWednesday);
  EXPECT_EQ(WeekdayOf(FromCivil(2000, 2, 29)), Weekday::kTuesday);
}

TEST(CalendarTest, AddMonthsStopsAtTheLastDayOfAShorterMonth) {
  EXPECT_EQ(ToIso(AddMonths(FromCivil(2020, 1, 31), 1)), "2020-02-29");
  EXPECT_EQ(ToIso(AddMonths(FromCivil(2020, 1, 31), -2)), "2019-11-30");
  EXPECT_EQ(ToIso(AddYears(FromCivil(2020, 2, 29), 1)), "2021-02-28");
}

TEST(CalendarTest, ParseIsoDateGivesTheIntervalOfItsPrecision) {
  EXPECT_EQ(ParseIsoDate("2020").value(),
            (DateInterval{FromCivil(2020, 1, 1), FromCivil(2020, 12, 31)}));
  EXPECT_EQ(ParseIsoDate("2021-02").value(),
            (DateInterval{FromCivil(2021, 2, 1), FromCivil(2021, 2, 28)}));
  EXPECT_EQ(ParseIsoDate("2021-02-03").value(),
            (DateInterval{FromCivil(2021, 2, 3), FromCivil(2021, 2, 3)}));
}

TEST(CalendarTest, ParseIsoDateRefusesWhatIsNoDate) {
  for (const char* text :
       {"", "20", "2020-13", "2020-02-30", "2020/02/03", "2020-2-3", "0847-50-96", "2020-09-28x"}) {
    EXPECT_FALSE(ParseIsoDate(text)) << text;
  }
}

}  // namespace
}  // namespace tadwin

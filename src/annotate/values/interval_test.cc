#include "annotate/values/interval.h"

#include <gtest/gtest.h>

namespace tadwin::annotate {
namespace {

TEST(IntervalTest, WeeksBeginOnMonday) {
  const DateInterval week = UnitInterval(FromCivil(2020, 9, 27), TimeUnit::kWeek, 0);
  EXPECT_EQ(ToIso(week.start), "2020-09-21");
  EXPECT_EQ(ToIso(week.stop), "2020-09-27");
}

TEST(IntervalTest, UnitsMoveBySteps) {
  const Date day = FromCivil(2020, 3, 31);
  EXPECT_EQ(UnitInterval(day, TimeUnit::kMonth, -1), MonthInterval(2020, 2));
  EXPECT_EQ(UnitInterval(day, TimeUnit::kYear, 1), YearInterval(2021, 2021));
  EXPECT_EQ(ToIso(UnitInterval(day, TimeUnit::kQuarter, -1).start), "2019-10-01");
  EXPECT_EQ(ToIso(UnitInterval(day, TimeUnit::kDecade, -1).start), "2010-01-01");
  EXPECT_EQ(ToIso(UnitInterval(FromCivil(2000, 1, 1), TimeUnit::kCentury, 0).start), "1901-01-01");
}

TEST(IntervalTest, AMonthHasThreePartsOfTenDays) {
  const DateInterval month = MonthInterval(2021, 2);
  EXPECT_EQ(ToIso(PartOfInterval(month, Position::kEarly).stop), "2021-02-10");
  EXPECT_EQ(ToIso(PartOfInterval(month, Position::kMiddle).start), "2021-02-11");
  EXPECT_EQ(PartOfInterval(month, Position::kEnd).stop, month.stop);
}

TEST(IntervalTest, TheEndOfAYearIsItsLastMonth) {
  EXPECT_EQ(PartOfInterval(YearInterval(2021, 2021), Position::kEnd), MonthInterval(2021, 12));
}

TEST(IntervalTest, WeekdaysAreFoundBothWays) {
  const Date monday = FromCivil(2020, 9, 28);
  EXPECT_EQ(WeekdayUpTo(monday, 1), monday);
  EXPECT_EQ(WeekdayFrom(monday, 1), monday);
  EXPECT_EQ(ToIso(WeekdayUpTo(monday, 5)), "2020-09-25");
  EXPECT_EQ(ToIso(WeekdayFrom(monday, 5)), "2020-10-02");
}

}  // namespace
}  // namespace tadwin::annotate

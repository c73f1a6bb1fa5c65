#include "query/filter.h"

#include <gtest/gtest.h>

#include "query/cursor.h"
#include "query/polygon.h"
#include "query/suggest.h"

namespace tadwin::query {
namespace {

std::string ErrorOf(const Pairs& pairs) {
  const Result<Filter> filter = ParseFilter(pairs);
  return filter ? "" : filter.error().message;
}

TEST(FilterTest, EveryExampleIsRead) {
  for (const FilterKey& key : KeysOfFilter()) {
    const auto pair = SplitPair(key.example);
    ASSERT_TRUE(pair.has_value()) << key.example;
    const Result<Filter> filter = ParseFilter({*pair});
    EXPECT_TRUE(filter.has_value()) << (filter ? "" : filter.error().message);
    EXPECT_EQ(filter->keys, Words{std::string(key.name)});
  }
}

TEST(FilterTest, ValuesAreListedByCommasAndByRepeating) {
  const Result<Filter> filter =
      ParseFilter({{"country", "iq, sy"}, {"country", "YE,IQ"}, {"type", "assault"}});
  ASSERT_TRUE(filter.has_value());
  EXPECT_EQ(filter->countries, (Words{"IQ", "SY", "YE"}));
  EXPECT_EQ(filter->types, Words{"ASSAULT"});
}

TEST(FilterTest, DatesStandForTheirWholePeriod) {
  const Result<Filter> filter = ParseFilter({{"from", "2020-02"}, {"to", "2020-02"}});
  ASSERT_TRUE(filter.has_value());
  EXPECT_EQ(ToIso(*filter->from), "2020-02-01");
  EXPECT_EQ(ToIso(*filter->to), "2020-02-29");
  const Result<Filter> published = ParseFilter({{"published", "2020-01..2020-03-05"}});
  ASSERT_TRUE(published.has_value());
  EXPECT_EQ(ToIso(published->published->start), "2020-01-01");
  EXPECT_EQ(ToIso(published->published->stop), "2020-03-05");
}

TEST(FilterTest, AMisspeltKeyIsToldWithTheNearest) {
  EXPECT_NE(ErrorOf({{"contry", "IQ"}}).find("did you mean country?"), std::string::npos);
  EXPECT_NE(ErrorOf({{"zzz", "IQ"}}).find("zzz: there is no such key; use kind, from"),
            std::string::npos);
}

TEST(FilterTest, ABadValueIsToldWithItsKeyAndWhatIsAllowed) {
  EXPECT_EQ(ErrorOf({{"from", "yesterday"}}),
            "from=yesterday: use YYYY, YYYY-MM or YYYY-MM-DD, for example 2020-09");
  EXPECT_NE(ErrorOf({{"status", "asserted,denyed"}}).find("status=denyed: use asserted"),
            std::string::npos);
  EXPECT_NE(ErrorOf({{"status", "denyed"}}).find("did you mean denied?"), std::string::npos);
  EXPECT_NE(ErrorOf({{"min_score", "7"}}).find("min_score=7: use a number from 0 to 1"),
            std::string::npos);
  EXPECT_NE(ErrorOf({{"min_killed", "-1"}}).find("min_killed=-1"), std::string::npos);
  EXPECT_NE(ErrorOf({{"min_killed", "nan"}}).find("min_killed=nan"), std::string::npos);
  EXPECT_NE(ErrorOf({{"country", "IQ,,SY"}}).find("a value is missing"), std::string::npos);
  EXPECT_NE(ErrorOf({{"near", "33,44"}}).find("lat,lon,km"), std::string::npos);
  EXPECT_NE(ErrorOf({{"near", "133,44,5"}}).find("latitude"), std::string::npos);
  EXPECT_NE(ErrorOf({{"within", "33,44;34,45"}}).find("within="), std::string::npos);
  EXPECT_NE(ErrorOf({{"contested", "colour"}}).find("or any, or no"), std::string::npos);
  EXPECT_NE(ErrorOf({{"from", "2021"}, {"to", "2020"}}).find("before from="), std::string::npos);
  EXPECT_NE(ErrorOf({{"min_score", "0.9"}, {"max_score", "0.1"}}).find("max_score"),
            std::string::npos);
  EXPECT_FALSE(SplitPair("country").has_value());
}

TEST(PolygonTest, BothWritingsAreTheSamePolygon) {
  const auto wkt = ParsePolygon("polygon (( 44 33, 44 34, 45 34, 45 33, 44 33 ))");
  const auto list = ParsePolygon("33,44;34,44;34,45;33,45;");
  ASSERT_TRUE(wkt.has_value());
  ASSERT_TRUE(list.has_value());
  for (const auto* corners : {&*wkt, &*list}) {
    ASSERT_EQ(corners->size(), 4u);
    EXPECT_TRUE(IsInside({33.5, 44.5}, *corners));
    EXPECT_FALSE(IsInside({34.5, 44.5}, *corners));
    EXPECT_FALSE(IsInside({44.5, 33.5}, *corners));
  }
  for (const char* bad : {"", "POLYGON((1 2, 3 4))", "POLYGON((1 2, 3 4, 5 6)", "1,2;3,4;x",
                          "POLYGON((1 2, 3 4, 5 95))", "1,2;3,4;5,6 7"}) {
    EXPECT_FALSE(ParsePolygon(bad).has_value()) << bad;
  }
}

TEST(PolygonTest, DistancesAreThoseOfTheSphere) {
  EXPECT_NEAR(DistanceKm({0, 0}, {0, 1}), 111.195, 0.001);
  EXPECT_NEAR(DistanceKm({33.3128, 44.3615}, {36.1901, 43.993}), 321.7, 0.5);  // Baghdad, Erbil
  EXPECT_NEAR(DistanceKm({0, 179.5}, {0, -179.5}), 111.195, 0.001);
}

TEST(CursorTest, ReadsBackWhatWasWritten) {
  const Cursor cursor{1, {int64_t{-7}, 2.5, std::string("a b"), store::SqlValue()}};
  const Result<Cursor> read = ReadCursor(WriteCursor(cursor, 42), 42);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->phase, 1u);
  EXPECT_EQ(read->after, cursor.after);
}

TEST(CursorTest, RefusesOtherQuestionsAndOtherTexts) {
  const std::string text = WriteCursor({0, {int64_t{1}}}, 42);
  EXPECT_FALSE(ReadCursor(text, 43).has_value());
  for (const std::string& bad :
       {text.substr(1), std::string("x"), std::string("!"), std::string(9000, 'A')}) {
    EXPECT_FALSE(ReadCursor(bad, 42).has_value()) << bad;
  }
}

}  // namespace
}  // namespace tadwin::query

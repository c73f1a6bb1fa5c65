// Levels become steps through time that keep every value and show which contradict one another.
#include "reconcile/levels.h"

#include <gtest/gtest.h>

#include "reconcile/reconcile_json.h"
#include "reconcile/test_ledger.h"

namespace tadwin::reconcile {
namespace {

std::string Dump(const std::vector<LevelSeries>& all) {
  std::string text;
  JsonWriter json(&text);
  for (const LevelSeries& series : all) WriteLevelSeries(series, &json);
  return text;
}

TEST(LevelsTest, StepsFollowTheDatesAndTellTheChange) {
  TestLedger l;
  l.Add("aug", "a").Counted(FactKind::kLevel, "troops:US", 5200).Time("2020-08", "2020-08");
  l.Add("nov", "b").Counted(FactKind::kLevel, "troops:US", 2500).Day("2020-11-18");
  l.Add("sep", "c").Counted(FactKind::kLevel, "troops:US", 3000).Day("2020-09-28");
  l.Add("undated", "c").Counted(FactKind::kLevel, "troops:US", 6000);
  l.Group({"aug", "nov", "sep", "undated"});
  const auto all = ReadLevels(l.View());
  ASSERT_EQ(all.size(), 1u);
  ASSERT_EQ(all[0].steps.size(), 3u);
  EXPECT_FALSE(all[0].steps[0].change.has_value());
  EXPECT_EQ(all[0].steps[1].change, -2200);
  EXPECT_EQ(all[0].steps[2].change, -500);
  ASSERT_EQ(all[0].undated.size(), 1u);
  EXPECT_EQ(all[0].undated[0].n, 6000);
  EXPECT_TRUE(all[0].conflicts.empty());
}

TEST(LevelsTest, ValuesOfOneDateThatExcludeOneAnotherAreContested) {
  TestLedger l;
  l.Add("a", "a").Counted(FactKind::kLevel, "troops", 3000).Day("2020-09-28");
  l.Add("b", "b").Counted(FactKind::kLevel, "troops", 5000).Day("2020-09-28");
  l.Add("c", "c").Counted(FactKind::kLevel, "troops", 4000).Time("2020-09", "2020-09");
  l.Group({"a", "b", "c"});
  const LevelSeries series = ReadLevels(l.View()).at(0);
  std::vector<std::string> rules;
  for (const LevelConflict& conflict : series.conflicts) rules.push_back(conflict.rule);
  EXPECT_EQ(rules,
            (std::vector<std::string>{"overlapping dates", "overlapping dates", "same date"}));
  EXPECT_FALSE(series.steps[0].contested);  // a month and a day in it may both be told rightly
  EXPECT_TRUE(series.steps[1].contested);
}

TEST(LevelsTest, WhatIsAheadContradictsNothingAndDeniedNumbersAreNoLevel) {
  TestLedger l;
  l.Add("now", "a").Counted(FactKind::kLevel, "troops", 3000).Day("2020-12-31");
  l.Add("plan", "a")
      .Counted(FactKind::kLevel, "troops", 2000)
      .Day("2020-12-31")
      .Status(FactStatus::kPlanned);
  l.Add("denied", "b")
      .Counted(FactKind::kLevel, "troops", 9000)
      .Day("2020-12-31")
      .Status(FactStatus::kDenied);
  l.Group({"now", "plan", "denied"});
  const LevelSeries series = ReadLevels(l.View()).at(0);
  ASSERT_EQ(series.steps.size(), 1u);
  ASSERT_EQ(series.steps[0].values.size(), 2u);
  EXPECT_TRUE(series.steps[0].values[0].ahead);
  EXPECT_FALSE(series.steps[0].contested);
}

TEST(LevelsTest, NothingHangsOnTheOrder) {
  TestLedger l;
  l.Add("a", "a").Counted(FactKind::kLevel, "troops:US", 3000).Day("2020-09-28");
  l.Add("b", "b").Counted(FactKind::kLevel, "troops:US:IQ", 5000).Day("2020-09-28");
  l.Add("c", "c").Counted(FactKind::kLevel, "sites", 5000).Day("2020-09-28");
  l.Group({"a", "b"});
  l.Group({"c"});
  const std::string expected = Dump(ReadLevels(l.View()));
  EXPECT_NE(expected.find("\"key\":\"troops:US:IQ\""), std::string::npos);
  for (uint32_t seed = 0; seed < 50; ++seed) {
    ASSERT_EQ(Dump(ReadLevels(l.Shuffled(seed))), expected);
  }
}

}  // namespace
}  // namespace tadwin::reconcile

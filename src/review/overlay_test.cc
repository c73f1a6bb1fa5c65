#include "review/overlay.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "model/fact_record.h"
#include "review/fields.h"
#include "review/test_fact.h"

namespace tadwin::review {
namespace {

std::string Ids(const Overlaid& overlaid) {
  std::string ids;
  for (const Fact& fact : overlaid.facts) ids += fact.id + " ";
  return ids;
}

TEST(OverlayTest, WithoutReviewsTheRulesHold) {
  const Overlaid out = LayOver({MakeFact("b"), MakeFact("a")}, {});
  EXPECT_EQ(Ids(out), "a b ");
  EXPECT_TRUE(out.aside.empty());
}

TEST(OverlayTest, ACorrectionHoldsAndTheRulesValueIsKept) {
  const Fact fact = MakeFact("f");
  const auto standings = StandingsOf({MakeCorrection(fact, "amal", "killed", "4")});
  const Overlaid out = LayOver({fact}, standings);
  ASSERT_EQ(out.facts.size(), 1u);
  EXPECT_EQ(FieldOf(out.facts[0], "killed"), "4");
  ASSERT_EQ(out.aside.size(), 1u);
  EXPECT_EQ(FactRecord(*out.aside[0].machine), FactRecord(fact));
  EXPECT_TRUE(out.agreed.empty());
}

TEST(OverlayTest, ACorrectionSurvivesNewRulesThatChangeOtherFields) {
  const Fact fact = MakeFact("f");
  const auto standings = StandingsOf({MakeCorrection(fact, "amal", "killed", "4")});
  Fact newer = fact;
  newer.subtype = "raid";
  newer.killed = Quantity{7, 7, 7};
  const Overlaid out = LayOver({newer}, standings);
  EXPECT_EQ(FieldOf(out.facts[0], "killed"), "4");
  EXPECT_EQ(out.facts[0].subtype, "raid");
}

TEST(OverlayTest, WhereNewRulesSayTheSameItIsNoted) {
  const Fact fact = MakeFact("f");
  const auto standings = StandingsOf({MakeCorrection(fact, "amal", "killed", "4")});
  Fact newer = fact;
  newer.killed = Quantity{4, 4, 4};
  const Overlaid out = LayOver({newer}, standings);
  ASSERT_EQ(out.agreed.size(), 1u);
  EXPECT_EQ(out.agreed[0], (Agreed{"f", "killed"}));
}

TEST(OverlayTest, AFactFoundAgainUnderAnotherIdKeepsItsReview) {
  const auto standings = StandingsOf({MakeCorrection(MakeFact("f", 10), "amal", "killed", "4")});
  Fact moved = MakeFact("x", 12);
  moved.subtype = "raid";
  const Overlaid out = LayOver({moved, MakeFact("y", 100)}, standings);
  EXPECT_EQ(Ids(out), "f y ");
  EXPECT_EQ(out.facts[0].subtype, "raid");
  EXPECT_EQ(FieldOf(out.facts[0], "killed"), "4");
  EXPECT_EQ(out.aside[0].machine->id, "x");
}

TEST(OverlayTest, AConfirmedFactKeepsItsValuesAndStaysWhenTheRulesLoseIt) {
  const Fact fact = MakeFact("f");
  const auto standings = StandingsOf({MakeAction(Verb::kConfirm, fact, "amal")});
  Fact newer = fact;
  newer.subtype = "raid";
  EXPECT_EQ(LayOver({newer}, standings).facts[0].subtype, "");
  const Overlaid lost = LayOver({}, standings);
  EXPECT_EQ(Ids(lost), "f ");
  ASSERT_EQ(lost.aside.size(), 1u);
  EXPECT_FALSE(lost.aside[0].machine.has_value());
}

TEST(OverlayTest, ACommentKeepsNothingAlive) {
  Action comment = MakeAction(Verb::kComment, MakeFact("f"), "amal");
  comment.note = "odd";
  EXPECT_EQ(Ids(LayOver({}, StandingsOf({comment}))), "");
}

TEST(OverlayTest, ARejectedFactStaysOutAlsoUnderAnotherId) {
  const auto standings = StandingsOf({MakeCorrection(MakeFact("f", 10), "amal", "killed", "4", 1),
                                      MakeAction(Verb::kReject, MakeFact("f", 10), "badr", 2)});
  EXPECT_EQ(Ids(LayOver({MakeFact("f", 10)}, standings)), "");
  const Overlaid out = LayOver({MakeFact("x", 12)}, standings);
  EXPECT_EQ(Ids(out), "");
  ASSERT_EQ(out.aside.size(), 1u);
  EXPECT_FALSE(out.aside[0].told);
}

TEST(OverlayTest, AFactAddedByHandHolds) {
  const auto standings = StandingsOf({MakeAction(Verb::kAdd, MakeFact("h", 50), "amal")});
  const Overlaid out = LayOver({MakeFact("f", 10)}, standings);
  EXPECT_EQ(Ids(out), "f h ");
}

// The same facts in any order give the same result.
TEST(OverlayTest, TheOrderOfFactsDoesNotMatter) {
  const auto standings = StandingsOf({MakeCorrection(MakeFact("f", 10), "amal", "killed", "4"),
                                      MakeCorrection(MakeFact("g", 13), "amal", "killed", "9")});
  std::vector<Fact> machine = {MakeFact("x", 11), MakeFact("y", 14), MakeFact("z", 12)};
  const auto text = [&] {
    std::string all;
    for (const Fact& fact : LayOver(machine, standings).facts) all += FactRecord(fact) + "\n";
    return all;
  };
  const std::string first = text();
  std::sort(machine.begin(), machine.end(),
            [](const Fact& a, const Fact& b) { return a.id > b.id; });
  EXPECT_EQ(text(), first);
}

}  // namespace
}  // namespace tadwin::review

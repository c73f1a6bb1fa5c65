// A document that says a thing in two ways is found, and told from one whose speakers disagree.
#include "reconcile/contradictions.h"

#include <gtest/gtest.h>

#include "reconcile/reconcile_json.h"
#include "reconcile/test_ledger.h"

namespace tadwin::reconcile {
namespace {

std::string Dump(const std::vector<Contradiction>& all) {
  std::string text;
  for (const Contradiction& one : all) {
    text += one.doc + " " + one.field + " (" + one.rule + ")" + (one.same_teller ? " self" : "") +
            (one.certain ? "" : " likely");
    for (const ContradictingValue& value : one.values) text += " " + value.value;
    text += "\n";
  }
  return text;
}

TEST(ContradictionsTest, TollsDatesAndDueDatesOfOneIncidentInOneDocument) {
  TestLedger l;
  l.Add("head", "a").Violence("ied").Day("2020-09-15").Killed(3);
  l.Add("body", "a").Violence("ied").Day("2020-09-16").Killed(5);
  l.Group({"head", "body"});
  EXPECT_EQ(Dump(FindContradictions(l.View())),
            "a killed (one incident) self 3 5\n"
            "a start (one incident) self 2020-09-15 2020-09-16\n");
}

TEST(ContradictionsTest, OtherDocumentsAndCoarserValuesDoNotContradict) {
  TestLedger l;
  l.Add("day", "a").Violence("ied").Day("2020-09-15").Killed(3);
  l.Add("month", "a").Violence("ied").Time("2020-09", "2020-09").Killed(3);
  l.Add("other", "b").Violence("ied").Day("2020-09-17").Killed(7);
  l.Add("denied", "a").Violence("ied").Day("2020-09-19").Status(FactStatus::kDenied);
  l.Group({"day", "month", "other", "denied"});
  EXPECT_EQ(Dump(FindContradictions(l.View())), "");
}

TEST(ContradictionsTest, TwoSpeakersWhoDisagreeAreNoSlipOfTheDocument) {
  TestLedger l;
  l.Add("police", "a").Violence("ied").Killed(3).Said("police", SpeakerType::kGovernment);
  l.Add("doctors", "a").Violence("ied").Killed(5).Said("doctors", SpeakerType::kMedical);
  l.Group({"police", "doctors"});
  EXPECT_EQ(Dump(FindContradictions(l.View())), "a killed (one incident) 3 5\n");
}

TEST(ContradictionsTest, TheLeadsMonthInAnotherYearOfTheBodyIsLikelyASlip) {
  TestLedger l;
  l.Add("lead", "a").Violence("other").Time("2024-10", "2024-10").At(10, 0);
  l.Add("t", "a")
      .Counted(FactKind::kTally, "attacks", 60)
      .Time("2023-10-11", "2024-02-10")
      .At(700, 6);
  l.GroupRest();
  EXPECT_EQ(Dump(FindContradictions(l.View())),
            "a start (same date, another year) self likely 2024-10 2023-10-11/2023-10-31\n");
}

TEST(ContradictionsTest, ComparedPeriodsAndAYearBackFromTheDocumentAreNoSlips) {
  TestLedger l;
  l.Add("lead", "a").Violence("other").Day("2024-01-16").At(10, 0).Told("2024-01-18");
  l.Add("quarter", "a")
      .Counted(FactKind::kTally, "attacks", 60)
      .Time("2023-01-01", "2023-03-31")
      .At(700, 6);
  l.Add("year", "a")
      .Counted(FactKind::kTally, "attacks", 90)
      .Time("2023-01-18", "2024-01-18")
      .At(800, 7)
      .Told("2024-01-18");
  l.GroupRest();
  EXPECT_EQ(Dump(FindContradictions(l.View())), "");
}

TEST(ContradictionsTest, ADueDateThatHadPassedIsLikelyASlip) {
  TestLedger l;
  l.Add("deadline", "a").Due("2021-12-31").Told("2021-11-20").At(100, 1);
  l.Add("again", "a").Due("2020-12-31").Told("2021-11-20").At(500, 4);
  l.GroupRest();
  EXPECT_EQ(Dump(FindContradictions(l.View())),
            "a due (same date, another year) self likely 2021-12-31 2020-12-31\n");
}

TEST(ContradictionsTest, AScheduleOfYearsToComeIsNoSlip) {
  TestLedger l;
  l.Add("half", "a").Due("2021-12-31").Told("2021-11-20").At(100, 1);
  l.Add("rest", "a").Due("2022-12-31").Told("2021-11-20").At(500, 4);
  l.Add("other day", "a").Due("2020-12-30").Told("2021-11-20").At(600, 5);
  l.Add("another paper", "b").Due("2020-12-31").Told("2021-11-20").At(600, 5);
  l.GroupRest();
  EXPECT_EQ(Dump(FindContradictions(l.View())), "");
}

TEST(ContradictionsTest, WhatHappenedAfterItsDocumentAppearedIsShown) {
  TestLedger l;
  l.Add("e", "a").Violence("ied").Day("2020-12-01").Told("2020-09-16");
  l.Add("plan", "a")
      .Violence("ied")
      .Day("2020-12-01")
      .Told("2020-09-16")
      .Status(FactStatus::kPlanned);
  l.GroupRest();
  EXPECT_EQ(Dump(FindContradictions(l.View())),
            "a start (after the document) self 2020-12-01 published 2020-09-16\n");
}

TEST(ContradictionsTest, NothingHangsOnTheOrder) {
  TestLedger l;
  for (const char* id : {"a", "b", "c", "d", "e"}) {
    l.Add(id, "doc").Violence("ied").Day("2020-09-15").Killed(id[0] - 'a');
  }
  l.Group({"a", "b", "c", "d", "e"});
  const std::string expected = Dump(FindContradictions(l.View()));
  for (uint32_t seed = 0; seed < 50; ++seed) {
    ASSERT_EQ(Dump(FindContradictions(l.Shuffled(seed))), expected);
  }
}

}  // namespace
}  // namespace tadwin::reconcile

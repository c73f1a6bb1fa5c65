#include "model/fact_json.h"

#include <gtest/gtest.h>

namespace tadwin {
namespace {

// Two bytes a letter: byte offsets are twice the code point offsets.
constexpr char kText[] = "\u0642\u062a\u0644\u0648\u0627";

std::string JsonOf(const Fact& fact, FactKeys keys = FactKeys::kFactsFile) {
  std::string out;
  JsonWriter writer(&out);
  WriteFact(fact, CodePointIndex(kText), keys, &writer);
  return out;
}

Fact MakeFact(FactKind kind) {
  Fact fact;
  fact.id = "1";
  fact.doc = "a.txt";
  fact.kind = kind;
  fact.span = {2, 6};
  fact.text = "w";
  return fact;
}

TEST(FactJsonTest, WhatIsUnknownIsNullInTheContractsOrder) {
  EXPECT_EQ(JsonOf(MakeFact(FactKind::kEvent)),
            R"({"id":"1","doc":"a.txt","kind":"event","begin":1,"end":3,"text":"w",)"
            R"("status":"asserted","speaker":null,"rule":null,"plover":null,"mode":null,)"
            R"("subtype":null,"start":null,"stop":null,"date_text":null,"actor":[],"target":[],)"
            R"("place":null,"killed":null,"injured":null,"weapon":null,"count":null,)"
            R"("outcome":"unknown","context":[],"incident":null,"evidence":{}})");
  EXPECT_EQ(JsonOf(MakeFact(FactKind::kTally)),
            R"({"id":"1","doc":"a.txt","kind":"tally","begin":1,"end":3,"text":"w",)"
            R"("status":"asserted","speaker":null,"rule":null,"place":null,"n":null,"what":null,)"
            R"("period_start":null,"period_end":null,"evidence":{}})");
  EXPECT_EQ(JsonOf(MakeFact(FactKind::kLevel)),
            R"({"id":"1","doc":"a.txt","kind":"level","begin":1,"end":3,"text":"w",)"
            R"("status":"asserted","speaker":null,"rule":null,"n":null,"what":null,"at":null,)"
            R"("evidence":{}})");
  EXPECT_EQ(JsonOf(MakeFact(FactKind::kCommitment)),
            R"({"id":"1","doc":"a.txt","kind":"commitment","begin":1,"end":3,"text":"w",)"
            R"("status":"asserted","speaker":null,"rule":null,"who":null,"to_whom":null,)"
            R"("due":null,"made_on":null,"evidence":{}})");
}

TEST(FactJsonTest, OnlyABatchAnswerCarriesTheScore) {
  Fact fact = MakeFact(FactKind::kEvent);
  fact.score = 0.25;
  EXPECT_EQ(JsonOf(fact).find("score"), std::string::npos);
  EXPECT_NE(JsonOf(fact, FactKeys::kWithScore).find(R"("score":0.25)"), std::string::npos);
}

TEST(FactJsonTest, EvidenceIsInCodePointsOneEntryPerSpan) {
  Fact fact = MakeFact(FactKind::kLevel);
  fact.evidence = {{"n", {4, 6}, "x"},
                   {"actor", {2, 4}, ""},
                   {"actor", {0, 2}, "r"},
                   {"actor", {0, 2}, "s"},
                   {"at", {0, 0}, "inherited"}};
  EXPECT_NE(JsonOf(fact).find(R"("evidence":{"actor":[0,1],"actor.2":[1,2],"n":[2,3]})"),
            std::string::npos)
      << JsonOf(fact);
}

TEST(FactJsonTest, FactsAreSortedByDocumentFirstEvidenceAndId) {
  Fact late = MakeFact(FactKind::kEvent);
  late.id = "0";
  Fact early = late;
  early.id = "9";
  early.evidence = {{"start", {0, 2}, ""}};
  Fact other = early;
  other.doc = "A.txt";
  Fact same = late;
  same.id = "5";
  std::vector<Fact> facts = {same, late, early, other};
  SortFacts(&facts);
  std::string order;
  for (const Fact& fact : facts) order += fact.doc + fact.id + " ";
  EXPECT_EQ(order, "A.txt9 a.txt9 a.txt0 a.txt5 ");
}

TEST(FactJsonTest, AnIntervalIsWrittenAsShortAsItIs) {
  for (const char* iso : {"2020", "2020-02", "2020-02-29"}) {
    const auto interval = ParseIsoDate(iso);
    ASSERT_TRUE(interval.has_value());
    EXPECT_EQ(IntervalToIso(*interval), iso);
  }
  EXPECT_EQ(IntervalToIso({FromCivil(2020, 1, 1), FromCivil(2020, 1, 30)}), "2020-01-01");
}

TEST(FactJsonTest, APlaceInsideAWiderSpanShowsItsName) {
  Mention mention;
  mention.layer = Layer::kPlace;
  mention.span = {0, 10};
  mention.name.name_span = {6, 10};
  mention.rule = "place/bearing";
  std::string out;
  JsonWriter writer(&out);
  WriteMention(mention, kText, CodePointIndex(kText), &writer);
  EXPECT_NE(out.find(R"("layer":"place","begin":3,"end":5)"), std::string::npos) << out;
  EXPECT_NE(out.find(R"("area":[0,5])"), std::string::npos) << out;
}

}  // namespace
}  // namespace tadwin

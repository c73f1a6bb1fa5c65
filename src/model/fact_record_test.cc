// A record reads back as the same fact, whichever fields are known.
#include "model/fact_record.h"

#include <gtest/gtest.h>

namespace tadwin {
namespace {

NamedRef MakeName(const std::string& text) {
  NamedRef ref{text, {3, 9}, {}};
  ref.name = {"geo:1", "Name", "IQ", NameKind::kSettlement, 33.3152, 44.3661, 0.1, "actor:1", {}};
  return ref;
}

Fact MakeFull() {
  Fact fact;
  fact.id = "00000000000000ff";
  fact.kind = FactKind::kCommitment;
  fact.span = {10, 16};
  fact.text = "\u0642\u062a\u0644 \"x\"\n";
  fact.status = FactStatus::kConditional;
  fact.sentence = 7;
  fact.rules = {"event/killed", "status/if"};
  fact.speaker = Speaker{
      "s", SpeakerType::kUnnamedOfficial, {1, 2}, "x", {{"o", SpeakerType::kOutlet, {2, 3}, "y"}}};
  fact.plover = "ASSAULT";
  fact.mode = "aerial";
  fact.subtype = "airstrike";
  fact.time.start = FromCivil(2020, 1, 3);
  fact.time.stop = FromCivil(2020, 1, 4);
  fact.time.precision = Precision::kDay;
  fact.time.anchor = TimeAnchor::kNarrative;
  fact.time.is_duration = true;
  fact.time.length_days = 2.5;
  fact.time.yearless = true;
  fact.date_text = "today";
  fact.actors = {MakeName("a"), MakeName("b")};
  fact.targets = {MakeName("c")};
  fact.place = MakeName("p");
  fact.killed = Quantity{3, 3, 3};
  fact.injured = Quantity{20, std::nullopt, 99};
  fact.detained = Quantity{};
  fact.missing = Quantity{1, 1, std::nullopt};
  fact.weapon = "weapon";
  fact.count = 2;
  fact.outcome = Outcome::kFoiled;
  fact.contexts = {"health", "military"};
  fact.score = 0.1 + 0.2;
  fact.n = 1.0 / 3.0;
  fact.quantity = Quantity{1, 2, 3};
  fact.what = "troops";
  fact.what_key = "troops:US:IQ";
  fact.who = {MakeName("w")};
  fact.to_whom = {MakeName("v")};
  fact.commitment_what = "leave";
  fact.due.stop = FromCivil(2020, 12, 31);
  fact.due.is_deadline = true;
  fact.due_text = "by year's end";
  fact.made_on.start = FromCivil(1999, 12, 31);
  fact.wording = "0001f00d0002beef";
  fact.credit = "reuters";
  fact.wording = "0123456789abcdef";
  fact.credit = "agency";
  fact.evidence = {{"actor", {7, 8}, "name/x"}, {"start", {}, "person/amal"}};
  return fact;
}

TEST(FactRecordTest, AFullFactReadsBackWhole) {
  const Fact fact = MakeFull();
  const std::string record = FactRecord(fact);
  const Result<Fact> back = ParseFactRecord(record);
  ASSERT_TRUE(back.has_value()) << back.error().ToString();
  EXPECT_EQ(FactRecord(*back), record);
  EXPECT_EQ(back->text, fact.text);
  EXPECT_EQ(back->score, fact.score);
  EXPECT_EQ(back->n, fact.n);
  EXPECT_EQ(back->detained, fact.detained);
  EXPECT_EQ(back->missing, fact.missing);
  EXPECT_EQ(back->speaker->chain[0].id, "y");
  EXPECT_EQ(back->due.is_deadline, true);
  EXPECT_EQ(back->place->name.actor_id, "actor:1");
  EXPECT_EQ(back->evidence[1].rule, "person/amal");
  EXPECT_EQ(back->sentence, 7u);
  EXPECT_EQ(back->wording, fact.wording);
  EXPECT_EQ(back->credit, fact.credit);
}

TEST(FactRecordTest, WhatIsNotKnownIsLeftOut) {
  Fact fact;
  fact.id = "1";
  EXPECT_EQ(FactRecord(fact), R"({"id":"1","kind":"event","status":"asserted","sentence":0})");
  const Result<Fact> back = ParseFactRecord(FactRecord(fact));
  ASSERT_TRUE(back.has_value());
  EXPECT_FALSE(back->killed.has_value());
  EXPECT_FALSE(back->time.start.has_value());
}

// Zero dead is told; unknown dead is not.
TEST(FactRecordTest, ZeroIsNotUnknown) {
  Fact fact;
  fact.id = "1";
  fact.killed = Quantity{0, 0, 0};
  EXPECT_EQ(ParseFactRecord(FactRecord(fact))->killed, fact.killed);
}

TEST(FactRecordTest, EveryFieldIsPartOfIt) {
  const std::string full = FactRecord(MakeFull());
  Fact other = MakeFull();
  other.missing->high = 4;
  EXPECT_NE(FactRecord(other), full);
  other = MakeFull();
  other.to_whom[0].name.radius_km = 0.2;
  EXPECT_NE(FactRecord(other), full);
  other = MakeFull();
  other.made_on.yearless = true;
  EXPECT_NE(FactRecord(other), full);
}

TEST(FactRecordTest, WhatIsNoRecordIsRefused) {
  EXPECT_FALSE(ParseFactRecord("").has_value());
  EXPECT_FALSE(ParseFactRecord("{").has_value());
  EXPECT_FALSE(ParseFactRecord("[1]").has_value());
  EXPECT_FALSE(ParseFactRecord(R"({"id":"1","kind":"rumour"})").has_value());
}

}  // namespace
}  // namespace tadwin

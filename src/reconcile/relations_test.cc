// Responses are read from words or inferred by a row of the rules, and never both at once.
#include "reconcile/relations.h"

#include <gtest/gtest.h>

#include "reconcile/responses.h"
#include "reconcile/test_ledger.h"

namespace tadwin::reconcile {
namespace {

std::vector<RelationRule> Rules() {
  std::vector<Error> errors;
  auto rules = LoadRelationRules(BuiltInRules(), &errors);
  EXPECT_TRUE(errors.empty());
  return rules;
}

SideReader Sides_() { return SideReader::Load(rules::RuleSet(), WordsOfTest); }

NamedRef State(const char* country) { return MakeRef(country, NameKind::kMilitary, country); }
NamedRef Group(const char* id) { return MakeRef(id, NameKind::kArmedGroup); }

std::string Dump(const std::vector<Relation>& relations) {
  std::string text;
  for (const Relation& relation : relations) {
    text += relation.from.substr(2) + " " + relation.kind + " " +
            (relation.to.empty() ? "?" : relation.to.substr(2)) +
            (relation.stated ? " stated" : " inferred") + (relation.resolved ? " resolved" : "") +
            "\n";
  }
  return text;
}

std::string Read(const LedgerView& ledger, const CuesByDocument& cues = {}) {
  return Dump(ReadRelations(ledger, cues, Rules(), Sides_()));
}

// "US" is attacked by "militia" on the 5th; it strikes back on the 8th.
void AddExchange(TestLedger* l) {
  l->Add("attack", "a")
      .Violence("rocket")
      .Day("2020-09-05")
      .Actor(Group("militia"))
      .Target(State("US"));
  l->Add("strike", "b")
      .Violence("airstrike")
      .Day("2020-09-08")
      .Actor(State("US"))
      .Target(Group("militia"));
}

TEST(RelationsTest, AStrikeBackWithinTheWindowIsInferred) {
  TestLedger l;
  AddExchange(&l);
  l.Add("late", "c")
      .Violence("airstrike")
      .Day("2020-10-08")
      .Actor(State("US"))
      .Target(Group("militia"));
  l.Add("other", "c")
      .Violence("airstrike")
      .Day("2020-09-09")
      .Actor(State("TR"))
      .Target(Group("militia"));
  l.GroupRest();
  EXPECT_EQ(Read(l.View()), "strike response attack inferred\n");
}

TEST(RelationsTest, WordsThatSayItAreStatedAndSilenceTheRule) {
  TestLedger l;
  AddExchange(&l);
  l.Add("e1", "d")
      .Violence("airstrike")
      .Day("2020-09-08")
      .At(10, 0)
      .Actor(State("US"))
      .Target(Group("militia"));
  l.Add("e2", "d").Violence("rocket").Day("2020-09-06").At(60, 0);
  l.Group({"strike", "e1"});
  l.GroupRest();
  const CuesByDocument cues = {{"sha of d", {{"response", {30, 40}, {0, 100}, false}}}};
  EXPECT_EQ(Read(l.View(), cues), "strike response e2 stated\n");
}

TEST(RelationsTest, AttackThatIsOnlyPointedBackToIsTheLastOneOnTheAnsweringSide) {
  TestLedger l;
  l.Add("hit", "d").Violence("rocket").Day("2020-09-05").At(10, 0).Target(State("US"));
  l.Add("elsewhere", "d").Violence("ied").Day("2020-09-06").At(60, 1).Target(State("TR"));
  l.Add("answer", "d").Violence("airstrike").Day("2020-09-08").At(140, 2).Actor(State("US"));
  l.GroupRest();
  const CuesByDocument cues = {{"sha of d", {{"response", {110, 120}, {108, 200}, true}}}};
  EXPECT_EQ(Read(l.View(), cues), "answer response hit stated resolved\n");
}

TEST(RelationsTest, AResponseToWhatNobodyTellsStaysOpen) {
  TestLedger l;
  l.Add("answer", "d").Violence("airstrike").Day("2020-09-08").At(10, 0).Actor(State("US"));
  l.GroupRest();
  const CuesByDocument cues = {{"sha of d", {{"response", {30, 40}, {0, 100}, false}}}};
  EXPECT_EQ(Read(l.View(), cues), "answer response ? stated\n");
}

TEST(RelationsTest, RepeatsFollowsAndPartsNeedTheSameSpot) {
  TestLedger l;
  const auto add = [&](const char* id, const char* subtype) {
    return l.Add(id, id).Violence(subtype).Place("idlib", "SY", 35.9, 36.6).Target(State("SY"));
  };
  add("clashes", "clash").Time("2020-05-01", "2020-05-20");
  add("day", "shooting").Day("2020-05-10");
  add("first", "ied").Day("2020-07-01");
  add("next", "shelling").Day("2020-07-02");
  add("again", "ied").Day("2020-07-20");
  l.GroupRest();
  EXPECT_EQ(Read(l.View()),
            "day part_of clashes inferred\n"
            "next follows first inferred\n"
            "again repeats first inferred\n");
}

TEST(RelationsTest, AnArrestInTheSentenceOfAFoiledAttackFoilsIt) {
  TestLedger l;
  l.Add("plot", "d").Violence("ied").At(10, 0).Outcome(Outcome::kFoiled);
  l.Add("arrest", "d").Event("COERCE", "arrest").At(60, 0);
  l.GroupRest();
  EXPECT_EQ(Read(l.View()), "arrest foils plot stated\n");
}

TEST(RelationsTest, NothingHangsOnTheOrder) {
  TestLedger l;
  AddExchange(&l);
  l.Add("attack2", "e")
      .Violence("rocket")
      .Day("2020-09-07")
      .Actor(Group("militia"))
      .Target(State("US"));
  l.Add("attack3", "f")
      .Violence("rocket")
      .Day("2020-09-07")
      .Actor(Group("militia"))
      .Target(State("US"));
  l.GroupRest();
  const std::string expected = Read(l.View());
  for (uint32_t seed = 0; seed < 50; ++seed) ASSERT_EQ(Read(l.Shuffled(seed)), expected);
}

TEST(ResponsesTest, RowsCountAttacksAndResponsesWithTheIncidentsBehindThem) {
  TestLedger l;
  AddExchange(&l);
  l.Add("attack2", "e")
      .Violence("rocket")
      .Day("2020-09-20")
      .Actor(Group("militia"))
      .Target(State("US"));
  l.Add("nobody", "e").Violence("rocket").Day("2020-09-20");
  l.GroupRest();
  const auto relations = ReadRelations(l.View(), {}, Rules(), Sides_());
  const ResponseReport report = ReportResponses(l.View(), relations, Sides_(), {});
  ASSERT_EQ(report.rows.size(), 2u);
  EXPECT_EQ(report.rows[0].side.key, "a:militia");
  EXPECT_EQ(report.rows[1].side.key, "c:US");
  EXPECT_EQ(report.rows[1].against.key, "a:militia");
  EXPECT_EQ(report.rows[1].period, "2020-09");
  EXPECT_EQ(report.rows[1].attacks, (std::vector<std::string>{"i:attack", "i:attack2"}));
  EXPECT_EQ(report.rows[1].inferred, (std::vector<std::string>{"i:strike"}));
  EXPECT_EQ(report.rows[1].ratio, 0.5);
  EXPECT_EQ(report.no_side, (std::vector<std::string>{"i:nobody"}));
}

TEST(ResponsesTest, WhatWasHitBelongsToItsCountryByAssumptionOnly) {
  TestLedger l;
  l.Add("e", "a")
      .Violence("rocket")
      .Day("2020-09-05")
      .Actor(Group("militia"))
      .Place("baghdad", "IQ", 33.3, 44.4);
  l.GroupRest();
  const ResponseReport report = ReportResponses(l.View(), {}, Sides_(), {});
  ASSERT_EQ(report.rows.size(), 1u);
  EXPECT_EQ(report.rows[0].side.key, "c:IQ");
  EXPECT_EQ(report.rows[0].assumed, (std::vector<std::string>{"i:e"}));
}

TEST(RelationsTest, MistakesInTheTableNameTheirPlace) {
  std::vector<Error> errors;
  const rules::RuleSet rules =
      rules::RuleSet::Parse({{"ar/link/relation.tsv",
                              "relation\tearlier\tlater\tparties\tplace\tdays\n"
                              "envies\tASSAULT *\tASSAULT *\tany\tany\t3\n"
                              "response\tASSAULT *\tASSAULT *\tany\tany\tsoon\n"}},
                            &errors);
  LoadRelationRules(rules, &errors);
  ASSERT_EQ(errors.size(), 2u);
  EXPECT_NE(errors[0].ToString().find("relation.tsv:2"), std::string::npos);
  EXPECT_NE(errors[1].ToString().find("relation.tsv:3"), std::string::npos);
}

}  // namespace
}  // namespace tadwin::reconcile

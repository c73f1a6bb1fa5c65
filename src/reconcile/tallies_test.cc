// Tallies are set beside the incidents they count, and beside one another.
#include "reconcile/tallies.h"

#include <gtest/gtest.h>

#include "reconcile/reconcile_json.h"
#include "reconcile/test_ledger.h"

namespace tadwin::reconcile {
namespace {

constexpr char kRows[] =
    "head\ttail\tcounts\tplover\tsubtype\n"
    "*\tkilled\tkilled\t*\t*\n"
    "attacks\t-\tincidents\tASSAULT\t*\n"
    "attacks\t*\tincidents\tASSAULT\t=\n";
constexpr char kAims[] = "surface\ten\tkey\non convoy|on convoys\ton convoys\tconvoys\n";

TallyRules Rules() {
  std::vector<Error> errors;
  const rules::RuleSet rules = rules::RuleSet::Parse(
      {{"ar/link/tally.tsv", kRows}, {"ar/quantity/aim.tsv", kAims}}, &errors);
  TallyRules loaded = TallyRules::Load(rules, WordsOfTest, &errors);
  EXPECT_TRUE(errors.empty());
  return loaded;
}

void AddTally(TestLedger* ledger, const char* id, const char* doc, const char* key, double n,
              const char* from, const char* to) {
  ledger->Add(id, doc).Counted(FactKind::kTally, key, n).Time(from, to);
}

const TallyRecord& Of(const TallyReport& report, const std::string& incident) {
  for (const TallyRecord& tally : report.tallies) {
    if (tally.incident == incident) return tally;
  }
  ADD_FAILURE() << incident;
  return report.tallies.front();
}

std::string Items(const TallyRecord& tally) {
  std::string text;
  for (const TallyItem& item : tally.items) {
    text += (text.empty() ? "" : " ") + item.incident.substr(2) + item.open;
  }
  return text;
}

std::string Kinds(const TallyReport& report) {
  std::string text;
  for (const TallyConflict& conflict : report.conflicts) {
    text += (text.empty() ? "" : ", ") + conflict.kind + " " + conflict.first.substr(2) + " " +
            conflict.second.substr(2);
  }
  return text;
}

TEST(TalliesTest, IncidentsOfItsScopePlaceAndPeriodAreItemised) {
  TestLedger l;
  l.Add("in", "a").Violence("rocket").Day("2020-08-01").Place("baghdad", "IQ", 33.3, 44.4);
  l.Add("other_means", "a").Violence("drone").Day("2020-08-02").Place("baghdad", "IQ", 33.3, 44.4);
  l.Add("early", "a").Violence("rocket").Day("2020-06-30").Place("baghdad", "IQ", 33.3, 44.4);
  l.Add("far", "a").Violence("rocket").Day("2020-08-03").Place("basra", "IQ", 30.5, 47.8);
  l.Add("abroad", "a").Violence("rocket").Day("2020-08-03").Place("damascus", "SY", 33.5, 36.3);
  l.Add("vague", "a").Violence("other").Day("2020-08-04").Place("baghdad", "IQ", 33.3, 44.4);
  l.Add("wide", "a")
      .Violence("rocket")
      .Time("2020-06", "2020-08")
      .Place("baghdad", "IQ", 33.3, 44.4);
  l.Add("threat", "a").Violence("rocket").Day("2020-08-05").Status(FactStatus::kThreatened);
  l.Add("t", "a")
      .Counted(FactKind::kTally, "attacks:rocket", 25)
      .Time("2020-07-01", "2020-09-30")
      .Place("baghdad", "IQ", 33.3, 44.4);
  l.GroupRest();
  const TallyReport report = ReconcileTallies(l.View(), Rules());
  const TallyRecord& tally = Of(report, "i:t");
  EXPECT_EQ(Items(tally), "in wideday vaguemeans");
  EXPECT_EQ(tally.itemised, 1);
  EXPECT_EQ(tally.possible, 2);
  EXPECT_TRUE(tally.country_told);
}

TEST(TalliesTest, WithoutAPlaceTheCountryOfItsDocumentIsLookedIn) {
  TestLedger l;
  l.Add("iq", "a").Violence("rocket").Day("2020-08-01").Place("baghdad", "IQ", 33.3, 44.4);
  l.Add("so", "b").Violence("rocket").Day("2020-08-01").Place("mogadishu", "SO", 2.0, 45.3);
  l.Add("nowhere", "b").Violence("rocket").Day("2020-08-02");
  AddTally(&l, "t", "a", "attacks", 3, "2020-07-01", "2020-09-30");
  l.GroupRest();
  const TallyRecord tally = Of(ReconcileTallies(l.View(), Rules()), "i:t");
  EXPECT_EQ(tally.country, "IQ");
  EXPECT_FALSE(tally.country_told);
  EXPECT_EQ(Items(tally), "iq nowhereplace");
}

TEST(TalliesTest, PeopleAreSummedAndWhatIsNoIncidentIsSaidToBeNone) {
  TestLedger l;
  l.Add("two", "a").Violence("ied").Day("2020-08-01").Killed(2);
  l.Add("three", "a").Violence("ied").Day("2020-08-02").Killed(3);
  l.Add("none", "a").Violence("ied").Day("2020-08-03").Killed(0);
  AddTally(&l, "t", "a", "soldiers:killed", 9, "2020-08-01", "2020-08-31");
  AddTally(&l, "r", "a", "refugees", 900, "2020-08-01", "2020-08-31");
  l.GroupRest();
  const TallyReport report = ReconcileTallies(l.View(), Rules());
  EXPECT_EQ(Of(report, "i:t").itemised, 5);
  EXPECT_EQ(Items(Of(report, "i:t")), "two three");
  EXPECT_EQ(Of(report, "i:r").why_not, "it counts nothing that an incident of a ledger is");
}

TEST(TalliesTest, AnAimIsMatchedByTheWordsOfTheTargets) {
  TestLedger l;
  l.Add("convoy", "a")
      .Violence("ied")
      .Day("2020-08-01")
      .Target(MakeRef("a convoy", NameKind::kUnknown, "", ""));
  l.Add("base", "a")
      .Violence("ied")
      .Day("2020-08-01")
      .Target(MakeRef("a base", NameKind::kUnknown, "", ""));
  l.Add("silent", "a").Violence("ied").Day("2020-08-01");
  AddTally(&l, "t", "a", "attacks@convoys", 14, "2020-08-01", "2020-08-31");
  l.GroupRest();
  EXPECT_EQ(Items(Of(ReconcileTallies(l.View(), Rules()), "i:t")), "convoy silenttarget");
}

TEST(TalliesTest, CumulativeCountsMayNotFallAndAPartMayNotExceedTheWhole) {
  TestLedger l;
  AddTally(&l, "june", "a", "attacks", 30, "2020-01-01", "2020-06-30");
  AddTally(&l, "year", "b", "attacks", 20, "2020-01-01", "2020-12-31");
  AddTally(&l, "march", "c", "attacks", 25, "2020-03-01", "2020-03-31");
  l.GroupRest();
  EXPECT_EQ(Kinds(ReconcileTallies(l.View(), Rules())),
            "decrease june year, part over whole march year");
}

TEST(TalliesTest, TwoTellersOfOnePeriodContradictAndOneTellerCountsTwoThings) {
  TestLedger l;
  AddTally(&l, "a1", "a", "attacks", 30, "2020-01-01", "2020-06-30");
  AddTally(&l, "b1", "b", "attacks", 20, "2020-01-01", "2020-06-30");
  AddTally(&l, "b2", "b", "attacks", 5, "2020-01-01", "2020-06-30");
  l.GroupRest();
  EXPECT_EQ(Kinds(ReconcileTallies(l.View(), Rules())), "contradiction b2 a1, contradiction b1 a1");
}

TEST(TalliesTest, OneNumberForTwoPeriodsOfOneDocumentIsShown) {
  TestLedger l;
  AddTally(&l, "month", "a", "attacks", 25, "2020-09-01", "2020-09-30");
  AddTally(&l, "quarter", "a", "attacks", 25, "2020-07-01", "2020-09-30");
  l.GroupRest();
  EXPECT_EQ(Kinds(ReconcileTallies(l.View(), Rules())), "same number month quarter");
}

TEST(TalliesTest, NothingHangsOnTheOrder) {
  TestLedger l;
  l.Add("in", "a").Violence("rocket").Day("2020-08-01").Place("baghdad", "IQ", 33.3, 44.4);
  l.Add("too", "b").Violence("rocket").Day("2020-08-01").Place("baghdad", "IQ", 33.3, 44.4);
  AddTally(&l, "t", "a", "attacks:rocket", 25, "2020-07-01", "2020-09-30");
  AddTally(&l, "u", "b", "attacks:rocket", 20, "2020-07-01", "2020-09-30");
  l.GroupRest();
  const auto dump = [](const TallyReport& report) {
    std::string text;
    JsonWriter json(&text);
    for (const TallyRecord& tally : report.tallies) WriteTally(tally, &json);
    for (const TallyConflict& conflict : report.conflicts) WriteTallyConflict(conflict, &json);
    return text;
  };
  const std::string expected = dump(ReconcileTallies(l.View(), Rules()));
  for (uint32_t seed = 0; seed < 50; ++seed) {
    ASSERT_EQ(dump(ReconcileTallies(l.Shuffled(seed), Rules())), expected);
  }
}

TEST(TalliesTest, MistakesInTheTableNameTheirPlace) {
  std::vector<Error> errors;
  const rules::RuleSet rules = rules::RuleSet::Parse(
      {{"ar/link/tally.tsv", "head\ttail\tcounts\tplover\tsubtype\nattacks\t*\tsheep\t*\t*\n"}},
      &errors);
  TallyRules::Load(rules, WordsOfTest, &errors);
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_NE(errors.front().ToString().find("tally.tsv:2"), std::string::npos);
}

TEST(TalliesTest, TheBuiltInTableLoadsAndKnowsTheCommonKeys) {
  std::vector<Error> errors;
  const TallyRules rules = TallyRules::Load(BuiltInRules(), WordsOfTest, &errors);
  EXPECT_TRUE(errors.empty());
  EXPECT_EQ(rules.ScopeOf("attacks:rocket").subtype, "rocket");
  EXPECT_EQ(rules.ScopeOf("attacks@convoys").aim, "convoys");
  EXPECT_EQ(rules.ScopeOf("troops:killed").counts, Counted::kKilled);
  EXPECT_EQ(rules.ScopeOf("refugees").counts, Counted::kNothing);
}

}  // namespace
}  // namespace tadwin::reconcile

#include "link/linker.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "link/test_facts.h"

namespace tadwin::link {
namespace {

const IncidentField* FieldOf(const Incident& incident, const std::string& name) {
  for (const IncidentField& field : incident.fields) {
    if (field.field == name) return &field;
  }
  return nullptr;
}

std::string PreferredOf(const Incident& incident, const std::string& name) {
  const IncidentField* field = FieldOf(incident, name);
  if (field == nullptr) return "(none)";
  for (const FieldValue& value : field->values) {
    if (value.preferred) return value.value;
  }
  return "(none preferred)";
}

bool IsContested(const Incident& incident, const std::string& name) {
  const IncidentField* field = FieldOf(incident, name);
  return field != nullptr && field->contested;
}

// The sizes of the incidents, largest first.
std::vector<size_t> Sizes(const std::vector<Incident>& incidents) {
  std::vector<size_t> sizes;
  for (const Incident& incident : incidents) sizes.push_back(incident.facts.size());
  std::sort(sizes.rbegin(), sizes.rend());
  return sizes;
}

Fact Salvo(const std::string& doc, uint32_t at) {
  return FactBuilder(doc, at)
      .Event("ASSAULT", "rocket")
      .Day("2020-09-15")
      .At("baghdad", 33.3, 44.4)
      .Target("us_embassy", NameKind::kFacility, "US")
      .Get();
}

TEST(LinkerTest, OneSalvoToldByTwoOutletsIsOneIncident) {
  const auto incidents = BuiltInLinker().Link({Salvo("a", 10), Salvo("b", 90)});
  ASSERT_EQ(incidents.size(), 1u);
  EXPECT_EQ(incidents[0].facts.size(), 2u);
  EXPECT_EQ(FieldOf(incidents[0], "start")->values[0].documents, 2u);
  EXPECT_EQ(incidents[0].why.size(), 2u);
  EXPECT_NE(incidents[0].why[0].second.find("same day"), std::string::npos);
}

// What a person said holds against any score, and no later link undoes it.
TEST(LinkerTest, PeopleMergeAndSplitWhatTheScoresSayOtherwise) {
  const Fact one = Salvo("a", 10);
  const Fact same = Salvo("b", 90);
  const Fact also = Salvo("c", 50);
  Fact basra = FactBuilder("d", 20)
                   .Event("ASSAULT", "rocket")
                   .Day("2020-09-15")
                   .At("basra", 30.5, 47.8)
                   .Get();
  const auto pair = [](const Fact& x, const Fact& y) {
    return std::pair(std::min(x.id, y.id), std::max(x.id, y.id));
  };
  const auto link = [&](const Constraints& said) {
    std::vector<Incident> incidents;
    BuiltInLinker().Link(
        {{&one, {}}, {&same, {}}, {&also, {}}, {&basra, {}}}, 1,
        [&](Incident incident, Component) { incidents.push_back(incident); }, said);
    return incidents;
  };
  EXPECT_EQ(Sizes(link({})), (std::vector<size_t>{3, 1}));
  // A merge speaks of all facts of both.
  std::vector<std::pair<std::string, std::string>> all = {pair(one, basra), pair(same, basra),
                                                          pair(also, basra)};
  std::sort(all.begin(), all.end());
  EXPECT_EQ(Sizes(link({all, {}})), (std::vector<size_t>{4}));
  EXPECT_EQ(Sizes(link({{}, {pair(one, same)}})), (std::vector<size_t>{2, 1, 1}));
  // Told together with one and apart from the other of the same incident.
  const auto both = link({{pair(one, basra)}, {pair(same, basra)}});
  EXPECT_EQ(Sizes(both), (std::vector<size_t>{2, 2}));
  for (const Incident& incident : both) {
    const auto holds = [&](const Fact& fact) {
      return std::count(incident.facts.begin(), incident.facts.end(), fact.id) > 0;
    };
    EXPECT_FALSE(holds(same) && holds(basra));
    EXPECT_EQ(holds(one), holds(basra));
  }
}

TEST(LinkerTest, TwoSalvosOfOneDayAtTwoPlacesStayApart) {
  Fact basra = FactBuilder("b", 20)
                   .Event("ASSAULT", "rocket")
                   .Day("2020-09-15")
                   .At("basra", 30.5, 47.8)
                   .Get();
  EXPECT_EQ((BuiltInLinker().Link({Salvo("a", 10), basra})).size(), 2u);
}

TEST(LinkerTest, AttacksOfDifferentDaysStayApartEvenWithSameTarget) {
  Fact later = Salvo("b", 10);
  later.time.start = later.time.stop = Date{later.time.start->days + 7};
  EXPECT_EQ((BuiltInLinker().Link({Salvo("a", 10), later})).size(), 2u);
}

TEST(LinkerTest, AnUndatedTellingDoesNotBridgeTwoDays) {
  Fact later = Salvo("a", 400);
  later.time.start = later.time.stop = Date{later.time.start->days + 7};
  Fact undated = FactBuilder("a", 200)
                     .Event("ASSAULT", "rocket")
                     .At("baghdad", 33.3, 44.4)
                     .Target("us_embassy", NameKind::kFacility, "US")
                     .Get();
  const auto incidents = BuiltInLinker().Link({Salvo("a", 10), undated, later});
  EXPECT_EQ(incidents.size(), 2u);
}

TEST(LinkerTest, AnotherAttackStaysApart) {
  Fact second = Salvo("a", 300);
  second.evidence.push_back({"another", Span{290, 296}, "test"});
  EXPECT_EQ((BuiltInLinker().Link({Salvo("a", 10), second})).size(), 2u);
  // Also when a third telling, in another document, could be either.
  EXPECT_EQ((BuiltInLinker().Link({Salvo("a", 10), second, Salvo("b", 10)})).size(), 2u);
}

TEST(LinkerTest, DifferentTargetsWithDatesOfTheirOwnStayApart) {
  const auto tell = [](uint32_t at, const char* target) {
    return FactBuilder("a", at)
        .Event("ASSAULT", "ied")
        .Day("2020-09-15")
        .OwnDate()
        .At("baghdad", 33.3, 44.4)
        .Target(target, NameKind::kFacility, "")
        .Get();
  };
  EXPECT_EQ((BuiltInLinker().Link({tell(10, "bank"), tell(200, "embassy")})).size(), 2u);
}

// The same killing with a day, with a month, and with no date at all, by three documents.
std::vector<Fact> Killings() {
  const auto tell = [](const char* doc) {
    return FactBuilder(doc, 50).Person("general", "IR").Person("commander", "IQ");
  };
  return {
      tell("a").Event("ASSAULT", "airstrike").Day("2020-01-03").At("airport", 33.26, 44.23).Get(),
      tell("b").Event("ASSAULT", "assassination").Month(2020, 1).Get(),
      tell("c").Event("ASSAULT", "assassination").Get()};
}

TEST(LinkerTest, AKnownVictimIsKilledOnceWhateverThePrecision) {
  const auto incidents = BuiltInLinker().Link(Killings());
  ASSERT_EQ(incidents.size(), 1u);
  EXPECT_EQ(PreferredOf(incidents[0], "start"), "2020-01-03");
  EXPECT_FALSE(IsContested(incidents[0], "start"));
  EXPECT_EQ(incidents[0].title, "Killing: commander, general (airport), 2020-01-03");
}

TEST(LinkerTest, ConflictingDaysOfOneKillingAreContestedNotSplit) {
  std::vector<Fact> facts = Killings();
  facts.push_back(FactBuilder("d", 9)
                      .Event("ASSAULT", "assassination")
                      .Person("general", "IR")
                      .Day("2020-01-04")
                      .Get());
  facts.push_back(FactBuilder("e", 9)
                      .Event("ASSAULT", "assassination")
                      .Person("general", "IR")
                      .Day("2021-01-03")
                      .Get());
  const auto incidents = BuiltInLinker().Link(facts);
  ASSERT_EQ(incidents.size(), 1u);
  EXPECT_TRUE(IsContested(incidents[0], "start"));
  EXPECT_EQ((FieldOf(incidents[0], "start")->values).size(), 4u);
}

TEST(LinkerTest, AnOfficeIsHeldByManyButKilledOnceInAMonth) {
  const auto tell = [](const char* doc) {
    return FactBuilder(doc, 50)
        .Event("ASSAULT", "assassination")
        .Target("governor", NameKind::kOffice, "IQ");
  };
  EXPECT_EQ(BuiltInLinker()
                .Link({tell("a").Day("2020-01-03").Get(), tell("b").Month(2020, 1).Get(),
                       tell("c").Get()})
                .size(),
            1u);
  EXPECT_EQ(BuiltInLinker()
                .Link({tell("a").Day("2020-01-03").Get(), tell("b").Day("2015-01-03").Get()})
                .size(),
            2u);
}

TEST(LinkerTest, ANameWithoutAnIdIsAVictimByItsLastTwoWords) {
  Fact known = FactBuilder("a", 50)
                   .Event("ASSAULT", "assassination")
                   .Person("general", "IR")
                   .Month(2020, 1)
                   .Get();
  Fact words = FactBuilder("b", 50)
                   .Event("ASSAULT", "airstrike")
                   .Target("x", NameKind::kUnknown, "")
                   .Day("2020-01-03")
                   .Get();
  known.targets[0].text = "General John Doe";
  words.targets[0].text = "the leader John Doe";
  words.targets[0].name.id.clear();
  EXPECT_EQ(BuiltInLinker().Link({known, words}).size(), 1u);
  words.targets[0].text = "the leader Jack Doe";
  EXPECT_EQ(BuiltInLinker().Link({known, words}).size(), 2u);
}

TEST(LinkerTest, AFailedAttemptIsNotTheLaterKilling) {
  Fact attempt = FactBuilder("a", 5)
                     .Event("ASSAULT", "assassination")
                     .Person("general", "IR")
                     .Day("2019-05-01")
                     .Get();
  attempt.outcome = Outcome::kFailed;
  EXPECT_EQ((BuiltInLinker().Link({attempt, Killings()[1]})).size(), 2u);
}

TEST(LinkerTest, AThreatIsNotItsExecution) {
  Fact threat = Salvo("a", 10);
  threat.status = FactStatus::kThreatened;
  EXPECT_EQ((BuiltInLinker().Link({threat, Salvo("b", 10)})).size(), 2u);
}

TEST(LinkerTest, TollsThatDifferAreContestedAndTheLatestDocumentIsPreferred) {
  Fact first = Salvo("a", 10);
  Fact second = Salvo("b", 10);
  first.killed = Quantity{3, 3, 3};
  second.killed = Quantity{5, 5, 5};
  first.told = *ParseIsoDate("2020-09-17");
  second.told = *ParseIsoDate("2020-09-16");
  const auto incidents = BuiltInLinker().Link({first, second});
  ASSERT_EQ(incidents.size(), 1u);
  EXPECT_TRUE(IsContested(incidents[0], "killed"));
  EXPECT_EQ(PreferredOf(incidents[0], "killed"), "3");
}

TEST(LinkerTest, AtLeastTenAndTwelveAreNotContested) {
  Fact first = Salvo("a", 10);
  Fact second = Salvo("b", 10);
  first.killed = Quantity{10, std::nullopt, std::nullopt};
  second.killed = Quantity{12, 12, 12};
  const auto incidents = BuiltInLinker().Link({first, second});
  ASSERT_EQ(incidents.size(), 1u);
  EXPECT_FALSE(IsContested(incidents[0], "killed"));
  EXPECT_EQ(PreferredOf(incidents[0], "killed"), "12");
}

TEST(LinkerTest, ADenialContestsTheStatus) {
  Fact denied = Salvo("b", 10);
  denied.status = FactStatus::kDenied;
  const auto incidents = BuiltInLinker().Link({Salvo("a", 10), denied});
  ASSERT_EQ(incidents.size(), 1u);
  EXPECT_TRUE(IsContested(incidents[0], "status"));
}

TEST(LinkerTest, CommitmentsOfOnePartyAndTopicKeepBothDueDates) {
  const auto promise = [](uint32_t at, const char* due, const char* speaker) {
    return FactBuilder("a", at)
        .Commitment("withdrawal", due)
        .Who("us_government", "US")
        .Speaker(speaker, SpeakerType::kGovernment)
        .Get();
  };
  const auto incidents = BuiltInLinker().Link(
      {promise(10, "2021-12-31", "delegations"), promise(500, "2022-01-31", "spokesman")});
  ASSERT_EQ(incidents.size(), 1u);
  const IncidentField* due = FieldOf(incidents[0], "due");
  ASSERT_NE(due, nullptr);
  EXPECT_TRUE(due->contested);
  ASSERT_EQ((due->values).size(), 2u);
  EXPECT_EQ(due->values[0].speakers, std::vector<std::string>{"delegations"});
  EXPECT_EQ(due->values[1].speakers, std::vector<std::string>{"spokesman"});
}

TEST(LinkerTest, CommitmentsOfDifferentTopicsStayApart) {
  const auto incidents = BuiltInLinker().Link(
      {FactBuilder("a", 10).Commitment("withdrawal", "2021-12-31").Who("us_government", "US").Get(),
       FactBuilder("a", 99)
           .Commitment("elections", "2021-12-31")
           .Who("us_government", "US")
           .Get()});
  EXPECT_EQ(incidents.size(), 2u);
}

TEST(LinkerTest, ALevelThroughTimeIsOneSeriesAndNotContested) {
  const auto incidents =
      BuiltInLinker().Link({FactBuilder("a", 10).Level("troops:US:IQ", 5200, "2020-08").Get(),
                            FactBuilder("b", 10).Level("troops:US:IQ", 2500, "2020-11").Get(),
                            FactBuilder("c", 10).Level("troops:US:IQ", 2400, "").Get()});
  ASSERT_EQ(incidents.size(), 1u);
  EXPECT_FALSE(IsContested(incidents[0], "n"));
  EXPECT_EQ((FieldOf(incidents[0], "n")->values).size(), 3u);
  EXPECT_EQ(PreferredOf(incidents[0], "n"), "2500@2020-11");
}

TEST(LinkerTest, ALevelThatLeavesOutWhereJoinsTheOneSeriesOfItsDocumentThatItMayBePartOf) {
  const std::vector<Fact> facts = {FactBuilder("b", 10).Level("troops:US:", 5200, "2020-08").Get(),
                                   FactBuilder("b", 30).Level("troops:US:IQ", 2500, "").Get(),
                                   FactBuilder("b", 50).Level("troops:FR:IQ", 800, "").Get()};
  EXPECT_EQ(Sizes(BuiltInLinker().Link(facts)), (std::vector<size_t>{2, 1}));
  std::vector<Fact> two_places = facts;
  two_places.push_back(FactBuilder("b", 70).Level("troops:US:SY", 900, "").Get());
  EXPECT_EQ(Sizes(BuiltInLinker().Link(two_places)), (std::vector<size_t>{1, 1, 1, 1}));
  // Another document's fuller series may be another one.
  const std::vector<Fact> apart = {FactBuilder("a", 10).Level("troops:US:", 5200, "2020-08").Get(),
                                   FactBuilder("b", 10).Level("troops:US:IQ", 2500, "").Get()};
  EXPECT_EQ(Sizes(BuiltInLinker().Link(apart)), (std::vector<size_t>{1, 1}));
}

TEST(LinkerTest, TwoNumbersForOneLevelAtOneTimeAreContested) {
  const auto incidents =
      BuiltInLinker().Link({FactBuilder("a", 10).Level("troops:US:IQ", 5200, "2020-08").Get(),
                            FactBuilder("b", 10).Level("troops:US:IQ", 6000, "2020-08").Get()});
  ASSERT_EQ(incidents.size(), 1u);
  EXPECT_TRUE(IsContested(incidents[0], "n"));
}

TEST(LinkerTest, TalliesAreOneOnlyWithTheSameScopeAndPeriod) {
  const auto incidents = BuiltInLinker().Link(
      {FactBuilder("a", 10).Tally("attacks:convoy", 25, "2020-07-01", "2020-09-30").Get(),
       FactBuilder("b", 10).Tally("attacks:convoy", 27, "2020-07-01", "2020-09-30").Get(),
       FactBuilder("b", 99).Tally("attacks:convoy", 14, "2020-01-01", "2020-03-31").Get()});
  EXPECT_EQ(Sizes(incidents), (std::vector<size_t>{2, 1}));
}

TEST(LinkerTest, ACountTakesItsScopeFromTheFullestOfItsSentence) {
  // Two series for the same quarters in one document, the second named only once.
  const auto incidents = BuiltInLinker().Link(
      {FactBuilder("a", 10).Tally("attacks", 14, "2020-01-01", "2020-03-31").Get(),
       FactBuilder("a", 510).Tally("attacks:rocket", 27, "2020-07-01", "2020-09-30").Get(),
       FactBuilder("a", 550).Tally("attacks", 19, "2020-01-01", "2020-03-31").Get()});
  ASSERT_EQ(incidents.size(), 3u);
  std::multiset<std::string> series;
  for (const Incident& incident : incidents) {
    EXPECT_FALSE(IsContested(incident, "n"));
    series.insert(PreferredOf(incident, "series"));
  }
  EXPECT_EQ(series, (std::multiset<std::string>{"attacks", "attacks:rocket", "attacks:rocket"}));
}

TEST(LinkerTest, TwoNumbersOfOneDocumentForOneScopeAreTwoCounts) {
  const auto incidents = BuiltInLinker().Link(
      {FactBuilder("a", 10).Tally("attacks", 14, "2020-01-01", "2020-03-31").Get(),
       FactBuilder("a", 910).Tally("attacks", 19, "2020-01-01", "2020-03-31").Get(),
       FactBuilder("b", 10).Tally("attacks", 14, "2020-01-01", "2020-03-31").Get()});
  EXPECT_EQ(Sizes(incidents), (std::vector<size_t>{2, 1}));
}

TEST(LinkerTest, NoFactsNoIncidents) { EXPECT_TRUE(BuiltInLinker().Link({}).empty()); }

TEST(LinkerTest, AFactGivenTwiceCountsOnce) {
  const auto incidents = BuiltInLinker().Link({Salvo("a", 10), Salvo("a", 10)});
  ASSERT_EQ(incidents.size(), 1u);
  EXPECT_EQ(incidents[0].facts.size(), 1u);
}

TEST(LinkerTest, AWeightWithoutANumberIsReportedWithItsPlace) {
  std::vector<Error> errors;
  const auto rules = rules::RuleSet::Parse(
      {{"ar/link/weights.tsv", "name\tvalue\nthreshold\tmany\nnonsense\t1\n"}}, &errors);
  Linker::Create(rules, &errors);
  ASSERT_EQ(errors.size(), 2u);
  EXPECT_EQ(errors[0].where, "ar/link/weights.tsv:2:11");
  EXPECT_EQ(errors[1].code, ErrorCode::kBadRule);
}

}  // namespace
}  // namespace tadwin::link

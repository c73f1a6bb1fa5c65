#include "review/fields.h"

#include <gtest/gtest.h>

#include "model/fact_record.h"
#include "review/test_fact.h"

namespace tadwin::review {
namespace {

std::string Set(const std::string& field, const std::string& value, Fact* fact) {
  const Status set = SetField(field, value, "person/amal", fact);
  return set ? "" : set.error().message;
}

struct Case {
  FactKind kind;
  const char* field;
  const char* value;
};

// What a field shows is what it takes.
TEST(FieldsTest, EveryFieldReadsBackWhatItShows) {
  constexpr FactKind kEvent = FactKind::kEvent;
  for (const Case& one : std::vector<Case>{{kEvent, "status", "denied"},
                                           {kEvent, "speaker", "the ministry <iq_interior>"},
                                           {kEvent, "speaker.type", "unnamed official"},
                                           {kEvent, "plover", "COERCE"},
                                           {kEvent, "mode", "arrest"},
                                           {kEvent, "subtype", "raid"},
                                           {kEvent, "start", "2020-09-15"},
                                           {kEvent, "actor", "one <a>; two"},
                                           {kEvent, "target", "three"},
                                           {kEvent, "place", "Basra <geo:99532>"},
                                           {kEvent, "place.country", "IQ"},
                                           {kEvent, "place.lat", "-30.5"},
                                           {kEvent, "place.lon", "47.8"},
                                           {kEvent, "place.radius_km", "10"},
                                           {kEvent, "killed", "3"},
                                           {kEvent, "killed", "0"},
                                           {kEvent, "killed", "2-5"},
                                           {kEvent, "killed", "10+"},
                                           {kEvent, "killed", "-5"},
                                           {kEvent, "killed", "3 (2-5)"},
                                           {kEvent, "killed", "12 (10+)"},
                                           {kEvent, "injured", ""},
                                           {kEvent, "count", "2"},
                                           {kEvent, "outcome", "foiled"},
                                           {FactKind::kTally, "n", "25"},
                                           {FactKind::kTally, "period_start", "2020-07-01"},
                                           {FactKind::kLevel, "n", "2500-3000"},
                                           {FactKind::kLevel, "at", "2020-08-01"},
                                           {FactKind::kCommitment, "who", "Washington <us>"},
                                           {FactKind::kCommitment, "what", "to leave"},
                                           {FactKind::kCommitment, "due", "2020-12-31"}}) {
    Fact fact = MakeFact("f", 10, one.kind);
    EXPECT_EQ(Set(one.field, one.value, &fact), "") << one.field << "=" << one.value;
    EXPECT_EQ(FieldOf(fact, one.field), one.value) << one.field;
  }
}

TEST(FieldsTest, EveryFieldOfEveryKindCanBeCleared) {
  for (const FactKind kind :
       {FactKind::kEvent, FactKind::kTally, FactKind::kLevel, FactKind::kCommitment}) {
    for (const std::string& field : FieldNames(kind)) {
      if (field == "status") continue;  // always known
      Fact fact = MakeFact("f", 10, kind);
      EXPECT_EQ(Set(field, "", &fact), "") << field;
      EXPECT_EQ(FieldOf(fact, field), "") << field;
    }
  }
}

TEST(FieldsTest, ABadValueIsRefusedAndChangesNothing) {
  for (const auto& [field, value] :
       std::vector<std::pair<std::string, std::string>>{{"killed", "many"},
                                                        {"killed", "5-2"},
                                                        {"killed", "nan"},
                                                        {"start", "15/9/2020"},
                                                        {"start", "2020-02-30"},
                                                        {"status", "true"},
                                                        {"status", ""},
                                                        {"place.lat", "91"},
                                                        {"count", "1.5"},
                                                        {"outcome", "good"},
                                                        {"due", "2020"},
                                                        {"colour", "red"}}) {
    Fact fact = MakeFact("f");
    const std::string before = FactRecord(fact);
    EXPECT_NE(Set(field, value, &fact), "") << field << "=" << value;
    EXPECT_EQ(FactRecord(fact), before) << field;
  }
}

TEST(FieldsTest, AMonthIsAnIntervalAndAStopMustNotComeBefore) {
  Fact fact = MakeFact("f");
  EXPECT_EQ(Set("start", "2020-02", &fact), "");
  EXPECT_EQ(FieldOf(fact, "start"), "2020-02-01");
  EXPECT_EQ(FieldOf(fact, "stop"), "2020-02-29");
  EXPECT_EQ(fact.time.precision, Precision::kMonth);
  EXPECT_NE(Set("stop", "2020-01", &fact), "");
  EXPECT_EQ(Set("stop", "2020-03", &fact), "");
  EXPECT_EQ(FieldOf(fact, "stop"), "2020-03-31");
}

TEST(FieldsTest, ANameToldBeforeKeepsWhatIsKnownOfIt) {
  Fact fact = MakeFact("f");
  NamedRef known{"Basra", {20, 25}, {}};
  known.name.id = "geo:99532";
  known.name.lat = 30.5;
  fact.actors = {known, known};
  fact.actors[1].text = "Kirkuk";
  EXPECT_EQ(Set("actor", "Kirkuk; Basra", &fact), "");
  ASSERT_EQ(fact.actors.size(), 2u);
  EXPECT_EQ(fact.actors[1].span, known.span);
  EXPECT_EQ(fact.actors[1].name.lat, 30.5);
}

TEST(FieldsTest, AFieldThatWasSetSaysWhoSetIt) {
  Fact fact = MakeFact("f");
  fact.evidence = {
      {"killed", {1, 2}, "toll/x"}, {"killed", {5, 6}, "toll/y"}, {"start", {3, 4}, "t"}};
  EXPECT_EQ(Set("killed", "4", &fact), "");
  ASSERT_EQ(fact.evidence.size(), 2u);
  EXPECT_EQ(fact.evidence[0].rule, "person/amal");
  EXPECT_TRUE(fact.evidence[0].span.empty());
  EXPECT_EQ(fact.evidence[1].rule, "t");
}

TEST(FieldsTest, ComparingNamesEveryFieldThatDiffers) {
  const Fact before = MakeFact("f");
  Fact after = before;
  EXPECT_TRUE(CompareFacts(before, after).empty());
  after.killed = Quantity{4, 4, 4};
  after.subtype = "raid";
  after.score = 0.9;  // how sure the rules are is no value of the fact
  const std::vector<FieldChange> changes = CompareFacts(before, after);
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_EQ(changes[0], (FieldChange{"subtype", "", "raid"}));
  EXPECT_EQ(changes[1], (FieldChange{"killed", "3", "4"}));
}

}  // namespace
}  // namespace tadwin::review

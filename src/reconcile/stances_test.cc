// Who claims, blames, denies and condemns is read from what the facts are, with the facts behind
// it.
#include "reconcile/stances.h"

#include <gtest/gtest.h>

#include "reconcile/test_ledger.h"

namespace tadwin::reconcile {
namespace {

StanceRules Rules() {
  std::vector<Error> errors;
  StanceRules rules = StanceRules::Load(BuiltInRules(), &errors);
  EXPECT_TRUE(errors.empty());
  return rules;
}

NamedRef Group(const char* id) { return MakeRef(id, NameKind::kArmedGroup); }

std::string Dump(const std::vector<Stance>& stances) {
  std::string text;
  for (const Stance& stance : stances) {
    text += std::string(StanceKindName(stance.kind)) + " by " + PartyKey(stance.by);
    for (const Party& party : stance.on) text += " on " + PartyKey(party);
    if (!stance.certain) text += " (likely)";
    for (const Telling& telling : stance.tellings) text += " " + telling.fact;
    text += "\n";
  }
  return text;
}

TEST(StancesTest, AClaimIsReadFromItsWordAndFromASpeakerWhoNamesItself) {
  TestLedger l;
  l.Add("e1", "a").Violence("rocket").Actor(Group("militia")).Rule("event/status:claimed");
  l.Add("e2", "b")
      .Violence("rocket")
      .Actor(Group("militia"))
      .Said("militia", SpeakerType::kArmedGroup);
  l.Group({"e1", "e2"});
  EXPECT_EQ(Dump(ReadStances(l.View(), Rules())), "claimed by militia e1 e2\n");
}

TEST(StancesTest, WhoReportsAClaimDoesNotMakeIt) {
  TestLedger l;
  l.Add("e", "a")
      .Violence("rocket")
      .Said("paper", SpeakerType::kOutlet)
      .Rule("event/frames_assault:light.claim");
  l.GroupRest();
  EXPECT_EQ(Dump(ReadStances(l.View(), Rules())), "");
}

TEST(StancesTest, NamingAnotherIsBlame) {
  TestLedger l;
  l.Add("e", "a").Violence("rocket").Actor(Group("militia")).Said("army", SpeakerType::kMilitary);
  l.Add("lorry", "b")
      .Violence("rocket")
      .Actor(MakeRef("lorry", NameKind::kUnknown, "", ""))
      .Said("army", SpeakerType::kMilitary);
  l.Group({"e", "lorry"});
  EXPECT_EQ(Dump(ReadStances(l.View(), Rules())), "blamed by army on militia e\n");
}

TEST(StancesTest, ADeniedFactIsADenialByItsSpeaker) {
  TestLedger l;
  l.Add("told", "a").Violence("rocket").Actor(Group("militia"));
  l.Add("denied", "b")
      .Violence("rocket")
      .Said("militia", SpeakerType::kArmedGroup)
      .Status(FactStatus::kDenied)
      .Rule("event/status:deny");
  l.Group({"told", "denied"});
  EXPECT_EQ(Dump(ReadStances(l.View(), Rules())), "denied by militia denied\n");
}

TEST(StancesTest, ActsBesideItSpeakOfTheNearestViolenceOfTheirSentence) {
  TestLedger l;
  l.Add("attack", "a").Violence("rocket").At(100, 3);
  l.Add("far", "a").Violence("ied").At(10, 3);
  l.Add("accuse", "a")
      .Event("ACCUSE", "statement", "allege")
      .At(120, 3)
      .Actor(MakeRef("government", NameKind::kGovernment))
      .Target(Group("militia"));
  l.Add("condemn", "a")
      .Event("ACCUSE", "statement", "disapprove")
      .At(300, 4)
      .Actor(MakeRef("neighbour", NameKind::kCountry));
  l.GroupRest();
  EXPECT_EQ(Dump(ReadStances(l.View(), Rules())),
            "blamed by government on militia accuse\n"
            "condemned by neighbour (likely) condemn\n");
}

TEST(StancesTest, NothingHangsOnTheOrder) {
  TestLedger l;
  l.Add("e1", "a").Violence("rocket").Actor(Group("militia")).Said("army", SpeakerType::kMilitary);
  l.Add("e2", "b").Violence("rocket").Actor(Group("other")).Said("army", SpeakerType::kMilitary);
  l.Add("e3", "c")
      .Violence("rocket")
      .Actor(Group("militia"))
      .Said("un", SpeakerType::kInternational);
  l.Group({"e1", "e2", "e3"});
  const std::string expected = Dump(ReadStances(l.View(), Rules()));
  for (uint32_t seed = 0; seed < 50; ++seed) {
    ASSERT_EQ(Dump(ReadStances(l.Shuffled(seed), Rules())), expected);
  }
}

TEST(StancesTest, MistakesInTheTableNameTheirPlace) {
  std::vector<Error> errors;
  const rules::RuleSet rules = rules::RuleSet::Parse(
      {{"ar/link/stance.tsv", "by\twhat\tstance\nrule\tx\tsings\nhymn\tx\tdenied\n"}}, &errors);
  StanceRules::Load(rules, &errors);
  ASSERT_EQ(errors.size(), 2u);
  EXPECT_NE(errors[0].ToString().find("stance.tsv:2"), std::string::npos);
  EXPECT_NE(errors[1].ToString().find("stance.tsv:3"), std::string::npos);
}

}  // namespace
}  // namespace tadwin::reconcile

// Names are gathered by party; links say who asserts them, and people's decisions hold.
#include "reconcile/entities.h"

#include <gtest/gtest.h>

#include "reconcile/test_ledger.h"

namespace tadwin::reconcile {
namespace {

constexpr char kActors[] =
    "surface\tid\tname_en\tparent\tfacade_of\tfrom\tto\n"
    "x\tfront\tThe Front\t\tgroup\t2020\t2022\n"
    "y\tgroup\tThe Group\tumbrella\t\t\t\n"
    "z\telsewhere\tElsewhere\tumbrella\t\t\t\n";

rules::RuleSet Rules() {
  std::vector<Error> errors;
  return rules::RuleSet::Parse({{"ar/actor/actor.tsv", kActors}}, &errors);
}

NamedRef Group(const char* text, const char* id) {
  return MakeRef(text, NameKind::kArmedGroup, "", id);
}

std::string Dump(const std::vector<Entity>& entities) {
  std::string text;
  for (const Entity& entity : entities) {
    text += entity.id + ":";
    for (const EntityName& name : entity.names) {
      text += " " + name.text + "/" + std::to_string(name.facts);
    }
    for (const EntityLink& link : entity.links) {
      text += " | " + link.kind + " " + link.to;
      for (const EntityAssertion& one : link.assertions) {
        text += " (" + one.by_type + " " + one.since + ")";
      }
    }
    for (const std::string& id : entity.merged) text += " + " + id;
    text += "\n";
  }
  return text;
}

void Fill(TestLedger* l) {
  l->Add("e1", "a").Violence("rocket").Actor(Group("the front", "front")).At(10, 0);
  l->Add("e2", "b").Violence("rocket").Actor(Group("front of x", "front"));
  l->Add("e3", "b").Violence("rocket").Actor(Group("the front", "front"));
  l->Add("e4", "c")
      .Violence("rocket")
      .Actor(Group("group", "group"))
      .Said("analyst", SpeakerType::kAnalyst)
      .At(100, 0);
  l->Add("e5", "c").Violence("rocket").Actor(MakeRef("a man", NameKind::kPerson, "IQ", "person:1"));
}

TEST(EntitiesTest, NamesAndTheLinksOfTheRulesWithTheirYears) {
  TestLedger l;
  Fill(&l);
  EXPECT_EQ(Dump(ReadEntities(l.View(), Rules(), {}, {})),
            "front: the front/2 front of x/1 | facade group (rules 2020)\n"
            "group: group/1 | part umbrella (rules )\n");
}

TEST(EntitiesTest, ATextAssertsALinkByItsSpeakerSinceItsDay) {
  TestLedger l;
  Fill(&l);
  TextNames text;
  text.doc = "c";
  text.sha256 = "sha of c";
  text.published = FromCivil(2021, 3, 4);
  text.names = {{{60, 70}, "the new", MakeRef("the new", NameKind::kArmedGroup, "", "").name},
                {{90, 100}, "group", Group("group", "group").name}};
  text.cues = {{"facade", {75, 88}, {50, 200}, false}};
  EXPECT_EQ(Dump(ReadEntities(l.View(), Rules(), {text}, {})),
            "front: the front/2 front of x/1 | facade group (rules 2020)\n"
            "group: group/1 | part umbrella (rules )\n"
            "the new: | facade group (analyst 2021-03-04)\n");
}

TEST(EntitiesTest, WhatAPersonDecidedHolds) {
  TestLedger l;
  Fill(&l);
  EXPECT_EQ(Dump(ReadEntities(l.View(), Rules(), {}, {{true, "group", "front"}})),
            "group: the front/2 front of x/1 group/1 | part umbrella (rules ) + front\n");
  EXPECT_EQ(Dump(ReadEntities(l.View(), Rules(), {}, {{false, "group", "front"}})),
            "front: the front/2 front of x/1\n"
            "group: group/1 | part umbrella (rules )\n");
}

TEST(EntitiesTest, NothingHangsOnTheOrder) {
  TestLedger l;
  Fill(&l);
  const std::string expected = Dump(ReadEntities(l.View(), Rules(), {}, {}));
  for (uint32_t seed = 0; seed < 50; ++seed) {
    ASSERT_EQ(Dump(ReadEntities(l.Shuffled(seed), Rules(), {}, {})), expected);
  }
}

}  // namespace
}  // namespace tadwin::reconcile

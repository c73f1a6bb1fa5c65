// The same facts give the same incidents, whatever their order and whatever else was linked before.

#include <algorithm>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "link/linker.h"
#include "link/test_facts.h"

namespace tadwin::link {
namespace {

constexpr int kOrders = 1500;

std::string Dump(const std::vector<Incident>& incidents) {
  std::string text;
  for (const Incident& incident : incidents) {
    text += incident.id + "|" + incident.kind + "|" + incident.title + "\n";
    for (const std::string& fact : incident.facts) text += " " + fact;
    for (const IncidentField& field : incident.fields) {
      text += "\n " + field.field + (field.contested ? "!" : "") + field.rule;
      for (const FieldValue& value : field.values) {
        text += "\n  " + value.value + "|" + value.label + (value.preferred ? "*" : "") +
                std::to_string(value.documents);
        for (const std::string& fact : value.facts) text += " " + fact;
        for (const std::string& speaker : value.speakers) text += " " + speaker;
      }
    }
    for (const auto& [fact, reason] : incident.why) text += "\n " + fact + ": " + reason;
    text += "\n";
  }
  return text;
}

// A small world with many near misses: few days, places, targets, documents.
Fact MakeFact(std::mt19937& random, uint32_t at) {
  const auto pick = [&](std::initializer_list<const char*> of) {
    return *(of.begin() + static_cast<long>(random() % of.size()));
  };
  FactBuilder fact(pick({"a", "b", "c", "d", "e"}), at);
  switch (random() % 10) {
    case 0:
      return fact
          .Level(pick({"troops:US:IQ", "sites"}), static_cast<double>(random() % 5),
                 pick({"", "2020", "2020-08"}))
          .Get();
    case 1:
      return fact
          .Tally(pick({"attacks", "arrests"}), static_cast<double>(random() % 5), "2020-07-01",
                 pick({"2020-09-30", "2020-07-31"}))
          .Get();
    case 2:
      return fact
          .Commitment(pick({"withdrawal", "elections", ""}),
                      pick({"", "2020-09-30", "2020-10-31", "2021"}))
          .Who(pick({"us", "iq"}), pick({"US", "IQ"}))
          .Get();
    default: break;
  }
  fact.Event(pick({"ASSAULT", "ASSAULT", "ASSAULT", "CONSULT", "RETREAT"}),
             pick({"rocket", "drone", "other", "assassination", "interception"}));
  if (random() % 4 != 0) fact.Day(pick({"2020-09-14", "2020-09-15", "2020-09-16", "2020-09"}));
  if (random() % 3 == 0) fact.OwnDate();
  switch (random() % 4) {
    case 0: fact.At("baghdad", 33.3, 44.4); break;
    case 1: fact.At("airport", 33.26, 44.23); break;
    case 2: fact.At("basra", 30.5, 47.8); break;
    default: break;
  }
  if (random() % 2 == 0) fact.Target(pick({"embassy", "convoy"}), NameKind::kFacility, "US");
  if (random() % 4 == 0) fact.Person(pick({"general", "minister"}), "IR");
  if (random() % 2 == 0) fact.Actor(pick({"group_a", "group_b"}), "IQ");
  Fact made = fact.Get();
  if (random() % 4 == 0) made.killed = Quantity{1, static_cast<double>(1 + random() % 3), 9};
  if (random() % 8 == 0) made.status = FactStatus::kDenied;
  if (random() % 8 == 0) made.status = FactStatus::kThreatened;
  if (random() % 10 == 0) made.evidence.push_back({"another", Span{at, at + 2}, "test"});
  return made;
}

std::vector<Fact> MakeWorld(uint32_t seed, size_t size) {
  std::mt19937 random(seed);
  std::vector<Fact> facts;
  for (uint32_t i = 0; i < size; ++i) facts.push_back(MakeFact(random, 10 + 37 * i));
  return facts;
}

TEST(LinkerPropertyTest, AnyOfManyOrdersGivesTheSameIncidents) {
  std::mt19937 random(7);
  for (uint32_t world = 0; world < 15; ++world) {
    std::vector<Fact> facts = MakeWorld(world, 40);
    const std::string expected = Dump(BuiltInLinker().Link(facts));
    for (int order = 0; order < kOrders / 15; ++order) {
      std::shuffle(facts.begin(), facts.end(), random);
      ASSERT_EQ(Dump(BuiltInLinker().Link(facts)), expected) << "world " << world;
    }
  }
}

RC_GTEST_PROP(LinkerPropertyTest, EveryFactIsInExactlyOneIncident, (uint32_t seed)) {
  const std::vector<Fact> facts = MakeWorld(seed, 60);
  std::multiset<std::string> seen;
  std::string last;
  for (const Incident& incident : BuiltInLinker().Link(facts)) {
    RC_ASSERT(last < incident.id);
    last = incident.id;
    RC_ASSERT(!incident.facts.empty());
    RC_ASSERT(std::is_sorted(incident.facts.begin(), incident.facts.end()));
    seen.insert(incident.facts.begin(), incident.facts.end());
  }
  std::multiset<std::string> all;
  for (const Fact& fact : facts) all.insert(fact.id);
  RC_ASSERT(seen == all);
}

RC_GTEST_PROP(LinkerPropertyTest, EveryFieldKeepsAllValuesAndPrefersOne, (uint32_t seed)) {
  const std::vector<Fact> facts = MakeWorld(seed, 60);
  for (const Incident& incident : BuiltInLinker().Link(facts)) {
    for (const IncidentField& field : incident.fields) {
      size_t preferred = 0;
      for (const FieldValue& value : field.values) {
        RC_ASSERT(!value.facts.empty());
        RC_ASSERT(value.documents >= 1u);
        for (const std::string& fact : value.facts) {
          RC_ASSERT(std::binary_search(incident.facts.begin(), incident.facts.end(), fact));
        }
        preferred += value.preferred ? 1 : 0;
      }
      RC_ASSERT(preferred >= 1u);
      RC_ASSERT(!field.contested || field.values.size() > 1);
      RC_ASSERT(!field.rule.empty());
    }
  }
}

RC_GTEST_PROP(LinkerPropertyTest, AnIncidentHasTheIdOfItsSmallestFactAlone, (uint32_t seed)) {
  const std::vector<Fact> facts = MakeWorld(seed, 40);
  for (const Incident& incident : BuiltInLinker().Link(facts)) {
    for (const Fact& fact : facts) {
      if (fact.id != incident.facts.front()) continue;
      RC_ASSERT(BuiltInLinker().Link({fact}).front().id == incident.id);
    }
  }
}

RC_GTEST_PROP(LinkerPropertyTest, NoIncidentHoldsPlacesFarApartWithoutACommonVictim,
              (uint32_t seed)) {
  const std::vector<Fact> facts = MakeWorld(seed, 60);
  for (const Incident& incident : BuiltInLinker().Link(facts)) {
    std::set<std::string> places;
    bool has_person = false;
    for (const Fact& fact : facts) {
      if (!std::binary_search(incident.facts.begin(), incident.facts.end(), fact.id)) continue;
      if (fact.place) places.insert(fact.place->text);
      for (const NamedRef& target : fact.targets) {
        has_person |= target.name.kind == NameKind::kPerson;
      }
    }
    RC_ASSERT(has_person || places.count("basra") == 0 || places.size() == 1);
  }
}

}  // namespace
}  // namespace tadwin::link

// The same facts give the same incidents, whatever their order and whatever else was linked before.

#include <algorithm>
#include <iterator>
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

RC_GTEST_PROP(LinkerPropertyTest, AskingIsSymmetricAndFindsWhatAllPairsWould, (uint32_t seed)) {
  const std::vector<Fact> facts = MakeWorld(seed, 40);
  const auto meet = [](const std::vector<uint64_t>& a, const std::vector<uint64_t>& b) {
    std::vector<uint64_t> common;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
    return !common.empty();
  };
  for (const Fact& a : facts) {
    for (const Fact& b : facts) {
      const bool a_asks = meet(BuiltInLinker().AskedFor(a), BuiltInLinker().FiledUnder(b));
      const bool b_asks = meet(BuiltInLinker().AskedFor(b), BuiltInLinker().FiledUnder(a));
      RC_ASSERT(a_asks == b_asks);
    }
  }
}

TEST(LinkerPropertyTest, ThreadsDoNotMatter) {
  const std::vector<Fact> facts = MakeWorld(11, 300);
  const std::string expected = Dump(BuiltInLinker().Link(facts));
  std::vector<const Fact*> pointers;
  for (const Fact& fact : facts) pointers.push_back(&fact);
  std::vector<LinkInput> inputs;
  for (const FactTraits& traits : BuiltInLinker().Describe(pointers)) {
    inputs.push_back({pointers[inputs.size()], traits});
  }
  for (const unsigned threads : {2u, 3u, 7u}) {
    std::vector<Incident> incidents;
    BuiltInLinker().Link(inputs, threads,
                         [&](Incident one, Component) { incidents.push_back(std::move(one)); });
    std::sort(incidents.begin(), incidents.end(),
              [](const Incident& a, const Incident& b) { return a.id < b.id; });
    EXPECT_EQ(Dump(incidents), expected);
  }
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

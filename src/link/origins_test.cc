// Copies of one report are one origin; what a document adds in words of its own is another.
#include "link/origins.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "link/test_facts.h"

namespace tadwin::link {
namespace {

// A wording of pairs of words numbered from `first`.
std::string Wording(int first, int count) {
  std::string text;
  for (int i = first; i < first + count; ++i) {
    char digits[9];
    std::snprintf(digits, sizeof(digits), "%08x", i);
    text += digits;
  }
  return text;
}

Fact Told(const char* doc, uint32_t at, const char* day, const std::string& wording) {
  Fact fact = FactBuilder(doc, at).Event("ASSAULT", "ied").Get();
  if (*day != '\0') fact.told = *ParseIsoDate(day);
  fact.wording = wording;
  return fact;
}

std::vector<std::string> Origins(const std::vector<Fact>& facts) {
  std::vector<const Fact*> pointers;
  for (const Fact& fact : facts) pointers.push_back(&fact);
  return OriginsOf(pointers);
}

using Names = std::vector<std::string>;

TEST(OriginsTest, LikenessIsTheShareOfCommonPairs) {
  EXPECT_EQ(WordingLikeness(Wording(0, 8), Wording(0, 8)), 1);
  EXPECT_EQ(WordingLikeness(Wording(0, 8), Wording(8, 8)), 0);
  EXPECT_EQ(WordingLikeness(Wording(0, 8), ""), 0);
  EXPECT_NEAR(WordingLikeness(Wording(0, 8), Wording(2, 8)), 0.75, 0.26);
}

TEST(OriginsTest, ACopyGoesBackToWhereTheWordsFirstStood) {
  EXPECT_EQ(Origins({Told("late", 10, "2020-09-17", Wording(0, 12)),
                     Told("first", 10, "2020-09-15", Wording(0, 12)),
                     Told("undated", 10, "", Wording(0, 12)),
                     Told("other", 10, "2020-09-16", Wording(50, 12))}),
            (Names{"first", "first", "first", "other"}));
}

TEST(OriginsTest, ACompiledDocumentHasAnOriginForEachPassage) {
  EXPECT_EQ(Origins({Told("one", 10, "2020-09-15", Wording(0, 12)),
                     Told("two", 10, "2020-09-15", Wording(50, 12)),
                     Told("compiled", 10, "2020-09-16", Wording(0, 12)),
                     Told("compiled", 500, "2020-09-16", Wording(50, 12)),
                     Told("compiled", 900, "2020-09-16", Wording(90, 12))}),
            (Names{"one", "two", "one", "two", "compiled"}));
}

TEST(OriginsTest, AnAgencyIsOneOriginHoweverItIsTold) {
  Fact credited = Told("a", 10, "2020-09-15", Wording(0, 12));
  credited.credit = "reuters";
  Fact quoted = Told("b", 10, "2020-09-16", Wording(50, 12));
  quoted.speaker.emplace();
  quoted.speaker->chain = {{"Reuters", SpeakerType::kAgency, {}, "reuters"},
                           {"a source", SpeakerType::kUnnamedSource, {}, ""}};
  const Fact copy = Told("c", 10, "2020-09-17", Wording(0, 12));
  EXPECT_EQ(Origins({credited, quoted, copy}), (Names{"reuters", "reuters", "reuters"}));
}

TEST(OriginsTest, OneDocumentSayingATwiceIsOneOrigin) {
  EXPECT_EQ(Origins({Told("a", 10, "2020-09-15", Wording(0, 12)),
                     Told("a", 900, "2020-09-15", Wording(50, 12))}),
            (Names{"a", "a"}));
}

TEST(OriginsTest, NothingHangsOnTheOrder) {
  std::mt19937 random(3);
  std::vector<Fact> facts;
  for (uint32_t i = 0; i < 12; ++i) {
    const std::string doc(1, static_cast<char>('a' + random() % 6));
    facts.push_back(Told(doc.c_str(), 10 + 100 * i, random() % 3 == 0 ? "" : "2020-09-15",
                         Wording(static_cast<int>(random() % 3) * 6, 12)));
    if (random() % 6 == 0) facts.back().credit = random() % 2 == 0 ? "afp" : "reuters";
  }
  const auto by_id = [](const std::vector<Fact>& list) {
    const Names origins = Origins(list);
    std::vector<std::pair<std::string, std::string>> out;
    for (size_t i = 0; i < list.size(); ++i) out.emplace_back(list[i].id, origins[i]);
    std::sort(out.begin(), out.end());
    return out;
  };
  const auto expected = by_id(facts);
  for (int order = 0; order < 1000; ++order) {
    std::shuffle(facts.begin(), facts.end(), random);
    ASSERT_EQ(by_id(facts), expected);
  }
}

TEST(OriginsTest, MoreOriginsArePreferredToMoreCopies) {
  // Three papers with one wire's toll against two that counted for themselves, on one day.
  const auto tell = [](const char* doc, double killed, const std::string& wording) {
    Fact fact = FactBuilder(doc, 10)
                    .Event("ASSAULT", "ied")
                    .Day("2020-09-15")
                    .OwnDate()
                    .At("baghdad", 33.3, 44.4)
                    .Target("convoy", NameKind::kFacility, "US")
                    .Get();
    fact.killed = Quantity{killed, killed, killed};
    fact.told = *ParseIsoDate("2020-09-16");
    fact.wording = wording;
    return fact;
  };
  const std::vector<Fact> facts = {
      tell("wire", 3, Wording(0, 12)), tell("copy1", 3, Wording(0, 12)),
      tell("copy2", 3, Wording(0, 12)), tell("own1", 4, Wording(50, 12)),
      tell("own2", 4, Wording(90, 12))};
  const std::vector<Incident> incidents = BuiltInLinker().Link(facts);
  ASSERT_EQ(incidents.size(), 1u);
  for (const IncidentField& field : incidents[0].fields) {
    if (field.field != "killed") continue;
    EXPECT_TRUE(field.contested);
    EXPECT_NE(field.rule.find("most origins"), std::string::npos);
    for (const FieldValue& value : field.values) {
      EXPECT_EQ(value.preferred, value.value == "4") << value.value;
      EXPECT_EQ(value.documents, value.value == "4" ? 2u : 3u);
      EXPECT_EQ(value.origins, value.value == "4" ? (Names{"own1", "own2"}) : (Names{"copy1"}));
    }
  }
}

}  // namespace
}  // namespace tadwin::link

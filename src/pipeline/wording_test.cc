// The words around a fact tell its copies; marks and what stands in other lines do not matter.
#include "pipeline/wording.h"

#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "link/origins.h"

namespace tadwin::pipeline {
namespace {

Text Plain(const std::string& words) {
  Text text;
  text.folded = words;
  text.begin_of.resize(words.size());
  std::iota(text.begin_of.begin(), text.begin_of.end(), 0);
  text.end_of = text.begin_of;
  for (uint32_t& end : text.end_of) ++end;
  return text;
}

std::string WordingOf(const std::string& words, const std::string& trigger) {
  std::vector<Fact> facts(1);
  const auto at = static_cast<uint32_t>(words.find(trigger));
  facts[0].span = {at, at + static_cast<uint32_t>(trigger.size())};
  SetWording(Plain(words), reuse::CreditReader(), &facts);
  return facts[0].wording;
}

constexpr char kReport[] = "three soldiers were killed on monday when a bomb hit their convoy";

TEST(WordingTest, TheSameWordsElsewhereHaveTheSameWording) {
  const std::string wording = WordingOf(kReport, "killed");
  EXPECT_FALSE(wording.empty());
  EXPECT_EQ(wording.size() % 8, 0u);
  EXPECT_EQ(
      WordingOf("a headline\n" + std::string(kReport) + "\nmore, quite other words", "killed"),
      wording);
}

TEST(WordingTest, EditedWordsAreAlikeAndOthersAreNot) {
  const std::string wording = WordingOf(kReport, "killed");
  const std::string edited =
      WordingOf("three soldiers were killed on monday when a mine hit their convoy", "killed");
  const std::string other =
      WordingOf("police say four troops died as an explosive went off on the road", "died");
  EXPECT_GT(link::WordingLikeness(wording, edited), 0.6);
  EXPECT_LT(link::WordingLikeness(wording, other), 0.2);
}

TEST(WordingTest, OneWordAloneHasNoWording) {
  EXPECT_EQ(WordingOf("killed", "killed"), "");
  EXPECT_EQ(WordingOf("before\nkilled\nafter", "killed"), "");
}

}  // namespace
}  // namespace tadwin::pipeline

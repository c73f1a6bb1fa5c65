#include "annotate/names/tagger.h"

#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "rules/table.h"

namespace tadwin::annotate {
namespace {

using Scores = std::vector<std::array<double, kLabels>>;
using Moves = std::array<std::array<double, kLabels>, kLabels + 1>;

size_t At(Label label) { return static_cast<size_t>(label); }

TEST(TaggerTest, AnInsideLabelFollowsOnlyItsOwnLayer) {
  EXPECT_TRUE(MayFollow(Label::kBeginPerson, Label::kInPerson));
  EXPECT_TRUE(MayFollow(Label::kInOrg, Label::kInOrg));
  EXPECT_FALSE(MayFollow(Label::kOutside, Label::kInPlace));
  EXPECT_FALSE(MayFollow(Label::kBeginPlace, Label::kInOrg));
  EXPECT_TRUE(MayFollow(Label::kInPlace, Label::kBeginPlace));
}

TEST(TaggerTest, TheBestSequenceNeverBeginsInside) {
  Scores scores(2);
  scores[0][At(Label::kInOrg)] = 9;
  scores[0][At(Label::kBeginOrg)] = 1;
  scores[1][At(Label::kInOrg)] = 5;
  const std::vector<Label> labels = BestSequence(scores, Moves{});
  EXPECT_EQ(labels, (std::vector<Label>{Label::kBeginOrg, Label::kInOrg}));
}

TEST(TaggerTest, MovesDecideBetweenEqualScores) {
  Scores scores(2);
  Moves moves{};
  moves[0][At(Label::kBeginPlace)] = 1;
  moves[At(Label::kBeginPlace) + 1][At(Label::kInPlace)] = 1;
  const std::vector<Label> labels = BestSequence(scores, moves);
  EXPECT_EQ(labels, (std::vector<Label>{Label::kBeginPlace, Label::kInPlace}));
}

TEST(TaggerTest, NoWordsGiveNoLabels) { EXPECT_TRUE(BestSequence({}, Moves{}).empty()); }

TEST(TaggerTest, WithoutWeightsEveryWordIsOutside) {
  const Tagger tagger;
  EXPECT_EQ(tagger.Tag({{1, 2}, {3}}), (std::vector<Label>{Label::kOutside, Label::kOutside}));
}

TEST(TaggerTest, WeightsThatCannotBeReadAreAMistakeWithItsPlace) {
  std::vector<Error> errors;
  const rules::RuleSet set =
      rules::RuleSet::Parse({{"ar/person/tagger.weights", "feature\tweights\nabc\t80\n"}}, &errors);
  ASSERT_TRUE(errors.empty());
  Tagger tagger;
  tagger.Load(set, &errors);
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].code, ErrorCode::kBadRule);
  EXPECT_EQ(errors[0].where, "ar/person/tagger.weights:2:5");
}

TEST(TaggerTest, AFeatureOfTheTableTagsItsWord) {
  std::vector<Error> errors;
  const rules::RuleSet set = rules::RuleSet::Parse(
      {{"ar/person/tagger.weights", "feature\tweights\nabcdef\t80c08080808080\n"}}, &errors);
  Tagger tagger;
  tagger.Load(set, &errors);
  ASSERT_TRUE(errors.empty());
  EXPECT_EQ(tagger.Tag({{0xabcdef}, {0x123456}}),
            (std::vector<Label>{Label::kBeginPerson, Label::kOutside}));
}

}  // namespace
}  // namespace tadwin::annotate

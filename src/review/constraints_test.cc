#include "review/constraints.h"

#include <gtest/gtest.h>

namespace tadwin::review {
namespace {

Action Merge(std::vector<std::string> facts) {
  Action action;
  action.verb = Verb::kMerge;
  action.facts = std::move(facts);
  return action;
}

Action Split(std::vector<std::string> facts, std::vector<std::string> apart) {
  Action action;
  action.verb = Verb::kSplit;
  action.facts = std::move(facts);
  action.apart = std::move(apart);
  return action;
}

TEST(ConstraintsTest, AllFactsOfAMergeAreOneAndThoseOfASplitAreNot) {
  const Constraints out = ConstraintsOf({Merge({"c", "a", "b"}), Split({"x"}, {"y", "w"})});
  EXPECT_EQ(out.together, (std::vector<FactPair>{{"a", "b"}, {"a", "c"}, {"b", "c"}}));
  EXPECT_EQ(out.apart, (std::vector<FactPair>{{"w", "x"}, {"x", "y"}}));
}

TEST(ConstraintsTest, TheLaterWordHolds) {
  EXPECT_TRUE(ConstraintsOf({Merge({"a", "b"}), Split({"b"}, {"a"})}).together.empty());
  EXPECT_TRUE(ConstraintsOf({Split({"b"}, {"a"}), Merge({"a", "b"})}).apart.empty());
}

TEST(ConstraintsTest, OtherActionsSayNothingOfIncidents) {
  Action other;
  other.verb = Verb::kConfirm;
  other.facts = {"a", "b"};
  EXPECT_TRUE(ConstraintsOf({other}).together.empty());
}

}  // namespace
}  // namespace tadwin::review

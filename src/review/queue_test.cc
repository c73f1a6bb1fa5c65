#include "review/queue.h"

#include <gtest/gtest.h>

#include "review/test_fact.h"

namespace tadwin::review {
namespace {

Fact MakeScored(const std::string& id, double score, double killed) {
  Fact fact = MakeFact(id);
  fact.score = score;
  fact.killed = Quantity{killed, killed, killed};
  return fact;
}

std::string Order(const std::vector<QueueCandidate>& candidates) {
  std::string ids;
  for (const QueueItem& item : Rank(candidates)) ids += item.fact->id + " ";
  return ids;
}

TEST(QueueTest, ContestedThenDoubtfulThenDeadly) {
  const Fact sure = MakeScored("sure", 1, 0);
  const Fact deadly = MakeScored("deadly", 1, 50);
  const Fact doubtful = MakeScored("doubtful", 0.2, 0);
  const Fact contested = MakeScored("contested", 1, 50);
  EXPECT_EQ(Order({{&sure, {}, State::kMachine, ""},
                   {&deadly, {}, State::kMachine, ""},
                   {&doubtful, {}, State::kMachine, ""},
                   {&contested, {"killed"}, State::kMachine, ""}}),
            "contested doubtful deadly sure ");
}

TEST(QueueTest, EveryItemSaysWhyItStandsWhereItStands) {
  const Fact fact = MakeScored("f", 0.4, 9);
  const auto items = Rank({{&fact, {"killed", "start"}, State::kMachine, "amal"}});
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(items[0].why,
            "contested killed, start (+3.0); score 0.40 (+1.8); 9 killed or injured (+0.7)");
  EXPECT_NEAR(items[0].usefulness, 3 + 1.8 + 2.0 / 3, 1e-9);
  EXPECT_EQ(items[0].assignee, "amal");
}

TEST(QueueTest, WhatIsDoneIsNotInTheQueueAndASecondReadingWeighsHalf) {
  const Fact fact = MakeScored("f", 0.4, 9);
  EXPECT_TRUE(Rank({{&fact, {}, State::kConfirmedByTwo, ""}}).empty());
  EXPECT_TRUE(Rank({{&fact, {}, State::kRejected, ""}}).empty());
  const double whole = Rank({{&fact, {}, State::kInReview, ""}})[0].usefulness;
  const double half = Rank({{&fact, {}, State::kConfirmedByOne, ""}})[0].usefulness;
  EXPECT_DOUBLE_EQ(half * 2, whole);
}

TEST(QueueTest, EqualsAreInTheOrderOfTheirIds) {
  const Fact a = MakeScored("a", 0.5, 1);
  const Fact b = MakeScored("b", 0.5, 1);
  EXPECT_EQ(Order({{&b, {}, State::kMachine, ""}, {&a, {}, State::kMachine, ""}}), "a b ");
}

}  // namespace
}  // namespace tadwin::review

#include "rules/key_table.h"

#include <gtest/gtest.h>

#include <string>

namespace tadwin::rules {
namespace {

TEST(KeyTableTest, NumbersKeysInTheOrderOfAddingAndKnowsThemAgain) {
  KeyTable table;
  EXPECT_EQ(table.Find("a"), KeyTable::kNone);
  for (int i = 0; i < 5000; ++i) {
    ASSERT_EQ(table.Add("key" + std::to_string(i)), static_cast<uint32_t>(i));
  }
  EXPECT_EQ(table.Add("key42"), 42u);
  EXPECT_EQ(table.size(), 5000u);
  for (int i = 0; i < 5000; ++i) {
    ASSERT_EQ(table.Find("key" + std::to_string(i)), static_cast<uint32_t>(i));
  }
  EXPECT_EQ(table.Find("key5000"), KeyTable::kNone);
}

TEST(KeyTableTest, TheEmptyKeyIsAKey) {
  KeyTable table;
  EXPECT_EQ(table.Add(""), 0u);
  EXPECT_EQ(table.Find(""), 0u);
}

TEST(HashFilterTest, NeverDeniesWhatItHolds) {
  HashFilter filter(1000);
  for (int i = 0; i < 1000; ++i) filter.Add(KeyTable::HashOf(std::to_string(i)));
  int wrong = 0;
  for (int i = 0; i < 1000; ++i) {
    ASSERT_TRUE(filter.MayHold(KeyTable::HashOf(std::to_string(i))));
    wrong += filter.MayHold(KeyTable::HashOf("x" + std::to_string(i))) ? 1 : 0;
  }
  EXPECT_LT(wrong, 100);
  EXPECT_FALSE(HashFilter().MayHold(KeyTable::HashOf("x")));
}

}  // namespace
}  // namespace tadwin::rules

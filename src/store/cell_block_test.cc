#include "store/cell_block.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace tadwin::store {
namespace {

TEST(CellBlockTest, CellsComeBackAsTheyWereWritten) {
  std::vector<BlockCell> cells;
  for (const int64_t b : {int64_t{0}, int64_t{1}, int64_t{202009}, int64_t{1} << 40, INT64_MAX}) {
    BlockCell cell{b, {}};
    cell.measures[0] = 1 + b % 97;
    if (b % 2 == 1) cell.measures[3] = 31;
    if (b % 2 == 0) cell.measures[kMeasureCount - 1] = 32;
    cell.measures[5] = b;
    cells.push_back(cell);
  }
  const std::string text = WriteBlock(cells);
  std::vector<BlockCell> back;
  ASSERT_TRUE(ReadBlock(text, &back));
  ASSERT_EQ(back.size(), cells.size());
  for (size_t i = 0; i < cells.size(); ++i) {
    EXPECT_EQ(back[i].b, cells[i].b);
    EXPECT_EQ(back[i].measures, cells[i].measures);
  }
  EXPECT_EQ(WriteBlock(back), text);
  for (const char c : text) EXPECT_TRUE(c >= '0' && c <= 'o') << c;
}

TEST(CellBlockTest, NothingIsAnEmptyText) {
  EXPECT_EQ(WriteBlock({}), "");
  std::vector<BlockCell> cells;
  EXPECT_TRUE(ReadBlock("", &cells));
  EXPECT_TRUE(cells.empty());
}

TEST(CellBlockTest, WhatIsNoBlockIsRefused) {
  BlockCell cell{1234567, {}};
  cell.measures[0] = 40;
  cell.measures[2] = 7;
  const std::string text = WriteBlock({cell});
  std::vector<BlockCell> cells;
  for (size_t length = 1; length < text.size(); ++length) {
    EXPECT_FALSE(ReadBlock(text.substr(0, length), &cells)) << length;
  }
  EXPECT_FALSE(ReadBlock(text + " ", &cells));
  EXPECT_FALSE(ReadBlock("1 0", &cells));
  EXPECT_FALSE(ReadBlock(std::string(20, 'o'), &cells));
}

}  // namespace
}  // namespace tadwin::store

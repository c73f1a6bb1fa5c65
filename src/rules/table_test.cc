#include "rules/table.h"

#include <gtest/gtest.h>

namespace tadwin::rules {
namespace {

TEST(TableTest, ReadsRowsAndKnowsWhereTheyStand) {
  std::vector<Error> errors;
  const RuleSet set = RuleSet::Parse(
      {{"ar/time/month.tsv", "# months\nsurface\tvalue\n\nab|cd\t1\nef\n"}}, &errors);
  ASSERT_TRUE(errors.empty());
  const Table* table = set.FindTable("time/month");
  ASSERT_NE(table, nullptr);
  ASSERT_EQ(table->rows.size(), 2u);
  EXPECT_EQ(table->Cell(0, "surface"), "ab|cd");
  EXPECT_EQ(table->Cell(1, "value"), "");
  EXPECT_EQ(table->Cell(0, "nothing"), "");
  EXPECT_EQ(table->Where(0, "value"), "ar/time/month.tsv:4:7");
}

TEST(TableTest, ReportsEveryMistakeWithItsPlace) {
  std::vector<Error> errors;
  RuleSet::Parse({{"ar/a.tsv", "surface\tvalue\n\t1\nx\t1\t2\n"},
                  {"ar/b.rules", "pattern: x\nrule: one\nwrong\nrule: one\n"},
                  {"ar/c.tsv", "surface\xFF\n"}},
                 &errors);
  std::vector<std::string> wheres;
  for (const Error& error : errors) {
    EXPECT_EQ(error.code, ErrorCode::kBadRule);
    wheres.push_back(error.where);
  }
  EXPECT_EQ(wheres, (std::vector<std::string>{"ar/a.tsv:3:5", "ar/a.tsv:2:1", "ar/b.rules:1:1",
                                              "ar/b.rules:3:1", "ar/c.tsv:1:1", "ar/b.rules:4:7"}));
}

TEST(TableTest, TheHashDependsOnContentAndNotOnTheOrderOfFiles) {
  std::vector<Error> errors;
  const RuleFile a{"ar/a.tsv", "surface\nx\n"};
  const RuleFile b{"ar/b.tsv", "surface\ny\n"};
  const RuleFile changed{"ar/b.tsv", "surface\nz\n"};
  EXPECT_EQ(RuleSet::Parse({a, b}, &errors).hash(), RuleSet::Parse({b, a}, &errors).hash());
  EXPECT_NE(RuleSet::Parse({a, b}, &errors).hash(), RuleSet::Parse({a, changed}, &errors).hash());
}

TEST(TableTest, BlocksKeepTheirFieldsInOrder) {
  std::vector<Error> errors;
  const RuleSet set = RuleSet::Parse(
      {{"ar/time/x.rules", "rule: time/a\npattern: p q\npattern: r\nmakes: date\n"}}, &errors);
  ASSERT_TRUE(errors.empty());
  const auto blocks = set.BlocksUnder("ar/time/");
  ASSERT_EQ(blocks.size(), 1u);
  EXPECT_EQ(blocks[0]->name, "time/a");
  EXPECT_EQ(blocks[0]->fields.size(), 3u);
  EXPECT_EQ(blocks[0]->Value("makes"), "date");
  EXPECT_TRUE(set.BlocksUnder("ar/number/").empty());
}

}  // namespace
}  // namespace tadwin::rules

#include "trial/proposal.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "rules/table.h"

namespace tadwin::trial {
namespace {

namespace fs = std::filesystem;

const Proposal kRow{"ar/x/words.tsv", {{"surface", "a|b"}, {"id", "one"}}};

TEST(ProposalTest, ARowIsPutUnderTheColumnsThatAreThere) {
  EXPECT_EQ(WithRow("", kRow), "surface\tid\na|b\tone\n");
  EXPECT_EQ(WithRow("# of mine\nid\tsurface\nz\tzz", kRow),
            "# of mine\nid\tsurface\nz\tzz\none\ta|b\n");
  EXPECT_EQ(WithRow("id\tnote\nz\tzz\n", kRow), "id\tnote\tsurface\nz\tzz\none\t\ta|b\n");
}

TEST(ProposalTest, TheRulesReadTheRowAndNameItsFileInMistakes) {
  const std::vector<rules::RuleFile> files{{"ar/x/words.tsv", "surface\tid\tnote\nq\tq\t\n"}};
  const auto with = WithProposal(files, kRow);
  ASSERT_TRUE(with);
  std::vector<Error> errors;
  const rules::RuleSet rules = rules::RuleSet::Parse(*with, &errors);
  ASSERT_TRUE(errors.empty());
  const rules::Table* table = rules.FindTable("x/words");
  ASSERT_EQ(table->rows.size(), 2u);
  EXPECT_EQ(table->Cell(1, "surface"), "a|b");
  EXPECT_EQ(table->Cell(1, "id"), "one");
  EXPECT_EQ(table->Cell(1, "note"), "");
  EXPECT_EQ(table->Where(1, "id"), "ar/x/words.tsv (proposed):2:5");
  EXPECT_NE(rules.hash(), rules::RuleSet::Parse(files, &errors).hash());

  const auto wrong = WithProposal(files, {"ar/x/words.tsv", {{"colour", "red"}}});
  ASSERT_TRUE(wrong);
  (void)rules::RuleSet::Parse(*wrong, &errors);
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].ToString(),
            "ar/x/words.tsv (proposed):1:1: the table has no column 'colour'");
}

TEST(ProposalTest, WhatCouldLeaveItsCellIsRefused) {
  const std::vector<rules::RuleFile> files{{"ar/x/words.tsv", "surface\tid\n"},
                                           {"ar/x/x.rules", ""}};
  for (const Proposal& bad : std::vector<Proposal>{{"ar/x/words.tsv", {}},
                                                   {"ar/x/x.rules", {{"surface", "a"}}},
                                                   {"ar/x/words.tsv", {{"surface", "a\tb"}}},
                                                   {"ar/x/words.tsv", {{"surface", "a\nb"}}},
                                                   {"ar/x/words.tsv", {{"surface", "#a"}}},
                                                   {"ar/x/words.tsv", {{"surface", "\xFF"}}},
                                                   {"../words.tsv", {{"surface", "a"}}}}) {
    EXPECT_FALSE(WithProposal(files, bad).has_value()) << bad.path;
  }
  EXPECT_FALSE(Adopt("overlay", {"../words.tsv", {{"surface", "a"}}}).has_value());
}

TEST(ProposalTest, AnOverlayKeepsWhatWasAdopted) {
  const fs::path folder =
      fs::temp_directory_path() / ("tadwin_overlay" + std::to_string(::getpid()));
  fs::remove_all(folder);
  ASSERT_TRUE(Adopt(folder.string(), kRow));
  EXPECT_FALSE(Adopt(folder.string(), kRow)) << "the row is there already";
  const auto file = Adopt(folder.string(), {"ar/x/words.tsv", {{"surface", "c"}, {"note", "n"}}});
  ASSERT_TRUE(file);
  std::ifstream in(*file, std::ios::binary);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}),
            "surface\tid\tnote\na|b\tone\nc\t\tn\n");
  std::vector<rules::RuleFile> files{{"ar/x/words.tsv", "surface\tid\tnote\nq\tq\t\n"}};
  ASSERT_TRUE(rules::AddOverlay(folder.string(), &files));
  std::vector<Error> errors;
  EXPECT_EQ(rules::RuleSet::Parse(files, &errors).FindTable("x/words")->rows.size(), 3u);
  EXPECT_TRUE(errors.empty());
  fs::remove_all(folder);
}

}  // namespace
}  // namespace tadwin::trial

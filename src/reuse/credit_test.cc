#include "reuse/credit.h"

#include <gtest/gtest.h>

namespace tadwin::reuse {
namespace {

constexpr char kTable[] =
    "written\tkind\tagency\n"
    "reuters\tagency\tReuters\n"
    "france press|a.f.p\tagency\tAFP\n"
    "anatolia\tagency\tAnadolu\n"
    "wires\tany\n"
    "agency|quoting\tlead\n";

CreditReader Reader(const std::string& table, std::vector<Error>* errors) {
  const rules::RuleSet rules = rules::RuleSet::Parse({{"ar/reuse/credit.tsv", table}}, errors);
  return CreditReader::Create(
      rules, [](std::string_view text) { return std::string(text); }, errors);
}

std::vector<std::string> Credits(const std::string& text) {
  std::vector<Error> errors;
  const CreditReader reader = Reader(kTable, &errors);
  EXPECT_TRUE(errors.empty());
  return reader.Read(text, SplitWords(text));
}

using Names = std::vector<std::string>;

TEST(Credit, NameBetweenMarksIsACredit) {
  EXPECT_EQ(Credits("cairo (reuters) - the bank said"), Names{"Reuters"});
  EXPECT_EQ(Credits("the bank said\nwires - a.f.p"), (Names{"agencies", "AFP"}));
}

TEST(Credit, NameBehindALeadIsACredit) {
  EXPECT_EQ(Credits("he told agency france press on monday"), Names{"AFP"});
  EXPECT_EQ(Credits("quoting reuters he said it (reuters)"), Names{"Reuters"});
}

TEST(Credit, NameAmongOtherWordsIsNone) {
  EXPECT_EQ(Credits("a village of anatolia was hit"), Names{});
  EXPECT_EQ(Credits("the wires were cut"), Names{});
}

TEST(Credit, MistakesInTheTableAreTold) {
  std::vector<Error> errors;
  Reader("written\tkind\tagency\nx\tagency\n", &errors);
  EXPECT_EQ(errors.size(), 1u);
  Reader("written\tkind\tagency\nx\tother\tX\n", &errors);
  EXPECT_EQ(errors.size(), 2u);
}

}  // namespace
}  // namespace tadwin::reuse

#include "annotate/names/name_look.h"

#include <gtest/gtest.h>

#include "rules/table.h"

namespace tadwin::annotate {
namespace {

// Words are of the letters bc (U+0628 U+062A) and d (U+062F).
constexpr const char* kBa = "\xD8\xA8";
constexpr const char* kTa = "\xD8\xAA";
constexpr const char* kDal = "\xD8\xAF";

NameLook LookOf(const std::string& letters, const std::string& listed) {
  std::vector<Error> errors;
  const rules::RuleSet set =
      rules::RuleSet::Parse({{"ar/person/name_letters.tsv", "letters\tpoints\n" + letters},
                             {"ar/person/name_like.tsv", "class\twords\n" + listed}},
                            &errors);
  EXPECT_TRUE(errors.empty());
  NameLook look;
  look.Build({&set, nullptr, nullptr});
  return look;
}

TEST(NameLookTest, WithoutTablesNothingLooksLikeAName) {
  const NameLook look;
  EXPECT_EQ(look.ClassOf(kBa), 0u);
  EXPECT_FALSE(look.IsLikeName(kBa));
}

TEST(NameLookTest, LettersOfNamesAddUpAndLettersOfWordsTakeAway) {
  const std::string ba_ba = std::string(kBa) + kBa;
  const std::string ta_ta = std::string(kTa) + kTa;
  const NameLook look = LookOf("^^" + std::string(kBa) + "\t300\n^" + ba_ba + "\t300\n" + ba_ba +
                                   "$\t300\n^^" + kTa + "\t-300\n^" + ta_ta + "\t-300\n",
                               std::string("1\t") + kDal + "\n");
  EXPECT_EQ(look.ClassOf(ba_ba), NameLook::kLetterClasses);
  EXPECT_EQ(look.ClassOf(ta_ta), 1u);
  EXPECT_EQ(look.ClassOf(std::string(kDal) + kDal), (NameLook::kLetterClasses + 1) / 2);
  EXPECT_TRUE(look.IsLikeName(ba_ba));
  EXPECT_FALSE(look.IsLikeName(ta_ta));
}

TEST(NameLookTest, AListedWordHasTheClassOfTheListAboveThoseOfLetters) {
  const NameLook look = LookOf(std::string("^^") + kBa + "\t-300\n",
                               std::string("3\t") + kDal + "|" + kBa + "\n99\t" + kTa + "\n");
  EXPECT_EQ(look.ClassOf(kBa), NameLook::kLetterClasses + 3);
  EXPECT_EQ(look.ClassOf(kTa), NameLook::kClasses - 1);  // never beyond the room there is
  EXPECT_TRUE(look.IsLikeName(kBa));
}

TEST(NameLookTest, WordsOfOtherLettersAndLengthsAreReadWhole) {
  const NameLook look = LookOf(std::string("^^") + kBa + "\t300\n", "");
  EXPECT_GT(look.ClassOf("x"), 0u);
  EXPECT_LT(look.ClassOf(std::string(1000, 'x')), NameLook::kClasses);
  EXPECT_GT(look.ClassOf("\xD8"), 0u);  // a letter cut in two
}

}  // namespace
}  // namespace tadwin::annotate

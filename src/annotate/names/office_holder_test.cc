#include "annotate/names/office_holder.h"

#include <gtest/gtest.h>

#include "rules/table.h"

namespace tadwin::annotate {
namespace {

constexpr const char* kHead = "office\tcountry\tperson\tfrom\tuntil\tseen\n";

OfficeHolders HoldersOf(const std::string& rows, std::vector<Error>* errors) {
  const rules::RuleSet set =
      rules::RuleSet::Parse({{"ar/person/office_holder.tsv", kHead + rows}}, errors);
  OfficeHolders holders;
  holders.Build({&set, nullptr, nullptr}, errors);
  return holders;
}

DateInterval Day(int year, int month, int day) {
  return {FromCivil(year, month, day), FromCivil(year, month, day)};
}

TEST(OfficeHolderTest, TheDayOfAChangeIsTheSuccessors) {
  std::vector<Error> errors;
  const OfficeHolders holders = HoldersOf(
      "president\tXX\tfirst\t2001-05-04\t2005-05-04\npresident\tXX\tsecond\t2005-05-04\t"
      "2009-05-04\n",
      &errors);
  ASSERT_TRUE(errors.empty());
  EXPECT_EQ(holders.HolderOn("president", "XX", Day(2001, 5, 3)), "");
  EXPECT_EQ(holders.HolderOn("president", "XX", Day(2001, 5, 4)), "first");
  EXPECT_EQ(holders.HolderOn("president", "XX", Day(2005, 5, 3)), "first");
  EXPECT_EQ(holders.HolderOn("president", "XX", Day(2005, 5, 4)), "second");
  EXPECT_EQ(holders.HolderOn("president", "XX", Day(2009, 5, 4)), "");
  EXPECT_EQ(holders.HolderOn("president", "YY", Day(2005, 5, 4)), "");
  EXPECT_EQ(holders.HolderOn("monarch", "XX", Day(2005, 5, 4)), "");
}

TEST(OfficeHolderTest, AnOpenTermHoldsNoLongerThanItWasSeen) {
  std::vector<Error> errors;
  const OfficeHolders holders =
      HoldersOf("president\tXX\tlast\t2020-01-01\t\t2025-06-30\n", &errors);
  ASSERT_TRUE(errors.empty());
  EXPECT_EQ(holders.HolderOn("president", "XX", Day(2025, 6, 30)), "last");
  EXPECT_EQ(holders.HolderOn("president", "XX", Day(2025, 7, 1)), "");
}

TEST(OfficeHolderTest, AStretchOverAChangeHasNoHolder) {
  std::vector<Error> errors;
  const OfficeHolders holders = HoldersOf(
      "president\tXX\tfirst\t2001-01-01\t2002-01-01\npresident\tXX\tsecond\t2002-01-01\t"
      "2003-01-01\n",
      &errors);
  EXPECT_EQ(holders.HolderOn("president", "XX", {FromCivil(2001, 6, 1), FromCivil(2001, 6, 30)}),
            "first");
  EXPECT_EQ(holders.HolderOn("president", "XX", {FromCivil(2001, 12, 1), FromCivil(2002, 2, 1)}),
            "");
}

TEST(OfficeHolderTest, ATermThatEndsBeforeItBeginsIsAMistakeWithItsPlace) {
  std::vector<Error> errors;
  HoldersOf("president\tXX\tfirst\t2005-01-01\t2001-01-01\n", &errors);
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].where, "ar/person/office_holder.tsv:2:31");
}

}  // namespace
}  // namespace tadwin::annotate

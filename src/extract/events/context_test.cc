#include "extract/events/context.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "rules/lexicon.h"
#include "rules/table.h"

namespace tadwin::extract {
namespace {

std::vector<Error> MistakesIn(const std::string& words, const std::string& codes) {
  std::vector<Error> errors;
  const rules::RuleSet set = rules::RuleSet::Parse(
      {{"ar/event/context.tsv", words}, {"ar/event/context_code.tsv", codes}}, &errors);
  const rules::Lexicon::FoldFunction fold = [](std::string_view text) { return std::string(text); };
  rules::Lexicon lexicon;
  lexicon.AddTables(set, fold);
  lexicon.Build();
  Contexts::Create({&set, &lexicon, fold}, &errors);
  return errors;
}

constexpr const char* kWords = "surface\tcontext\twhere\n";
constexpr const char* kCodes = "context\tplover\tactor\n";

TEST(ContextTest, KnownContextsPlacesAndKindsAreTaken) {
  EXPECT_TRUE(MistakesIn(std::string(kWords) + "vote\telection\ttopic target\n",
                         std::string(kCodes) + "military\tASSAULT\tmilitary|police\n")
                  .empty());
}

TEST(ContextTest, AMistakeNamesItsCell) {
  const std::vector<Error> errors = MistakesIn(std::string(kWords) + "vote\tvoting\tnowhere\n",
                                               std::string(kCodes) + "military\t\theroes\n");
  ASSERT_EQ(errors.size(), 3u);
  EXPECT_EQ(errors[0].message, "unknown context 'voting'");
  EXPECT_EQ(errors[0].where, "ar/event/context.tsv:2:6");
  EXPECT_EQ(errors[1].message, "unknown place 'nowhere'");
  EXPECT_EQ(errors[2].message, "unknown kind 'heroes'");
  EXPECT_EQ(errors[2].where, "ar/event/context_code.tsv:2:11");
}

}  // namespace
}  // namespace tadwin::extract

#include "rules/lexicon.h"

#include <gtest/gtest.h>

#include "rules/test_document.h"

namespace tadwin::rules {
namespace {

class LexiconTest : public ::testing::Test {
 protected:
  LexiconTest() {
    set_ = RuleSet::Parse({{"ar/a.tsv",
                            "surface\tvalue\none|uno\t1\none two\t12\nnew york\t5\n"
                            "new york-city now\t6\n"}},
                          &errors_);
    lexicon_.AddTables(set_, [](std::string_view text) { return std::string(text); });
    lexicon_.Build();
  }

  std::string Matched(std::string_view words) {
    AnnotatedText document = MakeTestDocument(words);
    lexicon_.Match(&document);
    std::string out;
    for (const LexMatch& match : document.lex_matches) {
      out += std::to_string(match.token_begin) + "-" + std::to_string(match.token_end) + "=" +
             std::string(lexicon_.Cell(match.entry, "value")) + (match.proclitics ? "w " : " ");
    }
    return out;
  }

  std::vector<Error> errors_;
  RuleSet set_;
  Lexicon lexicon_;
};

TEST_F(LexiconTest, FindsEntriesOfOneAndSeveralWordsLongestFirst) {
  EXPECT_EQ(Matched("x one two uno"), "1-3=12 1-2=1 3-4=1 ");
}

TEST_F(LexiconTest, AnEntryEndsWhereAWordEnds) { EXPECT_EQ(Matched("ones one twofold"), "1-2=1 "); }

TEST_F(LexiconTest, CutsTheProcliticsOfTheFirstWordOnly) {
  EXPECT_EQ(Matched("w+new york"), "0-2=5w ");
  EXPECT_EQ(Matched("new w+york"), "");
}

TEST_F(LexiconTest, AnEntryMayHoldMarksThatCutWords) {
  EXPECT_EQ(Matched("in new york-city now"), "1-4=6 ");
  EXPECT_EQ(Matched("in new york-city"), "");
}

TEST_F(LexiconTest, TheLastWordOfAnEntryMayCarryAPronoun) {
  AnnotatedText document = MakeTestDocument("new yorkhu");
  const Token& tail = document.tokens[1];
  document.readings.push_back(Reading{kNoProclitic, tail.fold_begin, tail.fold_end - 2, true});
  document.tokens[1].reading_count = 2;
  lexicon_.Match(&document);
  ASSERT_EQ(document.lex_matches.size(), 1u);
  EXPECT_EQ(document.lex_matches[0].token_end, 2u);
  EXPECT_TRUE(document.lex_matches[0].has_enclitic);
}

TEST_F(LexiconTest, FindLooksUpOneForm) {
  EXPECT_EQ(lexicon_.Find("uno").size(), 1u);
  EXPECT_TRUE(lexicon_.Find("un").empty());
}

}  // namespace
}  // namespace tadwin::rules

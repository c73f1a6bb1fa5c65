#include "rules/pattern.h"

#include <gtest/gtest.h>

#include "rules/test_document.h"

namespace tadwin::rules {
namespace {

std::string Identity(std::string_view text) { return std::string(text); }

class PatternTest : public ::testing::Test {
 protected:
  // Compiles one pattern and shows what it finds as "begin-end" with captures.
  std::string Found(std::string_view pattern, std::string_view words) {
    errors_.clear();
    set_ = RuleSet::Parse({{"ar/a.tsv", "surface\tvalue\none\t1\ntwo\t2\nnew york\t5\n"},
                           {"ar/p.rules", "rule: r\npattern: " + std::string(pattern) + "\n"}},
                          &errors_);
    Lexicon lexicon;
    lexicon.AddTables(set_, Identity);
    lexicon.Build();
    const PatternSet patterns =
        PatternSet::Compile(set_.BlocksUnder("ar/"), lexicon, Identity, &errors_);
    if (!errors_.empty()) return errors_.front().ToString();
    AnnotatedText document = MakeTestDocument(words);
    lexicon.Match(&document);
    std::string out;
    for (const PatternMatch& match : patterns.FindAll(document)) {
      out += std::to_string(match.token_begin) + "-" + std::to_string(match.token_end);
      for (const Capture& capture : match.captures) {
        out += " " + std::string(capture.name) + "=" + std::to_string(capture.token_begin) + "-" +
               std::to_string(capture.token_end);
        if (capture.lex != nullptr)
          out += ":" + std::string(lexicon.Cell(capture.lex->entry, "value"));
      }
      out += ";";
    }
    return out;
  }

  std::vector<Error> errors_;
  RuleSet set_;
};

TEST_F(PatternTest, MatchesWordsInARow) {
  EXPECT_EQ(Found("x y", "a x y x"), "1-3;");
  EXPECT_EQ(Found("\"x y\" z", "x y z"), "0-3;");
}

TEST_F(PatternTest, OfPatternsOfOneRuleThatMatchTheSameWordsTheFirstCounts) {
  EXPECT_EQ(Found("a:@a b:y\npattern: c:one d:y", "one y"), "0-2 a=0-1:1 b=1-2;");
}

TEST_F(PatternTest, ASentenceWithoutWhatAPatternNeedsIsLeftOutAndOthersAreNot) {
  EXPECT_EQ(Found("x? (@a | y) z", "x one . x y z . z x one z . x z"), "2-5;3-5;6-9;7-9;");
}

TEST_F(PatternTest, RepeatsAreGreedyAndTheLongestMatchWins) {
  EXPECT_EQ(Found("x* y?", "x x y"), "0-3;1-3;2-3;");
  EXPECT_EQ(Found("x .{0,2} y", "x a b y"), "0-4;");
  EXPECT_EQ(Found("x .{0,1} y", "x a b y"), "");
  EXPECT_EQ(Found("(x|x y) z?", "x y z"), "0-3;");
}

TEST_F(PatternTest, CapturesCarryTheLexiconEntry) {
  EXPECT_EQ(Found("n:@a m:@a?", "one new york z"), "0-3 n=0-1:1 m=1-3:5;1-3 n=1-3:5;");
  EXPECT_EQ(Found("n:(x n2:@a)", "x two"), "0-2 n=0-2 n2=1-2:2;");
}

TEST_F(PatternTest, FiltersLookAtTheRow) {
  EXPECT_EQ(Found("n:@a{value=2}", "one two"), "1-2 n=1-2:2;");
  EXPECT_EQ(Found("n:@a{value!=2}", "one two"), "0-1 n=0-1:1;");
}

TEST_F(PatternTest, NeverLeavesASentence) { EXPECT_EQ(Found("x y", "x . y"), ""); }

TEST_F(PatternTest, ABareWordRefusesProclitics) {
  EXPECT_EQ(Found("x", "w+x"), "0-1;");
  EXPECT_EQ(Found("=x", "w+x"), "");
}

TEST_F(PatternTest, MistakesNameTheColumn) {
  EXPECT_EQ(Found("x @nothing", "x"),
            "ar/p.rules:2:13: rule 'r': no lexicon 'nothing'; is there a table of that name with a "
            "surface column?");
  EXPECT_EQ(Found("(x", "x"), "ar/p.rules:2:12: rule 'r': missing ')'");
}

TEST_F(PatternTest, NestedRepeatsStayLinear) {
  std::string words = "x";
  for (int i = 0; i < 250; ++i) words += " x";
  EXPECT_EQ(Found("=q ((x*)*)* y", words), "");
  EXPECT_EQ(Found("((x?)*)* y", words), "");
}

TEST_F(PatternTest, KeepLongestDropsOverlaps) {
  std::vector<PatternMatch> matches(3);
  matches[0].token_begin = 0;
  matches[0].token_end = 2;
  matches[1].token_begin = 1;
  matches[1].token_end = 4;
  matches[2].token_begin = 4;
  matches[2].token_end = 5;
  const std::vector<PatternMatch> kept = KeepLongest(matches);
  ASSERT_EQ(kept.size(), 2u);
  EXPECT_EQ(kept[0].token_begin, 1u);
  EXPECT_EQ(kept[1].token_begin, 4u);
}

}  // namespace
}  // namespace tadwin::rules

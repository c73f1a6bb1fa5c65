#include "extract/events/frames.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "extract/events/judge.h"
#include "rules/lexicon.h"
#include "rules/table.h"

namespace tadwin::extract {
namespace {

class FramesTest : public testing::Test {
 protected:
  Frames Load(const std::string& frames) {
    set_ = rules::RuleSet::Parse(
        {{"ar/event/args.tsv", "name\targs\nattack\ts=actor o=target g=target\n"},
         {"ar/event/frames_x.tsv", frames}},
        &errors_);
    fold_ = [](std::string_view text) { return std::string(text); };
    lexicon_.AddTables(set_, fold_);
    lexicon_.Build();
    return Frames::Create(Grammar(), &errors_);
  }
  rules::Grammar Grammar() const { return {&set_, &lexicon_, fold_}; }

  rules::RuleSet set_;
  rules::Lexicon lexicon_;
  rules::Lexicon::FoldFunction fold_;
  std::vector<Error> errors_;
};

TEST_F(FramesTest, ATemplateGivesArgumentsAndLaterOnesOverrideIt) {
  const Frames frames = Load(
      "id\tlemma\tpos\tplover\tsubtype\targs\n"
      "hit\thit\tv\tASSAULT\tother\tattack g=actor at=place\n");
  ASSERT_TRUE(errors_.empty());
  ASSERT_EQ(frames.all().size(), 1u);
  const Arguments& arguments = frames.all()[0].arguments;
  EXPECT_EQ(arguments.subject, Role::kActor);
  EXPECT_EQ(arguments.object, Role::kTarget);
  EXPECT_EQ(arguments.passive_subject, Role::kTarget);
  EXPECT_EQ(arguments.genitive, Role::kActor);
  ASSERT_EQ(arguments.prepositions.size(), 1u);
  EXPECT_EQ(arguments.prepositions[0].preposition, "at");
  EXPECT_EQ(arguments.prepositions[0].role, Role::kPlace);
}

TEST_F(FramesTest, AMistakeNamesItsCell) {
  Load("id\tlemma\tpos\tplover\targs\tflags\nhit\thit\tv\tASSAULT\ts=hero\tloud\n");
  ASSERT_EQ(errors_.size(), 2u);
  EXPECT_EQ(errors_[0].code, ErrorCode::kBadRule);
  EXPECT_EQ(errors_[0].where, "ar/event/frames_x.tsv:2:19");
  EXPECT_EQ(errors_[0].message, "unknown role 'hero'");
  EXPECT_EQ(errors_[1].message, "unknown flag 'loud'");
}

TEST_F(FramesTest, ALemmaWithoutALexiconRowIsReportedAsDead) {
  const Frames frames = Load("id\tlemma\tpos\tplover\targs\nhit\thit\tv\tASSAULT\tattack\n");
  EXPECT_EQ(frames.unresolved(), std::vector<std::string>{"event/frames_x:hit"});
}

TEST_F(FramesTest, AnExpressionIsFoundByItsWords) {
  const Frames frames = Load(
      "id\tsurface\tplover\targs\tforms\n"
      "fire\topened fire|open fire\tASSAULT\tattack\ta\n");
  ASSERT_TRUE(errors_.empty());
  LexMatch match;
  match.entry = lexicon_.Find("open fire").at(0);
  std::vector<Frames::Hit> hits;
  frames.Find(match, &hits);
  ASSERT_EQ(hits.size(), 1u);
  EXPECT_EQ(hits[0].shape, kActiveVerb);
}

TEST_F(FramesTest, TheJudgeAddsItsWeights) {
  set_ = rules::RuleSet::Parse({{"ar/event/judge.weights",
                                 "model\tfeature\tweight\nASSAULT\tbias\t-1\n"
                                 "ASSAULT\tw:x\t2\nASSAULT\tthreshold\t0.4\n"}},
                               &errors_);
  const Judge judge = Judge::Create(Grammar(), &errors_);
  ASSERT_TRUE(errors_.empty());
  EXPECT_NEAR(judge.Score("ASSAULT", {"w:x", "w:unknown"}, {}), 0.7311, 1e-4);
  EXPECT_NEAR(judge.Score("ASSAULT", {}, {}), 0.2689, 1e-4);
  EXPECT_EQ(judge.Score("PROTEST", {}, {}), 1.0);
  EXPECT_EQ(judge.Threshold("ASSAULT", false), 0.4);
  EXPECT_EQ(judge.Threshold("ASSAULT", true), 0.0);
}

}  // namespace
}  // namespace tadwin::extract

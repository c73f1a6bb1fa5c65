#include "trial/case_run.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

#include "rules/source.h"

namespace tadwin::trial {
namespace {

const pipeline::Coder& BuiltInCoder() {
  static const std::unique_ptr<pipeline::Coder> coder = [] {
    std::vector<Error> errors;
    return pipeline::Coder::Create(rules::BuiltInFiles(), &errors);
  }();
  return *coder;
}

TEST(CaseRun, TheCasesComeWithTheProgram) {
  std::vector<Error> errors;
  const std::vector<Case> cases = BuiltInCases(&errors);
  EXPECT_TRUE(errors.empty());
  EXPECT_GT(cases.size(), 4000u);
  EXPECT_TRUE(std::any_of(cases.begin(), cases.end(),
                          [](const Case& one) { return one.file == "number/digits"; }));
}

TEST(CaseRun, AFailureIsNamedWithItsLineAndAKnownGapPassesWhileItFails) {
  std::vector<Error> errors;
  const std::vector<Case> cases = ParseCaseFile("number/mine",
                                                "= number 12\n"
                                                "[12]\n"
                                                "[13]\n"
                                                "~ not read yet\n"
                                                "[14]\n"
                                                "~ said to be unread\n"
                                                "[12]\n",
                                                &errors);
  ASSERT_TRUE(errors.empty());
  ASSERT_EQ(cases.size(), 4u);
  for (const unsigned threads : {1u, 3u}) {
    const CaseReport report = RunCases(BuiltInCoder(), cases, "", threads);
    EXPECT_EQ(report.run, 4u);
    EXPECT_EQ(report.known_gaps, 2u);
    ASSERT_EQ(report.failed.size(), 2u);
    EXPECT_EQ(report.failed[0].name, "number/mine:3");
    EXPECT_EQ(report.failed[1].name, "number/mine:7");
  }
  EXPECT_EQ(RunCases(BuiltInCoder(), cases, "mine:2", 1).run, 1u);
}

}  // namespace
}  // namespace tadwin::trial

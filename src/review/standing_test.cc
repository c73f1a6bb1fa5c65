#include "review/standing.h"

#include <gtest/gtest.h>

#include "review/test_fact.h"

namespace tadwin::review {
namespace {

// Plays one action of a person; the reason why it is refused, or nothing.
std::string Do(Verb verb, const std::string& author, Standing* standing,
               const std::string& note = "") {
  Action action = MakeAction(verb, MakeFact("f", 10, FactKind::kCommitment), author);
  action.note = note;
  if (verb == Verb::kCorrect) action.fields = {{"what", "to stay"}};
  if (verb == Verb::kRelease) action.fields = {{"what", ""}};
  const Status played = Advance(action, standing);
  return played ? "" : played.error().message;
}

TEST(StandingTest, TwoReadersConfirmAndTheSecondIsAnother) {
  Standing standing;
  EXPECT_EQ(Do(Verb::kConfirm, "amal", &standing), "");
  EXPECT_EQ(standing.state, State::kConfirmedByOne);
  EXPECT_NE(Do(Verb::kConfirm, "amal", &standing), "");
  EXPECT_EQ(standing.state, State::kConfirmedByOne);
  EXPECT_EQ(Do(Verb::kConfirm, "badr", &standing), "");
  EXPECT_EQ(standing.state, State::kConfirmedByTwo);
  EXPECT_EQ(standing.first_reader, "amal");
  EXPECT_EQ(standing.second_reader, "badr");
  EXPECT_NE(Do(Verb::kConfirm, "dina", &standing), "");
}

TEST(StandingTest, NobodyIsNoReader) {
  Standing standing;
  EXPECT_NE(Do(Verb::kConfirm, "", &standing), "");
  EXPECT_EQ(standing.state, State::kMachine);
}

TEST(StandingTest, ACorrectionTakesConfirmationsBack) {
  Standing standing;
  Do(Verb::kConfirm, "amal", &standing);
  Do(Verb::kConfirm, "badr", &standing);
  EXPECT_EQ(Do(Verb::kCorrect, "dina", &standing), "");
  EXPECT_EQ(standing.state, State::kInReview);
  // Who confirmed other values may read the new ones.
  EXPECT_EQ(Do(Verb::kConfirm, "amal", &standing), "");
  EXPECT_EQ(standing.state, State::kConfirmedByOne);
}

TEST(StandingTest, TheLastCorrectionOfAFieldHolds) {
  Standing standing;
  const Fact fact = MakeFact("f");
  ASSERT_TRUE(Advance(MakeCorrection(fact, "amal", "killed", "4", 1), &standing));
  ASSERT_TRUE(Advance(MakeCorrection(fact, "badr", "killed", "5", 2), &standing));
  ASSERT_EQ(standing.corrections.size(), 1u);
  EXPECT_EQ(standing.corrections[0].value, "5");
  EXPECT_EQ(standing.corrections[0].author, "badr");
  EXPECT_FALSE(Advance(MakeCorrection(fact, "amal", "killed", "many", 3), &standing));
  EXPECT_EQ(standing.corrections[0].value, "5");
}

TEST(StandingTest, ARejectedFactMustBeReopenedFirst) {
  Standing standing;
  EXPECT_EQ(Do(Verb::kReject, "amal", &standing), "");
  EXPECT_EQ(standing.state, State::kRejected);
  EXPECT_NE(Do(Verb::kConfirm, "badr", &standing), "");
  EXPECT_NE(Do(Verb::kCorrect, "badr", &standing), "");
  EXPECT_NE(Do(Verb::kReject, "badr", &standing), "");
  EXPECT_EQ(Do(Verb::kReopen, "badr", &standing), "");
  EXPECT_EQ(standing.state, State::kInReview);
  EXPECT_EQ(Do(Verb::kConfirm, "badr", &standing), "");
}

TEST(StandingTest, TheFirstReaderIsNotAssignedTheSecondReading) {
  Standing standing;
  EXPECT_EQ(Do(Verb::kAssign, "amal", &standing, "badr"), "");
  EXPECT_EQ(standing.state, State::kInReview);
  EXPECT_EQ(standing.assignee, "badr");
  EXPECT_EQ(Do(Verb::kConfirm, "badr", &standing), "");
  EXPECT_EQ(standing.assignee, "");
  EXPECT_NE(Do(Verb::kAssign, "amal", &standing, "badr"), "");
  EXPECT_EQ(Do(Verb::kAssign, "amal", &standing, "dina"), "");
}

TEST(StandingTest, ACommentChangesNoState) {
  Standing standing;
  EXPECT_NE(Do(Verb::kComment, "amal", &standing), "");
  EXPECT_EQ(Do(Verb::kComment, "amal", &standing, "see page two"), "");
  EXPECT_EQ(standing.state, State::kMachine);
  EXPECT_EQ(standing.comments, 1u);
}

TEST(StandingTest, ADuplicateIsRejectedAndNamesTheOther) {
  Standing standing;
  EXPECT_NE(Do(Verb::kDuplicate, "amal", &standing, "f"), "");
  EXPECT_EQ(Do(Verb::kDuplicate, "amal", &standing, "g"), "");
  EXPECT_EQ(standing.state, State::kRejected);
  EXPECT_EQ(standing.duplicate_of, "g");
  EXPECT_EQ(Do(Verb::kReopen, "amal", &standing), "");
  EXPECT_EQ(standing.duplicate_of, "");
}

TEST(StandingTest, OnlyACommitmentIsClosed) {
  Standing standing;
  EXPECT_NE(Do(Verb::kClose, "amal", &standing, "done"), "");
  EXPECT_EQ(Do(Verb::kClose, "amal", &standing, "met"), "");
  EXPECT_EQ(standing.closed_as, "met");
  Standing event;
  Action action = MakeAction(Verb::kClose, MakeFact("f"), "amal");
  action.note = "met";
  EXPECT_FALSE(Advance(action, &event));
}

TEST(StandingTest, ReleasingAFieldGivesItBackToTheRules) {
  Standing standing;
  EXPECT_NE(Do(Verb::kRelease, "amal", &standing), "");
  Do(Verb::kCorrect, "amal", &standing);
  EXPECT_TRUE(standing.Binds());
  EXPECT_EQ(Do(Verb::kRelease, "amal", &standing), "");
  EXPECT_FALSE(standing.Binds());
}

TEST(StandingTest, ReplayingLeavesOutWhatIsNotPossible) {
  const Fact fact = MakeFact("f");
  const auto standings = StandingsOf({MakeAction(Verb::kConfirm, fact, "amal", 1),
                                      MakeAction(Verb::kConfirm, fact, "amal", 2),
                                      MakeAction(Verb::kReject, MakeFact("g"), "amal", 3)});
  ASSERT_EQ(standings.size(), 2u);
  EXPECT_EQ(standings.at("f").state, State::kConfirmedByOne);
  EXPECT_EQ(standings.at("f").last_seq, 1u);
  EXPECT_EQ(standings.at("g").state, State::kRejected);
}

TEST(ActionTest, AnActionReadsBackWhole) {
  Action action =
      MakeCorrection(MakeFact("f"), "amal", "place", "\u0628\u063a\u062f\u0627\u062f", 3);
  action.note = "a \"note\"";
  action.facts = {"a", "b"};
  action.apart = {"c"};
  const std::string record = ActionRecord(action);
  const Result<Action> back = ParseActionRecord(record);
  ASSERT_TRUE(back.has_value()) << back.error().ToString();
  EXPECT_EQ(ActionRecord(*back), record);
  EXPECT_EQ(back->fields, action.fields);
  EXPECT_EQ(back->apart, action.apart);
  EXPECT_EQ(back->seen->killed, action.seen->killed);
  EXPECT_FALSE(ParseActionRecord("{}").has_value());
  EXPECT_FALSE(ParseActionRecord("x").has_value());
}

}  // namespace
}  // namespace tadwin::review

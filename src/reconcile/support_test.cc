// Behind every value stand its tellings, and a toll is told as a sequence.
#include "reconcile/support.h"

#include <gtest/gtest.h>

#include "reconcile/test_ledger.h"

namespace tadwin::reconcile {
namespace {

std::string Dump(const std::vector<TollStep>& steps) {
  std::string text;
  for (const TollStep& step : steps) {
    text += (text.empty() ? "" : " ") + step.value + (step.rises ? "+" : "") +
            (step.falls ? "-" : "") + "@" + step.telling.fact;
  }
  return text;
}

TEST(SupportTest, ATollThatRisesAndFallsIsASequence) {
  TestLedger l;
  l.Add("c", "c").Violence("ied").Killed(7).Told("2020-09-17");
  l.Add("a", "a").Violence("ied").Killed(3).Told("2020-09-15");
  l.Add("b", "b").Violence("ied").Killed(3).Told("2020-09-16");
  l.Add("d", "d").Violence("ied").Killed(5).Told("2020-09-18");
  l.Add("u", "u").Violence("ied").Killed(9);
  l.Group({"a", "b", "c", "d", "u"});
  const LedgerView& ledger = l.View();
  const auto tolls = TollsOf(ledger, ledger.incidents().front());
  ASSERT_EQ(tolls.size(), 1u);
  EXPECT_EQ(tolls[0].field, "killed");
  EXPECT_EQ(Dump(tolls[0].steps), "3@a 7+@c 5-@d");
  EXPECT_EQ(Dump(tolls[0].undated), "9@u");
  EXPECT_EQ(tolls[0].low, 3);
  EXPECT_EQ(tolls[0].high, 9);
}

TEST(SupportTest, EveryValueKnowsWhenAndByWhomItWasToldFirstAndLast) {
  TestLedger l;
  l.Add("b", "b").Violence("ied").Day("2020-09-14").Told("2020-09-16");
  l.Add("a", "a")
      .Violence("ied")
      .Day("2020-09-14")
      .Told("2020-09-15")
      .Said("police", SpeakerType::kGovernment);
  l.Add("u", "u").Violence("ied").Day("2020-09-13");
  l.Group({"a", "b", "u"});
  const LedgerView& ledger = l.View();
  for (const FieldSupport& field : SupportOf(ledger, ledger.incidents().front())) {
    if (field.field->field != "start") continue;
    ASSERT_EQ(field.values.size(), 2u);
    EXPECT_FALSE(field.values[0].first_told.has_value());
    const ValueSupport& value = field.values[1];
    EXPECT_EQ(ToIso(*value.first_told) + value.first_doc, "2020-09-15a");
    EXPECT_EQ(ToIso(*value.last_told) + value.last_doc, "2020-09-16b");
    EXPECT_EQ(value.statuses, (std::vector<std::pair<std::string, std::string>>{
                                  {"", "asserted"}, {"police", "attributed"}}));
  }
}

}  // namespace
}  // namespace tadwin::reconcile

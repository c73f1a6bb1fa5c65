#include "review/coders.h"

#include <gtest/gtest.h>

#include "review/fields.h"
#include "review/test_fact.h"

namespace tadwin::review {
namespace {

Fact Killing(const std::string& id, const std::string& mode, double killed) {
  Fact fact = MakeFact(id);
  fact.mode = mode;
  fact.killed = Quantity{killed, killed, killed};
  return fact;
}

const FieldAgreement* Find(const std::vector<FieldAgreement>& all, const std::string& field) {
  for (const FieldAgreement& one : all) {
    if (one.field == field) return &one;
  }
  return nullptr;
}

TEST(CodersTest, WhatAReaderConfirmsIsCodedAsTheRulesDid) {
  std::vector<CodedFact> facts;
  for (const auto& [id, mode, killed] :
       {std::tuple("a", "aerial", 1.0), std::tuple("b", "", 5.0)}) {
    const Fact fact = Killing(id, mode, killed);
    facts.push_back({fact, {MakeAction(Verb::kConfirm, fact, "amal")}});
  }
  const auto all = AgreementByField(facts, Coders::kRulesAndPeople);
  const FieldAgreement* mode = Find(all, "mode");
  ASSERT_NE(mode, nullptr);
  EXPECT_DOUBLE_EQ(*mode->alpha.coefficient, 1.0);
  EXPECT_DOUBLE_EQ(*mode->kappa->coefficient, 1.0);
  EXPECT_EQ(mode->coders, (std::vector<std::string>{"amal", "rules"}));
  EXPECT_DOUBLE_EQ(*Find(all, "killed")->alpha.coefficient, 1.0);
  EXPECT_EQ(Find(all, "killed")->scale, Scale::kInterval);
  // What nobody knows anything of does not vary.
  EXPECT_FALSE(Find(all, "weapon")->alpha.coefficient.has_value());
  EXPECT_EQ(Find(all, "injured"), nullptr);
  EXPECT_TRUE(AgreementByField(facts, Coders::kPeople).empty());
}

TEST(CodersTest, ACorrectionCodesItsFieldsOnly) {
  const Fact a = Killing("a", "aerial", 1);
  const Fact b = Killing("b", "", 5);
  const auto all = AgreementByField({{a, {MakeCorrection(a, "amal", "mode", "explosives")}},
                                     {b, {MakeCorrection(b, "amal", "mode", "aerial")}}},
                                    Coders::kRulesAndPeople);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].field, "mode");
  EXPECT_DOUBLE_EQ(all[0].alpha.agreed, 0.0);
  EXPECT_LT(*all[0].alpha.coefficient, 0.0);
}

TEST(CodersTest, TwoReadersAreComparedWithoutTheRules) {
  const Fact seen = Killing("a", "aerial", 3);
  Fact corrected = seen;
  ASSERT_TRUE(SetField("killed", "4", "", &corrected));
  const Fact other = Killing("b", "", 9);
  const auto all = AgreementByField(
      {{seen,
        {MakeAction(Verb::kConfirm, seen, "amal"), MakeAction(Verb::kConfirm, corrected, "badr")}},
       {other,
        {MakeAction(Verb::kConfirm, other, "amal"), MakeAction(Verb::kConfirm, other, "badr")}}},
      Coders::kPeople);
  EXPECT_EQ(Find(all, "killed")->alpha.units, 2u);
  EXPECT_DOUBLE_EQ(Find(all, "killed")->alpha.agreed, 0.5);
  EXPECT_GT(*Find(all, "killed")->alpha.coefficient, 0.9);  // 3 and 4 against 9 and 9
  EXPECT_DOUBLE_EQ(*Find(all, "mode")->alpha.coefficient, 1.0);
}

}  // namespace
}  // namespace tadwin::review

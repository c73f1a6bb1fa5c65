// Cues are found as whole words, in their sentence, conjunctions allowed for.
#include "reconcile/cues.h"

#include <numeric>

#include <gtest/gtest.h>

#include "reconcile/test_ledger.h"

namespace tadwin::reconcile {
namespace {

Text Plain(const std::string& words) {
  Text text;
  text.folded = words;
  text.begin_of.resize(words.size());
  std::iota(text.begin_of.begin(), text.begin_of.end(), 0);
  text.end_of = text.begin_of;
  for (uint32_t& end : text.end_of) ++end;
  return text;
}

std::string Found(const std::string& words) {
  std::vector<Error> errors;
  const rules::RuleSet rules = rules::RuleSet::Parse(
      {{"ar/link/relation_words.tsv",
        "words\trelation\nin answer to|to avenge a\tresponse\nanswer to\tresponse\n"}},
      &errors);
  const CueReader reader =
      CueReader::Create(rules, [](std::string_view text) { return std::string(text); }, &errors);
  EXPECT_TRUE(errors.empty());
  std::string text;
  for (const Cue& cue : reader.Read(Plain(words))) {
    text += words.substr(cue.span.begin, cue.span.size()) + " in [" +
            words.substr(cue.sentence.begin, cue.sentence.size()) + "]" +
            (cue.leads ? " leads" : "") + "\n";
  }
  return text;
}

TEST(CuesTest, TheLongestWordsOfOneSentenceAreFound) {
  EXPECT_EQ(Found("One hit. They struck in answer to it! Then 2.5 more"),
            "in answer to in [ They struck in answer to it]\n");
  EXPECT_EQ(Found("in answer to 2.5 raids, they struck\nanswer too"),
            "in answer to in [in answer to 2.5 raids, they struck] leads\n");
}

TEST(CuesTest, ALastWordOfOneLetterIsAPrefix) {
  EXPECT_EQ(Found("they struck to avenge aman"), "to avenge a in [they struck to avenge aman]\n");
  EXPECT_EQ(Found("they struck to avenge a man"), "");
  EXPECT_EQ(Found("they reanswer to it"), "");
}

TEST(CuesTest, TheBuiltInTableLoads) {
  std::vector<Error> errors;
  CueReader::Create(
      BuiltInRules(), [](std::string_view text) { return std::string(text); }, &errors);
  EXPECT_TRUE(errors.empty());
}

}  // namespace
}  // namespace tadwin::reconcile

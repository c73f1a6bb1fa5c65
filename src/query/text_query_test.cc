#include "query/text_query.h"

#include <gtest/gtest.h>

namespace tadwin::query {
namespace {

std::string ErrorOf(const std::string& text) {
  const Result<TextQuery> query = ParseTextQuery(text, nullptr);
  return query ? "" : query.error().message;
}

// The words found, each in brackets.
std::string Found(const std::string& query, const std::string& text) {
  const Result<TextQuery> parsed = ParseTextQuery(query, nullptr);
  EXPECT_TRUE(parsed.has_value()) << (parsed ? "" : parsed.error().message);
  std::string found;
  if (!parsed) return found;
  for (const Span& span : FindMatches(*parsed, text, nullptr)) {
    found += "[" + text.substr(span.begin, span.end - span.begin) + "]";
  }
  return found;
}

TEST(TextQueryTest, EveryOperatorFindsItsWords) {
  const std::string text = "the embassy closed, embassies in the old city; Old city walls";
  EXPECT_EQ(Found("embassy", text), "[embassy]");
  EXPECT_EQ(Found("embass*", text), "[embassy][embassies]");
  EXPECT_EQ(Found("\"old city\"", text), "[old city][Old city]");
  EXPECT_EQ(Found("\"old cit\"*", text), "[old city][Old city]");
  EXPECT_EQ(Found("closed OR walls", text), "[closed][walls]");
  EXPECT_EQ(Found("closed walls", text), "[closed][walls]");
  EXPECT_EQ(Found("closed AND (walls OR none)", text), "[closed][walls]");
  EXPECT_EQ(Found("city NOT river", text), "[city][city]");
  EXPECT_EQ(Found("NEAR(embassy embassies, 1)", text), "[embassy][embassies]");
  EXPECT_EQ(Found("NEAR(embassies embassy, 1)", text), "[embassy][embassies]");
  EXPECT_EQ(Found("NEAR(embassy embassies, 0)", text), "");
}

TEST(TextQueryTest, BadWritingIsTold) {
  EXPECT_EQ(ErrorOf(""), "q: words to look for are missing at the end");
  EXPECT_EQ(ErrorOf("a OR"), "q: words to look for are missing at the end");
  EXPECT_EQ(ErrorOf("(a"), "q: a ( without its )");
  EXPECT_EQ(ErrorOf("a)"), "q: a ) without its (");
  EXPECT_EQ(ErrorOf("()"), "q: words are missing before a )");
  EXPECT_EQ(ErrorOf("\"a"), "q: a \" without its other \"");
  EXPECT_EQ(ErrorOf("NOT a"), "q: NOT needs words before it: a NOT b");
  EXPECT_NE(ErrorOf("OR a").find("need words before them"), std::string::npos);
  EXPECT_EQ(ErrorOf("NEAR(a, 5)"), "q: NEAR(a b, 5) needs two whole words");
  EXPECT_NE(ErrorOf("NEAR(a b, x)").find("0 to 100"), std::string::npos);
  EXPECT_NE(ErrorOf("NEAR(a b, 999999999999)").find("0 to 100"), std::string::npos);
  EXPECT_EQ(ErrorOf("NEAR(a b"), "q: NEAR( without its )");
  EXPECT_EQ(ErrorOf("a *"), "q: there is no letter or number in `*`");
  EXPECT_EQ(ErrorOf(std::string(300, '(')), "q: brackets are nested too deep");
  EXPECT_EQ(ErrorOf(std::string(300, 'a')), "q: a word of more than 200 bytes");
}

}  // namespace
}  // namespace tadwin::query

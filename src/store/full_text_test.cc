// Both engines divide a text into the same words.
#include "store/full_text.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "store/sqlite_connection.h"

namespace tadwin::store {
namespace {

// What FTS5 makes of a text.
std::vector<std::string> WordsOfFts5(const std::string& text) {
  const auto connection = SqliteConnection::Open(":memory:", SqliteConnection::Access::kCreate);
  EXPECT_TRUE((*connection)
                  ->Execute("CREATE VIRTUAL TABLE t USING fts5 (x, "
                            "tokenize = 'unicode61 remove_diacritics 0'); "
                            "CREATE VIRTUAL TABLE v USING fts5vocab (t, instance);"));
  EXPECT_TRUE((*connection)->Prepare("INSERT INTO t VALUES (?)").Run(text));
  std::vector<std::string> words;
  Statement& query = (*connection)->Prepare("SELECT term FROM v ORDER BY offset");
  query.Start();
  EXPECT_TRUE(ForEachRow(&query, [&](const Statement& row) { words.push_back(row.Text(0)); }));
  return words;
}

TEST(FullTextTest, WordsAreThoseOfFts5) {
  for (const std::string text :
       {"", " ", "one Two,THREE-4.5", "\u0642\u062a\u0644 3 \u062c\u0646\u0648\u062f\u060c \u0648",
        "\u00abx\u00bb\u061f y\u061b", "e\u0301t\u00c9 \u0301a", "\u0661\u0662\u0663 \u0640a",
        "a_b a'b", "\U0001F600 z", "\u200fx\u200e"}) {
    EXPECT_EQ(SearchWords(text), WordsOfFts5(text)) << text;
  }
}

TEST(FullTextTest, RandomArabicTextsAreDividedAlike) {
  std::mt19937 random(1);
  // Without vowel marks, which folded text does not have.
  const std::vector<std::string> letters = {
      "\u0627", "\u0628", "\u0642", "\u0629", "\u0649", " ", " ",      "\u060c", "\u061f",
      ".",      "1",      "\u0663", "\n",     "\u00ab", "B", "\u0640", "-",      "\u06a9"};
  for (int i = 0; i < 200; ++i) {
    std::string text;
    for (size_t n = random() % 60; n > 0; --n) text += letters[random() % letters.size()];
    EXPECT_EQ(SearchWords(text), WordsOfFts5(text)) << text;
  }
}

TEST(FullTextTest, AVectorHoldsNoMoreThanItMay) {
  EXPECT_EQ(SearchVector({"a", "b", "a"}), "'a':1 'b':2 'a':3 ");
  EXPECT_EQ(SearchVector({std::string(3000, 'x'), "b"}), "'b':2 ");
  std::vector<std::string> many;
  for (int i = 0; i < 300'000; ++i) many.push_back("word" + std::to_string(i));
  const std::string vector = SearchVector(many);
  EXPECT_LT(vector.find("'word40000'"), vector.size());
  EXPECT_EQ(vector.find("'word299999'"), std::string::npos);
}

}  // namespace
}  // namespace tadwin::store

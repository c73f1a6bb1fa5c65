// Words that count as the same, gold rows, scores that add up, rows of CSV, alignment.

#include <gtest/gtest.h>

#include <algorithm>

#include "compare/align.h"
#include "compare/csv_reader.h"
#include "compare/gold.h"
#include "compare/reference.h"
#include "compare/score.h"
#include "compare/words.h"

namespace tadwin::compare {
namespace {

TEST(SameWordsTest, SpellingArticleAndOrderDoNotMatter) {
  // al-jaysh al-iraqi / lil-jaysh al-iraqi with hamza and marks
  EXPECT_TRUE(SameWords("\u0627\u0644\u062C\u064A\u0634 \u0627\u0644\u0639\u0631\u0627\u0642\u064A",
                        "\u0644\u0644\u062C\u064A\u0634 \u0639\u0631\u0627\u0642\u0649"));
  EXPECT_TRUE(SameWords("\u062C\u0646\u0648\u062F", "3 \u062C\u064F\u0646\u0648\u062F"));
  EXPECT_FALSE(SameWords("\u062C\u0646\u0648\u062F", "\u0645\u062F\u0646\u064A\u0648\u0646"));
  EXPECT_FALSE(SameWords("", "x"));
}

TEST(CsvReaderTest, ReadsQuotesLineEndsSeparatorsAndMarks) {
  CsvReader csv(
      "\xEF\xBB\xBF"
      "a;b;c\r\n1;\"x;\"\"y\"\"\nz\";\r\n\r\n'=2;'quoted';3\n\"torn;1");
  CsvRecord row;
  ASSERT_TRUE(csv.Next(&row));
  EXPECT_EQ(row.cells, (std::vector<std::string>{"a", "b", "c"}));
  ASSERT_TRUE(csv.Next(&row));
  EXPECT_EQ(row.line, 2u);
  EXPECT_EQ(row.cells, (std::vector<std::string>{"1", "x;\"y\"\nz", ""}));
  ASSERT_TRUE(csv.Next(&row));
  EXPECT_EQ(row.line, 5u);
  EXPECT_EQ(row.cells, (std::vector<std::string>{"=2", "'quoted'", "3"}));
  ASSERT_TRUE(csv.Next(&row));
  EXPECT_TRUE(row.torn);
  EXPECT_FALSE(csv.Next(&row));
}

TEST(ReadReferenceDateTest, ReadsWhatPeopleWrite) {
  const DateInterval day{FromCivil(2020, 9, 15), FromCivil(2020, 9, 15)};
  for (const char* text : {"2020-09-15", "15 September 2020", "15-Sep-2020", "15/09/2020"}) {
    EXPECT_EQ(ReadReferenceDate(text), day) << text;
  }
  for (const char* text : {"", "09/15/2020", "soon", "31 June 2020", "1 2 3"}) {
    EXPECT_EQ(ReadReferenceDate(text), std::nullopt) << text;
  }
}

TEST(GoldTest, RowsOfBothFormatsAreReadAndMistakesHaveALine) {
  const std::string text = "ab \u0647\u062C\u0648\u0645 cd";
  const auto rows = ReadGoldRows(
      R"({"kind":"event","quote":")"
      "\u0647\u062C\u0648\u0645"
      R"(","plover":"ASSAULT","subtype":"other","actor":["x"],"killed":3,"place":null})"
      "\n\n"
      R"({"kind":"event","begin":3,"end":7,"plover":"ASSAULT","actor":[{"text":"x"}],)"
      R"("killed":{"low":2,"best":null,"high":9},"place":{"text":"p","lat":1,"lon":2}})"
      "\n"
      R"({"kind":"repeat","ids":[]})",
      text, "g");
  ASSERT_TRUE(rows) << rows.error().ToString();
  ASSERT_EQ(rows->size(), 2u);
  EXPECT_EQ((*rows)[0].spans[0], (*rows)[1].spans[0]);
  EXPECT_EQ((*rows)[0].killed->number, 3);
  EXPECT_TRUE((*rows)[1].killed->is_range);
  EXPECT_EQ((*rows)[1].actors, std::vector<std::string>{"x"});
  EXPECT_EQ((*rows)[1].lat, 1);
  const auto mistake = [&](const char* row) { return ReadGoldRows(row, text, "g").error(); };
  EXPECT_EQ(mistake("\n{").where, "g:2");
  EXPECT_NE(mistake(R"({"kind":"event","quote":"no","plover":"ASSAULT"})").message.find("quote"),
            std::string::npos);
  EXPECT_NE(mistake(R"({"kind":"event","begin":3,"end":99,"plover":"A"})").message.find("range"),
            std::string::npos);
}

TEST(ScoreTest, CountsAddUpAndAreDrawnTheSameEveryTime) {
  GoldArticle gold;
  gold.name = "a";
  gold.text = "attack raid pledge";
  GoldFact attack;
  attack.plover = "ASSAULT";
  attack.trigger = "attack";
  attack.spans = {{0, 6}};
  attack.start = "2020-09";
  GoldFact raid = attack;
  raid.trigger = "raid";
  raid.spans = {{7, 11}};
  gold.facts = {attack, raid};
  Fact coded;
  coded.kind = FactKind::kEvent;
  coded.plover = "ASSAULT";
  coded.span = {0, 6};
  coded.text = "attack";
  coded.time.start = FromCivil(2020, 9, 3);
  Fact other = coded;
  other.plover = "PROTEST";
  const ArticleScore score = ScoreArticle(gold, {coded, other});
  EXPECT_EQ(score.kinds.at("event").right, 1u);
  EXPECT_EQ(score.kinds.at("event").wrong, 1u);
  EXPECT_EQ(score.kinds.at("event").missed, 1u);
  EXPECT_EQ(score.fields.at("event.start").right, 1u);  // the month told takes the day in
  ArticleScore good = ScoreArticle(gold, {coded});
  good.name = "b";
  const Evaluation first = Evaluate({score, good});
  const Evaluation second = Evaluate({score, good});
  EXPECT_EQ(first.worst_first.front().name, "a");
  EXPECT_EQ(first.gold, 4u);
  EXPECT_EQ(first.coded, 3u);
  const Figure& event = first.kinds.front();
  EXPECT_LE(event.low, event.value);
  EXPECT_GE(event.high, event.value);
  EXPECT_LT(event.low, event.high);
  EXPECT_EQ(event.low, second.kinds.front().low);
  EXPECT_EQ(event.high, second.kinds.front().high);
}

ComparedEvent Event(const std::string& id, int day, double lat, double lon) {
  ComparedEvent event;
  event.id = id;
  event.type = "ASSAULT";
  event.when = DateInterval{FromCivil(2020, 9, day), FromCivil(2020, 9, day)};
  event.lat = lat;
  event.lon = lon;
  return event;
}

TEST(AlignTest, EveryEventIsInOneListAndTheBestPairWins) {
  std::vector<ComparedEvent> a = {Event("a1", 1, 33.3, 44.4), Event("a2", 2, 33.3, 44.4),
                                  Event("a3", 20, 33.3, 44.4)};
  std::vector<ComparedEvent> b = {Event("b1", 2, 33.31, 44.4), Event("b2", 20, 36.3, 43.1),
                                  Event("b3", 20, 33.3, 44.4)};
  a.push_back(Event("a4", 1, 0, 0));
  a.back().when.reset();
  b[2].type = "PROTEST";
  const Alignment found = Align(a, b, {});
  ASSERT_EQ(found.pairs.size(), 1u);
  EXPECT_EQ(a[found.pairs[0].first].id, "a2");  // the same day beats the day before
  EXPECT_EQ(b[found.pairs[0].second].id, "b1");
  EXPECT_EQ(found.only_first, (std::vector<size_t>{0, 2}));
  EXPECT_EQ(found.only_second, (std::vector<size_t>{1, 2}));
  EXPECT_EQ(found.undated_first, (std::vector<size_t>{3}));
  for (const FieldAgreement& field : found.fields) {
    EXPECT_EQ(field.agree + field.differ + field.only_first + field.only_second + field.neither, 1u)
        << field.field;
  }
}

TEST(AlignTest, TheOrderOfEventsDoesNotMatter) {
  std::vector<ComparedEvent> a, b;
  for (int i = 0; i < 12; ++i) {
    a.push_back(Event("a" + std::to_string(i), 1 + i % 5, 33.0 + i * 0.05, 44));
    b.push_back(Event("b" + std::to_string(i), 1 + i % 4, 33.0 + i * 0.06, 44));
  }
  const auto ids = [](const std::vector<ComparedEvent>& x, const std::vector<ComparedEvent>& y) {
    std::vector<std::string> out;
    for (const AlignedPair& pair : Align(x, y, {}).pairs) {
      out.push_back(x[pair.first].id + y[pair.second].id);
    }
    return out;
  };
  const auto before = ids(a, b);
  EXPECT_FALSE(before.empty());
  std::reverse(a.begin(), a.end());
  std::reverse(b.begin(), b.end());
  EXPECT_EQ(ids(a, b), before);
}

TEST(AlignTest, DistancesAreThoseOfTheGlobe) {
  EXPECT_NEAR(DistanceKm(33.3152, 44.3661, 36.34, 43.13), 355, 3);  // Baghdad to Mosul
}

}  // namespace
}  // namespace tadwin::compare

#include "reuse/reuse.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "reuse/words.h"

namespace tadwin::reuse {
namespace {

constexpr char kWire[] =
    "gunmen opened fire on a checkpoint near the river before dawn killing two guards and fled "
    "towards the hills in a white truck";
constexpr char kMayor[] =
    "the mayor told reporters that schools would stay shut until the roads were cleared of mines";

std::vector<uint32_t> WordsOf(const std::string& text) {
  return NumberWords(text, SplitWords(text));
}

Document Make(const std::string& name, const char* date, const std::string& text) {
  Document document{name, name, std::nullopt, WordsOf(text)};
  if (*date != 0) document.published = ParseIsoDate(date)->start;
  return document;
}

// "copy<source(first) words how", one line for each passage.
std::string Tell(const std::vector<Document>& documents, ReuseOptions options = {}) {
  std::ostringstream out;
  for (const Passage& p : FindReuse(documents, options)) {
    out << documents[p.document].name << "<" << documents[p.source].name << "("
        << documents[p.first].name << ") " << p.shared.same
        << (IsVerbatim(p.shared) ? " verbatim\n" : " edited\n");
  }
  return out.str();
}

TEST(Words, MarksAndBlanksAreNone) {
  EXPECT_EQ(SplitWords("").size(), 0u);
  EXPECT_EQ(SplitWords(" -- (a) b2,\xD8\x8C c\n").size(), 3u);
}

TEST(Align, EditsWithinAPassageKeepItOne) {
  const auto one = WordsOf("x y gunmen opened fire on a small checkpoint near the river at dawn z");
  const auto other = WordsOf("gunmen opened fire on a checkpoint near the old river at dawn today");
  const auto found = Align(one, other, 6);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0], (SharedPassage{2, 14, 0, 12, 11}));
  EXPECT_FALSE(IsVerbatim(found[0]));
}

TEST(Align, ChangedWordsNearAnEndBelongToThePassage) {
  const auto one = WordsOf("four men gunmen opened fire on a checkpoint near the river left dawn");
  const auto other =
      WordsOf("four tall men then gunmen opened fire on a checkpoint near the river");
  const auto found = Align(one, other, 6);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0], (SharedPassage{0, 11, 0, 13, 11}));
}

TEST(Align, PassageMayBeTheWholeText) {
  const auto one = WordsOf(kWire);
  const auto found = Align(one, one, 6);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_TRUE(IsVerbatim(found[0]));
  EXPECT_EQ(found[0].same, one.size());
}

TEST(Reuse, VerbatimPassageIsTakenFromTheEarlierText) {
  EXPECT_EQ(Tell({Make("late", "2024-01-02", std::string("our man writes ") + kWire),
                  Make("early", "2024-01-01", kWire)}),
            "late<early(early) 23 verbatim\n");
}

TEST(Reuse, EditedPassageIsFound) {
  EXPECT_EQ(Tell({Make("a", "2024-01-01", kWire),
                  Make("b", "2024-01-02",
                       "armed men opened fire on a checkpoint near the old river before dawn "
                       "killing two guards and fled to the hills in a white truck")}),
            "b<a(a) 21 edited\n");
}

TEST(Reuse, StitchedTextIsToldPassageByPassage) {
  EXPECT_EQ(Tell({Make("a", "2024-01-01", kWire), Make("b", "2024-01-01", kMayor),
                  Make("c", "2024-01-02", std::string(kMayor) + " elsewhere " + kWire)}),
            "c<b(b) 16 verbatim\nc<a(a) 23 verbatim\n");
}

TEST(Reuse, CopyOfACopyKnowsWhereTheWordsFirstStood) {
  const std::string edited = std::string("witnesses said armed ") + (kWire + 7);
  EXPECT_EQ(Tell({Make("a", "2024-01-01", kWire), Make("b", "2024-01-02", edited),
                  Make("c", "2024-01-03", edited)}),
            "b<a(a) 22 verbatim\nc<b(a) 25 verbatim\n");
}

TEST(Reuse, OfEqualSourcesTheEarliestIsNamed) {
  EXPECT_EQ(Tell({Make("a", "2024-01-01", kWire), Make("b", "2024-01-02", kWire),
                  Make("c", "2024-01-03", kWire)}),
            "b<a(a) 23 verbatim\nc<a(a) 23 verbatim\n");
}

TEST(Reuse, SharedFormulasBelowTheMinimumAreNoPassage) {
  const std::string formula = "the ministry said in a statement";
  const std::vector<Document> documents = {
      Make("a", "2024-01-01", formula + " that prices fell"),
      Make("b", "2024-01-02", "rain fell all night and " + formula + " nobody was hurt")};
  EXPECT_EQ(Tell(documents, {.min_words = 7}), "");
  EXPECT_EQ(Tell(documents, {.min_words = 6}), "b<a(a) 6 verbatim\n");
}

TEST(Reuse, SameWordsInAnotherOrderAreNoPassage) {
  std::vector<uint32_t> words = WordsOf(kWire);
  Document shuffled = Make("b", "2024-01-02", kWire);
  std::reverse(shuffled.words.begin(), shuffled.words.end());
  EXPECT_EQ(Tell({Make("a", "2024-01-01", kWire), shuffled}), "");
}

TEST(Reuse, DatesDecideAndNamesOnlyOnTheSameDay) {
  const std::vector<Document> documents = {Make("a", "2024-01-01", kWire),
                                           Make("b", "2024-01-01", kWire), Make("0", "", kWire)};
  const std::vector<Passage> found = FindReuse(documents, {});
  ASSERT_EQ(found.size(), 2u);
  EXPECT_FALSE(found[0].is_dated);
  EXPECT_EQ(documents[found[1].document].name, "0");
  EXPECT_FALSE(found[1].is_dated);
}

TEST(Reuse, OrderOfDocumentsDoesNotMatter) {
  std::vector<Document> documents;
  for (int i = 0; i < 40; ++i) {
    const std::string number = std::to_string(i);
    documents.push_back(Make("doc" + number, i % 3 == 0 ? "" : "2024-01-05",
                             number + (i % 2 == 0 ? kWire : kMayor) + number + " more " +
                                 (i % 5 == 0 ? kMayor : "words of its own")));
  }
  const std::string told = Tell(documents);
  EXPECT_FALSE(told.empty());
  std::reverse(documents.begin(), documents.end());
  EXPECT_EQ(Tell(documents), told);
  std::rotate(documents.begin(), documents.begin() + 13, documents.end());
  EXPECT_EQ(Tell(documents), told);
}

TEST(Reuse, EmptyAndShortTextsGiveNothing) {
  EXPECT_EQ(Tell({}), "");
  EXPECT_EQ(Tell({Make("a", "", ""), Make("b", "", "one two three"), Make("c", "", "one")}), "");
}

}  // namespace
}  // namespace tadwin::reuse

#include "annotate/words/tokens.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "word_text.h"

namespace tadwin::annotate {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

std::vector<std::string> Words(const TestText& text) {
  std::vector<std::string> words;
  for (uint32_t i = 0; i < text.document.tokens.size(); ++i) words.push_back(text.Word(i));
  return words;
}

// "w+l+Al+core+h" for every reading of token `index`; the enclitic follows a '-'.
std::vector<std::string> Readings(const TestText& text, uint32_t index = 0) {
  static constexpr std::string_view kNames[] = {"w", "f", "b", "k", "l", "s", "Al", "?"};
  std::vector<std::string> out;
  const Token& token = text.document.tokens[index];
  for (uint32_t r = 0; r < token.reading_count; ++r) {
    const Reading& reading = text.document.readings[token.first_reading + r];
    std::string line;
    for (int bit = 0; bit < 8; ++bit) {
      if (reading.proclitics & (1 << bit)) line += std::string(kNames[bit]) + "+";
    }
    line += ToBuckwalter(text.document.Core(reading));
    if (reading.has_enclitic) {
      line += "-" + ToBuckwalter(std::string_view(text.document.text.folded)
                                     .substr(reading.core_end, token.fold_end - reading.core_end));
    }
    out.push_back(line);
  }
  return out;
}

std::vector<std::string> ReadingsOf(std::string_view word) {
  return Readings(ReadBuckwalter(word));
}

TEST(TokeniserTest, KeepsDigitRunsAndTheirSeparatorsApart) {
  EXPECT_THAT(
      Words(ReadRaw("5,200 2.5 12:30 27/9 1-3")),
      ElementsAre("5", ",", "200", "2", ".", "5", "12", ":", "30", "27", "/", "9", "1", "-", "3"));
}

TEST(TokeniserTest, KeepsLatinNamesWithTheirDigitsAndRunsOfStops) {
  EXPECT_THAT(Words(ReadRaw("G4S F-16 ... x.y")),
              ElementsAre("g4s", "f", "-", "16", "...", "x", ".", "y"));
}

TEST(TokeniserTest, CutsWordsFromGluedDigits) {
  EXPECT_THAT(Words(ReadBuckwalter("25hjwmA")), ElementsAre("25", "hjwmA"));
}

TEST(TokeniserTest, GivesTheWholeWordFirst) { EXPECT_EQ(ReadingsOf("wAlHkwmp")[0], "wAlHkwmh"); }

TEST(TokeniserTest, CutsEverySequenceOfProclitics) {
  EXPECT_THAT(ReadingsOf("wbAlHkwmp"), Contains("w+b+Al+Hkwmh"));
  EXPECT_THAT(ReadingsOf("llmyly$yAt"), Contains("l+Al+myly$yAt"));
  EXPECT_THAT(ReadingsOf("lbnAn"), Contains("l+bnAn"));
  EXPECT_THAT(ReadingsOf("wsttHrk"), Contains("w+s+ttHrk"));
  EXPECT_THAT(ReadingsOf("fllErAq"), Contains("f+l+Al+ErAq"));
}

TEST(TokeniserTest, CutsPronounsBehindTheCore) {
  EXPECT_THAT(ReadingsOf("sfArthA"), Contains("sfArt-hA"));
  EXPECT_THAT(ReadingsOf("wsfArthm"), Contains("w+sfArt-hm"));
  EXPECT_THAT(ReadingsOf("Astdfwh"), Contains("Astdfw-h"));
  EXPECT_THAT(ReadingsOf("lhmA"), Contains("l-hmA"));
}

TEST(TokeniserTest, NeverReadsTaMarbutaAsAPronoun) {
  EXPECT_THAT(ReadingsOf("Hkwmp"), ElementsAre("Hkwmh"));
  EXPECT_THAT(ReadingsOf("Hkwmh"), Contains("Hkwm-h"));
}

TEST(TokeniserTest, GivesNoPronounToAWordWithTheArticle) {
  EXPECT_THAT(ReadingsOf("Alktlh"), Not(Contains("Al+ktl-h")));
}

TEST(TokeniserTest, ReadsFutureOnlyBeforeAnImperfect) {
  EXPECT_THAT(ReadingsOf("syqwl"), Contains("s+yqwl"));
  EXPECT_THAT(ReadingsOf("slAH"), ElementsAre("slAH"));
}

TEST(TokeniserTest, JoinsAConjunctionSetOffByABlank) {
  const TestText text = ReadBuckwalter("w r}ys l Aljmhwryp b dwn");
  EXPECT_THAT(Words(text), ElementsAre("w ryys", "l Aljmhwryh", "b", "dwn"));
  EXPECT_THAT(Readings(text), Contains("w+ryys"));
  EXPECT_THAT(Readings(text, 1), Contains("l+Al+jmhwryh"));
}

TEST(TokeniserTest, ToleratesAPrepositionRunIntoTheArticle) {
  EXPECT_THAT(ReadingsOf("fyAlErAq"), Contains("b+Al+ErAq"));
}

TEST(TokeniserTest, ReadsTheInterrogativeOnlyInAQuestion) {
  EXPECT_THAT(ReadingsOf(">lys *lk HqA?"), Contains("?+lys"));
  EXPECT_THAT(ReadingsOf(">qAl Alr}ys wzyrh"), Not(Contains("?+qAl")));
}

TEST(TokeniserTest, PointsBackToTheOriginalLetters) {
  const TestText text = ReadBuckwalter("  fiy bagodAda,");
  EXPECT_EQ(text.Raw(text.document.tokens[1].span), "bagodAda");
}

}  // namespace
}  // namespace tadwin::annotate

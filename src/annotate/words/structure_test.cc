#include "annotate/words/structure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "word_text.h"

namespace tadwin::annotate {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view kLong =
    "qAl AlmtHdv bAsm AlHkwmp fy mWtmr SHfy En Alqrar sySdr bEd AjtmAE Almjls gdA fy AlEASmp";

std::vector<std::string> Sentences(const TestText& text) {
  std::vector<std::string> out;
  for (const Sentence& sentence : text.document.sentences) out.push_back(text.Raw(sentence.span));
  return out;
}

std::vector<std::string> Quotations(const TestText& text) {
  std::vector<std::string> out;
  for (const Quotation& quotation : text.document.quotations) {
    out.push_back(text.Raw(quotation.span));
  }
  return out;
}

std::vector<ParagraphKind> Kinds(const TestText& text) {
  std::vector<ParagraphKind> out;
  for (const Paragraph& paragraph : text.document.paragraphs) out.push_back(paragraph.kind);
  return out;
}

TEST(SentenceTest, EndsAtStopsButNotInNumbersOrBehindAbbreviations) {
  EXPECT_THAT(Sentences(ReadBuckwalter("qAl d. slAm AnhA 2.5. vm gAdr. mA* jrY? Antht")),
              ElementsAre("qAl d. slAm AnhA 2.5.", "vm gAdr.", "mA* jrY?", "Antht"));
}

TEST(SentenceTest, EndsWhereNoBlankFollowsTheStop) {
  EXPECT_THAT(Sentences(ReadBuckwalter("Antht AlHrb.mn* Algzw")),
              ElementsAre("Antht AlHrb.", "mn* Algzw"));
}

TEST(SentenceTest, EndsAtTwoStopsUnlessACommaFollowsTheQuote) {
  EXPECT_THAT(Sentences(ReadBuckwalter("rsA}l mtDArbp.. A*A tm")),
              ElementsAre("rsA}l mtDArbp..", "A*A tm"));
  EXPECT_THAT(Sentences(ReadRaw(ToArabic("qAl \"ln njls..\"") + "\u060C " + ToArabic("wgAdr."))),
              ::testing::SizeIs(1));
}

TEST(SentenceTest, KeepsTheClosingQuoteWithItsSentence) {
  EXPECT_THAT(Sentences(ReadBuckwalter("qAl: \"ln ngAdr.\" wADAf")),
              ElementsAre("qAl: \"ln ngAdr.\"", "wADAf"));
}

TEST(SentenceTest, KeepsTheMarkOfAFootnoteWithItsSentence) {
  EXPECT_THAT(Sentences(ReadBuckwalter("Antht AlHrb.[1] vm gAdr.[12] wEAd")),
              ElementsAre("Antht AlHrb.[1]", "vm gAdr.[12]", "wEAd"));
}

TEST(SentenceTest, GoesOnWhereBracketsLeaveWordsOut) {
  EXPECT_THAT(Sentences(ReadBuckwalter("An AlwDE [...] xTyr. vm gAdr")),
              ElementsAre("An AlwDE [...] xTyr.", "vm gAdr"));
}

TEST(SentenceTest, EndsBehindAYearOfAnEraWhenAWordFollows) {
  EXPECT_THAT(Sentences(ReadBuckwalter("fy EAm 2003 m. wqAl")),
              ElementsAre("fy EAm 2003 m.", "wqAl"));
}

TEST(SentenceTest, HoldsEveryTokenAndNumbersIt) {
  const TestText text = ReadBuckwalter("wAHd. AvnAn!\nvlAvp");
  ASSERT_EQ(text.document.sentences.size(), 3u);
  for (uint32_t s = 0; s < 3; ++s) {
    const Sentence& sentence = text.document.sentences[s];
    for (uint32_t t = sentence.token_begin; t < sentence.token_end; ++t) {
      EXPECT_EQ(text.document.tokens[t].sentence, s);
    }
  }
  EXPECT_EQ(text.document.sentences[2].paragraph, 1u);
}

TEST(ParagraphTest, TellsHeadingsFromBody) {
  const std::string body = std::string(kLong) + ".";
  EXPECT_THAT(Kinds(ReadBuckwalter("tSAEd AlhjmAt\n" + body + "\nm$hd mEqd\n" + body)),
              ElementsAre(ParagraphKind::kHeading, ParagraphKind::kBody, ParagraphKind::kHeading,
                          ParagraphKind::kBody));
}

TEST(ParagraphTest, TakesAShortLineThatStandsAloneForBody) {
  EXPECT_THAT(Kinds(ReadBuckwalter("mqtl 3 fy hjwm")), ElementsAre(ParagraphKind::kBody));
}

TEST(ParagraphTest, SetsClutterAndCaptionsAside) {
  const std::string body = std::string(kLong) + ".\n";
  EXPECT_THAT(Kinds(ReadBuckwalter(body + "Aqr> >yDA: hjwm Axr\nSwrp >r$yfyp llsfArp\n" + body)),
              ElementsAre(ParagraphKind::kBody, ParagraphKind::kClutter, ParagraphKind::kCaption,
                          ParagraphKind::kBody));
}

TEST(ParagraphTest, SetsAShortLineToldBeforeAside) {
  const std::string body = std::string(kLong) + ".\n";
  EXPECT_THAT(Kinds(ReadBuckwalter("tSAEd AlhjmAt\n" + body + "tSAEd AlhjmAt\n" + body))[2],
              ParagraphKind::kClutter);
}

TEST(QuotationTest, ReadsEveryStyle) {
  for (const auto& [open, close] :
       std::vector<std::pair<std::string, std::string>>{{"\"", "\""},
                                                        {"\u201C", "\u201D"},
                                                        {"\u201D", "\u201C"},
                                                        {"\u00AB", "\u00BB"},
                                                        {"\u201E", "\u201C"},
                                                        {"'", "'"},
                                                        {"''", "''"},
                                                        {"\u2018", "\u2019"}}) {
    EXPECT_THAT(Quotations(ReadRaw(ToArabic("qAl l") + open + ToArabic("ln ngAdr") + close +
                                   ToArabic(" vm gAdr"))),
                ElementsAre("ln ngAdr"))
        << open;
  }
}

TEST(QuotationTest, Nests) {
  EXPECT_THAT(Quotations(ReadBuckwalter("qAl \"An \"AlHzb\" sygAdr\" gdA")),
              ElementsAre("An \"AlHzb\" sygAdr", "AlHzb"));
  EXPECT_THAT(Quotations(ReadRaw("\u201C" + ToArabic("An ") + "\u00AB" + ToArabic("AlHzb") +
                                 "\u00BB" + ToArabic(" gAdr") + "\u201D")),
              ::testing::SizeIs(2));
}

TEST(QuotationTest, EndsAnUnclosedOneWithItsParagraph) {
  EXPECT_THAT(Quotations(ReadBuckwalter("qAl: \"ln ngAdr\nwADAf Alwzyr")), ElementsAre("ln ngAdr"));
}

TEST(QuotationTest, QuotesTheParagraphThatClosesWhatTheOneBeforeLeftOpen) {
  EXPECT_THAT(Quotations(ReadBuckwalter("qAl: \"ln ngAdr.\nsnbqY hnA\". vm gAdr")),
              ElementsAre("ln ngAdr.", "snbqY hnA"));
}

TEST(QuotationTest, TakesAnApostropheInAWordForALetter) {
  EXPECT_THAT(Quotations(ReadRaw("Ma'rib Sana'a")), IsEmpty());
}

TEST(QuotationTest, ReadsALineOfManyMarksInLinearTime) {
  std::string line;
  for (int i = 0; i < 200000; ++i) line += i % 3 == 0 ? " 'a" : i % 3 == 1 ? " \"b" : "' c";
  const TestText text = ReadRaw(line);
  EXPECT_EQ(text.document.sentences.size(), 1u);
}

// Any text: tokens in order, each in one sentence, sentences and quotations inside paragraphs.
TEST(StructureTest, KeepsItsInvariantsOnAnyText) {
  EXPECT_TRUE(rc::check([] {
    const auto letters = rc::gen::container<std::vector<char>>(
        rc::gen::elementOf(std::string("wAlqbkh mny .\"'()?!,:-\n5x ..\" \n")));
    const std::vector<char> drawn = *letters;
    const TestText text = ReadBuckwalter(std::string(drawn.begin(), drawn.end()));
    const AnnotatedText& d = text.document;
    uint32_t token = 0;
    for (size_t s = 0; s < d.sentences.size(); ++s) {
      RC_ASSERT(d.sentences[s].token_begin == token);
      RC_ASSERT(d.sentences[s].token_end > token);
      for (; token < d.sentences[s].token_end; ++token) RC_ASSERT(d.tokens[token].sentence == s);
      RC_ASSERT(d.paragraphs[d.sentences[s].paragraph].span.Contains(d.sentences[s].span));
    }
    RC_ASSERT(token == d.tokens.size());
    for (size_t i = 1; i < d.tokens.size(); ++i) {
      RC_ASSERT(d.tokens[i - 1].span.end <= d.tokens[i].span.begin);
      RC_ASSERT(d.tokens[i].reading_count > 0);
    }
    for (const Quotation& q : d.quotations) {
      RC_ASSERT(q.token_begin < q.token_end);
      const uint32_t paragraph = d.sentences[d.tokens[q.token_begin].sentence].paragraph;
      RC_ASSERT(d.sentences[d.tokens[q.token_end - 1].sentence].paragraph == paragraph);
    }
    for (const Reading& reading : d.readings) RC_ASSERT(reading.core_begin < reading.core_end);
  }));
}

}  // namespace
}  // namespace tadwin::annotate

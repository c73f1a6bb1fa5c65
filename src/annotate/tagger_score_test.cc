// The tagger's points for a word, put together from a memory of spellings, are the sums of the
// weights of the features that training sees.

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "annotate/names/tagger.h"
#include "lexicon_text.h"

namespace tadwin::annotate {
namespace {

class TaggerScoreTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const LexiconReaders& readers = LexiconReaders::BuiltIn();
    std::vector<Error> errors;
    names_.Build(readers.grammar);
    features_.Build(readers.grammar, &names_);
    weights_.Load(*readers.grammar.rules, &errors);
    ASSERT_TRUE(errors.empty());
    ASSERT_FALSE(weights_.empty());
  }

  // Adds the words of `text` that some feature gives points.
  void Check(const std::string& text) {
    const TestText read = ReadWithLexicon(ToArabic(text));
    const auto views = ViewWords(read.document, LexiconReaders::BuiltIn().lexicon);
    for (const Sentence& sentence : read.document.sentences) {
      const SentenceFeatures features = features_.Read(read.document, views, sentence);
      const auto scores = features_.Score(weights_, read.document, views, sentence);
      ASSERT_EQ(scores.size(), features.size());
      for (size_t i = 0; i < scores.size(); ++i) {
        LabelScores sum{};
        for (const uint32_t feature : features[i]) weights_.AddTo(feature, &sum);
        EXPECT_EQ(scores[i], sum) << text << ", word " << i;
        words_with_points_ += sum != LabelScores{} ? 1 : 0;
      }
    }
  }

  NameLexicon names_;
  FeatureReader features_;
  FeatureWeights weights_;
  size_t words_with_points_ = 0;
};

TEST_F(TaggerScoreTest, PointsAreTheSumsOfTheFeaturesOfAWord) {
  for (const char* text : {"qAl wzyr AldfAE fy bgdAd", "wwSl Alr}ys mHmd Hsn <lY dm$q wHlb",
                           "lljy$ AlErAqy", "fy 12 tmwz AEtql vlAvp mn AlmtZAhryn", "mHmd", ""}) {
    Check(text);
  }
  EXPECT_GT(words_with_points_, 20u);
}

TEST_F(TaggerScoreTest, SpellingsThatShareAPlaceInTheMemoryDoNotMix) {
  std::mt19937 random(20261128);
  const std::string letters = "AbtvjHxd*rzs$SDTZEgfqklmnhwyp";
  for (int sentence = 0; sentence < 600; ++sentence) {
    std::string text;
    for (int word = 0; word < 12; ++word) {
      for (uint32_t n = 2 + static_cast<uint32_t>(random() % 7); n > 0; --n)
        text += letters[random() % letters.size()];
      text += ' ';
    }
    Check(text);
  }
  EXPECT_GT(words_with_points_, 6000u);
}

}  // namespace
}  // namespace tadwin::annotate

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
      std::vector<LabelScores> scores;
      features_.Score(weights_, read.document, views, sentence, &scores);
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

TEST_F(TaggerScoreTest, WholeNumbersGiveTheSequenceThatFractionsGive) {
  Tagger tagger;
  std::vector<Error> errors;
  tagger.Load(*LexiconReaders::BuiltIn().grammar.rules, &errors);
  ASSERT_TRUE(errors.empty());
  std::array<std::array<double, kLabels>, kLabels + 1> moves{};
  for (size_t before = 0; before <= kLabels; ++before) {
    for (size_t l = 0; l < kLabels; ++l) moves[before][l] = tagger.weights().moves()[before][l];
  }
  std::mt19937 random(28112026);
  std::vector<Label> labels;
  size_t inside = 0;
  for (const size_t length : {0, 1, 2, 3, 7, 40, 40, 40, 3000}) {
    std::vector<LabelScores> scores(length);
    std::vector<std::array<double, kLabels>> points(length);
    for (size_t i = 0; i < length; ++i) {
      for (size_t l = 0; l < kLabels; ++l) {
        // Few values, so that many sequences are equally good.
        scores[i][l] = static_cast<int32_t>(random() % 5) * 100;
        points[i][l] = scores[i][l];
      }
    }
    tagger.TagScores(scores, &labels);
    EXPECT_EQ(labels, BestSequence(points, moves)) << length << " words";
    for (const Label label : labels) inside += IsInside(label) ? 1 : 0;
  }
  EXPECT_GT(inside, 100u);
}

}  // namespace
}  // namespace tadwin::annotate

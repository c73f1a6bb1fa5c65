// A learnt sequence tagger for people, organisations and places: averaged perceptron, Viterbi.
//
// In: words as seen by ViewWords, lexicon hits. Out: one label a word. Weights come from the table
// person/tagger (feature hash, one signed byte a label); without it every word is kOutside.
// Source: M. Collins, Discriminative Training Methods for HMMs, EMNLP 2002.
// Threads: safe after Load.

#ifndef TADWIN_ANNOTATE_NAMES_TAGGER_H_
#define TADWIN_ANNOTATE_NAMES_TAGGER_H_

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/names/name_lexicon.h"
#include "annotate/names/word_view.h"
#include "model/annotated_text.h"

namespace tadwin::annotate {

// Stored in weight files, never renumber.
enum class Label : uint8_t {
  kOutside = 0,
  kBeginPerson = 1,
  kInPerson = 2,
  kBeginOrg = 3,
  kInOrg = 4,
  kBeginPlace = 5,
  kInPlace = 6
};
inline constexpr size_t kLabels = 7;

bool IsBegin(Label label);
bool IsInside(Label label);
Layer LayerOfLabel(Label label);
// An inside label follows a begin or inside label of its own layer only.
bool MayFollow(Label before, Label after);

// Hashes of the features of every word of a sentence.
using SentenceFeatures = std::vector<std::vector<uint32_t>>;

// Points for every label of one word; the last place is not used.
using LabelScores = std::array<int32_t, kLabels + 1>;

// The learnt weights: a row of points for each feature.
class FeatureWeights {
 public:
  // Reads the table; a row that cannot be read is a mistake.
  void Load(const rules::RuleSet& rules, std::vector<Error>* errors);
  bool empty() const { return rows_.empty(); }
  // Tells these weights from those of other rule sets in one process.
  uint64_t serial() const { return serial_; }
  // Most features have no weight: the bits that say so stay near the processor.
  bool MayHold(uint32_t feature) const {
    const uint32_t bit = feature & (kPresenceBits - 1);
    return (present_[bit / 64] >> (bit % 64) & 1) != 0;
  }
  void Prefetch(uint32_t feature) const { __builtin_prefetch(&rows_[feature & mask_]); }
  // The points of a feature, one byte a label from the lowest, each with kBias added: so bytes can
  // be added up side by side.
  static constexpr int32_t kBias = 128;
  static constexpr uint64_t kNoPoints = 0x8080808080808080u;
  uint64_t PointsOf(uint32_t feature) const {
    for (uint32_t at = feature & mask_; rows_[at].key != 0; at = (at + 1) & mask_) {
      if (rows_[at].key != feature) continue;
      return static_cast<uint64_t>(rows_[at].high) << 32 | rows_[at].low;
    }
    return kNoPoints;
  }
  void AddTo(uint32_t feature, LabelScores* scores) const {
    const uint64_t points = PointsOf(feature);
    for (size_t l = 0; l < scores->size(); ++l) {
      (*scores)[l] += static_cast<int32_t>(points >> 8 * l & 0xFF) - kBias;
    }
  }
  const std::array<std::array<int16_t, kLabels>, kLabels + 1>& moves() const { return moves_; }

 private:
  struct Row {
    uint32_t key = 0;  // 0 is empty
    uint32_t low = 0;  // the halves of PointsOf
    uint32_t high = 0;
  };
  static constexpr uint32_t kPresenceBits = 1u << 20;

  std::vector<uint64_t> present_;
  std::vector<Row> rows_;                                          // open addressing
  std::array<std::array<int16_t, kLabels>, kLabels + 1> moves_{};  // [before + 1][after]
  uint32_t mask_ = 0;
  uint64_t serial_ = 0;
};

class FeatureReader {
 public:
  void Build(const rules::Grammar& grammar, const NameLexicon* names);
  // For training.
  SentenceFeatures Read(const AnnotatedText& document, const std::vector<WordView>& views,
                        const Sentence& sentence) const;
  // Sets `scores` to the sums of the weights of what Read gives. What a word decides alone, and
  // with the tags of its neighbour, is remembered per thread in tables of fixed size.
  void Score(const FeatureWeights& weights, const AnnotatedText& document,
             const std::vector<WordView>& views, const Sentence& sentence,
             std::vector<LabelScores>* scores) const;

 private:
  struct Word;
  struct Scorer;

  void CollectTags(const AnnotatedText& document, const std::vector<WordView>& views,
                   const Sentence& sentence, std::span<Word> words) const;
  static void AddEdges(const FeatureWeights& weights, std::vector<LabelScores>* scores);

  const NameLexicon* names_ = nullptr;
  std::vector<uint32_t> lexicon_hash_;               // 0: not used as a feature
  std::vector<std::vector<uint32_t>> row_hash_;      // by lexicon and row: what the row says
  std::vector<std::vector<uint8_t>> row_ambiguous_;  // by lexicon and row
  uint32_t topic_hash_ = 0;
  std::vector<std::string> topics_;    // kinds of person/topic; the place is the bit
  std::vector<uint8_t> topic_of_row_;  // by row of person/topic, the place in topics_
  uint32_t general_hash_ = 0;          // of all tables of general vocabulary
};

class Tagger {
 public:
  void Load(const rules::RuleSet& rules, std::vector<Error>* errors) {
    weights_.Load(rules, errors);
  }
  bool empty() const { return weights_.empty(); }
  const FeatureWeights& weights() const { return weights_; }
  std::vector<Label> Tag(const SentenceFeatures& features) const;
  // Labels of the best sequence, into `labels`.
  void TagScores(const std::vector<LabelScores>& scores, std::vector<Label>* labels) const;

 private:
  FeatureWeights weights_;
};

// The best sequence under scores [word][label] and moves [before + 1][label]; row 0 is the start.
std::vector<Label> BestSequence(const std::vector<std::array<double, kLabels>>& scores,
                                const std::array<std::array<double, kLabels>, kLabels + 1>& moves);

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_NAMES_TAGGER_H_

// Trains a linear-chain conditional random field on sentences of hashed features.
//
// In: one Sequence a sentence. Out: a weight for every feature and label, and for every move from
// label to label. Stochastic gradient descent with an L2 prior; sentences are taken in a fixed
// order, so equal input gives equal weights.
// Source: J. Lafferty et al., Conditional Random Fields, ICML 2001; the step size and the scaled
// weights are those of L. Bottou, Stochastic Gradient Descent Tricks, 2012.
// Threads: one model a thread.

#ifndef TADWIN_TOOLS_SEQUENCE_MODEL_H_
#define TADWIN_TOOLS_SEQUENCE_MODEL_H_

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "annotate/names/tagger.h"

namespace tadwin::tools {

using annotate::kLabels;
using annotate::Label;
using Row = std::array<float, kLabels>;
using Moves = std::array<std::array<double, kLabels>, kLabels + 1>;

struct Sequence {
  annotate::SentenceFeatures features;
  std::vector<Label> labels;
};

struct TrainingOptions {
  int epochs = 24;         // the weights of the second half of them are averaged
  double prior = 0.2;      // strength of the L2 prior, against the sum over all sentences
  double step = 0.03;      // first step size
  uint32_t min_count = 2;  // features seen at fewer words are left out
  // Taken from every move to "outside" at the end: names are found more readily, so that what
  // F1 loses in precision it gains in recall.
  double boldness = 0.7;
  // Share of the features of a word that a step leaves out, drawn anew each time: none is relied on
  // alone, so words that training did not see are read better.
  double dropout = 0.3;
};

class SequenceModel {
 public:
  void Train(const std::vector<const Sequence*>& sequences, const TrainingOptions& options);
  std::vector<Label> Tag(const Sequence& sequence) const;

  const std::unordered_map<uint32_t, uint32_t>& features() const { return index_; }
  Row WeightsOf(uint32_t index) const;
  const Moves& moves() const { return moves_; }

 private:
  using Scores = std::vector<std::array<double, kLabels>>;

  void Index(const std::vector<const Sequence*>& sequences, uint32_t min_count);
  Scores Score(const std::vector<std::vector<uint32_t>>& words) const;
  // One step up the likelihood of one sentence.
  void Learn(const std::vector<std::vector<uint32_t>>& words, const std::vector<Label>& labels,
             double step);

  std::unordered_map<uint32_t, uint32_t> index_;  // feature hash to row
  std::vector<Row> rows_;                         // true weights are rows_ * scale_
  Moves moves_{};
  double scale_ = 1;
};

}  // namespace tadwin::tools

#endif  // TADWIN_TOOLS_SEQUENCE_MODEL_H_

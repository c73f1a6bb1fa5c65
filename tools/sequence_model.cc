#include "sequence_model.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>

namespace tadwin::tools {
namespace {

constexpr double kForbidden = -1e9;
constexpr double kMinScale = 1e-6;

double LogSum(const std::array<double, kLabels>& values) {
  const double top = *std::max_element(values.begin(), values.end());
  double sum = 0;
  for (const double value : values) sum += std::exp(value - top);
  return top + std::log(sum);
}

Moves WithRules(const Moves& moves) {
  Moves out = moves;
  for (size_t b = 0; b <= kLabels; ++b) {
    for (size_t l = 0; l < kLabels; ++l) {
      const Label before = b == 0 ? Label::kOutside : static_cast<Label>(b - 1);
      if (!annotate::MayFollow(before, static_cast<Label>(l))) out[b][l] = kForbidden;
    }
  }
  return out;
}

// Leaves out some features of each word, so that no feature is relied on alone.
void Thin(const std::vector<std::vector<uint32_t>>& words, double dropout, std::mt19937* random,
          std::vector<std::vector<uint32_t>>* thinned) {
  const auto limit = static_cast<uint64_t>(dropout * 4294967296.0);
  thinned->assign(words.size(), {});
  for (size_t i = 0; i < words.size(); ++i) {
    for (const uint32_t row : words[i]) {
      if ((*random)() >= limit) (*thinned)[i].push_back(row);
    }
  }
}

}  // namespace

void SequenceModel::Index(const std::vector<const Sequence*>& sequences, uint32_t min_count) {
  std::unordered_map<uint32_t, uint32_t> counts;
  for (const Sequence* sequence : sequences) {
    for (const auto& word : sequence->features) {
      for (const uint32_t feature : word) ++counts[feature];
    }
  }
  for (const Sequence* sequence : sequences) {
    for (const auto& word : sequence->features) {
      for (const uint32_t feature : word) {
        if (counts[feature] < min_count) continue;
        index_.emplace(feature, static_cast<uint32_t>(index_.size()));
      }
    }
  }
  rows_.assign(index_.size(), Row{});
}

SequenceModel::Scores SequenceModel::Score(const std::vector<std::vector<uint32_t>>& words) const {
  Scores scores(words.size());
  for (size_t i = 0; i < words.size(); ++i) {
    Row sum{};
    for (const uint32_t row : words[i]) {
      for (size_t l = 0; l < kLabels; ++l) sum[l] += rows_[row][l];
    }
    for (size_t l = 0; l < kLabels; ++l) scores[i][l] = sum[l] * scale_;
  }
  return scores;
}

void SequenceModel::Learn(const std::vector<std::vector<uint32_t>>& words,
                          const std::vector<Label>& labels, double step) {
  const size_t length = words.size();
  if (length == 0) return;
  const Scores scores = Score(words);
  const Moves moves = WithRules(moves_);
  Scores forward(length);
  Scores backward(length);
  for (size_t l = 0; l < kLabels; ++l) forward[0][l] = moves[0][l] + scores[0][l];
  for (size_t i = 1; i < length; ++i) {
    for (size_t l = 0; l < kLabels; ++l) {
      std::array<double, kLabels> from{};
      for (size_t b = 0; b < kLabels; ++b) from[b] = forward[i - 1][b] + moves[b + 1][l];
      forward[i][l] = LogSum(from) + scores[i][l];
    }
  }
  for (size_t i = length - 1; i-- > 0;) {
    for (size_t b = 0; b < kLabels; ++b) {
      std::array<double, kLabels> to{};
      for (size_t l = 0; l < kLabels; ++l) {
        to[l] = moves[b + 1][l] + scores[i + 1][l] + backward[i + 1][l];
      }
      backward[i][b] = LogSum(to);
    }
  }
  const double total = LogSum(forward[length - 1]);
  Moves change{};
  for (size_t i = 0; i < length; ++i) {
    Row gradient{};
    for (size_t l = 0; l < kLabels; ++l) {
      const double chance = std::exp(forward[i][l] + backward[i][l] - total);
      const double wanted = static_cast<size_t>(labels[i]) == l ? 1 : 0;
      gradient[l] = static_cast<float>(step * (wanted - chance) / scale_);
    }
    for (const uint32_t row : words[i]) {
      for (size_t l = 0; l < kLabels; ++l) rows_[row][l] += gradient[l];
    }
    const size_t before = i == 0 ? 0 : static_cast<size_t>(labels[i - 1]) + 1;
    change[before][static_cast<size_t>(labels[i])] += 1;
    for (size_t l = 0; l < kLabels; ++l) {
      if (i == 0) {
        change[0][l] -= std::exp(forward[0][l] + backward[0][l] - total);
        continue;
      }
      for (size_t b = 0; b < kLabels; ++b) {
        change[b + 1][l] -=
            std::exp(forward[i - 1][b] + moves[b + 1][l] + scores[i][l] + backward[i][l] - total);
      }
    }
  }
  for (size_t b = 0; b <= kLabels; ++b) {
    for (size_t l = 0; l < kLabels; ++l) moves_[b][l] += step * change[b][l];
  }
}

void SequenceModel::Train(const std::vector<const Sequence*>& sequences,
                          const TrainingOptions& options) {
  Index(sequences, options.min_count);
  std::vector<std::vector<std::vector<uint32_t>>> rows;
  rows.reserve(sequences.size());
  for (const Sequence* sequence : sequences) {
    auto& words = rows.emplace_back(sequence->features.size());
    for (size_t i = 0; i < words.size(); ++i) {
      for (const uint32_t feature : sequence->features[i]) {
        const auto found = index_.find(feature);
        if (found != index_.end()) words[i].push_back(found->second);
      }
    }
  }
  const auto count = static_cast<double>(sequences.size());
  const double decay = options.prior / count;
  double steps = 0;
  std::vector<Row> sums(rows_.size(), Row{});
  Moves move_sums{};
  std::mt19937 random(20261128);
  std::vector<std::vector<uint32_t>> thinned;
  const int first_kept = options.epochs / 2;
  for (int epoch = 0; epoch < options.epochs; ++epoch) {
    for (size_t n = 0; n < sequences.size(); ++n) {
      // A fixed stride visits all sentences in a mixed order.
      const size_t at = (n * 7919 + static_cast<size_t>(epoch) * 104729) % sequences.size();
      const double step = options.step / (1 + options.step * decay * steps);
      ++steps;
      scale_ *= 1 - step * decay;
      for (auto& from : moves_) {
        for (double& move : from) move *= 1 - step * decay;
      }
      if (scale_ < kMinScale) {
        for (Row& row : rows_) {
          for (float& weight : row) weight = static_cast<float>(weight * scale_);
        }
        scale_ = 1;
      }
      if (options.dropout > 0) {
        Thin(rows[at], options.dropout, &random, &thinned);
        Learn(thinned, sequences[at]->labels, step);
      } else {
        Learn(rows[at], sequences[at]->labels, step);
      }
    }
    if (epoch < first_kept) continue;
    const double share = 1.0 / (options.epochs - first_kept);
    for (size_t row = 0; row < rows_.size(); ++row) {
      for (size_t l = 0; l < kLabels; ++l) {
        sums[row][l] += static_cast<float>(rows_[row][l] * scale_ * share * (1 - options.dropout));
      }
    }
    for (size_t b = 0; b <= kLabels; ++b) {
      for (size_t l = 0; l < kLabels; ++l) move_sums[b][l] += moves_[b][l] * share;
    }
  }
  rows_ = std::move(sums);
  moves_ = move_sums;
  scale_ = 1;
  for (auto& from : moves_) from[static_cast<size_t>(Label::kOutside)] -= options.boldness;
}

Row SequenceModel::WeightsOf(uint32_t index) const {
  Row row = rows_[index];
  for (float& weight : row) weight = static_cast<float>(weight * scale_);
  return row;
}

std::vector<Label> SequenceModel::Tag(const Sequence& sequence) const {
  std::vector<std::vector<uint32_t>> words(sequence.features.size());
  for (size_t i = 0; i < words.size(); ++i) {
    for (const uint32_t feature : sequence.features[i]) {
      const auto found = index_.find(feature);
      if (found != index_.end()) words[i].push_back(found->second);
    }
  }
  return annotate::BestSequence(Score(words), moves_);
}

}  // namespace tadwin::tools

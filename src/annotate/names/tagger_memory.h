// Sums of the tagger's weights, and tables that remember them. Private to tagger_features.cc.
//
// Threads: a Memory belongs to one thread.

#ifndef TADWIN_ANNOTATE_NAMES_TAGGER_MEMORY_H_
#define TADWIN_ANNOTATE_NAMES_TAGGER_MEMORY_H_

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "annotate/names/tagger.h"

namespace tadwin::annotate {

// Adds up the weights of the features of one word. They are put aside first without a branch on
// whether they have a weight, which no processor could foresee.
class Adder {
 public:
  Adder(const FeatureWeights& weights, LabelScores* scores) : weights_(weights), scores_(scores) {}
  ~Adder() { Flush(); }
  Adder(const Adder&) = delete;
  Adder& operator=(const Adder&) = delete;

  void operator()(uint32_t feature) {
    aside_[count_] = feature;
    count_ += weights_.MayHold(feature) ? 1 : 0;
    if (count_ == aside_.size()) Flush();
  }

 private:
  void Flush() {
    for (size_t i = 0; i < count_; ++i) weights_.Prefetch(aside_[i]);
    for (size_t i = 0; i < count_; ++i) weights_.AddTo(aside_[i], scores_);
    count_ = 0;
  }

  const FeatureWeights& weights_;
  LabelScores* scores_;
  std::array<uint32_t, 32> aside_;
  size_t count_ = 0;
};

// Points that fit: only a word of hundreds of letters reaches the limits.
using KeptScores = std::array<int16_t, kLabels + 1>;
inline constexpr int32_t kMaxScore = 32767;

inline KeptScores Keep(const LabelScores& scores) {
  KeptScores kept;
  for (size_t l = 0; l < scores.size(); ++l) {
    kept[l] = static_cast<int16_t>(std::clamp(scores[l], -kMaxScore, kMaxScore));
  }
  return kept;
}

inline void Add(const KeptScores& kept, LabelScores* scores) {
  for (size_t l = 0; l < kept.size(); ++l) (*scores)[l] += kept[l];
}

// The sum of the weights that `features` calls its argument with.
template <typename Features>
LabelScores SumOf(const FeatureWeights& weights, Features features) {
  LabelScores scores{};
  {
    Adder add(weights, &scores);
    features([&](uint32_t feature) { add(feature); });
  }
  return scores;
}

// A table of the last things worked out, by hash: of two that share a place the later stays. Keys
// are hashes of 64 bits and never 0.
template <typename Value, size_t kPlaces>
class Memory {
 public:
  // The value of `key`, worked out by `fill` unless it is there.
  template <typename Fill>
  const Value& Get(uint64_t key, Fill fill) {
    if (places_.empty()) places_.resize(kPlaces);
    Place& place = places_[(key >> 1) % kPlaces];
    if (place.key != key) {
      place.key = key;
      place.value = Value();
      fill(&place.value);
    }
    return place.value;
  }

 private:
  struct alignas(64) Place {
    uint64_t key = 0;
    Value value;
  };
  std::vector<Place> places_;
};

// A key from two numbers, the bits of each in all places.
inline uint64_t KeyOf(uint64_t a, uint64_t b) {
  uint64_t key = (a ^ (b + 0x9E3779B97F4A7C15u)) * 0xFF51AFD7ED558CCDu;
  key ^= key >> 32;
  key = (key + b) * 0xC4CEB9FE1A85EC53u;
  key ^= key >> 29;
  return key | 1;
}

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_NAMES_TAGGER_MEMORY_H_

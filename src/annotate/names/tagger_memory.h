// Sums of the tagger's weights, and tables that remember them. Private to tagger_features.cc.
//
// Threads: a Memory belongs to one thread.

#ifndef TADWIN_ANNOTATE_NAMES_TAGGER_MEMORY_H_
#define TADWIN_ANNOTATE_NAMES_TAGGER_MEMORY_H_

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <vector>

#include "annotate/names/tagger.h"

namespace tadwin::annotate {

// Points that fit: only a word of hundreds of letters reaches the limits.
using KeptScores = std::array<int16_t, kLabels + 1>;
inline constexpr int32_t kMaxScore = 32767;

inline void Add(const KeptScores& kept, LabelScores* scores) {
  for (size_t l = 0; l < kept.size(); ++l) (*scores)[l] += kept[l];
}

// Sets `kept` to its sum with `more`, within the limits.
inline void AddKept(const KeptScores& more, KeptScores* kept) {
  for (size_t l = 0; l < more.size(); ++l) {
    (*kept)[l] = static_cast<int16_t>(
        std::clamp(static_cast<int32_t>((*kept)[l]) + more[l], -kMaxScore, kMaxScore));
  }
}

// Adds up the weights of the features of one word. They are put aside first without a branch on
// whether they have a weight, which no processor could foresee; points are added four at once.
class Adder {
 public:
  explicit Adder(const FeatureWeights& weights) : weights_(weights) {}

  void operator()(uint32_t feature) {
    aside_[count_] = feature;
    count_ += weights_.MayHold(feature) ? 1 : 0;
    if (count_ == aside_.size()) Flush();
  }
  // The sum of all so far.
  KeptScores Sum() {
    Flush();
    KeptScores sum = Lanes();
    if (many_) {
      for (size_t l = 0; l < sum.size(); ++l) {
        sum[l] = static_cast<int16_t>(std::clamp(sum[l] + spilt_[l], -kMaxScore, kMaxScore));
      }
    }
    return sum;
  }

 private:
  static constexpr uint64_t kEven = 0x00FF00FF00FF00FFu;
  static constexpr uint32_t kMostAdded = 255;  // of bytes that are added in 16 bits

  void Flush() {
    for (size_t i = 0; i < count_; ++i) weights_.Prefetch(aside_[i]);
    if (added_ + count_ > kMostAdded) Spill();
    for (size_t i = 0; i < count_; ++i) {
      const uint64_t points = weights_.PointsOf(aside_[i]);
      even_ += points & kEven;
      odd_ += points >> 8 & kEven;
    }
    added_ += static_cast<uint32_t>(count_);
    count_ = 0;
  }
  // The points in the lanes, without their bias; no more than kMostAdded fit.
  KeptScores Lanes() const {
    const auto bias = static_cast<uint16_t>(FeatureWeights::kBias * added_);
    std::array<uint16_t, 4> even;
    std::array<uint16_t, 4> odd;
    std::memcpy(even.data(), &even_, sizeof even_);
    std::memcpy(odd.data(), &odd_, sizeof odd_);
    if constexpr (std::endian::native == std::endian::big) {
      std::reverse(even.begin(), even.end());
      std::reverse(odd.begin(), odd.end());
    }
    KeptScores sum;
    for (size_t k = 0; k < 4; ++k) {
      sum[2 * k] = static_cast<int16_t>(even[k] - bias);
      sum[2 * k + 1] = static_cast<int16_t>(odd[k] - bias);
    }
    return sum;
  }
  void Spill() {
    if (!many_) spilt_ = LabelScores{};
    many_ = true;
    Add(Lanes(), &spilt_);
    even_ = odd_ = 0;
    added_ = 0;
  }

  const FeatureWeights& weights_;
  std::array<uint32_t, 32> aside_;
  size_t count_ = 0;
  uint64_t even_ = 0;  // sums of the labels 0, 2, 4 and 6, with their bias
  uint64_t odd_ = 0;
  uint32_t added_ = 0;
  bool many_ = false;  // more were added than fit
  LabelScores spilt_;  // where they are then
};

// The sum of the weights that `features` calls its argument with.
template <typename Features>
KeptScores SumOf(const FeatureWeights& weights, Features features) {
  Adder add(weights);
  features([&](uint32_t feature) { add(feature); });
  return add.Sum();
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
  // Never in two lines of the cache where one would do.
  struct alignas(sizeof(Value) + sizeof(uint64_t) <= 32 ? 32 : 64) Place {
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

// A set of strings with numbers, looked up by hash: the table behind every look-up of a word.
//
// In: distinct strings, numbered from 0 in the order of adding. Out: the number of a string. One
// probe costs one cache line in most cases and never allocates; equal hashes are told apart by the
// bytes. Threads: safe while nothing is added. Private to rules/.

#ifndef TADWIN_RULES_KEY_TABLE_H_
#define TADWIN_RULES_KEY_TABLE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"

namespace tadwin::rules {

class KeyTable {
 public:
  static constexpr uint32_t kNone = 0xFFFFFFFF;

  static uint64_t HashOf(std::string_view key) { return Hash64(key); }

  // The number of `key`, which is added unless it is there.
  uint32_t Add(std::string_view key);
  // The number of `key`, or kNone. `hash` is HashOf(key).
  uint32_t Find(std::string_view key, uint64_t hash) const {
    if (slots_.empty()) return kNone;
    const auto tag = static_cast<uint32_t>(hash >> 32);
    for (auto at = static_cast<uint32_t>(hash) & mask_; slots_[at].number != kNone;
         at = (at + 1) & mask_) {
      if (slots_[at].tag == tag && KeyOf(slots_[at].number) == key) return slots_[at].number;
    }
    return kNone;
  }
  uint32_t Find(std::string_view key) const { return Find(key, HashOf(key)); }
  uint32_t size() const { return static_cast<uint32_t>(begin_.size() - 1); }

 private:
  struct Slot {
    uint32_t tag = 0;
    uint32_t number = kNone;
  };
  std::string_view KeyOf(uint32_t number) const {
    return std::string_view(bytes_).substr(begin_[number], begin_[number + 1] - begin_[number]);
  }
  void Grow();
  void Put(uint32_t number, uint64_t hash);

  std::vector<Slot> slots_;  // at most half are taken
  uint32_t mask_ = 0;
  std::string bytes_;
  std::vector<uint32_t> begin_ = {0};
};

// A set of hashes that may say yes to a hash it does not hold, seldom, and never no to one it does.
class HashFilter {
 public:
  // For about `count` hashes.
  explicit HashFilter(size_t count = 0);
  void Add(uint64_t hash);
  bool MayHold(uint64_t hash) const {
    const uint64_t first = hash & mask_;
    const uint64_t second = hash >> 32 & mask_;
    return (bits_[first / 64] >> (first % 64) & bits_[second / 64] >> (second % 64) & 1) != 0;
  }

 private:
  std::vector<uint64_t> bits_;
  uint64_t mask_ = 0;
};

}  // namespace tadwin::rules

#endif  // TADWIN_RULES_KEY_TABLE_H_

#include "rules/key_table.h"

#include <algorithm>
#include <bit>

namespace tadwin::rules {
namespace {

constexpr size_t kLeastSlots = 64;
constexpr size_t kBitsEach = 16;  // of a filter: about one wrong yes in seventy

}  // namespace

uint32_t KeyTable::Add(std::string_view key) {
  const uint64_t hash = HashOf(key);
  const uint32_t known = Find(key, hash);
  if (known != kNone) return known;
  const uint32_t number = size();
  bytes_.append(key);
  begin_.push_back(static_cast<uint32_t>(bytes_.size()));
  if (slots_.size() < 2 * begin_.size()) {
    Grow();
  } else {
    Put(number, hash);
  }
  return number;
}

void KeyTable::Put(uint32_t number, uint64_t hash) {
  auto at = static_cast<uint32_t>(hash) & mask_;
  while (slots_[at].number != kNone) at = (at + 1) & mask_;
  slots_[at] = {static_cast<uint32_t>(hash >> 32), number};
}

void KeyTable::Grow() {
  slots_.assign(std::max(kLeastSlots, 2 * slots_.size()), Slot());
  mask_ = static_cast<uint32_t>(slots_.size() - 1);
  for (uint32_t number = 0; number < size(); ++number) Put(number, HashOf(KeyOf(number)));
}

HashFilter::HashFilter(size_t count)
    : bits_(std::bit_ceil(count * kBitsEach + 64) / 64), mask_(bits_.size() * 64 - 1) {}

void HashFilter::Add(uint64_t hash) {
  const uint64_t first = hash & mask_;
  const uint64_t second = hash >> 32 & mask_;
  bits_[first / 64] |= uint64_t{1} << (first % 64);
  bits_[second / 64] |= uint64_t{1} << (second % 64);
}

}  // namespace tadwin::rules

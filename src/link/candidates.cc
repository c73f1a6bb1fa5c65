#include "link/candidates.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace tadwin::link {
namespace {

constexpr uint32_t kEmpty = std::numeric_limits<uint32_t>::max();

bool TakesPart(const Item& item) {
  return item.kind == FactKind::kEvent || item.kind == FactKind::kCommitment;
}

}  // namespace

Candidates::Candidates(const Weights& weights, const std::vector<Item>& items)
    : weights_(weights), items_(items), place_of_(items.size(), kEmpty) {
  FileAll();
  for (uint32_t i = 0; i < items.size(); ++i) {
    if (TakesPart(items[i])) by_place_.push_back(i);
  }
  std::sort(by_place_.begin(), by_place_.end(), [&](uint32_t a, uint32_t b) {
    return std::tuple(items[a].document, items[a].begin, a) <
           std::tuple(items[b].document, items[b].begin, b);
  });
  for (uint32_t at = 0; at < by_place_.size(); ++at) place_of_[by_place_[at]] = at;
}

void Candidates::FileAll() {
  for (uint32_t i = 0; i < items_.size(); ++i) {
    for (const Block block : FiledUnder(items_[i])) filed_.push_back({block, i});
  }
  std::sort(filed_.begin(), filed_.end(), [](const Filed& a, const Filed& b) {
    return std::tuple(a.block, a.item) < std::tuple(b.block, b.item);
  });
  filed_.shrink_to_fit();
  size_t blocks = 0;
  for (size_t i = 0; i < filed_.size(); ++i) {
    blocks += i == 0 || filed_[i - 1].block != filed_[i].block ? 1 : 0;
  }
  // Blocks are hashes: their low bits are as good a slot as any.
  size_t size = 16;
  while (size < 2 * blocks) size *= 2;
  slots_.assign(size, kEmpty);
  for (uint32_t i = 0; i < filed_.size(); ++i) {
    if (i > 0 && filed_[i - 1].block == filed_[i].block) continue;
    size_t slot = filed_[i].block & (size - 1);
    while (slots_[slot] != kEmpty) slot = (slot + 1) & (size - 1);
    slots_[slot] = i;
  }
}

void Candidates::InBlocks(uint32_t item, std::vector<uint32_t>* partners) const {
  const size_t mask = slots_.size() - 1;
  for (const Block block : AskedFor(items_[item])) {
    size_t slot = block & mask;
    while (slots_[slot] != kEmpty && filed_[slots_[slot]].block != block) slot = (slot + 1) & mask;
    if (slots_[slot] == kEmpty) continue;
    for (uint32_t i = slots_[slot]; i < filed_.size() && filed_[i].block == block; ++i) {
      if (filed_[i].item >= item) break;
      partners->push_back(filed_[i].item);
    }
  }
}

void Candidates::InDocument(uint32_t item, std::vector<uint32_t>* partners) const {
  const uint32_t at = place_of_[item];
  const Item& self = items_[item];
  const auto one_document = [&](uint32_t other) { return items_[other].document == self.document; };
  const auto add = [&](uint32_t other) {
    if (other < item && MayPairInDocument(weights_, self, items_[other]))
      partners->push_back(other);
  };
  const auto in_window = [&](uint32_t other) {
    const uint32_t apart =
        std::max(self.begin, items_[other].begin) - std::min(self.begin, items_[other].begin);
    return apart <= weights_.document_bytes;
  };
  const bool lead = IsLead(weights_, self);
  for (uint32_t i = at + 1; i < by_place_.size() && one_document(by_place_[i]); ++i) {
    if (!lead && !in_window(by_place_[i])) break;
    add(by_place_[i]);
  }
  uint32_t i = at;
  for (; i > 0 && one_document(by_place_[i - 1]) && in_window(by_place_[i - 1]); --i) {
    add(by_place_[i - 1]);
  }
  if (i == 0 || !one_document(by_place_[i - 1])) return;
  // Beyond the window: the document's lead.
  const auto first = std::lower_bound(
      by_place_.begin(), by_place_.begin() + i, self.document,
      [&](uint32_t other, Key document) { return items_[other].document < document; });
  for (auto lead_item = first; lead_item != by_place_.begin() + i; ++lead_item) {
    if (!IsLead(weights_, items_[*lead_item])) break;
    add(*lead_item);
  }
}

void Candidates::Before(uint32_t item, std::vector<uint32_t>* partners) const {
  partners->clear();
  if (!TakesPart(items_[item])) return;
  InBlocks(item, partners);
  InDocument(item, partners);
  std::sort(partners->begin(), partners->end());
  partners->erase(std::unique(partners->begin(), partners->end()), partners->end());
}

}  // namespace tadwin::link

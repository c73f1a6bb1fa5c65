// The pairs of a set of facts that are worth a look, found through their blocks (block.h).
//
// Memory: some tens of bytes per block of a fact; pairs are not kept. Threads: safe once made.

#ifndef TADWIN_LINK_CANDIDATES_H_
#define TADWIN_LINK_CANDIDATES_H_

#include <cstdint>
#include <vector>

#include "link/block.h"
#include "link/item.h"
#include "link/link_rules.h"

namespace tadwin::link {

class Candidates {
 public:
  // Both outlive this.
  Candidates(const Weights& weights, const std::vector<Item>& items);

  // The items before `item` that it may be paired with: sorted, distinct.
  void Before(uint32_t item, std::vector<uint32_t>* partners) const;

 private:
  struct Filed {
    Block block;
    uint32_t item;
  };

  void FileAll();
  void InBlocks(uint32_t item, std::vector<uint32_t>* partners) const;
  void InDocument(uint32_t item, std::vector<uint32_t>* partners) const;

  const Weights& weights_;
  const std::vector<Item>& items_;
  std::vector<Filed> filed_;        // sorted by (block, item)
  std::vector<uint32_t> slots_;     // open addressing: where a block's items begin in filed_
  std::vector<uint32_t> by_place_;  // events and commitments by document and position in it
  std::vector<uint32_t> place_of_;  // by item: its index in by_place_
};

}  // namespace tadwin::link

#endif  // TADWIN_LINK_CANDIDATES_H_

// Constrained agglomeration: the best links first, unless a side holds what forbids it.
//
// In: items, scored by Scorer. Out: clusters of item indices, and for each item the link that
// explains why it is there. Ties are broken by item index, which follows fact id. Threads: safe.

#ifndef TADWIN_LINK_CLUSTER_H_
#define TADWIN_LINK_CLUSTER_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "link/block.h"
#include "link/item.h"
#include "link/score.h"

namespace tadwin::link {

struct Clusters {
  std::vector<std::vector<uint32_t>> members;    // each sorted; sorted by first member
  std::vector<std::optional<uint32_t>> partner;  // per item: the other end of its best kept link
};

// Only events and commitments take part; other kinds are in no cluster.
Clusters Agglomerate(const LinkRules& rules, const std::vector<Item>& items, const Scorer& scorer);

}  // namespace tadwin::link

#endif  // TADWIN_LINK_CLUSTER_H_

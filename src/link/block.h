// Which pairs of facts are worth a look: near-linear in the number of facts.
//
// Two facts are paired when they share a block: the family of type and the day (or the day before);
// family, month and a participant or place, when one is told less closely than to the day; a person
// named; family and target, for what happens once; the document, within a window. A block beyond
// `block_limit` is split by place, actor and target, and what is still larger is compared within a
// sliding window over (day, place, target, id). All of it depends on the set of facts alone.
// Out: pairs (first < second), sorted, distinct. Threads: safe.

#ifndef TADWIN_LINK_BLOCK_H_
#define TADWIN_LINK_BLOCK_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "link/item.h"
#include "link/link_rules.h"

namespace tadwin::link {

using Pair = std::pair<uint32_t, uint32_t>;

std::vector<Pair> CandidatePairs(const Weights& weights, const std::vector<Item>& items);

}  // namespace tadwin::link

#endif  // TADWIN_LINK_BLOCK_H_

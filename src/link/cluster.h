// Constrained agglomeration: the best links first, unless a side holds what forbids it.
//
// In: items in the order of their facts' ids. Out: clusters of item indices, and for each item the
// link that explains why it is there. A component is what links join, constraints aside: items of
// different components never meet, so that a cluster depends on the facts of its component alone.
// Links of one document, of a common victim or of common days always join; of the looser ones (told
// to the month, undated) only an item's best does, or a ledger's undated tellings would make it
// one. Ties are broken by item index. Threads: scores on `threads` threads; the result is the same.

#ifndef TADWIN_LINK_CLUSTER_H_
#define TADWIN_LINK_CLUSTER_H_

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "link/item.h"
#include "link/score.h"

namespace tadwin::link {

constexpr uint32_t kNoPartner = UINT32_MAX;

struct Clusters {
  std::vector<std::vector<uint32_t>> members;  // each sorted; sorted by first member
  std::vector<uint32_t> partner;    // per item: the other end of its best kept link, or kNoPartner
  std::vector<uint32_t> component;  // per item: the first item of its component
};

// What people said: pairs of items, the smaller first, sorted. Those together are joined whatever
// the scores say, before anything else; those apart never are. Other pairs of a kind that takes no
// part are left out.
struct Forced {
  std::vector<std::pair<uint32_t, uint32_t>> together;
  std::vector<std::pair<uint32_t, uint32_t>> apart;
};

// Only events and commitments take part; other kinds are in no cluster.
// `should_stop`, when given, is asked from every thread: once it is true, what is found so far.
Clusters Agglomerate(const LinkRules& rules, const std::vector<Item>& items, unsigned threads,
                     const Forced& forced = {}, const std::function<bool()>& should_stop = {});

}  // namespace tadwin::link

#endif  // TADWIN_LINK_CLUSTER_H_

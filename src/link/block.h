// Which pairs of facts are worth a look: two facts that ask for each other's blocks.
//
// Every fact is filed under blocks and asks for blocks, both made of itself alone: family of type
// with a day and a country, party or toll; with a month and two things told, when one is told less
// closely than to the day; a person harmed; topic, party and year of a promise. Asking is
// symmetric: when A asks for a block that B is filed under, B asks for one that A is filed under.
// So the facts that a new one may be linked to are found without looking at any other, and what is
// compared does not hang on the size of the ledger. Facts of one document are paired by their
// distance in it. Threads: safe.

#ifndef TADWIN_LINK_BLOCK_H_
#define TADWIN_LINK_BLOCK_H_

#include <cstdint>
#include <vector>

#include "link/item.h"
#include "link/link_rules.h"

namespace tadwin::link {

using Block = uint64_t;

// Sorted, distinct.
std::vector<Block> FiledUnder(const Item& item);
std::vector<Block> AskedFor(const Item& item);

// Whether a fact stands where its document sums up what follows.
bool IsLead(const Weights& weights, const Item& item);
// Whether two facts of one document are compared: near each other, or one in the lead.
bool MayPairInDocument(const Weights& weights, const Item& a, const Item& b);

}  // namespace tadwin::link

#endif  // TADWIN_LINK_BLOCK_H_

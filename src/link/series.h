// What the whole document of a fact decides about it, and how levels and tallies group.
//
// Traits are made when a document is coded and kept with its facts, so that linking never needs to
// look at a document again. Threads: safe.

#ifndef TADWIN_LINK_SERIES_H_
#define TADWIN_LINK_SERIES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "link/link_rules.h"
#include "model/fact.h"
#include "model/fact_traits.h"

namespace tadwin::link {

// In: the facts of whole documents. Out: one for each, in the same order.
std::vector<FactTraits> TraitsOf(const LinkRules& rules, const std::vector<const Fact*>& facts);

// One document that gives two numbers for one scope and period counts two things, not one twice:
// such a group falls apart by number. Groups whose documents each give one number stay whole.
std::vector<std::vector<uint32_t>> SplitByNumber(const std::vector<const Fact*>& facts,
                                                 const std::vector<uint32_t>& members);

}  // namespace tadwin::link

#endif  // TADWIN_LINK_SERIES_H_

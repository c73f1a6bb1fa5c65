// Which facts of one incident go back to one origin: copies of one text, and what one agency told.
//
// In: the facts of an incident, in any order. Out: the origin of each, in their order: "reuters"
// for an agency that the text passes on or credits, else the name of the document where
// the words first stood. Facts whose words around the trigger are mostly the same have one origin,
// that of the document that appeared first; by name where days are the same or not known. What a
// document adds in words of its own has that document as its origin, whatever else of it was
// copied. Nothing outside the incident is looked at, so that an origin costs nothing that grows
// with the ledger. Threads: safe; a pure function.

#ifndef TADWIN_LINK_ORIGINS_H_
#define TADWIN_LINK_ORIGINS_H_

#include <string>
#include <string_view>
#include <vector>

#include "model/fact.h"

namespace tadwin::link {

std::vector<std::string> OriginsOf(const std::vector<const Fact*>& facts);

// How alike two wordings (Fact::wording) are, 0 to 1: shared pairs of words over all, by samples. 0
// when one is empty.
double WordingLikeness(std::string_view a, std::string_view b);

}  // namespace tadwin::link

#endif  // TADWIN_LINK_ORIGINS_H_

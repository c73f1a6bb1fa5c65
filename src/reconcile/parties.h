// Whether the parties of an event are those of a commitment, and whether its place can be.
//
// A party is the same by its id, or when both are organs of one state: an armed group is never
// taken for the government of its country. A party that is only words is nobody's. In: names as
// facts hold them. Threads: safe.

#ifndef TADWIN_RECONCILE_PARTIES_H_
#define TADWIN_RECONCILE_PARTIES_H_

#include <set>
#include <string>
#include <vector>

#include "model/fact.h"

namespace tadwin::reconcile {

// "a:us_government", "c:US": equal keys are equal parties.
using PartyKeys = std::set<std::string>;

// A government, its forces, offices and courts, or a capital that stands for it.
bool IsOfState(const NameValue& name);
void AddPartyKeys(const std::vector<NamedRef>& names, PartyKeys* keys);
void AddCountries(const std::vector<NamedRef>& names, std::set<std::string>* countries);
// The first key of both; empty when there is none. Ids come before countries.
std::string SharedKey(const PartyKeys& a, const PartyKeys& b);
// For people: "the same party (us_government)", "the same state (US)".
std::string SharedText(const std::string& key);

}  // namespace tadwin::reconcile

#endif  // TADWIN_RECONCILE_PARTIES_H_

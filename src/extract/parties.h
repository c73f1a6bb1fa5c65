// Gives a commitment the parties of the event that its words tell: who promised, whom a deadline
// was set.
//
// In: events and commitments of one document. Out: the commitments with the parties of the event at
// their own words or, for a schedule, of the first act planned behind them.
// Threads: a pure function.

#ifndef TADWIN_EXTRACT_PARTIES_H_
#define TADWIN_EXTRACT_PARTIES_H_

#include <vector>

#include "model/fact.h"

namespace tadwin::extract {

void ShareParties(const std::vector<Fact>& events, std::vector<Fact>* commitments);

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_PARTIES_H_

// An assertion on the facts of a text: `event: plover=ASSAULT killed=3 place="..."`.
//
// `=` compares the whole value, `~=` asks that the value contain it; a value with blanks stands in
// double quotes. `event: none` asks that there be no such fact; further keys narrow that.
// Errors: an unknown key is a failed assertion that names it. Threads: safe.

#ifndef TADWIN_TRIAL_FACT_ASSERTION_H_
#define TADWIN_TRIAL_FACT_ASSERTION_H_

#include <set>
#include <string>
#include <vector>

#include "model/fact.h"

namespace tadwin::trial {

// Empty when it holds.
std::string CheckFacts(const std::vector<Fact>& facts, const std::string& assertion,
                       std::set<std::string>* reached);

}  // namespace tadwin::trial

#endif  // TADWIN_TRIAL_FACT_ASSERTION_H_

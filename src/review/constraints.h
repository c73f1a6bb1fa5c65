// What people said of incidents: which facts are told of one, which are not.
//
// In: merges and splits in the order they were made. Out: pairs of facts; where two actions speak
// of the same pair the later one holds. Threads: safe.

#ifndef TADWIN_REVIEW_CONSTRAINTS_H_
#define TADWIN_REVIEW_CONSTRAINTS_H_

#include <string>
#include <utility>
#include <vector>

#include "review/action.h"

namespace tadwin::review {

using FactPair = std::pair<std::string, std::string>;  // the smaller id first

struct Constraints {
  std::vector<FactPair> together;  // sorted
  std::vector<FactPair> apart;     // sorted
};

Constraints ConstraintsOf(const std::vector<Action>& actions);

}  // namespace tadwin::review

#endif  // TADWIN_REVIEW_CONSTRAINTS_H_

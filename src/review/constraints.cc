#include "review/constraints.h"

#include <algorithm>
#include <map>

namespace tadwin::review {

Constraints ConstraintsOf(const std::vector<Action>& actions) {
  std::map<FactPair, Verb> holds;
  const auto say = [&holds](const std::string& a, const std::string& b, Verb verb) {
    if (a != b) holds[{std::min(a, b), std::max(a, b)}] = verb;
  };
  for (const Action& action : actions) {
    if (action.verb == Verb::kMerge) {
      for (size_t i = 0; i < action.facts.size(); ++i) {
        for (size_t k = i + 1; k < action.facts.size(); ++k) {
          say(action.facts[i], action.facts[k], Verb::kMerge);
        }
      }
    } else if (action.verb == Verb::kSplit) {
      for (const std::string& a : action.facts) {
        for (const std::string& b : action.apart) say(a, b, Verb::kSplit);
      }
    }
  }
  Constraints constraints;
  for (const auto& [pair, verb] : holds) {
    (verb == Verb::kMerge ? constraints.together : constraints.apart).push_back(pair);
  }
  return constraints;
}

}  // namespace tadwin::review

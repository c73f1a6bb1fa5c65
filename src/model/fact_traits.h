// What is kept of a fact for linking, beside itself.
//
// FactTraits crosses the arrow link -> store and back.

#ifndef TADWIN_MODEL_FACT_TRAITS_H_
#define TADWIN_MODEL_FACT_TRAITS_H_

#include <cstdint>
#include <string>

#include "model/fact.h"

namespace tadwin {

struct FactTraits {
  bool single_story = false;  // its document dates all violence, earlier history apart, to one day
  std::string series;         // tally, level: facts of one series are one incident
  std::string scope;          // tally: what is counted, told fully somewhere in its sentence
  std::string scope_label;
};

// Facts that links join, directly or through others, constraints aside, are one component; so are
// those of a series. No fact of one component bears on the incidents of another.
using Component = uint64_t;

struct LinkedFact {
  Fact fact;
  FactTraits traits;
  Component component = 0;
};

}  // namespace tadwin

#endif  // TADWIN_MODEL_FACT_TRAITS_H_

// A sentence that holds words that may tell an event, and gave no fact: what the coverage statement
// counts.
//
// Shape: spans are half-open byte ranges of the original text.

#ifndef TADWIN_MODEL_UNCODED_H_
#define TADWIN_MODEL_UNCODED_H_

#include <cstdint>
#include <string>

#include "model/span.h"

namespace tadwin {

struct Uncoded {
  uint32_t sentence = 0;
  Span trigger;        // the first words that may tell an event
  std::string plover;  // the type they would have told
  std::string reason;  // the rule that left them out: "event/judge", "event/filter:topic", ...
};

}  // namespace tadwin

#endif  // TADWIN_MODEL_UNCODED_H_

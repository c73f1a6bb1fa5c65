// Answers in logarithmic time whether one of many spans contains a given one.
//
// In: spans in any order. Threads: safe once built.

#ifndef TADWIN_ANNOTATE_NAMES_COVERED_H_
#define TADWIN_ANNOTATE_NAMES_COVERED_H_

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "model/span.h"

namespace tadwin::annotate {

class Covered {
 public:
  explicit Covered(std::vector<Span> spans) : spans_(std::move(spans)) {
    std::sort(spans_.begin(), spans_.end());
    reach_.reserve(spans_.size());
    uint32_t reach = 0;
    for (const Span span : spans_) {
      reach = std::max(reach, span.end);
      reach_.push_back(reach);
    }
  }

  // Whether some span contains `inner`.
  bool Contains(Span inner) const {
    const auto after = std::partition_point(spans_.begin(), spans_.end(),
                                            [&](Span span) { return span.begin <= inner.begin; });
    if (after == spans_.begin()) return false;
    return reach_[static_cast<size_t>(after - spans_.begin()) - 1] >= inner.end;
  }

 private:
  std::vector<Span> spans_;
  std::vector<uint32_t> reach_;  // the farthest end of spans_[0..i]
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_NAMES_COVERED_H_

// A half-open range of bytes in the original text of one document.
//
// Units: bytes into RawArticle::text. serve/ and the JSON writers convert to code points.

#ifndef TADWIN_MODEL_SPAN_H_
#define TADWIN_MODEL_SPAN_H_

#include <compare>
#include <cstdint>

namespace tadwin {

struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  auto operator<=>(const Span&) const = default;
  uint32_t size() const { return end - begin; }
  bool empty() const { return begin >= end; }
  bool Contains(Span other) const { return begin <= other.begin && other.end <= end; }
  bool Overlaps(Span other) const { return begin < other.end && other.begin < end; }
};

}  // namespace tadwin

#endif  // TADWIN_MODEL_SPAN_H_

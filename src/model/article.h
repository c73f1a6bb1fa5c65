// One article as received, and its folded text with the way back to the original.
//
// RawArticle crosses the arrow ingest -> normalise; Text crosses normalise -> annotate.

#ifndef TADWIN_MODEL_ARTICLE_H_
#define TADWIN_MODEL_ARTICLE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "model/span.h"

namespace tadwin {

struct RawArticle {
  std::string name;    // the document's file name, or the id given in a batch
  std::string sha256;  // of the bytes as received, 64 hex digits: what identifies a document
  std::string text;    // valid UTF-8, unchanged; every Span points into it
  std::optional<std::string> title;
  std::optional<std::string> outlet;
  std::optional<std::string> url;
  std::optional<DateInterval> published;  // as given; inferred later when absent
};

// Text folded for matching. `folded` is valid UTF-8: no vowel marks, tatweel, bidi controls; one
// spelling per letter (see rules/ar/normalise); ASCII digits; runs of blanks are one space; lines
// end in one '\n'.
struct Text {
  std::string folded;
  std::vector<uint32_t> begin_of;  // raw byte where the source of folded byte i begins
  std::vector<uint32_t> end_of;    // raw byte where the source of folded byte i ends

  // The original bytes that folded[begin, end) came from. Monotonic; in bounds.
  Span ToRaw(uint32_t begin, uint32_t end) const {
    if (begin >= end) {
      const uint32_t at = begin < begin_of.size() ? begin_of[begin]
                          : end_of.empty()        ? 0
                                                  : end_of.back();
      return Span{at, at};
    }
    return Span{begin_of[begin], end_of[end - 1]};
  }
};

}  // namespace tadwin

#endif  // TADWIN_MODEL_ARTICLE_H_

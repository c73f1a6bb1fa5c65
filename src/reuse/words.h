// The words of a folded text: where each lies, and a number that stands for its letters.
//
// In: folded text (normalise::Folder). Out: words in order; marks and blanks are none.
// Units: bytes of the folded text. Threads: safe.

#ifndef TADWIN_REUSE_WORDS_H_
#define TADWIN_REUSE_WORDS_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace tadwin::reuse {

struct WordSpan {
  uint32_t begin = 0;
  uint32_t end = 0;
};

std::vector<WordSpan> SplitWords(std::string_view folded);

// Equal words have equal numbers; two others share one about once in four thousand million.
std::vector<uint32_t> NumberWords(std::string_view folded, const std::vector<WordSpan>& words);

}  // namespace tadwin::reuse

#endif  // TADWIN_REUSE_WORDS_H_

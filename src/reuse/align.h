// Finds the passages that two texts share, word for word or edited.
//
// In: the words of both as numbers. Out: passages in the order of the first text; they may overlap
// where a text repeats itself. Units: words, half-open. A passage holds at least `min_words` words
// that are the same and in the same order, and they make up at least three quarters of both sides.
// Time: linear in both texts for texts that do not repeat themselves. Threads: safe.

#ifndef TADWIN_REUSE_ALIGN_H_
#define TADWIN_REUSE_ALIGN_H_

#include <cstdint>
#include <vector>

namespace tadwin::reuse {

struct SharedPassage {
  uint32_t begin = 0;  // in the one
  uint32_t end = 0;
  uint32_t other_begin = 0;  // in the other
  uint32_t other_end = 0;
  uint32_t same = 0;  // words that are the same and in the same order
  bool operator==(const SharedPassage&) const = default;
};

// Twice the same words over all words of both sides, 0 to 1.
double Likeness(const SharedPassage& passage);
bool IsVerbatim(const SharedPassage& passage);

std::vector<SharedPassage> Align(const std::vector<uint32_t>& one,
                                 const std::vector<uint32_t>& other, uint32_t min_words);

}  // namespace tadwin::reuse

#endif  // TADWIN_REUSE_ALIGN_H_

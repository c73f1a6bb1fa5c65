// Which patterns of a set can match in a sentence at all, and which may begin at a word.
//
// Every pattern has needs: lists of elements of which each match holds at least one. A pattern
// whose needs a sentence does not meet is left out for that sentence; of the rest, those are walked
// whose first element may stand at the word. Both are unions of bits, so most words cost a few
// loads. In: programs, numbered from 0. Shape: sets of patterns are blocks() words of 64 bits.
// Threads: immutable once built. Private to rules/pattern.cc.

#ifndef TADWIN_RULES_PATTERN_INDEX_H_
#define TADWIN_RULES_PATTERN_INDEX_H_

#include <cstdint>
#include <map>
#include <string_view>
#include <tuple>
#include <vector>

#include "model/annotated_text.h"
#include "rules/pattern_parser.h"

namespace tadwin::rules {

// The article in folded text: U+0627 U+0644.
inline constexpr std::string_view kArticle = "\xD8\xA7\xD9\x84";

inline bool HasArticle(std::string_view word) {
  return word.size() > kArticle.size() && word.substr(0, kArticle.size()) == kArticle;
}

using PatternBits = std::vector<uint64_t>;

class PatternIndex {
 public:
  // `lexicons` is the number of lexicons: pattern words have the bits behind them.
  void Build(const std::vector<const Program*>& programs, uint32_t lexicons);

  uint32_t blocks() const { return blocks_; }
  // Sets `active` to the patterns whose needs are met by a sentence with these bits
  // (WordAtoms::in_sentence; nullptr when not known) and layers. False when there is none.
  bool FindActive(const uint64_t* sentence, uint32_t layers, PatternBits* active) const;
  // Adds the patterns that may begin at a word with these matches, readings and layers.
  void AddFirst(const AnnotatedText& document, uint32_t token, uint32_t layers,
                PatternBits* first) const;

 private:
  // Met when the sentence has one of the bits or one of the layers.
  struct Need {
    std::map<uint32_t, uint64_t> bits;  // word of the sentence's bits -> mask
    uint32_t layers = 0;
    bool operator<(const Need& other) const {
      return std::tie(layers, bits) < std::tie(other.layers, other.bits);
    }
  };
  void AddNeeds(const Program& program, uint32_t pattern, std::map<Need, PatternBits>* users) const;
  void AddFirstOf(const Program& program, uint32_t pattern);
  uint64_t* FirstOf(std::vector<uint32_t>* offsets, uint32_t key);
  void Or(uint32_t offset, PatternBits* bits) const {
    if (offset == 0) return;
    for (uint32_t i = 0; i < blocks_; ++i) (*bits)[i] |= pool_[offset + i];
  }

  uint32_t lexicons_ = 0;
  uint32_t blocks_ = 0;
  PatternBits all_;
  // Needs, those of most patterns first, with what they test and whom they stop.
  struct Test {
    uint32_t begin = 0;  // tests_of_bits_[begin, end)
    uint32_t end = 0;
    uint32_t layers = 0;
    uint32_t users = 0;  // offset into pool_
  };
  struct BitTest {
    uint32_t word = 0;
    uint64_t mask = 0;
  };
  std::vector<Test> tests_;
  std::vector<BitTest> bit_tests_;
  // Offsets into pool_ of the patterns that may begin with each; 0 is the empty set.
  std::vector<uint32_t> by_lexicon_;
  std::vector<uint32_t> by_word_;
  std::vector<uint32_t> by_layer_;
  PatternBits anywhere_;
  PatternBits pool_;
};

}  // namespace tadwin::rules

#endif  // TADWIN_RULES_PATTERN_INDEX_H_

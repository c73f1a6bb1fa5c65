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
#include "rules/lexicon.h"
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
  // Fills in what comes next at the steps of the programs, and tells the lexicon what they ask for.
  void Build(const std::vector<Program*>& programs, const Lexicon& lexicon);

  uint32_t blocks() const { return blocks_; }
  // Whether the needs of a pattern are met by a sentence with these bits (WordAtoms::in_sentence;
  // nullptr when not known) and layers.
  bool MayMatch(uint32_t pattern, const uint64_t* sentence, uint32_t layers) const;
  // Whether a pattern may go on behind its first element when the words that may follow that are
  // `ahead`.
  bool MayGoOn(uint32_t pattern, const Marks& ahead) const {
    return seconds_[pattern].always || seconds_[pattern].marks.Meets(ahead);
  }
  // Whether FindFirst would give anything at a word.
  bool MayAsk(const AnnotatedText& document, uint32_t token, uint32_t layers) const {
    return (document.atoms.asked_by[token] & asker_bit_) != 0 || (layers & layers_asked_) != 0 ||
           starts_anywhere_;
  }
  // The number of this set at its lexicon.
  uint32_t asker() const { return asker_; }
  // Sets `first` to the patterns that may begin at a word with these matches, readings and layers,
  // and gives the marks of what the word may be. `first` has blocks() words and kMarkBlocks more.
  Marks FindFirst(const AnnotatedText& document, uint32_t token, uint32_t layers,
                  uint64_t* first) const;
  static constexpr uint32_t kMarkBlocks = 2;

 private:
  // Met when the sentence has one of the bits or one of the layers.
  struct Need {
    std::map<uint32_t, uint64_t> bits;  // word of the sentence's bits -> mask
    uint32_t layers = 0;
    bool operator<(const Need& other) const {
      return std::tie(layers, bits) < std::tie(other.layers, other.bits);
    }
  };
  // Adds the needs of a program, and to `known` where they stand in tests_.
  void AddNeeds(const Program& program, std::map<Need, uint32_t>* known);
  void TellLexicon(const Lexicon& lexicon);
  // Elements that ask for the same, and the patterns that may begin with one of them.
  struct Asked {
    const Element* element = nullptr;
    PatternBits bits;  // patterns, then marks
  };
  using AskedKey = std::tuple<Element::Kind, uint32_t, uint32_t, std::vector<bool>>;
  void Number(const std::vector<Program*>& programs);
  void FindNext(Program* program);
  void AddFirstOf(const Program& program, uint32_t pattern);
  void KeepAsked();
  void AddLexicon(uint32_t lexicon, const std::vector<const Asked*>& asked);
  uint32_t Keep(const PatternBits& bits);
  static AskedKey KeyOf(const Element& element);
  Marks MarksOf(const Element& element) const;
  void Or(uint32_t offset, uint64_t* bits) const {
    if (offset == 0) return;
    for (uint32_t i = 0; i < blocks_ + kMarkBlocks; ++i) bits[i] |= pool_[offset + i];
  }

  uint32_t lexicons_ = 0;
  uint32_t blocks_ = 0;
  uint32_t asker_ = 0;
  uint64_t asker_bit_ = 0;
  uint32_t layers_asked_ = 0;
  bool starts_anywhere_ = false;
  struct Second {
    Marks marks;          // of what may come second
    bool always = false;  // the pattern may end behind its first element, or any word may follow
  };
  std::vector<Second> seconds_;  // by pattern
  struct Test {
    uint32_t begin = 0;  // bit_tests_[begin, end)
    uint32_t end = 0;
    uint32_t layers = 0;
  };
  struct BitTest {
    uint32_t word = 0;
    uint64_t mask = 0;
  };
  std::vector<Test> tests_;
  std::vector<BitTest> bit_tests_;
  std::vector<uint32_t> needs_;       // indices into tests_
  std::vector<uint32_t> needs_from_;  // of pattern i: needs_[needs_from_[i], needs_from_[i + 1])
  // Offsets into pool_ of what may begin with each; 0 is the empty set. Of a lexicon whose rows
  // differ, the offsets of its rows are row_offsets_[rows, rows + row_count).
  struct OfLexicon {
    uint32_t offset = 0;  // of rows beyond those
    uint32_t rows = 0;
    uint32_t row_count = 0;
  };
  std::vector<OfLexicon> by_lexicon_;
  std::vector<uint32_t> row_offsets_;
  std::vector<uint32_t> by_word_;
  std::vector<uint32_t> by_layer_;
  std::map<AskedKey, Asked> asked_;       // while building
  std::map<PatternBits, uint32_t> kept_;  // while building: equal sets stand once in pool_
  PatternBits anywhere_;
  PatternBits pool_;
};

}  // namespace tadwin::rules

#endif  // TADWIN_RULES_PATTERN_INDEX_H_

// Runs the program of one pattern from one word: a memoised walk over (step, word).
//
// In: a matched document, a program, a start. Out: the longest match with its captures. Work is
// bounded by steps x window; steps whose marks say that they cannot go on are not taken. Threads: a
// Walker belongs to one thread; its scratch space is the thread's, so it is made ready once.
// Private to rules/pattern.cc.

#ifndef TADWIN_RULES_PATTERN_WALKER_H_
#define TADWIN_RULES_PATTERN_WALKER_H_

#include <cstdint>
#include <span>
#include <vector>

#include "model/annotated_text.h"
#include "rules/pattern.h"
#include "rules/pattern_parser.h"

namespace tadwin::rules {

// The mentions of a document by the word they begin at.
class MentionsByWord {
 public:
  // Takes those of `document`, which stays as it is while they are asked for.
  void Read(const AnnotatedText& document);
  std::span<const Mention* const> At(uint32_t token) const {
    return {mentions_.data() + begin_[token], mentions_.data() + begin_[token + 1]};
  }
  // Bits of the layers that begin at a word.
  uint32_t LayersAt(uint32_t token) const { return layers_[token]; }

 private:
  std::vector<uint32_t> begin_;
  std::vector<uint32_t> layers_;
  std::vector<const Mention*> mentions_;
};

class Walker {
 public:
  Walker(const AnnotatedText& document, const MentionsByWord& mentions);

  // The longest match of `program` at `start` that ends by `limit`, if any. `marks` are what the
  // words from `start` to `limit` may be.
  bool Run(const Program& program, uint32_t start, uint32_t limit, const Marks* marks,
           PatternMatch* match);

 private:
  struct Scratch;
  struct OpenCapture {
    uint32_t name = 0;
    uint32_t begin = 0;
    uint32_t end = 0;
    const LexMatch* lex = nullptr;
    const Mention* mention = nullptr;
  };
  void Walk(uint32_t at, uint32_t token);
  void WalkElement(const Element& element, uint32_t at, uint32_t token);
  void Continue(uint32_t at, uint32_t token, uint32_t end, const LexMatch* lex,
                const Mention* mention);
  size_t FindOpen(uint32_t name) const;
  bool WordMatches(const Element& element, const Token& token) const;

  const AnnotatedText& document_;
  const MentionsByWord& mentions_;
  Scratch& scratch_;
  const Program* program_ = nullptr;
  const Marks* marks_ = nullptr;
  uint32_t start_ = 0;
  uint32_t limit_ = 0;
  size_t width_ = 0;
  uint32_t best_end_ = 0;
};

}  // namespace tadwin::rules

#endif  // TADWIN_RULES_PATTERN_WALKER_H_

// Reads the text of one pattern into a program of small steps. Private to rules/pattern.cc.
//
// In: the language described in pattern.h. Out: Program. Errors: a message and the column, in
// code points from the beginning of the pattern. Threads: safe.

#ifndef TADWIN_RULES_PATTERN_PARSER_H_
#define TADWIN_RULES_PATTERN_PARSER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/mention.h"
#include "rules/lexicon.h"

namespace tadwin::rules {

// What one element asks of the words at a position.
struct Element {
  enum class Kind : uint8_t { kWord, kLexicon, kLayer, kAny };
  Kind kind = Kind::kAny;
  std::string word;              // kWord: folded
  bool bare = false;             // kWord: no proclitic may stand before it
  uint32_t word_number = 0;      // kWord: Lexicon::PatternWord of it
  uint32_t without_article = 0;  // kWord: the same of what follows its article; 0 when it has none
  uint32_t lexicon = 0;          // kLexicon
  uint32_t forms = 0;            // kLexicon: bits of Form, any of these; 0 for any form
  uint32_t parts = 0;            // kLexicon: bits of Pos, any of these; 0 for any part of speech
  bool filtered = false;         // kLexicon: only the rows marked in `rows`
  std::vector<bool> rows;        // kLexicon: by row of the table, when filtered
  uint32_t layers = 0;           // kLayer: bits of Layer, any of these
  uint16_t must_carry = 0;       // proclitics
  uint16_t must_not_carry = 0;
};

// Marks of elements, several elements to a mark where there are many: what a word may be, or what
// may come next. Sets that have no mark in common do not match.
struct Marks {
  uint64_t low = 0;
  uint64_t high = 0;
  bool Meets(const Marks& other) const { return ((low & other.low) | (high & other.high)) != 0; }
};

struct Step {
  enum class Op : uint8_t { kElement, kSplit, kJump, kOpen, kClose, kDone };
  Op op = Op::kDone;
  uint32_t a = 0;  // kElement: element; kSplit: preferred step; kJump: target; kOpen/kClose: name
  uint32_t b = 0;  // kSplit: other step
  // By PatternIndex: the marks of the elements one of which must come next, unless the pattern may
  // end here or go on with any word.
  Marks next = {};
  bool always = true;
};

struct Program {
  std::vector<Step> steps;
  std::vector<Element> elements;
  std::vector<std::string> names;  // of captures
  // What every match holds: of each of these lists of elements, at least one.
  std::vector<std::vector<uint32_t>> needs;
};

// The bit of an enumerator in the sets of Element.
template <typename Enum>
constexpr uint32_t BitOf(Enum value) {
  return uint32_t{1} << static_cast<uint32_t>(value);
}

struct ParseFailure {
  std::string message;
  uint32_t column = 1;  // code points, from 1
};

// An empty message means success.
ParseFailure ParsePattern(std::string_view pattern, const Lexicon& lexicon,
                          const Lexicon::FoldFunction& fold, Program* program);

}  // namespace tadwin::rules

#endif  // TADWIN_RULES_PATTERN_PARSER_H_

// Patterns over annotated words: how rules say what they look for.
//
// A pattern is a sequence of elements separated by blanks (docs/rule-format.md has the examples):
//   word            a word (folded); any proclitic but the article may stand before it
//   =word           exactly this word, no proclitic
//   "two words"     several words in a row; the first may carry proclitics
//   @time/month     an entry of a lexicon; @time/month{value=9} only rows with that cell
//   @verb:masdar    entry restricted by form: perfect imperfect imperative masdar active passive
//                   singular dual plural verb noun
//   #number         a mention of a layer found earlier: number ordinal time person org place
//                   group weapon toll; #actor is person|org|place|group
//   .               any one word; .{0,3} up to three
//   ~b @x           the element's first word must carry that proclitic (written in Arabic)
//   !b @x           must not carry it
//   name:element    capture
//   ( ... | ... )   alternatives; ? * + {m,n} repeat, greedy
// Matching never leaves a sentence. It is a memoised walk: work per start is bounded by
// (states x words), and starts are filtered by first element, so time is linear in the text.
// Errors: Compile reports kBadRule with the column. Threads: a Pattern is immutable.

#ifndef TADWIN_RULES_PATTERN_H_
#define TADWIN_RULES_PATTERN_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/annotated_text.h"
#include "rules/lexicon.h"
#include "rules/table.h"

namespace tadwin::rules {

struct Capture {
  std::string_view name;
  uint32_t token_begin = 0;
  uint32_t token_end = 0;
  const LexMatch* lex = nullptr;     // when the captured element was a lexicon entry
  const Mention* mention = nullptr;  // when it was a layer
};

struct PatternMatch {
  uint32_t rule = 0;  // index into PatternSet's rules
  uint32_t token_begin = 0;
  uint32_t token_end = 0;
  std::vector<Capture> captures;  // in order of appearance
  // The first capture of that name, or nullptr.
  const Capture* Find(std::string_view name) const;
  // Column `column` of the captured lexicon row, "" when absent.
  std::string_view Cell(const Lexicon& lexicon, std::string_view name,
                        std::string_view column) const;
};

// All `pattern:` rules of one folder, compiled together. A block may hold several `pattern:` lines.
class PatternSet {
 public:
  PatternSet();
  ~PatternSet();
  PatternSet(PatternSet&&) noexcept;
  PatternSet& operator=(PatternSet&&) noexcept;

  // Compiles the patterns of the blocks. Mistakes are appended to `errors`.
  static PatternSet Compile(const std::vector<const Block*>& blocks, const Lexicon& lexicon,
                            const Lexicon::FoldFunction& fold, std::vector<Error>* errors);

  // Every rule's longest match at every start, sorted by (token_begin, longest first, rule).
  // Reads document->mentions for # elements; they must be sorted.
  std::vector<PatternMatch> FindAll(const AnnotatedText& document) const;

  const Block& rule(uint32_t index) const;
  size_t size() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Drops matches overlapped by an earlier-starting or longer one; equal spans keep the lower rule.
std::vector<PatternMatch> KeepLongest(std::vector<PatternMatch> matches);

}  // namespace tadwin::rules

#endif  // TADWIN_RULES_PATTERN_H_

// Folds Arabic text for matching and keeps the exact way back to the original bytes.
//
// In: RawArticle::text (valid UTF-8). Out: Text. Shape: folded.size() == begin_of.size() ==
// end_of.size(). Invariants (property-tested): valid UTF-8 out; idempotent on its own output;
// begin_of and end_of never decrease; every folded span maps to a span inside the original.
// Threads: safe. Source: the tables in rules/ar/normalise.

#ifndef TADWIN_NORMALISE_FOLD_H_
#define TADWIN_NORMALISE_FOLD_H_

#include <string>
#include <string_view>

#include "model/article.h"
#include "rules/table.h"

namespace tadwin::normalise {

class Folder {
 public:
  // Reads normalise/letters. Mistakes in the table are appended to `errors`.
  static Folder Create(const rules::RuleSet& rules, std::vector<Error>* errors);

  Text Fold(std::string_view valid_utf8) const;
  // The folded spelling of a lexicon entry or a query: Fold without the map, trimmed.
  std::string FoldString(std::string_view valid_utf8) const;

 private:
  // Sorted by code point; a replacement of "" drops the letter.
  struct Replacement {
    char32_t from;
    std::string to;
  };
  std::vector<Replacement> replacements_;
};

}  // namespace tadwin::normalise

#endif  // TADWIN_NORMALISE_FOLD_H_

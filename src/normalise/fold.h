// Folds Arabic text for matching and keeps the exact way back to the original bytes.
//
// In: RawArticle::text (valid UTF-8). Out: Text. Shape: folded.size() == begin_of.size() ==
// end_of.size(). Invariants (property-tested): valid UTF-8 out; idempotent on its own output;
// begin_of and end_of never decrease; every folded span maps to a span inside the original.
// A letter's span takes in the vowel marks and tatweel behind it; dropped controls belong to
// nothing. No blank stands beside a line end or at either end of the folded text.
// Threads: safe. Source: the tables in rules/ar/normalise.

#ifndef TADWIN_NORMALISE_FOLD_H_
#define TADWIN_NORMALISE_FOLD_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/article.h"
#include "rules/table.h"

namespace tadwin::normalise {

class Folder {
 public:
  // Reads normalise/letters and normalise/presentation_forms. Mistakes in the tables are appended
  // to `errors`.
  static Folder Create(const rules::RuleSet& rules, std::vector<Error>* errors);

  Text Fold(std::string_view valid_utf8) const;
  // The folded spelling of a lexicon entry or a query: Fold without the map, trimmed.
  std::string FoldString(std::string_view valid_utf8) const;

 private:
  void AddTable(const rules::Table& table, bool through_letters, std::vector<Error>* errors);
  void AddShort();
  template <typename Sink>
  void Run(std::string_view valid_utf8, Sink* sink) const;

  // What a code point becomes: an index into targets_, 0 for itself. Code points beyond the basic
  // plane stay themselves.
  std::vector<uint16_t> target_of_;
  std::vector<std::u32string> targets_;
  // What a code point of one or two bytes becomes, in UTF-8, where that is a letter or mark of as
  // much; zeros for the others, which targets_ decides. A second byte of 0: one byte.
  std::array<std::array<char, 2>, 0x800> short_{};
};

}  // namespace tadwin::normalise

#endif  // TADWIN_NORMALISE_FOLD_H_

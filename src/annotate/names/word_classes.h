// Which class of a table a spelling belongs to: how common it is, or what words stand for the like.
//
// In: a table of two columns, class and words (words as they are folded, alternatives separated by
// `|`). Out: a class for a folded word; 0 for what the table does not have. Threads: safe once
// built.

#ifndef TADWIN_ANNOTATE_NAMES_WORD_CLASSES_H_
#define TADWIN_ANNOTATE_NAMES_WORD_CLASSES_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "rules/grammar.h"

namespace tadwin::annotate {

class WordClasses {
 public:
  // Reads the table of that name; without it every word is of class 0.
  void Build(const rules::Grammar& grammar, std::string_view name);
  uint32_t ClassOf(std::string_view word) const;

 private:
  struct Place {
    uint64_t key = 0;  // hash of the word; 0 is empty
    uint16_t kind = 0;
  };

  std::vector<Place> places_;  // open addressing, a power of two
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_NAMES_WORD_CLASSES_H_

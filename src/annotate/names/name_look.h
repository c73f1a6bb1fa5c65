// How much a word looks like part of a name, for words that no table of names has.
//
// In: the tables person/name_like (words that are probably names, in classes) and
// person/name_letters (three letters, and how much more often the third follows the two others in
// names than in words). Out: a class for a folded word: that of the first table, or one of its
// letters. Units: points of letters are hundredths of a bit. Threads: safe once built.

#ifndef TADWIN_ANNOTATE_NAMES_NAME_LOOK_H_
#define TADWIN_ANNOTATE_NAMES_NAME_LOOK_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "annotate/names/word_classes.h"
#include "rules/grammar.h"

namespace tadwin::annotate {

class NameLook {
 public:
  // Classes of letters go from 1 (a word) to this (a name); those of person/name_like lie above.
  static constexpr uint32_t kLetterClasses = 7;
  // Classes are below this.
  static constexpr uint32_t kClasses = 32;

  void Build(const rules::Grammar& grammar);
  // 0 where there are no tables.
  uint32_t ClassOf(std::string_view word) const;
  // Whether a word is rather a name: listed, or its letters are much more those of names.
  bool IsLikeName(std::string_view word) const { return ClassOf(word) >= kLetterClasses - 1; }

 private:
  uint32_t ClassOfLetters(std::string_view word) const;

  WordClasses listed_;
  std::vector<int16_t> points_;  // by three letters
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_NAMES_NAME_LOOK_H_

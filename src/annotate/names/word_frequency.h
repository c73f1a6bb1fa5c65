// How common a spelling is in written Arabic, in a few classes: rare words are names more often.
//
// In: the table person/word_frequency (class; words as they are folded). Out: a class for a folded
// word; 0 for what is rarer than the table goes. Units: a class is half a power of ten, counted
// from one in a billion words. Threads: safe once built.

#ifndef TADWIN_ANNOTATE_NAMES_WORD_FREQUENCY_H_
#define TADWIN_ANNOTATE_NAMES_WORD_FREQUENCY_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "rules/grammar.h"

namespace tadwin::annotate {

class WordFrequency {
 public:
  void Build(const rules::Grammar& grammar);
  uint32_t ClassOf(std::string_view word) const;

 private:
  struct Place {
    uint64_t key = 0;  // hash of the word; 0 is empty
    uint8_t frequency = 0;
  };

  std::vector<Place> places_;  // open addressing, a power of two
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_NAMES_WORD_FREQUENCY_H_

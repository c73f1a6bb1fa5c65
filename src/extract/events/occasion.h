// Gives what "the meeting" or "the statement" says the date and place of that occasion.
//
// In: the events of one document, in any order. Out: undated verbal events whose speaker or actor
// is an occasion (rules/ar/event/occasion.tsv, with the article) take date and place from the last
// dated meeting told before them, with its words as evidence. Nothing told is overwritten.
// Threads: safe.

#ifndef TADWIN_EXTRACT_EVENTS_OCCASION_H_
#define TADWIN_EXTRACT_EVENTS_OCCASION_H_

#include <cstdint>
#include <vector>

#include "model/annotated_text.h"
#include "model/fact.h"
#include "rules/grammar.h"

namespace tadwin::extract {

class OccasionReader {
 public:
  static OccasionReader Create(const rules::Grammar& grammar, std::vector<Error>* errors);
  void Complete(const AnnotatedText& document, std::vector<Fact>* events) const;

 private:
  // Whether the first word that ends behind this byte is an occasion with the article.
  bool IsOccasionBehind(const AnnotatedText& document, uint32_t begin_byte) const;

  int lexicon_ = -1;
};

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_EVENTS_OCCASION_H_

// Finds weapons with their counts, and tolls: how many killed, injured, detained, missing.
//
// In: mentions of layers number and group. Out: mentions of layers weapon and toll.
// "No casualties" is 0, silence is nothing. Threads: safe.

#ifndef TADWIN_ANNOTATE_NAMES_TOLL_H_
#define TADWIN_ANNOTATE_NAMES_TOLL_H_

#include "model/annotated_text.h"
#include "rules/grammar.h"

namespace tadwin::annotate {

class TollReader {
 public:
  static TollReader Create(const rules::Grammar& grammar, std::vector<Error>* errors);
  void Annotate(AnnotatedText* document) const;
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_NAMES_TOLL_H_

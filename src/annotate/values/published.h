// Settles when an article was published: as given, or inferred from its own words.
//
// Out: AnnotatedText::published with the words it rests on. Never invents: no date when the text
// does not carry one. Runs before TimeReader. Threads: safe.

#ifndef TADWIN_ANNOTATE_VALUES_PUBLISHED_H_
#define TADWIN_ANNOTATE_VALUES_PUBLISHED_H_

#include "model/annotated_text.h"
#include "rules/grammar.h"

namespace tadwin::annotate {

class PublishedReader {
 public:
  static PublishedReader Create(const rules::Grammar& grammar, std::vector<Error>* errors);
  void Annotate(AnnotatedText* document) const;
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_VALUES_PUBLISHED_H_

// Finds people, organisations, places and groups and resolves them to stable ids.
//
// In: tokens, lex_matches, numbers, times. Out: mentions of layers person, org, place, group.
// A place that also stands for a government carries NameValue::actor_id. Threads: safe.

#ifndef TADWIN_ANNOTATE_NAMES_NAME_H_
#define TADWIN_ANNOTATE_NAMES_NAME_H_

#include "model/annotated_text.h"
#include "rules/grammar.h"

namespace tadwin::annotate {

class NameReader {
 public:
  static NameReader Create(const rules::Grammar& grammar, std::vector<Error>* errors);
  void Annotate(AnnotatedText* document) const;
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_NAMES_NAME_H_

// Finds people, organisations, places and groups and resolves them to stable ids.
//
// In: tokens, lex_matches, numbers, times. Out: mentions of layers person, org, place, group.
// A place that also stands for a government carries NameValue::actor_id. A group mention of kind
// office covers title and name. Rules: rules/ar/place, actor, person. Threads: safe.

#ifndef TADWIN_ANNOTATE_NAMES_NAME_H_
#define TADWIN_ANNOTATE_NAMES_NAME_H_

#include <memory>
#include <vector>

#include "base/result.h"
#include "model/annotated_text.h"
#include "rules/grammar.h"

namespace tadwin::annotate {

class NameReader {
 public:
  NameReader();
  ~NameReader();
  NameReader(NameReader&&) noexcept;
  NameReader& operator=(NameReader&&) noexcept;

  static NameReader Create(const rules::Grammar& grammar, std::vector<Error>* errors);
  void Annotate(AnnotatedText* document) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_NAMES_NAME_H_

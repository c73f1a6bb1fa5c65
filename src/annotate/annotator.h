// The annotate stage: runs every reader in order and sorts the mentions.
//
// In: RawArticle and its Text. Out: AnnotatedText, read-only afterwards.
// Errors: rule mistakes at Create, all of them; none at run time. Threads: safe after Create.

#ifndef TADWIN_ANNOTATE_ANNOTATOR_H_
#define TADWIN_ANNOTATE_ANNOTATOR_H_

#include <memory>
#include <vector>
#include "annotate/names/name.h"
#include "annotate/names/toll.h"
#include "annotate/values/number.h"
#include "annotate/values/published.h"
#include "annotate/values/time.h"
#include "annotate/values/time_grammar.h"
#include "annotate/words/structure.h"
#include "annotate/words/tokens.h"
#include "model/annotated_text.h"
#include "rules/grammar.h"

namespace tadwin::annotate {

class Annotator {
 public:
  static Annotator Create(const rules::Grammar& grammar, std::vector<Error>* errors);

  // `article` must outlive the result.
  AnnotatedText Annotate(const RawArticle& article, Text text) const;

 private:
  const rules::Lexicon* lexicon_ = nullptr;
  Tokeniser tokeniser_;
  StructureReader structure_;
  NumberReader numbers_;
  std::shared_ptr<const TimeGrammar> time_grammar_;
  PublishedReader published_;
  TimeReader times_;
  NameReader names_;
  TollReader tolls_;
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_ANNOTATOR_H_

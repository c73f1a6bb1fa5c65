// Cuts folded text into tokens and lists the ways each word can be cut into clitics and core.
//
// In: AnnotatedText::text. Out: tokens, readings. Reading 0 is the whole word. Readings are all cuts
// that the script allows (w f b k l s al ll a + pronoun enclitics); the lexicon decides between them.
// Threads: safe.

#ifndef TADWIN_ANNOTATE_WORDS_TOKENS_H_
#define TADWIN_ANNOTATE_WORDS_TOKENS_H_

#include "model/annotated_text.h"
#include "rules/grammar.h"

namespace tadwin::annotate {

class Tokeniser {
 public:
  static Tokeniser Create(const rules::RuleSet& rules, std::vector<Error>* errors);
  void Annotate(AnnotatedText* document) const;
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_WORDS_TOKENS_H_

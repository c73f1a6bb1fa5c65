// What every reader is built from: the rule set, the compiled lexicon and the folding.
//
// Threads: immutable while readers are in use.

#ifndef TADWIN_RULES_GRAMMAR_H_
#define TADWIN_RULES_GRAMMAR_H_

#include "rules/lexicon.h"
#include "rules/table.h"

namespace tadwin::rules {

struct Grammar {
  const RuleSet* rules = nullptr;
  const Lexicon* lexicon = nullptr;
  Lexicon::FoldFunction fold;
};

}  // namespace tadwin::rules

#endif  // TADWIN_RULES_GRAMMAR_H_

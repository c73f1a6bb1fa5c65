// Generates all inflected forms of the lemmas in rules/ar/lexicon from root, form and type.
//
// In: the tables lexicon/verbs, lexicon/nouns, ... Out: forms added to the lexicon, each with
// Features; the lexicon name is the table name ("lexicon/verbs"), the row is the lemma.
// Errors: kBadRule for a root or form that cannot be inflected. Threads: safe.

#ifndef TADWIN_ANNOTATE_WORDS_MORPHOLOGY_H_
#define TADWIN_ANNOTATE_WORDS_MORPHOLOGY_H_

#include "rules/lexicon.h"
#include "rules/table.h"

namespace tadwin::annotate {

void AddGeneratedForms(const rules::RuleSet& rules, const rules::Lexicon::FoldFunction& fold,
                       rules::Lexicon* lexicon, std::vector<Error>* errors);

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_WORDS_MORPHOLOGY_H_

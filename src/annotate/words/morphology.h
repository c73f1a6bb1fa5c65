// Generates all inflected forms of the lemmas in rules/ar/lexicon from root, form and type.
//
// In: the tables lexicon/verbs, lexicon/nouns, lexicon/adjectives (columns in their headers).
// Out: forms added to the lexicon, each with Features; the lexicon name is the table name
// ("lexicon/verbs"), the row is the lemma. A skeleton stands once per row and Features::form; see
// verb.h for what it says when it serves several persons or both voices.
// Words of lexicon/blocked and lexicon/particles are no finite verbs; short imperatives are left
// out. The t of a ta marbuta before a pronoun is not a form of its own: Lexicon::Match restores it.
// Errors: kBadRule for a root or form that cannot be inflected and for a lemma listed twice.
// Threads: safe.

#ifndef TADWIN_ANNOTATE_WORDS_MORPHOLOGY_H_
#define TADWIN_ANNOTATE_WORDS_MORPHOLOGY_H_

#include <functional>
#include <string_view>
#include <vector>

#include "rules/lexicon.h"
#include "rules/table.h"

namespace tadwin::annotate {

using FormVisitor = std::function<void(std::string_view folded, const LexEntry& entry)>;

// Names the tables in `lexicon` and visits every form, without adding it.
void GenerateForms(const rules::RuleSet& rules, const rules::Lexicon::FoldFunction& fold,
                   rules::Lexicon* lexicon, const FormVisitor& visit, std::vector<Error>* errors);

void AddGeneratedForms(const rules::RuleSet& rules, const rules::Lexicon::FoldFunction& fold,
                       rules::Lexicon* lexicon, std::vector<Error>* errors);

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_WORDS_MORPHOLOGY_H_

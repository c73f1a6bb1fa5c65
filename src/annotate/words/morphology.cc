#include "annotate/words/morphology.h"

namespace tadwin::annotate {

void AddGeneratedForms(const rules::RuleSet&, const rules::Lexicon::FoldFunction&,
                       rules::Lexicon*, std::vector<Error>*) {}

}  // namespace tadwin::annotate

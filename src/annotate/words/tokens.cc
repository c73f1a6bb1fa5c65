#include "annotate/words/tokens.h"

namespace tadwin::annotate {

Tokeniser Tokeniser::Create(const rules::RuleSet&, std::vector<Error>*) { return {}; }
void Tokeniser::Annotate(AnnotatedText*) const {}

}  // namespace tadwin::annotate

#include "annotate/values/number.h"

namespace tadwin::annotate {

NumberReader NumberReader::Create(const rules::Grammar&, std::vector<Error>*) { return {}; }
void NumberReader::Annotate(AnnotatedText*) const {}

}  // namespace tadwin::annotate

#include "annotate/names/toll.h"

namespace tadwin::annotate {

TollReader TollReader::Create(const rules::Grammar&, std::vector<Error>*) { return {}; }
void TollReader::Annotate(AnnotatedText*) const {}

}  // namespace tadwin::annotate

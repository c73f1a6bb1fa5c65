#include "annotate/words/structure.h"

namespace tadwin::annotate {

StructureReader StructureReader::Create(const rules::Grammar&, std::vector<Error>*) { return {}; }
void StructureReader::Annotate(AnnotatedText*) const {}

}  // namespace tadwin::annotate

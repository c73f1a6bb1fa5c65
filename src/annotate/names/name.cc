#include "annotate/names/name.h"

namespace tadwin::annotate {

NameReader NameReader::Create(const rules::Grammar&, std::vector<Error>*) { return {}; }
void NameReader::Annotate(AnnotatedText*) const {}

}  // namespace tadwin::annotate

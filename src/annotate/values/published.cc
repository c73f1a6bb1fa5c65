#include "annotate/values/published.h"

namespace tadwin::annotate {

PublishedReader PublishedReader::Create(const rules::Grammar&, std::vector<Error>*) { return {}; }
void PublishedReader::Annotate(AnnotatedText*) const {}

}  // namespace tadwin::annotate

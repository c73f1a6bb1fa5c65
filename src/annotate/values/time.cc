#include "annotate/values/time.h"

namespace tadwin::annotate {

TimeReader TimeReader::Create(const rules::Grammar&, std::vector<Error>*) { return {}; }
void TimeReader::Annotate(AnnotatedText*) const {}

}  // namespace tadwin::annotate

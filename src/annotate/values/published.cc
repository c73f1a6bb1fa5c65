#include "annotate/values/published.h"

namespace tadwin::annotate {

PublishedReader PublishedReader::Create(const rules::Grammar&, std::vector<Error>*) { return {}; }

void PublishedReader::Annotate(AnnotatedText* document) const {
  if (document->article == nullptr || !document->article->published) return;
  document->published.date = document->article->published;
  document->published.rule = "given";
}

}  // namespace tadwin::annotate

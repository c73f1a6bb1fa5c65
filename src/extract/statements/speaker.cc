#include "extract/statements/speaker.h"

namespace tadwin::extract {

struct SpeakerReader::Impl {};

SpeakerReader SpeakerReader::Create(const rules::Grammar&, std::vector<Error>*) { return {}; }
std::vector<Attribution> SpeakerReader::Read(const AnnotatedText&) const { return {}; }

const Attribution* FindAttribution(const std::vector<Attribution>& attributions, Span span) {
  const Attribution* innermost = nullptr;
  for (const Attribution& attribution : attributions) {
    if (!attribution.scope.Contains(span)) continue;
    if (innermost == nullptr || attribution.scope.size() <= innermost->scope.size()) {
      innermost = &attribution;
    }
  }
  return innermost;
}

}  // namespace tadwin::extract

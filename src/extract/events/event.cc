#include "extract/events/event.h"

namespace tadwin::extract {

struct EventReader::Impl {};

EventReader EventReader::Create(const rules::Grammar&, std::vector<Error>*) { return {}; }
std::vector<Fact> EventReader::Read(const AnnotatedText&, const std::vector<Attribution>&) const {
  return {};
}

}  // namespace tadwin::extract

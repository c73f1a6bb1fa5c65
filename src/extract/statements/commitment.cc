#include "extract/statements/commitment.h"

namespace tadwin::extract {

struct CommitmentReader::Impl {};

CommitmentReader CommitmentReader::Create(const rules::Grammar&, std::vector<Error>*) { return {}; }
std::vector<Fact> CommitmentReader::Read(const AnnotatedText&, const std::vector<Attribution>&) const {
  return {};
}

}  // namespace tadwin::extract

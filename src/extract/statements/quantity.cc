#include "extract/statements/quantity.h"

namespace tadwin::extract {

struct QuantityReader::Impl {};

QuantityReader QuantityReader::Create(const rules::Grammar&, std::vector<Error>*) { return {}; }
std::vector<Fact> QuantityReader::Read(const AnnotatedText&, const std::vector<Attribution>&) const {
  return {};
}

}  // namespace tadwin::extract

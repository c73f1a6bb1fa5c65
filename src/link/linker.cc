#include "link/linker.h"

namespace tadwin::link {

struct Linker::Impl {};

Linker Linker::Create(const rules::RuleSet&, std::vector<Error>*) { return {}; }
std::vector<Incident> Linker::Link(const std::vector<Fact>&) const { return {}; }

}  // namespace tadwin::link

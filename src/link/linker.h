// The link stage: facts of many documents that tell the same thing become one incident.
//
// In: all facts of a ledger, in any order. Out: incidents sorted by id, every value of every field
// kept with who tells it. The same facts give the same incidents, whatever their order.
// Rules: rules/ar/link (weights, windows, preferences). Threads: safe after Create.

#ifndef TADWIN_LINK_LINKER_H_
#define TADWIN_LINK_LINKER_H_

#include <memory>
#include <vector>
#include "model/fact.h"
#include "model/incident.h"
#include "rules/table.h"

namespace tadwin::link {

class Linker {
 public:
  static Linker Create(const rules::RuleSet& rules, std::vector<Error>* errors);
  std::vector<Incident> Link(const std::vector<Fact>& facts) const;

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

}  // namespace tadwin::link

#endif  // TADWIN_LINK_LINKER_H_

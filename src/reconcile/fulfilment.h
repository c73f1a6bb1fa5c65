// Which events show that a commitment of a topic was kept, as read from
// rules/ar/link/fulfilment.tsv.
//
// In: RuleSet. Errors: kBadRule with the place of the cell. A table that is not there is empty, and
// nothing is ever met. Threads: immutable once loaded.

#ifndef TADWIN_RECONCILE_FULFILMENT_H_
#define TADWIN_RECONCILE_FULFILMENT_H_

#include <string>
#include <vector>

#include "base/result.h"
#include "model/fact.h"
#include "rules/table.h"

namespace tadwin::reconcile {

struct Deed {
  std::string topic;
  std::string plover;
  std::string mode;     // "*": any
  std::string subtype;  // "*": any
  bool both_parties = false;
};

class Fulfilment {
 public:
  static Fulfilment Load(const rules::RuleSet& rules, std::vector<Error>* errors);

  // The rows whose event this is, in the table's order.
  std::vector<const Deed*> DeedsOf(const Fact& event) const;

 private:
  std::vector<Deed> deeds_;
};

}  // namespace tadwin::reconcile

#endif  // TADWIN_RECONCILE_FULFILMENT_H_

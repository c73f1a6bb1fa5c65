// How speakers stand to an incident by what its facts are, as read from rules/ar/link/stance.tsv.
//
// In: RuleSet. Errors: kBadRule with the place of the cell. A table that is not there is empty.
// Threads: immutable once loaded.

#ifndef TADWIN_RECONCILE_STANCE_RULES_H_
#define TADWIN_RECONCILE_STANCE_RULES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/fact.h"
#include "rules/table.h"

namespace tadwin::reconcile {

enum class StanceKind : uint8_t { kClaimed, kBlamed, kDenied, kCondemned };
const char* StanceKindName(StanceKind kind);  // "claimed", ...

// A stance and the row that reads it: "rule event/status:claimed".
struct StanceReading {
  StanceKind kind = StanceKind::kClaimed;
  std::string row;
};

class StanceRules {
 public:
  static StanceRules Load(const rules::RuleSet& rules, std::vector<Error>* errors);

  // What a fact of the incident itself says of its speaker.
  std::optional<StanceReading> OfTelling(const Fact& fact) const;
  // What a fact beside it says of its actor or speaker.
  std::optional<StanceReading> OfAct(const Fact& fact) const;

 private:
  struct Row {
    std::string by;
    std::string what;
    StanceKind stance = StanceKind::kClaimed;
  };
  std::vector<Row> rows_;
};

}  // namespace tadwin::reconcile

#endif  // TADWIN_RECONCILE_STANCE_RULES_H_

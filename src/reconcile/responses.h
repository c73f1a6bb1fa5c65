// The ledger of attack and response: who attacked whom, how often it was answered, period by
// period.
//
// In: a ledger and its relations. A side is a state (all organs of it) or a group by its id; what
// is done by or to nobody known has no side and is counted apart. Out: rows by side, against,
// period. An attack is an incident of violence told as having happened, on the day preferred; a
// response is one that a relation says answers, counted in its own period, stated and inferred ones
// apart. The ratio is responses over attacks, by numbers and nothing else. Threads: safe; pure
// functions.

#ifndef TADWIN_RECONCILE_RESPONSES_H_
#define TADWIN_RECONCILE_RESPONSES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reconcile/ledger_view.h"
#include "reconcile/relations.h"
#include "reconcile/sides.h"

namespace tadwin::reconcile {

enum class Period : uint8_t { kNone, kMonth, kQuarter, kYear };

struct ResponseOptions {
  bool by_side = true;
  Period period = Period::kMonth;
};

struct ResponseRow {
  Side side;                         // who was attacked, and answers; empty without --by side
  Side against;                      // who attacked, and is answered
  std::string period;                // "2020-09", "2020-Q3", "2020"; empty: all time
  std::vector<std::string> attacks;  // incidents by `against` on `side`
  std::vector<std::string> stated;   // responses of `side` to `against`
  std::vector<std::string> inferred;
  std::vector<std::string> assumed;  // those of them that have a side by assumption only
  std::optional<double> ratio;       // responses over attacks; empty without attacks
};

struct ResponseReport {
  std::vector<ResponseRow> rows;
  std::vector<Relation> responses;   // all relations of kind response, that the rows point to
  std::vector<std::string> no_side;  // violence whose doer or victim is not known
  std::vector<std::string> undated;  // violence with both sides and no date
};

ResponseReport ReportResponses(const LedgerView& ledger, const std::vector<Relation>& relations,
                               const SideReader& sides, const ResponseOptions& options);

}  // namespace tadwin::reconcile

#endif  // TADWIN_RECONCILE_RESPONSES_H_

// Tallies set beside what a ledger itemises, and beside one another.
//
// In: a ledger and the rules of what a tally counts. Out: one record per tally and number, by what
// is counted, period and number: the incidents that match its scope, place and period, those that
// may, and how much of the number they account for. A tally without a place is set beside the
// country that most dated events of its own documents lie in, and it is said so; without a period
// it is not itemised. Conflicts between tallies of one scope and place:
// - contradiction: one period, numbers that exclude one another, unless one teller gives both in
//   one document (then two things are counted);
// - decrease: counted from one beginning, a later count is smaller;
// - part over whole: the count of a period within another is larger than that one's;
// - same number: one number told for two periods, one within the other, by one document.
// Threads: safe; pure functions.

#ifndef TADWIN_RECONCILE_TALLIES_H_
#define TADWIN_RECONCILE_TALLIES_H_

#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "reconcile/fields.h"
#include "reconcile/ledger_view.h"
#include "reconcile/tally_rules.h"

namespace tadwin::reconcile {

struct TallyItem {
  std::string incident;
  std::string title;
  std::string when;       // as preferred: "2020-09-15"
  double counts_for = 1;  // 1, or the people of the field that the tally counts
  bool certain = true;
  std::string open;  // what is not told: "means", "place", "target", "day"; empty when certain
};

struct TallyRecord {
  std::string incident;  // shared by the numbers that documents give for one thing and period
  double n = 0;
  NumberRange range;
  std::string what;   // in English
  std::string key;    // of what it counts, as told
  std::string scope;  // the key of its series: the fullest count of its sentence
  std::optional<DateInterval> period;
  std::string place;         // as told; empty when none is
  std::string country;       // the country looked in; empty: everywhere
  bool country_told = true;  // false: taken from the rest of its documents
  Counted counts = Counted::kNothing;
  std::string why_not;           // why nothing can be itemised; empty when something can
  double itemised = 0;           // by certain items
  double possible = 0;           // by the others
  std::vector<TallyItem> items;  // certain ones first, by date
  std::vector<Telling> tellings;
};

struct TallyConflict {
  std::string kind;   // "contradiction", "decrease", "part over whole", "same number"
  std::string first;  // incidents
  std::string second;
  std::string reason;
};

struct TallyReport {
  std::vector<TallyRecord> tallies;
  std::vector<TallyConflict> conflicts;
};

TallyReport ReconcileTallies(const LedgerView& ledger, const TallyRules& rules);

}  // namespace tadwin::reconcile

#endif  // TADWIN_RECONCILE_TALLIES_H_

// Levels (soldiers, sites, prisoners, displaced people) as steps through time, with who told each.
//
// In: a ledger. Out: one series per thing counted, by what is counted then key; steps by date,
// every value of every source kept, the values without a date apart. A step is contested when two
// values of one date exclude one another; values whose dates only overlap are listed as such,
// because a month and a day in it may both be told rightly. What is only planned or threatened
// contradicts nothing. Threads: safe; pure functions.

#ifndef TADWIN_RECONCILE_LEVELS_H_
#define TADWIN_RECONCILE_LEVELS_H_

#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "reconcile/fields.h"
#include "reconcile/ledger_view.h"

namespace tadwin::reconcile {

struct LevelValue {
  double n = 0;  // the best single number
  NumberRange range;
  bool ahead = false;  // every telling of it only plans, threatens or supposes it
  std::vector<Telling> tellings;
};

struct LevelStep {
  DateInterval when;
  std::vector<LevelValue> values;  // by number
  bool contested = false;
  // Against the step before, where both have one value that is not ahead.
  std::optional<double> change;
};

struct LevelConflict {
  std::string rule;  // "same date", "overlapping dates"
  std::string first_date;
  std::string second_date;
  LevelValue first;
  LevelValue second;
};

struct LevelSeries {
  std::string key;   // "troops:US:IQ"
  std::string what;  // in English
  std::vector<std::string> incidents;
  std::vector<LevelStep> steps;     // by date
  std::vector<LevelValue> undated;  // by number
  std::vector<LevelConflict> conflicts;
};

std::vector<LevelSeries> ReadLevels(const LedgerView& ledger);

}  // namespace tadwin::reconcile

#endif  // TADWIN_RECONCILE_LEVELS_H_

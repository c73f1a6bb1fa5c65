// What stands behind every value of an incident: origins, who says so and how, first and last told.
//
// In: a ledger. Out: fields and values in the order the incident has them. First and last told are
// the days on which documents that say so appeared, with the document; empty where none has a date.
// `statuses` keeps apart who asserts and who denies. A toll's history is what was told when: a
// later, larger number revises an earlier one; a smaller one is marked, because a toll of people
// killed cannot fall unless it was wrong before. Threads: safe; pure functions.

#ifndef TADWIN_RECONCILE_SUPPORT_H_
#define TADWIN_RECONCILE_SUPPORT_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/calendar.h"
#include "base/json_writer.h"
#include "reconcile/fields.h"
#include "reconcile/ledger_view.h"

namespace tadwin::reconcile {

struct ValueSupport {
  const FieldValue* value = nullptr;
  std::optional<Date> first_told;
  std::string first_doc;
  std::optional<Date> last_told;
  std::string last_doc;
  // (speaker, "" the article itself; status), sorted, distinct.
  std::vector<std::pair<std::string, std::string>> statuses;
  std::vector<Telling> tellings;
};

struct FieldSupport {
  const IncidentField* field = nullptr;
  std::vector<ValueSupport> values;
};

// `ledger` must hold the facts of the incident; both must outlive the result.
std::vector<FieldSupport> SupportOf(const LedgerView& ledger, const Incident& incident);

struct TollStep {
  std::string value;  // "3", "10+"
  NumberRange range;
  bool rises = false;  // above all that was told before
  bool falls = false;  // below what was told before: one of them is wrong
  Telling telling;
};

struct TollHistory {
  std::string field;  // "killed", "injured", "detained", "missing"
  double low = 0;     // over all tellings
  std::optional<double> high;
  std::string best;             // the preferred value
  std::vector<TollStep> steps;  // by day told, each change once with its first telling
  std::vector<TollStep> undated;
};

// Fields of which at least one number is told.
std::vector<TollHistory> TollsOf(const LedgerView& ledger, const Incident& incident);

void WriteFieldSupport(const FieldSupport& field, JsonWriter* json);
void WriteTollHistory(const TollHistory& history, JsonWriter* json);

}  // namespace tadwin::reconcile

#endif  // TADWIN_RECONCILE_SUPPORT_H_

// Facts and incidents of a ledger, each findable from the other.
//
// In: all facts and all incidents of a ledger, or those of one incident and what it is compared
// with; neither is owned. Threads: immutable once made.

#ifndef TADWIN_RECONCILE_LEDGER_VIEW_H_
#define TADWIN_RECONCILE_LEDGER_VIEW_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/calendar.h"
#include "model/fact.h"
#include "model/incident.h"

namespace tadwin::reconcile {

// A fact that stands behind something, as lists show it.
struct Telling {
  std::string fact;
  std::string doc;
  std::string speaker;       // empty: the article itself
  std::string speaker_type;  // empty: the article itself
  std::string status;        // FactStatusName
  std::optional<Date> told;  // the day its document appeared
  bool operator==(const Telling&) const = default;
};
Telling TellingOf(const Fact& fact);
// By day, documents without one last; then by document and place in it.
bool IsToldBefore(const Fact& a, const Fact& b);

class LedgerView {
 public:
  LedgerView(const std::vector<Fact>& facts, const std::vector<Incident>& incidents);

  const std::vector<Fact>& facts() const { return facts_; }
  const std::vector<Incident>& incidents() const { return incidents_; }
  // nullptr when there is none.
  const Fact* FindFact(std::string_view id) const;
  const Incident* FindIncident(std::string_view id) const;
  const Incident* IncidentOf(const Fact& fact) const;
  // As IsToldBefore orders them.
  std::vector<const Fact*> FactsOf(const Incident& incident) const;
  std::vector<const Fact*> FactsOf(const FieldValue& value) const;
  // The facts of each document in the order of its text, by content hash (or name).
  const std::map<std::string, std::vector<const Fact*>>& documents() const { return documents_; }
  static const std::string& DocumentKey(const Fact& fact);

 private:
  std::vector<const Fact*> Find(const std::vector<std::string>& ids) const;

  const std::vector<Fact>& facts_;
  const std::vector<Incident>& incidents_;
  std::unordered_map<std::string_view, const Fact*> fact_by_id_;
  std::unordered_map<std::string_view, const Incident*> incident_by_id_;
  std::unordered_map<std::string_view, const Incident*> incident_of_fact_;
  std::map<std::string, std::vector<const Fact*>> documents_;
};

}  // namespace tadwin::reconcile

#endif  // TADWIN_RECONCILE_LEDGER_VIEW_H_

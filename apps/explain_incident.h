// One incident with every value told, what stands behind each, and the stances on it.

#ifndef TADWIN_APPS_EXPLAIN_INCIDENT_H_
#define TADWIN_APPS_EXPLAIN_INCIDENT_H_

#include <string>

#include "apps/verbs.h"
#include "model/incident.h"
#include "reconcile/ledger_view.h"
#include "reconcile/stance_rules.h"

namespace tadwin::apps {

// For `tadwin explain LEDGER INCIDENT`. kNotFound when the ledger has no such incident.
Result<std::string> ExplainIncident(store::Store* store, const rules::RuleSet& rules,
                                    const std::string& id);

}  // namespace tadwin::apps

#endif  // TADWIN_APPS_EXPLAIN_INCIDENT_H_

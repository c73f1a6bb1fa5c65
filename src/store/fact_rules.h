// Which rules a fact goes back to (table fact_rules), so that facts are found by a rule.
//
// The table holds nothing of its own: the rules that made the fact (facts.rules) and those behind
// its fields (fact_evidence). Errors: what the connection gives. Threads: one per connection.

#ifndef TADWIN_STORE_FACT_RULES_H_
#define TADWIN_STORE_FACT_RULES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/fact.h"
#include "store/sql_connection.h"

namespace tadwin::store {

// What fact_rules.rule has for the id of a rule.
int64_t RuleNumber(std::string_view rule);

Status PutFactRules(Connection* connection, const Fact& fact);
// Makes the rows of every fact anew, for a ledger that had none.
Status RebuildFactRules(Connection* connection);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_FACT_RULES_H_

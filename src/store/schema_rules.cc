#include "store/schema_parts.h"

namespace tadwin::store {

// Version 5: facts by the rules that made them, and when an incident was last told. Never change.
const char kRuleTables[] = R"sql(
CREATE TABLE fact_rules (      -- every rule of a fact: those that made it, those behind its fields
  fact_id TEXT NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
  rule    INTEGER NOT NULL,              -- the first 63 bits of a hash of its id (fact_rules.h)
  PRIMARY KEY (fact_id, rule)
) STRICT, WITHOUT ROWID;
CREATE INDEX fact_rules_by_rule ON fact_rules (rule);

ALTER TABLE incident_rows ADD COLUMN told INTEGER; -- day of the last document that tells it; NULL: not known
CREATE INDEX incident_rows_by_told ON incident_rows (told, day, number);
)sql";

}  // namespace tadwin::store

// What tells copies of a fact, and the origins of incidents: version 3 of the schema.
#include "store/schema_parts.h"

namespace tadwin::store {

const char kOriginTables[] = R"sql(
CREATE TABLE fact_wordings (   -- what tells copies of a fact
  fact_id TEXT PRIMARY KEY NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
  wording TEXT NOT NULL,                    -- hashes of pairs of words around it: 8 digits each, sorted
  credit  TEXT                              -- the one agency its document credits
) STRICT, WITHOUT ROWID;

CREATE TABLE incident_origins ( -- where each fact of an incident goes back to
  incident_id TEXT NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
  fact_id     TEXT NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
  origin      TEXT NOT NULL,                -- an agency, else the document it first stood in
  PRIMARY KEY (incident_id, fact_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_origins_by_fact ON incident_origins (fact_id);
)sql";

}  // namespace tadwin::store

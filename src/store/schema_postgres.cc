// What only PostgreSQL has among the tables.
#include "store/schema_parts.h"

namespace tadwin::store {

// The words of documents.folded, divided as FTS5 divides them (full_text.h).
const char kPostgresSearch[] = R"sql(
CREATE TABLE document_search (
  document_id INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
  words       TSVECTOR NOT NULL
);
CREATE INDEX document_search_by_words ON document_search USING gin (words);
)sql";

}  // namespace tadwin::store

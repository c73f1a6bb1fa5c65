#include "store/schema_parts.h"

namespace tadwin::store {

const char kRecordTables[] = R"sql(
CREATE TABLE runs (            -- who changed the ledger, when, by which rules
  id         INTEGER PRIMARY KEY,           -- 1, 2, ... in the order they began
  kind       TEXT NOT NULL,                 -- code, link, person, rollback, adopt, ...
  started    TEXT,                          -- UTC, "2026-01-31T09:30:00Z"; NULL: not told
  finished   TEXT,                          -- NULL also: it did not come to its end
  author     TEXT,
  program    TEXT,                          -- version
  rules_hash TEXT,
  reason     TEXT
) STRICT;

CREATE TABLE revisions (       -- one chain: every change, in order; nothing is ever changed in here
  seq         INTEGER PRIMARY KEY,          -- 1, 2, 3, ... without a gap
  run         INTEGER NOT NULL,
  recorded_at TEXT,                         -- UTC; never before that of an earlier revision
  author      TEXT,
  reason      TEXT,
  kind        TEXT NOT NULL,                -- run, end, document, withdraw, copy, reject, link,
                                            -- action, note
  subject     TEXT NOT NULL,                -- SHA-256 of the document it is about, or ''
  part        TEXT NOT NULL,                -- action, note: the fact; copy, reject: the name
  payload     TEXT NOT NULL,                -- canonical JSON
  digest      TEXT,                         -- of the document's rows after it
  linked      TEXT,                         -- sums over what linking wrote, where they changed
  prev_hash   TEXT NOT NULL,                -- of the revision before; '' for the first
  hash        TEXT NOT NULL                 -- SHA-256 of all columns before
) STRICT;
CREATE INDEX revisions_by_subject ON revisions (subject, seq);
CREATE INDEX revisions_by_part ON revisions (part, seq) WHERE kind = 'action';
CREATE INDEX revisions_by_run ON revisions (run, kind);
CREATE INDEX revisions_linked ON revisions (seq) WHERE linked IS NOT NULL;

CREATE TABLE document_history (-- what a document was before a later coding, or before it was withdrawn
  sha256 TEXT NOT NULL,
  until  INTEGER NOT NULL,                  -- the revision that replaced it
  since  INTEGER NOT NULL,                  -- the revision that wrote it
  record TEXT NOT NULL,                     -- JSON; the text where no later row has it
  PRIMARY KEY (sha256, until)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact_history (    -- what the rules said of a fact before they said something else
  fact_id TEXT NOT NULL,
  until   INTEGER NOT NULL,
  since   INTEGER NOT NULL,
  sha256  TEXT NOT NULL,
  record  TEXT NOT NULL,                    -- JSON of the whole fact
  PRIMARY KEY (fact_id, until)
) STRICT, WITHOUT ROWID;
CREATE INDEX fact_history_by_document ON fact_history (sha256, until);

CREATE TABLE set_aside (       -- what the rules say of a fact whose review says otherwise
  fact_id     TEXT PRIMARY KEY NOT NULL,    -- as it was reviewed
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  told        INTEGER NOT NULL,             -- 0: rejected, so not in facts
  record      TEXT                          -- JSON; NULL: the rules do not find it
) STRICT, WITHOUT ROWID;
CREATE INDEX set_aside_by_document ON set_aside (document_id);

CREATE TABLE reviews (         -- where a fact stands, from playing the actions of people
  fact_id       TEXT PRIMARY KEY NOT NULL,
  document_id   INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  state         TEXT NOT NULL,
  assignee      TEXT,
  first_reader  TEXT,
  second_reader TEXT,
  corrected     TEXT,                       -- fields, joined by one comma
  agreed        TEXT,                       -- those of them that the rules now say too
  duplicate_of  TEXT,
  closed_as     TEXT,                       -- of a commitment
  closed_by     TEXT,
  comments      INTEGER NOT NULL,
  added         INTEGER NOT NULL            -- 1: by a person
) STRICT, WITHOUT ROWID;
CREATE INDEX reviews_by_document ON reviews (document_id);
CREATE INDEX reviews_by_state ON reviews (state);

CREATE TABLE incident_digests (-- tells which incident was altered
  incident_id TEXT PRIMARY KEY NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
  digest      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

const char kRecordTimes[] = R"sql(
CREATE INDEX revisions_by_time ON revisions (recorded_at) WHERE kind = 'document';
)sql";

}  // namespace tadwin::store

-- What schema version 3 added to the ledger of ledger_v2.sql, as a program of that version left its tables.
-- Read by schema_test.cc; never change.
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

CREATE TABLE incident_rows (
  day         INTEGER NOT NULL,          -- of its start, from 1970-01-01; 10000000: not known
  number      INTEGER NOT NULL,          -- the first 63 bits of a hash of id
  id          TEXT NOT NULL,
  last_day    INTEGER NOT NULL,
  period      INTEGER NOT NULL,          -- the month, quarter or year that holds it all
  kind        TEXT NOT NULL,
  type        TEXT,
  mode        TEXT,
  subtype     TEXT,
  status      TEXT,
  outcome     TEXT,
  country     TEXT,
  admin       TEXT,                      -- id of the first-level unit
  place       INTEGER,                   -- ledger_names.number
  review      TEXT NOT NULL,
  contested   INTEGER NOT NULL,          -- how many fields are
  score       REAL NOT NULL,             -- the highest of its facts
  documents   INTEGER NOT NULL,
  facts       INTEGER NOT NULL,
  killed_low  REAL,
  killed      REAL,
  killed_high REAL,
  injured_low REAL,
  injured     REAL,
  injured_high REAL,
  n           REAL,
  weapon      TEXT,
  PRIMARY KEY (day, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX incident_rows_by_id ON incident_rows (id);
CREATE INDEX incident_rows_by_kind ON incident_rows (kind, day, number);
CREATE INDEX incident_rows_by_type ON incident_rows (type, day, number);
CREATE INDEX incident_rows_by_subtype ON incident_rows (subtype, day, number);
CREATE INDEX incident_rows_by_mode ON incident_rows (mode, day, number);
CREATE INDEX incident_rows_by_status ON incident_rows (status, day, number);
CREATE INDEX incident_rows_by_outcome ON incident_rows (outcome, day, number);
CREATE INDEX incident_rows_by_country ON incident_rows (country, day, number);
CREATE INDEX incident_rows_by_country_type ON incident_rows (country, type, day, number);
CREATE INDEX incident_rows_by_admin ON incident_rows (admin, day, number);
CREATE INDEX incident_rows_by_place ON incident_rows (place, day, number);
CREATE INDEX incident_rows_by_review ON incident_rows (review, day, number);
CREATE INDEX incident_rows_by_period ON incident_rows (period, day, number);
CREATE INDEX incident_rows_by_contested ON incident_rows (contested, day, number);
CREATE INDEX incident_rows_contested ON incident_rows (day, number) WHERE contested > 0;
CREATE INDEX incident_rows_by_score ON incident_rows (score, day, number);
CREATE INDEX incident_rows_by_facts ON incident_rows (facts, day, number);
CREATE INDEX incident_rows_by_documents ON incident_rows (documents, day, number);
CREATE INDEX incident_rows_by_killed ON incident_rows (killed_low, day, number);
CREATE INDEX incident_rows_by_injured ON incident_rows (injured_low, day, number);
CREATE INDEX incident_rows_by_weapon ON incident_rows (weapon, day, number);

CREATE TABLE incident_names (  -- who and where, by whom told; also fields that are contested
  incident  INTEGER NOT NULL,            -- incident_rows.number
  role      TEXT NOT NULL,               -- actor, target, place, speaker, outlet, contested
  position  INTEGER NOT NULL,
  name      INTEGER NOT NULL,            -- ledger_names.number
  text      TEXT NOT NULL,               -- as first told
  preferred INTEGER NOT NULL,
  day       INTEGER NOT NULL,            -- incident_rows.day
  PRIMARY KEY (incident, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_names_by_name ON incident_names (name, day, incident);

CREATE TABLE ledger_names (    -- every name and word that incidents are filtered and counted by
  number    INTEGER PRIMARY KEY NOT NULL, -- the first 63 bits of a hash of the others but the last
  role      TEXT NOT NULL,
  key       TEXT NOT NULL,               -- its id, or its words
  id        TEXT,
  name_en   TEXT,
  country   TEXT,
  type      TEXT,
  lat       REAL,
  lon       REAL,
  radius_km REAL,
  admin     TEXT,
  incidents INTEGER NOT NULL             -- that have it
) STRICT;
CREATE INDEX ledger_names_by_key ON ledger_names (role, key);
CREATE INDEX ledger_names_by_type ON ledger_names (role, type);

CREATE TABLE ledger_spellings (-- how a name is written
  name      INTEGER NOT NULL,            -- ledger_names.number
  text      TEXT NOT NULL,
  incidents INTEGER NOT NULL,
  PRIMARY KEY (name, text)
) STRICT, WITHOUT ROWID;

CREATE TABLE incident_cells (  -- events by two dimensions (store/incident_dims.h)
  pair INTEGER NOT NULL,
  a    INTEGER NOT NULL,                 -- codes of values; 0: not known
  b    INTEGER NOT NULL,
  incidents          INTEGER NOT NULL,
  killed_low         INTEGER NOT NULL,   -- sums of what is known, and in how many incidents it is
  killed_low_known   INTEGER NOT NULL,
  killed_best        INTEGER NOT NULL,
  killed_best_known  INTEGER NOT NULL,
  killed_high        INTEGER NOT NULL,
  killed_high_known  INTEGER NOT NULL,
  injured_low        INTEGER NOT NULL,
  injured_low_known  INTEGER NOT NULL,
  injured_best       INTEGER NOT NULL,
  injured_best_known INTEGER NOT NULL,
  injured_high       INTEGER NOT NULL,
  injured_high_known INTEGER NOT NULL,
  PRIMARY KEY (pair, a, b)
) STRICT, WITHOUT ROWID;

CREATE TABLE incident_grid (   -- events by all of these together, for counts under a filter
  period    INTEGER NOT NULL,
  country   INTEGER NOT NULL,
  type      INTEGER NOT NULL,
  subtype   INTEGER NOT NULL,
  status    INTEGER NOT NULL,
  contested INTEGER NOT NULL,
  incidents          INTEGER NOT NULL,
  killed_low         INTEGER NOT NULL,
  killed_low_known   INTEGER NOT NULL,
  killed_best        INTEGER NOT NULL,
  killed_best_known  INTEGER NOT NULL,
  killed_high        INTEGER NOT NULL,
  killed_high_known  INTEGER NOT NULL,
  injured_low        INTEGER NOT NULL,
  injured_low_known  INTEGER NOT NULL,
  injured_best       INTEGER NOT NULL,
  injured_best_known INTEGER NOT NULL,
  injured_high       INTEGER NOT NULL,
  injured_high_known INTEGER NOT NULL,
  PRIMARY KEY (period, country, type, subtype, status, contested)
) STRICT, WITHOUT ROWID;

CREATE TABLE place_units (     -- the first-level unit that a place lies in, by the gazetteer
  place TEXT PRIMARY KEY NOT NULL,       -- id
  unit  TEXT NOT NULL,                   -- id
  name  TEXT NOT NULL                    -- of the unit, in English
) STRICT, WITHOUT ROWID;

CREATE INDEX documents_by_published ON documents (published_start, published_stop);
CREATE INDEX documents_by_outlet ON documents (outlet);
CREATE INDEX fact_speakers_by_id ON fact_speakers (id);
CREATE INDEX fact_speakers_by_text ON fact_speakers (text);
CREATE INDEX fact_names_by_country ON fact_names (country, role);

CREATE TABLE saved_queries (
  name  TEXT PRIMARY KEY NOT NULL,
  words TEXT NOT NULL                    -- as given to `tadwin query`, one a line
) STRICT, WITHOUT ROWID;

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

UPDATE meta SET value = '3' WHERE key = 'schema';
PRAGMA user_version = 3;

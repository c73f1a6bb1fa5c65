-- What schema version 4 made of the ledger of ledger_v3.sql, as a program of that version left its tables.
-- Read by schema_test.cc; never change.
DROP TABLE incident_names;
DROP TABLE ledger_spellings;
DROP TABLE ledger_names;
DROP TABLE incident_cells;
DROP TABLE incident_grid;
DROP TABLE incident_rows;

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
  title       TEXT NOT NULL,             -- the beginnings of texts, to sort by
  place_name  TEXT,
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
CREATE INDEX incident_rows_by_country_type
  ON incident_rows (country, type, day, number, kind, status, contested);
CREATE INDEX incident_rows_by_admin ON incident_rows (admin, day, number);
CREATE INDEX incident_rows_by_place ON incident_rows (place, day, number);
CREATE INDEX incident_rows_by_review ON incident_rows (review, day, number);
CREATE INDEX incident_rows_by_period ON incident_rows (period, day, number);
CREATE INDEX incident_rows_by_contested ON incident_rows (contested, day, number);
CREATE INDEX incident_rows_contested ON incident_rows (day, number) WHERE contested > 0;
CREATE INDEX incident_rows_by_score ON incident_rows (score, day, number);
CREATE INDEX incident_rows_by_facts ON incident_rows (facts, day, number);
CREATE INDEX incident_rows_by_documents ON incident_rows (documents, day, number);
CREATE INDEX incident_rows_by_weapon ON incident_rows (weapon, day, number);
CREATE INDEX incident_rows_by_title ON incident_rows (title, day, number, kind, country);
CREATE INDEX incident_rows_by_place_name
  ON incident_rows (place_name, day, number, kind, country);
CREATE INDEX incident_rows_by_n ON incident_rows (n, day, number) WHERE n IS NOT NULL;
-- Tolls are asked for beside other things: these are tested in the index.
CREATE INDEX incident_rows_by_killed
  ON incident_rows (killed_low, day, number, kind, country, type, subtype, status)
  WHERE killed_low IS NOT NULL;
CREATE INDEX incident_rows_by_injured
  ON incident_rows (injured_low, day, number, kind, country, type, subtype, status)
  WHERE injured_low IS NOT NULL;
CREATE INDEX incident_rows_no_killed ON incident_rows (day, number) WHERE killed_low IS NULL;
CREATE INDEX incident_rows_no_injured ON incident_rows (day, number) WHERE injured_low IS NULL;

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

CREATE TABLE incident_blocks ( -- the same where both have many values: all of one in a text
  number INTEGER PRIMARY KEY NOT NULL,   -- of the pair and a (store/incident_dims.h)
  a      INTEGER NOT NULL,
  cells  TEXT NOT NULL                   -- by values of the other (store/cell_block.h)
) STRICT;

CREATE TABLE incident_times (  -- events by these together, for counts under dates
  period    INTEGER NOT NULL,
  type      INTEGER NOT NULL,
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
  PRIMARY KEY (period, type, status, contested)
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

CREATE INDEX revisions_by_time ON revisions (recorded_at) WHERE kind = 'document';

INSERT INTO meta VALUES ('product', 'tadwin'), ('schema', '4') ON CONFLICT (key) DO UPDATE SET value = excluded.value;
PRAGMA user_version = 4;

-- A ledger of schema version 2, as a program of that version left it: two documents, an event, a
-- level and an incident. Read by schema_test.cc; never change.
PRAGMA foreign_keys = OFF;
PRAGMA journal_mode = WAL;
CREATE TABLE meta (            -- product, schema; link_rules: hash of the rules incidents were made by
  key   TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE documents (
  id                 INTEGER PRIMARY KEY,   -- the first 63 bits of sha256
  sha256             TEXT NOT NULL UNIQUE,
  name               TEXT NOT NULL,
  text               TEXT NOT NULL,         -- as received
  folded             TEXT NOT NULL,         -- for full-text search
  title              TEXT,
  outlet             TEXT,
  url                TEXT,
  published_start    TEXT,                  -- ISO dates, inclusive
  published_stop     TEXT,
  published_inferred INTEGER NOT NULL,      -- 1: read from the text itself
  published_rule     TEXT,
  rules_hash         TEXT NOT NULL,
  meta_hash          TEXT,                  -- of what was told beside the text
  sentences          INTEGER NOT NULL
) STRICT;
CREATE INDEX documents_by_name ON documents (name);
CREATE TABLE document_names (  -- every name the same bytes were found under
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  name        TEXT NOT NULL,
  PRIMARY KEY (document_id, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE published_evidence (
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  begin       INTEGER NOT NULL,
  end         INTEGER NOT NULL,
  PRIMARY KEY (document_id, position)
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE document_search USING fts5 (
  folded, content = 'documents', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0');
CREATE TABLE incidents (
  id        TEXT PRIMARY KEY NOT NULL,
  kind      TEXT NOT NULL,
  title     TEXT NOT NULL,
  component INTEGER NOT NULL                -- of its facts: see fact_links
) STRICT, WITHOUT ROWID;
CREATE INDEX incidents_by_component ON incidents (component);
CREATE TABLE facts (
  id              TEXT PRIMARY KEY NOT NULL,
  document_id     INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  kind            TEXT NOT NULL CHECK (kind IN ('event', 'tally', 'level', 'commitment')),
  begin           INTEGER NOT NULL,
  end             INTEGER NOT NULL,
  text            TEXT NOT NULL,
  status          TEXT NOT NULL,
  rules           TEXT NOT NULL,            -- ids joined by one comma
  sentence        INTEGER NOT NULL,
  plover          TEXT,                     -- event
  mode            TEXT,
  subtype         TEXT,
  date_text       TEXT,
  weapon          TEXT,
  count           INTEGER,
  outcome         TEXT NOT NULL,
  score           REAL NOT NULL,
  n               REAL,                     -- tally, level
  what            TEXT,
  what_key        TEXT,
  commitment_what TEXT,                     -- commitment
  due_text        TEXT,
  incident        TEXT REFERENCES incidents (id) ON DELETE SET NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX facts_by_document ON facts (document_id);
CREATE INDEX facts_by_incident ON facts (incident);
CREATE INDEX facts_unlinked ON facts (id) WHERE incident IS NULL;
CREATE INDEX facts_by_type ON facts (kind, plover, subtype);
CREATE TABLE fact_times (      -- field: time (start/stop, period, at), due, made_on
  fact_id     TEXT NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
  field       TEXT NOT NULL CHECK (field IN ('time', 'due', 'made_on')),
  start       TEXT,                         -- ISO dates, inclusive
  stop        TEXT,
  precision   TEXT NOT NULL,
  anchor      TEXT NOT NULL,
  is_duration INTEGER NOT NULL,
  length_days REAL,
  is_deadline INTEGER NOT NULL,
  yearless    INTEGER NOT NULL,
  PRIMARY KEY (fact_id, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX fact_times_by_start ON fact_times (start);
CREATE TABLE fact_quantities ( -- field: killed, injured, detained, missing, n
  fact_id TEXT NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
  field   TEXT NOT NULL,
  low     REAL,
  best    REAL,
  high    REAL,
  PRIMARY KEY (fact_id, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE fact_names (      -- role: actor, target, place, who, to_whom
  fact_id   TEXT NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
  role      TEXT NOT NULL CHECK (role IN ('actor', 'target', 'place', 'who', 'to_whom')),
  position  INTEGER NOT NULL,
  text      TEXT NOT NULL,
  begin     INTEGER NOT NULL,
  end       INTEGER NOT NULL,
  id        TEXT,
  name_en   TEXT,
  country   TEXT,
  kind      TEXT NOT NULL,
  lat       REAL,
  lon       REAL,
  radius_km REAL,
  actor_id  TEXT,
  PRIMARY KEY (fact_id, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX fact_names_by_id ON fact_names (id);
CREATE TABLE fact_speakers (   -- position 0: whose words they are; 1..: the chain, outermost first
  fact_id  TEXT NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  text     TEXT NOT NULL,
  type     TEXT NOT NULL,
  begin    INTEGER NOT NULL,
  end      INTEGER NOT NULL,
  id       TEXT,
  PRIMARY KEY (fact_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE fact_evidence (
  fact_id  TEXT NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  field    TEXT NOT NULL,
  begin    INTEGER NOT NULL,
  end      INTEGER NOT NULL,
  rule     TEXT NOT NULL,
  PRIMARY KEY (fact_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE incident_facts (
  incident_id TEXT NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
  fact_id     TEXT NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
  PRIMARY KEY (incident_id, fact_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_facts_by_fact ON incident_facts (fact_id);
CREATE TABLE incident_reasons (-- why a fact was linked
  incident_id TEXT NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  fact_id     TEXT NOT NULL,
  reason      TEXT NOT NULL,
  PRIMARY KEY (incident_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE incident_fields (
  incident_id TEXT NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  field       TEXT NOT NULL,
  contested   INTEGER NOT NULL,             -- 1: told in conflicting ways
  rule        TEXT NOT NULL,                -- why one value is preferred
  PRIMARY KEY (incident_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE incident_values (
  incident_id TEXT NOT NULL,
  field       INTEGER NOT NULL,             -- incident_fields.position
  position    INTEGER NOT NULL,
  value       TEXT NOT NULL,
  label       TEXT NOT NULL,
  documents   INTEGER NOT NULL,
  preferred   INTEGER NOT NULL,
  PRIMARY KEY (incident_id, field, position),
  FOREIGN KEY (incident_id, field) REFERENCES incident_fields (incident_id, position)
    ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE incident_value_sources ( -- source: facts that say so, speakers; both sorted
  incident_id TEXT NOT NULL,
  field       INTEGER NOT NULL,
  value       INTEGER NOT NULL,             -- incident_values.position
  source      TEXT NOT NULL CHECK (source IN ('fact', 'speaker')),
  position    INTEGER NOT NULL,
  text        TEXT NOT NULL,
  PRIMARY KEY (incident_id, field, value, source, position),
  FOREIGN KEY (incident_id, field, value) REFERENCES incident_values (incident_id, field, position)
    ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE fact_links (      -- what linking keeps of a fact, so that it need not read its document
  fact_id      TEXT PRIMARY KEY NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
  component    INTEGER NOT NULL,            -- facts that links join, constraints aside
  single_story INTEGER NOT NULL,            -- 1: its document dates all violence to one day
  series       TEXT,                        -- of a tally or level
  scope        TEXT,                        -- what a tally counts
  scope_label  TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX fact_links_by_component ON fact_links (component);
CREATE TABLE link_blocks (     -- under which blocks a fact is filed: hashes of day and country, ...
  block   INTEGER NOT NULL,
  fact_id TEXT NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
  PRIMARY KEY (block, fact_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_blocks_by_fact ON link_blocks (fact_id);
CREATE TABLE link_touched (    -- components that lost facts since incidents were made
  component INTEGER PRIMARY KEY NOT NULL
) STRICT;
CREATE TABLE rejects (
  name    TEXT NOT NULL,
  sha256  TEXT NOT NULL,                    -- '' when the bytes could not be read
  code    INTEGER NOT NULL,                 -- ErrorCode
  message TEXT NOT NULL,
  place   TEXT NOT NULL,
  PRIMARY KEY (name, sha256, code)
) STRICT, WITHOUT ROWID;
CREATE VIEW event_list AS
SELECT f.id, d.name AS document, t.start, t.stop, f.plover, f.mode, f.subtype, f.status, f.outcome,
       (SELECT group_concat(n.text, '; ') FROM fact_names n
         WHERE n.fact_id = f.id AND n.role = 'actor') AS actors,
       (SELECT group_concat(n.text, '; ') FROM fact_names n
         WHERE n.fact_id = f.id AND n.role = 'target') AS targets,
       p.text AS place, p.country, p.lat, p.lon,
       k.best AS killed, i.best AS injured, f.weapon, s.text AS speaker, f.text AS words, f.incident
  FROM facts f
  JOIN documents d ON d.id = f.document_id
  LEFT JOIN fact_times t ON t.fact_id = f.id AND t.field = 'time'
  LEFT JOIN fact_names p ON p.fact_id = f.id AND p.role = 'place'
  LEFT JOIN fact_quantities k ON k.fact_id = f.id AND k.field = 'killed'
  LEFT JOIN fact_quantities i ON i.fact_id = f.id AND i.field = 'injured'
  LEFT JOIN fact_speakers s ON s.fact_id = f.id AND s.position = 0
 WHERE f.kind = 'event';
CREATE VIEW number_list AS
SELECT f.id, d.name AS document, f.kind, f.n, f.what, t.start, t.stop, f.status,
       s.text AS speaker, f.text AS words, f.incident
  FROM facts f
  JOIN documents d ON d.id = f.document_id
  LEFT JOIN fact_times t ON t.fact_id = f.id AND t.field = 'time'
  LEFT JOIN fact_speakers s ON s.fact_id = f.id AND s.position = 0
 WHERE f.kind IN ('tally', 'level');
CREATE VIEW commitment_list AS
SELECT f.id, d.name AS document, f.commitment_what AS what, due.stop AS due, made.start AS made_on,
       (SELECT group_concat(n.text, '; ') FROM fact_names n
         WHERE n.fact_id = f.id AND n.role = 'who') AS who,
       (SELECT group_concat(n.text, '; ') FROM fact_names n
         WHERE n.fact_id = f.id AND n.role = 'to_whom') AS to_whom,
       f.status, f.text AS words, f.incident
  FROM facts f
  JOIN documents d ON d.id = f.document_id
  LEFT JOIN fact_times due ON due.fact_id = f.id AND due.field = 'due'
  LEFT JOIN fact_times made ON made.fact_id = f.id AND made.field = 'made_on'
 WHERE f.kind = 'commitment';
INSERT INTO meta VALUES ('link_rules', 'rules');
INSERT INTO meta VALUES ('product', 'tadwin');
INSERT INTO meta VALUES ('schema', '2');
INSERT INTO documents VALUES (6148914691236517205, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'a.txt', 'قتل 3 جنود اليوم', 'قتل 3 جنود اليوم', 'title', NULL, NULL, '2020-09-01', '2020-09-30', 1, 'published/masthead', 'rules', NULL, 1);
INSERT INTO documents VALUES (6763806160360168925, 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'b.txt', 'قتل 3 جنود اليوم', 'قتل 3 جنود اليوم', 'title', NULL, NULL, '2020-09-01', '2020-09-30', 1, 'published/masthead', 'rules', NULL, 1);
INSERT INTO document_names VALUES (6148914691236517205, 'a.txt');
INSERT INTO document_names VALUES (6763806160360168925, 'b.txt');
INSERT INTO published_evidence VALUES (6148914691236517205, 0, 0, 4);
INSERT INTO published_evidence VALUES (6148914691236517205, 1, 5, 6);
INSERT INTO published_evidence VALUES (6763806160360168925, 0, 0, 4);
INSERT INTO published_evidence VALUES (6763806160360168925, 1, 5, 6);
INSERT INTO incidents VALUES ('i1', 'event', 'title', 1);
INSERT INTO facts VALUES ('fa', 6148914691236517205, 'event', 0, 6, 'قتل', 'conditional', 'event/killed,status/if', 7, 'ASSAULT', 'aerial', 'airstrike', 'today', 'weapon', 2, 'claimed-without-effect', 0.30000000000000004, 0.3333333333333333, 'troops', 'troops:US:IQ', 'leave', 'by year''s end', 'i1');
INSERT INTO facts VALUES ('fb', 6763806160360168925, 'level', 0, 6, 'قتل', 'conditional', 'event/killed,status/if', 7, 'ASSAULT', 'aerial', 'airstrike', 'today', 'weapon', 2, 'claimed-without-effect', 0.30000000000000004, 0.3333333333333333, 'troops', 'troops:US:IQ', 'leave', 'by year''s end', 'i1');
INSERT INTO fact_times VALUES ('fa', 'due', NULL, '2020-12-31', 'unknown', 'explicit', 0, NULL, 1, 0);
INSERT INTO fact_times VALUES ('fa', 'made_on', '1999-12-31', NULL, 'unknown', 'explicit', 0, NULL, 0, 0);
INSERT INTO fact_times VALUES ('fa', 'time', '2020-01-03', '2020-01-04', 'day', 'narrative', 0, 2.5, 0, 1);
INSERT INTO fact_times VALUES ('fb', 'due', NULL, '2020-12-31', 'unknown', 'explicit', 0, NULL, 1, 0);
INSERT INTO fact_times VALUES ('fb', 'made_on', '1999-12-31', NULL, 'unknown', 'explicit', 0, NULL, 0, 0);
INSERT INTO fact_times VALUES ('fb', 'time', '2020-01-03', '2020-01-04', 'day', 'narrative', 0, 2.5, 0, 1);
INSERT INTO fact_quantities VALUES ('fa', 'detained', NULL, NULL, NULL);
INSERT INTO fact_quantities VALUES ('fa', 'injured', 20.0, NULL, 99.0);
INSERT INTO fact_quantities VALUES ('fa', 'killed', 3.0, 3.0, 3.0);
INSERT INTO fact_quantities VALUES ('fa', 'missing', 1.0, 1.0, NULL);
INSERT INTO fact_quantities VALUES ('fa', 'n', 1.0, 2.0, 3.0);
INSERT INTO fact_quantities VALUES ('fb', 'detained', NULL, NULL, NULL);
INSERT INTO fact_quantities VALUES ('fb', 'injured', 20.0, NULL, 99.0);
INSERT INTO fact_quantities VALUES ('fb', 'killed', 3.0, 3.0, 3.0);
INSERT INTO fact_quantities VALUES ('fb', 'missing', 1.0, 1.0, NULL);
INSERT INTO fact_quantities VALUES ('fb', 'n', 1.0, 2.0, 3.0);
INSERT INTO fact_names VALUES ('fa', 'actor', 0, 'a', 0, 6, 'geo:1', 'Name', 'IQ', 'settlement', 33.3152, 44.3661, 0.1, 'actor:1');
INSERT INTO fact_names VALUES ('fa', 'actor', 1, 'b', 0, 6, 'geo:1', 'Name', 'IQ', 'settlement', 33.3152, 44.3661, 0.1, 'actor:1');
INSERT INTO fact_names VALUES ('fa', 'place', 0, 'p', 0, 6, 'geo:1', 'Name', 'IQ', 'settlement', 33.3152, 44.3661, 0.1, 'actor:1');
INSERT INTO fact_names VALUES ('fa', 'target', 0, 'c', 0, 6, 'geo:1', 'Name', 'IQ', 'settlement', 33.3152, 44.3661, 0.1, 'actor:1');
INSERT INTO fact_names VALUES ('fa', 'to_whom', 0, 'v', 0, 6, 'geo:1', 'Name', 'IQ', 'settlement', 33.3152, 44.3661, 0.1, 'actor:1');
INSERT INTO fact_names VALUES ('fa', 'who', 0, 'w', 0, 6, 'geo:1', 'Name', 'IQ', 'settlement', 33.3152, 44.3661, 0.1, 'actor:1');
INSERT INTO fact_names VALUES ('fb', 'actor', 0, 'a', 0, 6, 'geo:1', 'Name', 'IQ', 'settlement', 33.3152, 44.3661, 0.1, 'actor:1');
INSERT INTO fact_names VALUES ('fb', 'actor', 1, 'b', 0, 6, 'geo:1', 'Name', 'IQ', 'settlement', 33.3152, 44.3661, 0.1, 'actor:1');
INSERT INTO fact_names VALUES ('fb', 'place', 0, 'p', 0, 6, 'geo:1', 'Name', 'IQ', 'settlement', 33.3152, 44.3661, 0.1, 'actor:1');
INSERT INTO fact_names VALUES ('fb', 'target', 0, 'c', 0, 6, 'geo:1', 'Name', 'IQ', 'settlement', 33.3152, 44.3661, 0.1, 'actor:1');
INSERT INTO fact_names VALUES ('fb', 'to_whom', 0, 'v', 0, 6, 'geo:1', 'Name', 'IQ', 'settlement', 33.3152, 44.3661, 0.1, 'actor:1');
INSERT INTO fact_names VALUES ('fb', 'who', 0, 'w', 0, 6, 'geo:1', 'Name', 'IQ', 'settlement', 33.3152, 44.3661, 0.1, 'actor:1');
INSERT INTO fact_speakers VALUES ('fa', 0, 'speaker', 'unnamed official', 1, 2, 'x');
INSERT INTO fact_speakers VALUES ('fa', 1, 'outlet', 'outlet', 2, 3, 'y');
INSERT INTO fact_speakers VALUES ('fa', 2, '', 'unnamed official', 0, 0, NULL);
INSERT INTO fact_speakers VALUES ('fb', 0, 'speaker', 'unnamed official', 1, 2, 'x');
INSERT INTO fact_speakers VALUES ('fb', 1, 'outlet', 'outlet', 2, 3, 'y');
INSERT INTO fact_speakers VALUES ('fb', 2, '', 'unnamed official', 0, 0, NULL);
INSERT INTO fact_evidence VALUES ('fa', 0, 'actor', 7, 8, 'name/x');
INSERT INTO fact_evidence VALUES ('fa', 1, 'actor', 9, 15, '');
INSERT INTO fact_evidence VALUES ('fa', 2, 'start', 16, 18, 't');
INSERT INTO fact_evidence VALUES ('fb', 0, 'actor', 7, 8, 'name/x');
INSERT INTO fact_evidence VALUES ('fb', 1, 'actor', 9, 15, '');
INSERT INTO fact_evidence VALUES ('fb', 2, 'start', 16, 18, 't');
INSERT INTO incident_facts VALUES ('i1', 'fa');
INSERT INTO incident_facts VALUES ('i1', 'fb');
INSERT INTO incident_reasons VALUES ('i1', 0, 'fa', 'same day and place');
INSERT INTO incident_fields VALUES ('i1', 0, 'start', 1, 'prefer/most');
INSERT INTO incident_fields VALUES ('i1', 1, 'place', 0, '');
INSERT INTO incident_values VALUES ('i1', 0, 0, '2020-01-03', '3 January 2020', 1, 1);
INSERT INTO incident_values VALUES ('i1', 0, 1, '2020-01-04', '4 January 2020', 1, 0);
INSERT INTO incident_value_sources VALUES ('i1', 0, 0, 'fact', 0, 'fa');
INSERT INTO incident_value_sources VALUES ('i1', 0, 0, 'fact', 1, 'fb');
INSERT INTO incident_value_sources VALUES ('i1', 0, 0, 'speaker', 0, '');
INSERT INTO incident_value_sources VALUES ('i1', 0, 0, 'speaker', 1, 'speaker');
INSERT INTO incident_value_sources VALUES ('i1', 0, 1, 'fact', 0, 'fb');
INSERT INTO incident_value_sources VALUES ('i1', 0, 1, 'speaker', 0, 'other');
INSERT INTO fact_links VALUES ('fa', 1, 0, NULL, NULL, NULL);
INSERT INTO fact_links VALUES ('fb', 1, 0, NULL, NULL, NULL);
INSERT INTO document_search (document_search) VALUES ('rebuild');
PRAGMA application_id = 1413764942;
PRAGMA user_version = 2;

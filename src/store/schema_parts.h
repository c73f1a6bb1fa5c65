// The definitions the schema is made of, one text per subject (schema.cc puts them in order).
//
// Written in the words of SQLite, with INTEGER, REAL, TEXT, STRICT and WITHOUT ROWID; every engine
// makes its own of them (Connection::Define). A table or column of a later version goes into a text
// of its own, which serves new ledgers and migration alike, so that both end with the same schema.

#ifndef TADWIN_STORE_SCHEMA_PARTS_H_
#define TADWIN_STORE_SCHEMA_PARTS_H_

namespace tadwin::store {

extern const char kContentTables[];      // version 2
extern const char kContentViews[];       // version 2: for people and spreadsheets
extern const char kSqliteSearch[];       // version 2: full text, SQLite only
extern const char kPostgresSearch[];     // version 2: full text, PostgreSQL only
extern const char kOriginTables[];       // version 3: copies of facts, origins of incidents
extern const char kQueryTables[];        // version 3: units of places, saved queries
extern const char kRecordTables[];       // version 3: runs, revisions, history, reviews
extern const char kIncidentRowTables[];  // version 4: what queries read (incident_rows.h)
extern const char kRecordTimes[];        // version 4: an index
extern const char kRuleTables[];        // version 5: rules of facts (fact_rules.h), days of telling
extern const char kDropIncidentRows[];  // those of version 3, from which version 4 makes its own

}  // namespace tadwin::store

#endif  // TADWIN_STORE_SCHEMA_PARTS_H_

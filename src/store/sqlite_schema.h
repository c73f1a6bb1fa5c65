// The tables of a SQLite ledger, and the check that a file is one (docs/ledger-schema.md).
//
// Errors: kSchemaVersion for a ledger of another version and for a file that is no ledger.

#ifndef TADWIN_STORE_SQLITE_SCHEMA_H_
#define TADWIN_STORE_SQLITE_SCHEMA_H_

#include "base/result.h"
#include "store/sqlite_connection.h"

namespace tadwin::store {

// Stored in PRAGMA user_version: raise it with every change of the tables.
inline constexpr int kSchemaVersion = 2;

// Creates the tables in a file that has none.
Status CreateSchema(Connection* connection);

// Whether the file is empty, a ledger of this version, or (an error) anything else.
enum class SchemaState { kEmpty, kCurrent };
Result<SchemaState> CheckSchema(Connection* connection, const std::string& location);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_SQLITE_SCHEMA_H_

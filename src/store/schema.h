// Which tables a ledger has, and how an older ledger gets those of this version.
//
// In: the parts of schema_parts.h in the order of their versions. Errors: kSchemaVersion for a
// ledger of a version this program cannot work with and for a database that is no ledger.
//
// To change the tables: raise kSchemaVersion once per release, add a text to schema_parts.h and a
// line to kParts in schema.cc. New ledgers run all parts, an older one those after its version.

#ifndef TADWIN_STORE_SCHEMA_H_
#define TADWIN_STORE_SCHEMA_H_

#include <functional>
#include <optional>

#include "base/result.h"
#include "store/sql_connection.h"

namespace tadwin::store {

// SQLite: PRAGMA user_version. PostgreSQL: meta, key 'schema'.
inline constexpr int kSchemaVersion = 5;
// The oldest that can be brought up to date.
inline constexpr int kOldestSchema = 2;

// Nothing when the database is empty; an error when it holds anything but a ledger.
Result<std::optional<int>> FindSchemaVersion(Connection* connection);

// kSchemaVersion passes; what is newer, or older than kOldestSchema, is refused; `may_migrate`
// decides about what lies between.
Status CheckSchemaVersion(const Connection& connection, int version, bool may_migrate);

// Gives a database of version `from` (nothing: empty) the tables of this version in one
// transaction, while nobody else writes; `keep_copy` runs first, and its failure leaves the ledger
// as it is. When another process was faster nothing happens.
Status BringUpToDate(Connection* connection, std::optional<int> from,
                     const std::function<Status()>& keep_copy);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_SCHEMA_H_

// A file as a ledger: created when it is not there, refused when it is something else, brought up
// to date when an older program wrote it (a copy of it as it was stays beside it).
//
// Errors: kNotFound, kInvalidArgument (a folder), kIo, kSchemaVersion, kDatabase.

#ifndef TADWIN_STORE_SQLITE_OPEN_H_
#define TADWIN_STORE_SQLITE_OPEN_H_

#include <memory>
#include <string>

#include "base/result.h"
#include "store/sqlite_connection.h"
#include "store/store.h"

namespace tadwin::store {

// Whether a file of a ledger can be there.
Status CheckPlace(const std::string& path, OpenMode mode);

Result<std::unique_ptr<SqliteConnection>> OpenSqliteLedger(const std::string& path, OpenMode mode);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_SQLITE_OPEN_H_

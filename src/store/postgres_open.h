// A PostgreSQL schema as a ledger: created when it is empty, refused when it holds something else.
//
// Errors: kNotFound (no ledger there), kDatabase (no connection, too old a server), kIo (not
// allowed), kSchemaVersion.

#ifndef TADWIN_STORE_POSTGRES_OPEN_H_
#define TADWIN_STORE_POSTGRES_OPEN_H_

#include <memory>
#include <string>

#include "base/result.h"
#include "store/postgres_connection.h"
#include "store/store.h"

namespace tadwin::store {

Result<std::unique_ptr<PostgresConnection>> OpenPostgresLedger(const std::string& url,
                                                               OpenMode mode);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_POSTGRES_OPEN_H_

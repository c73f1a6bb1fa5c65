// Whether the definitions of a ledger, and its index of words, are what they must be.
//
// Errors: of the database. Threads: as the connection.

#ifndef TADWIN_STORE_VERIFY_SCHEMA_H_
#define TADWIN_STORE_VERIFY_SCHEMA_H_

#include <vector>

#include "base/result.h"
#include "store/sql_connection.h"
#include "store/verify.h"

namespace tadwin::store {

// SQLite: every table, index, view and trigger is held to those of a new ledger; the index of words
// is held to the documents, unless the file may not be written. Other engines: nothing is checked.
Status VerifySchema(Connection* connection, std::vector<Finding>* findings);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_VERIFY_SCHEMA_H_

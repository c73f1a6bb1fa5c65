// Whether the tables that queries read say what the incidents say.
//
// They are made anew beside the ledger, in temporary tables of the same names, which every
// statement then means, and held against those that are there. While incidents lost facts and were
// not linked again, nothing is checked: the tables are as the last linking left them. Nor on a
// server that follows another, which makes no tables.
// Errors: of the database. Threads: as the connection, which must be in no transaction.

#ifndef TADWIN_STORE_VERIFY_ROWS_H_
#define TADWIN_STORE_VERIFY_ROWS_H_

#include <vector>

#include "base/result.h"
#include "store/sql_connection.h"
#include "store/verify.h"

namespace tadwin::store {

Status VerifyRows(Connection* connection, std::vector<Finding>* findings);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_VERIFY_ROWS_H_

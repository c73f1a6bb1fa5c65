// Locations for ledgers of tests: files, and schemas of a PostgreSQL server of the test's own.
//
// The server of Debian's package runs in a folder of its own, on a socket in it, as a user that is
// not root; it starts with the first ledger that is asked for and stops with the program.

#ifndef TADWIN_STORE_TEST_SERVER_H_
#define TADWIN_STORE_TEST_SERVER_H_

#include <string>

#include "store/sql_connection.h"

namespace tadwin::store {

// What tests say when there is no server to test with; ctest shows them as skipped.
inline constexpr char kNoServer[] =
    "PostgreSQL is not installed, its tests are skipped: tools/install_deps.sh check";

bool HasTestServer();
// An empty place for a ledger: a path in `folder`, or a schema.
std::string NewLedgerLocation(Engine engine, const std::string& folder);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_TEST_SERVER_H_

// Finds what was changed in a ledger behind its back.
//
// Recomputes the chain of revisions, then holds every row of every table to it: altered, deleted,
// added and reordered rows are named. A table, trigger or view that is not of this version's schema
// is named too. Out: findings; none in a ledger that only Tadwin wrote, also one whose run died.
// What it cannot tell: that somebody rewrote the ledger and its whole chain. Who keeps a head (the
// hash of the last revision) elsewhere can: it must still be in the chain.
// Errors: of the database. Threads: as the connection; sees one state, whoever writes meanwhile.

#ifndef TADWIN_STORE_VERIFY_H_
#define TADWIN_STORE_VERIFY_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/sql_connection.h"

namespace tadwin::store {

struct Finding {
  std::string table;
  std::string subject;  // a name, an id, a number of a revision
  std::string what;     // "was altered", "was deleted", ...
};

struct VerifyReport {
  uint64_t revisions = 0;
  uint64_t documents = 0;
  uint64_t incidents = 0;
  std::string head;  // hash of the last revision; empty when there is none
  std::vector<Finding> findings;
};

struct VerifyOptions {
  std::string head;                                // kept from before; empty: none
  std::function<void(uint64_t done)> on_progress;  // documents and incidents
};

Result<VerifyReport> Verify(Connection* connection, const VerifyOptions& options);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_VERIFY_H_

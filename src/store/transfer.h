// Whole ledgers: copied between engines, backed up, restored, compacted, checked.
//
// A copy has every row of every table, read in one snapshot and written in one transaction; it is
// read back before the commit. What searches only (full text) is made anew. Keys, hashes and times
// are taken as they are, so that a chain of revisions stays whole.
// Errors: those of the connections; kInvalidArgument when the place is taken.

#ifndef TADWIN_STORE_TRANSFER_H_
#define TADWIN_STORE_TRANSFER_H_

#include <cstdint>
#include <functional>
#include <string>

#include "base/result.h"
#include "store/sql_connection.h"

namespace tadwin::store {

struct TransferOptions {
  bool replace = false;  // what the target holds goes
  // Rows of a table that were written so far.
  std::function<void(const std::string& table, uint64_t rows)> on_progress;
};

// Both have the tables of this version. The number of rows.
Result<uint64_t> CopyLedger(Connection* from, Connection* to, const TransferOptions& options);

// Whether it holds anything that was coded: documents or rejects.
Result<bool> HoldsContent(Connection* connection);

// A file that is a whole ledger, from a ledger others may be writing to.
Status BackupLedger(const std::string& ledger, const std::string& file,
                    const TransferOptions& options);

// The ledger becomes what the file is, at once or not at all. The file may be of an older version;
// then the ledger is too, until it is opened for writing. Only a file can take an older one.
Status RestoreLedger(const std::string& file, const std::string& ledger,
                     const TransferOptions& options);

struct Compacted {
  uint64_t bytes_before = 0;
  uint64_t bytes_after = 0;
};
// Gives free space back and puts the indexes in order; the content stays as it is.
Result<Compacted> CompactLedger(Connection* connection);

// What the engine itself can tell of damage: pages, indexes, references. SQLite only; PostgreSQL
// has amcheck for its administrator.
Status CheckIntegrity(Connection* connection);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_TRANSFER_H_

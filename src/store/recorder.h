// Appends revisions to the chain of a ledger, inside the transactions that change it.
//
// Errors: of the database. Threads: one per connection.

#ifndef TADWIN_STORE_RECORDER_H_
#define TADWIN_STORE_RECORDER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/revision.h"
#include "store/sql_connection.h"

namespace tadwin::store {

class Recorder {
 public:
  explicit Recorder(Connection* connection) : connection_(connection) {}

  void BeginRun(RunStart start);
  // Notes that the run came to its end, when it changed anything. A transaction of its own.
  Status EndRun();

  // The number that the next revision will have.
  Result<uint64_t> NextSeq();
  // Fills in seq, run, time, author and hashes and writes; a reason of its own comes before that of
  // the run. The run is written first when this is its first change.
  Status Append(Revision revision);

  // What the chain says of the last of its kind; nothing when there is none.
  Result<std::optional<std::string>> LastLinked();

 private:
  bool is_run_written() const { return run_ != 0; }
  Status ReadHead();
  Status WriteRun();
  Status Write(Revision* revision);

  Connection* connection_;
  RunStart start_;
  RunStart kept_;    // while adopting
  int64_t run_ = 0;  // 0: not written yet
  uint64_t run_seq_ = 0;
  std::string run_hash_;  // of the revision that wrote it
  uint64_t head_seq_ = 0;
  std::string head_hash_;
  std::string head_time_;
};

// What the revision of a reject says of it.
std::string RejectPayload(int64_t code, const std::string& message, const std::string& place);

// Columns as Revision has them, for ReadRevision.
extern const char kRevisionColumns[];
Revision ReadRevision(const Statement& row);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_RECORDER_H_

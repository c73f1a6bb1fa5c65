// Lets a connection that only reads write for a while: into temporary tables, or what SQLite writes
// as a change and is none. Not inside a transaction. Threads: as the connection.

#ifndef TADWIN_STORE_QUERY_ONLY_H_
#define TADWIN_STORE_QUERY_ONLY_H_

#include <optional>
#include <string>

#include "base/result.h"
#include "store/sql_connection.h"

namespace tadwin::store {

class QueryOnlyLifted {
 public:
  explicit QueryOnlyLifted(Connection* connection)
      : connection_(connection), is_sqlite_(connection->is(Engine::kSqlite)) {}
  ~QueryOnlyLifted() {
    if (was_) (void)Set("on");
  }
  QueryOnlyLifted(const QueryOnlyLifted&) = delete;
  QueryOnlyLifted& operator=(const QueryOnlyLifted&) = delete;

  Status Begin() {
    const Result<std::optional<std::string>> was = connection_->QueryText(
        is_sqlite_ ? "PRAGMA query_only" : "SHOW default_transaction_read_only");
    if (!was) return was.error();
    was_ = *was == "1" || *was == "on";
    return was_ ? Set("off") : Status();
  }

 private:
  Status Set(const std::string& value) {
    return connection_->Execute(
        (is_sqlite_ ? "PRAGMA query_only = " : "SET default_transaction_read_only = ") + value);
  }

  Connection* connection_;
  bool is_sqlite_;
  bool was_ = false;
};

}  // namespace tadwin::store

#endif  // TADWIN_STORE_QUERY_ONLY_H_

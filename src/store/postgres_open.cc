#include "store/postgres_open.h"

#include <optional>

#include "store/schema.h"

namespace tadwin::store {

Result<std::unique_ptr<PostgresConnection>> OpenPostgresLedger(const std::string& url,
                                                               OpenMode mode) {
  const bool read_only = mode == OpenMode::kReadOnly;
  Result<std::unique_ptr<PostgresConnection>> connection = PostgresConnection::Open(url, read_only);
  if (!connection) return connection;
  const Result<std::optional<int>> version = FindSchemaVersion(connection->get());
  if (!version) return version.error();
  if (!*version && mode != OpenMode::kCreate) {
    return Error{ErrorCode::kNotFound, "this database holds no Tadwin ledger",
                 (*connection)->location()};
  }
  if (*version) {
    if (Status fit = CheckSchemaVersion(**connection, **version, !read_only); !fit) {
      return fit.error();
    }
  }
  if (*version == kSchemaVersion) return connection;
  // Definitions are part of the transaction: nothing can be left half done, so no copy is kept.
  if (Status made = BringUpToDate(connection->get(), *version, [] { return Status(); }); !made) {
    return made.error();
  }
  return connection;
}

}  // namespace tadwin::store

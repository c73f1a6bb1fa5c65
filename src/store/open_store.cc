// Which engine a location means.
#include <memory>
#include <utility>

#include "store/postgres_open.h"
#include "store/sql_store.h"
#include "store/sqlite_open.h"
#include "store/store.h"

namespace tadwin::store {

Result<std::unique_ptr<Connection>> OpenLedger(const std::string& location, OpenMode mode) {
  if (IsPostgresUrl(location)) {
    Result<std::unique_ptr<PostgresConnection>> connection = OpenPostgresLedger(location, mode);
    if (!connection) return connection.error();
    return std::unique_ptr<Connection>(*std::move(connection));
  }
  Result<std::unique_ptr<SqliteConnection>> connection = OpenSqliteLedger(location, mode);
  if (!connection) return connection.error();
  return std::unique_ptr<Connection>(*std::move(connection));
}

Result<std::unique_ptr<Store>> OpenStore(const std::string& location, OpenMode mode) {
  Result<std::unique_ptr<Connection>> connection = OpenLedger(location, mode);
  if (!connection) return connection.error();
  auto store = std::make_unique<SqlStore>(*std::move(connection));
  if (mode != OpenMode::kReadOnly) {
    if (Status taken = store->TakeOver(); !taken) return taken.error();
  }
  return std::unique_ptr<Store>(std::move(store));
}

std::string ShownLocation(const std::string& location) { return WithoutPassword(location); }

}  // namespace tadwin::store

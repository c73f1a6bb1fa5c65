#include "store/sqlite_store.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "store/sqlite_schema.h"

namespace tadwin::store {
namespace {

constexpr char kSettings[] =
    "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;";
// With a write-ahead log this loses no committed document when the program dies. The log is copied
// back every 32 MB: each time costs two waits for the disk.
constexpr char kWriteSettings[] =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 8000; "
    "PRAGMA cache_size = -65536;";

using Opened = Result<std::unique_ptr<Connection>>;

// Opens and looks into the file; `state` says what is there.
Opened OpenAndCheck(const std::string& location, Connection::Access access, SchemaState* state) {
  Opened connection = Connection::Open(location, access);
  if (!connection) return connection;
  const Result<SchemaState> checked = CheckSchema(connection->get(), location);
  if (!checked) return checked.error();
  *state = *checked;
  return connection;
}

// Opened for writing where that is allowed, so that the last reader tidies the log up; a pragma
// forbids to write. In a folder that may not be written no log can be opened; then nobody writes.
Opened OpenReadOnly(const std::string& location, SchemaState* state) {
  Opened connection = OpenAndCheck(location, Connection::Access::kWrite, state);
  if (!connection && connection.error().code == ErrorCode::kIo) {
    Opened immutable = OpenAndCheck(location, Connection::Access::kImmutable, state);
    if (immutable) connection = std::move(immutable);
  }
  if (!connection) return connection;
  if (Status set = (*connection)->Execute("PRAGMA query_only = ON"); !set) return set.error();
  return connection;
}

}  // namespace

Result<std::unique_ptr<Store>> SqliteStore::Open(const std::string& location, OpenMode mode) {
  std::error_code ignored;
  const bool in_memory = location == ":memory:";
  const auto type = in_memory ? std::filesystem::file_type::regular
                              : std::filesystem::status(location, ignored).type();
  if (mode != OpenMode::kCreate && type == std::filesystem::file_type::not_found) {
    return Error{ErrorCode::kNotFound, "no such ledger", location};
  }
  if (type == std::filesystem::file_type::directory) {
    return Error{ErrorCode::kInvalidArgument, "this is a folder; a ledger is a file", location};
  }
  SchemaState state = SchemaState::kEmpty;
  Opened connection = mode == OpenMode::kReadOnly
                          ? OpenReadOnly(location, &state)
                          : OpenAndCheck(location,
                                         mode == OpenMode::kCreate ? Connection::Access::kCreate
                                                                   : Connection::Access::kWrite,
                                         &state);
  if (!connection) return connection.error();
  if (state == SchemaState::kEmpty && mode != OpenMode::kCreate) {
    return Error{ErrorCode::kSchemaVersion, "this file is empty, not a Tadwin ledger", location};
  }
  if (Status set = (*connection)->Execute(kSettings); !set) return set.error();
  if (mode != OpenMode::kReadOnly) {
    if (Status set = (*connection)->Execute(kWriteSettings); !set) return set.error();
  }
  if (state == SchemaState::kEmpty) {
    if (Status created = CreateSchema(connection->get()); !created) return created.error();
  }
  return std::unique_ptr<Store>(new SqliteStore(*std::move(connection)));
}

Result<std::unique_ptr<Store>> OpenStore(const std::string& location, OpenMode mode) {
  return SqliteStore::Open(location, mode);
}

}  // namespace tadwin::store

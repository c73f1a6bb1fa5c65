// How a file becomes a ledger: created, checked, brought up to date.
#include "store/sqlite_open.h"

#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "store/schema.h"
#include "store/sqlite_connection.h"

namespace tadwin::store {
namespace {

namespace fs = std::filesystem;

constexpr char kSettings[] =
    "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;";
// With a write-ahead log this loses no committed document when the program dies. The log is copied
// back every 32 MB: each time costs two waits for the disk.
constexpr char kWriteSettings[] =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 8000; "
    "PRAGMA cache_size = -65536;";

// Readers look at few bytes of many pages: with the file mapped each costs no call and no copy.
constexpr char kReadSettings[] = "PRAGMA mmap_size = 68719476736; PRAGMA cache_size = -16384;";

using Opened = Result<std::unique_ptr<SqliteConnection>>;
using Access = SqliteConnection::Access;

// Opens and looks into the file; `version` says what is there.
Opened OpenAndLook(const std::string& path, Access access, std::optional<int>* version) {
  Opened connection = SqliteConnection::Open(path, access);
  if (!connection) return connection;
  const Result<std::optional<int>> found = FindSchemaVersion(connection->get());
  if (!found) return found.error();
  *version = *found;
  return connection;
}

// Opened for writing where that is allowed, so that the last reader tidies the log up; a pragma
// forbids to write. In a folder that may not be written no log can be opened; then nobody writes.
Opened OpenReadOnly(const std::string& path, std::optional<int>* version) {
  Opened connection = OpenAndLook(path, Access::kWrite, version);
  if (!connection && connection.error().code == ErrorCode::kIo) {
    Opened immutable = OpenAndLook(path, Access::kImmutable, version);
    if (immutable) connection = std::move(immutable);
  }
  if (!connection) return connection;
  if (Status set = (*connection)->Execute("PRAGMA query_only = ON"); !set) return set.error();
  return connection;
}

// LEDGER.v2.bak, or the first of LEDGER.v2.2.bak, ... that is not there.
std::string BackupPath(const std::string& path, int version) {
  const std::string stem = path + ".v" + std::to_string(version);
  std::error_code ignored;
  std::string name = stem + ".bak";
  for (int n = 2; fs::exists(name, ignored); ++n) name = stem + "." + std::to_string(n) + ".bak";
  return name;
}

Status KeepCopy(const std::string& path, int version) {
  if (path == ":memory:") return {};
  // A connection of its own: the other holds the lock of the writer.
  const Opened reader = SqliteConnection::Open(path, Access::kWrite);
  const Status copied =
      reader ? BackupSqlite(reader->get(), BackupPath(path, version)) : Status(reader.error());
  if (copied) return {};
  return Error{copied.error().code,
               "the ledger has an older schema and is left as it is, because it could not be "
               "copied first: " +
                   copied.error().message,
               copied.error().where};
}

}  // namespace

Status CheckPlace(const std::string& path, OpenMode mode) {
  if (path == ":memory:") return {};
  std::error_code ignored;
  const auto type = fs::status(path, ignored).type();
  if (mode != OpenMode::kCreate && type == fs::file_type::not_found) {
    return Error{ErrorCode::kNotFound, "no such ledger", path};
  }
  if (type == fs::file_type::directory) {
    return Error{ErrorCode::kInvalidArgument, "this is a folder; a ledger is a file", path};
  }
  return {};
}

Opened OpenSqliteLedger(const std::string& path, OpenMode mode) {
  if (Status checked = CheckPlace(path, mode); !checked) return checked.error();
  const bool read_only = mode == OpenMode::kReadOnly;
  std::optional<int> version;
  Opened connection =
      read_only ? OpenReadOnly(path, &version)
                : OpenAndLook(path, mode == OpenMode::kCreate ? Access::kCreate : Access::kWrite,
                              &version);
  if (!connection) return connection;
  if (!version && mode != OpenMode::kCreate) {
    return Error{ErrorCode::kSchemaVersion, "this file is empty, not a Tadwin ledger", path};
  }
  if (version) {
    if (Status fit = CheckSchemaVersion(**connection, *version, !read_only); !fit) {
      return fit.error();
    }
  }
  if (Status set = (*connection)->Execute(kSettings); !set) return set.error();
  if (read_only) {
    if (Status set = (*connection)->Execute(kReadSettings); !set) return set.error();
    return connection;
  }
  if (Status set = (*connection)->Execute(kWriteSettings); !set) return set.error();
  if (version == kSchemaVersion) return connection;
  const Status made = BringUpToDate(connection->get(), version, [&path, version]() -> Status {
    return version ? KeepCopy(path, *version) : Status();
  });
  if (!made) return made.error();
  return connection;
}

}  // namespace tadwin::store

#include "store/transfer.h"

#include <cstring>
#include <filesystem>
#include <memory>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "store/full_text.h"
#include "store/ledger_tables.h"
#include "store/postgres_connection.h"
#include "store/schema.h"
#include "store/sqlite_connection.h"
#include "store/sqlite_open.h"
#include "store/store.h"

namespace tadwin::store {
namespace {

constexpr uint64_t kProgressRows = 2000;

// A sum over rows in any order: equal tables have equal sums.
struct Digest {
  uint64_t rows = 0;
  uint64_t sum = 0;
  bool operator==(const Digest&) const = default;

  void Add(const std::vector<SqlValue>& row) {
    std::string bytes;
    for (const SqlValue& value : row) {
      bytes += static_cast<char>(value.index());
      if (const auto* text = std::get_if<std::string>(&value)) {
        bytes += std::to_string(text->size()) + ':' + *text;
      } else if (const auto* integer = std::get_if<int64_t>(&value)) {
        bytes.append(reinterpret_cast<const char*>(integer), sizeof *integer);
      } else if (const auto* real = std::get_if<double>(&value)) {
        bytes.append(reinterpret_cast<const char*>(real), sizeof *real);
      }
    }
    ++rows;
    sum += Hash64(bytes);
  }
};

std::vector<SqlValue> RowOf(const Statement& statement, size_t columns) {
  std::vector<SqlValue> row;
  row.reserve(columns);
  for (size_t i = 0; i < columns; ++i) row.push_back(statement.Value(static_cast<int>(i)));
  return row;
}

std::string SelectAll(const LedgerTable& table) {
  return "SELECT " + table.ColumnList() + " FROM " + table.name;
}

Result<Digest> DigestOf(Connection* connection, const LedgerTable& table) {
  const auto query = connection->MakeStatement(SelectAll(table));
  query->Start();
  Digest digest;
  if (Status read = ForEachRow(
          query.get(), [&](const Statement& row) { digest.Add(RowOf(row, table.columns.size())); });
      !read) {
    return read.error();
  }
  return digest;
}

Result<Digest> CopyTable(Connection* from, Connection* to, const LedgerTable& table,
                         const TransferOptions& options) {
  const auto query = from->MakeStatement(SelectAll(table));
  std::string places = "?";
  for (size_t i = 1; i < table.columns.size(); ++i) places += ", ?";
  Statement& insert = to->Prepare("INSERT INTO " + table.name + " (" + table.ColumnList() +
                                  ") VALUES (" + places + ")");
  query->Start();
  Digest digest;
  while (true) {
    const Result<bool> row = query->Next();
    if (!row) return row.error();
    if (!*row) break;
    const std::vector<SqlValue> values = RowOf(*query, table.columns.size());
    if (Status put = insert.RunWith(values); !put) return put.error();
    digest.Add(values);
    if (options.on_progress && digest.rows % kProgressRows == 0) {
      options.on_progress(table.name, digest.rows);
    }
  }
  if (options.on_progress) options.on_progress(table.name, digest.rows);
  return digest;
}

// A new ledger has rows already (its marks); the copy brings its own.
Status Empty(Connection* to, const std::vector<LedgerTable>& tables) {
  if (to->is(Engine::kPostgres)) {
    std::string names;
    for (const LedgerTable& table : tables) names += (names.empty() ? "" : ", ") + table.name;
    return to->Execute("TRUNCATE " + names + " CASCADE");
  }
  if (Status gone = ClearSearch(to); !gone) return gone;
  for (auto table = tables.rbegin(); table != tables.rend(); ++table) {
    if (Status gone = to->Execute("DELETE FROM " + table->name); !gone) return gone;
  }
  return {};
}

Error Taken(const Connection& ledger) {
  return {ErrorCode::kInvalidArgument,
          "there is a ledger with documents already: give an empty place, or --replace",
          ledger.location()};
}

Result<std::unique_ptr<SqliteConnection>> OpenBackup(const std::string& file) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) {
    return Error{ErrorCode::kNotFound, "no such file", file};
  }
  auto connection = SqliteConnection::Open(file, SqliteConnection::Access::kWrite);
  if (connection) {
    const auto version = FindSchemaVersion(connection->get());
    if (!version && version.error().code == ErrorCode::kIo) {
      connection = SqliteConnection::Open(file, SqliteConnection::Access::kImmutable);
    }
  }
  if (!connection) return connection;
  const auto version = FindSchemaVersion(connection->get());
  if (!version) return version.error();
  if (!*version) return Error{ErrorCode::kSchemaVersion, "this file holds no ledger", file};
  if (Status fit = CheckSchemaVersion(**connection, **version, true); !fit) return fit.error();
  if (Status whole = CheckIntegrity(connection->get()); !whole) return whole.error();
  return connection;
}

// LEDGER.damaged, or the first of LEDGER.damaged.2, ... that is free; its log goes with it.
Status MoveAside(const std::string& ledger) {
  std::error_code failed;
  std::string name = ledger + ".damaged";
  for (int n = 2; std::filesystem::exists(name, failed); ++n) {
    name = ledger + ".damaged." + std::to_string(n);
  }
  for (const char* end : {"", "-wal", "-shm"}) {
    if (!std::filesystem::exists(ledger + end, failed)) continue;
    std::filesystem::rename(ledger + end, name + end, failed);
    if (failed) {
      return Error{ErrorCode::kIo, "cannot move the damaged ledger aside: " + failed.message(),
                   ledger + end};
    }
  }
  return {};
}

}  // namespace

Result<bool> HoldsContent(Connection* connection) {
  const Result<int64_t> holds = connection->QueryInt(
      "SELECT EXISTS (SELECT 1 FROM documents) OR EXISTS (SELECT 1 FROM rejects)");
  if (!holds) return holds.error();
  return *holds != 0;
}

Result<uint64_t> CopyLedger(Connection* from, Connection* to, const TransferOptions& options) {
  const Result<std::vector<LedgerTable>> tables = LedgerTables();
  if (!tables) return tables.error();
  ReadSnapshot snapshot(from);
  if (Status begun = snapshot.Begin(); !begun) return begun.error();
  Transaction transaction(to);
  if (Status begun = transaction.Begin(); !begun) return begun.error();
  const Result<bool> taken = HoldsContent(to);
  if (!taken) return taken.error();
  if (*taken && !options.replace) return Taken(*to);
  if (Status emptied = Empty(to, *tables); !emptied) return emptied.error();
  uint64_t rows = 0;
  std::vector<Digest> digests;
  for (const LedgerTable& table : *tables) {
    const Result<Digest> digest = CopyTable(from, to, table, options);
    if (!digest) return digest.error();
    digests.push_back(*digest);
    rows += digest->rows;
  }
  if (Status made = FillSearch(to); !made) return made.error();
  for (size_t i = 0; i < tables->size(); ++i) {
    const Result<Digest> back = DigestOf(to, (*tables)[i]);
    if (!back) return back.error();
    if (*back == digests[i]) continue;
    return Error{ErrorCode::kDatabase,
                 "the copy of table " + (*tables)[i].name +
                     " reads back otherwise than it was written; nothing was kept",
                 to->location()};
  }
  if (Status done = transaction.Commit(); !done) return done.error();
  return rows;
}

Status CheckIntegrity(Connection* connection) {
  if (!connection->is(Engine::kSqlite)) return {};
  const auto said = connection->QueryText("PRAGMA integrity_check(1)");
  if (!said) return said.error();
  if (*said != "ok") {
    return Error{ErrorCode::kDatabase, "the ledger is damaged: " + said->value_or("no answer"),
                 connection->location()};
  }
  const Result<std::optional<std::string>> broken =
      connection->QueryText("SELECT \"table\" FROM pragma_foreign_key_check() LIMIT 1");
  if (!broken) return broken.error();
  if (!*broken) return {};
  return Error{ErrorCode::kDatabase, "the ledger is damaged: rows of " + **broken + " hang loose",
               connection->location()};
}

Status BackupLedger(const std::string& ledger, const std::string& file,
                    const TransferOptions& options) {
  std::error_code ignored;
  if (std::filesystem::exists(file, ignored)) {
    return Error{ErrorCode::kInvalidArgument,
                 "this file is there already: a backup never writes over one", file};
  }
  if (!IsPostgresUrl(ledger)) {
    // Of any version, as long as it is a ledger.
    const auto from = OpenBackup(ledger);
    if (!from) return from.error();
    return BackupSqlite(from->get(), file);
  }
  const auto from = OpenLedger(ledger, OpenMode::kReadOnly);
  if (!from) return from.error();
  const std::string partial = file + ".partial";
  std::filesystem::remove(partial, ignored);
  Status done;
  {
    const auto to = OpenSqliteLedger(partial, OpenMode::kCreate);
    if (!to) return to.error();
    const Result<uint64_t> rows = CopyLedger(from->get(), to->get(), options);
    // One file: the log is copied back and goes when the connection closes.
    if (!rows) done = rows.error();
  }
  std::error_code failed;
  if (done) {
    std::filesystem::rename(partial, file, failed);
    if (failed) done = Error{ErrorCode::kIo, "cannot name the copy: " + failed.message(), file};
  }
  if (!done) {
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(partial + end, ignored);
  }
  return done;
}

Status RestoreLedger(const std::string& file, const std::string& ledger,
                     const TransferOptions& options) {
  const auto from = OpenBackup(file);
  if (!from) return from.error();
  if (IsPostgresUrl(ledger)) {
    const auto version = FindSchemaVersion(from->get());
    if (!version) return version.error();
    if (Status fit = CheckSchemaVersion(**from, **version, false); !fit) return fit;
    const auto to = OpenLedger(ledger, OpenMode::kCreate);
    if (!to) return to.error();
    const Result<uint64_t> rows = CopyLedger(from->get(), to->get(), options);
    return rows ? Status() : Status(rows.error());
  }
  if (Status free = CheckPlace(ledger, OpenMode::kCreate); !free) return free;
  auto to = SqliteConnection::Open(ledger, SqliteConnection::Access::kCreate);
  if (!to) return to.error();
  auto version = FindSchemaVersion(to->get());
  if (!version && version.error().code == ErrorCode::kDatabase && options.replace) {
    // A ledger too damaged to be opened: it stays under another name.
    *to = nullptr;
    if (Status moved = MoveAside(ledger); !moved) return moved;
    to = SqliteConnection::Open(ledger, SqliteConnection::Access::kCreate);
    if (!to) return to.error();
    version = FindSchemaVersion(to->get());
  }
  if (!version) {
    return Error{version.error().code,
                 version.error().message + "; nothing is restored over it: move it away first",
                 version.error().where};
  }
  if (*version && !options.replace) {
    const Result<bool> taken = HoldsContent(to->get());
    if (!taken) return taken.error();
    if (*taken) return Taken(**to);
  }
  return CopySqlitePages(from->get(), to->get());
}

Result<Compacted> CompactLedger(Connection* connection) {
  const bool sqlite = connection->is(Engine::kSqlite);
  const std::string size =
      sqlite ? "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
             : "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c JOIN pg_namespace n "
               "ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND c.relkind = 'r'";
  const Result<int64_t> before = connection->QueryInt(size);
  if (!before) return before.error();
  if (sqlite) {
    if (Status whole = CheckIntegrity(connection); !whole) return whole.error();
    for (const char* step : {"INSERT INTO document_search (document_search) VALUES ('optimize')",
                             "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"}) {
      if (Status done = connection->Execute(step); !done) return done.error();
    }
  } else {
    const Result<std::vector<LedgerTable>> tables = LedgerTables();
    if (!tables) return tables.error();
    std::vector<std::string> names = {"document_search"};
    for (const LedgerTable& table : *tables) names.push_back(table.name);
    for (const std::string& name : names) {
      if (Status done = connection->Execute("VACUUM (FULL, ANALYZE) " + name); !done) {
        return done.error();
      }
    }
  }
  const Result<int64_t> after = connection->QueryInt(size);
  if (!after) return after.error();
  return Compacted{static_cast<uint64_t>(*before), static_cast<uint64_t>(*after)};
}

}  // namespace tadwin::store

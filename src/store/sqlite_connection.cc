#include "store/sqlite_connection.h"

#include <sqlite3.h>

#include <filesystem>
#include <system_error>
#include <utility>

namespace tadwin::store {
namespace {

constexpr int kBusyTimeoutMs = 10'000;

// A path as a file: URI, so that no character of it is read as a parameter.
std::string UriOf(const std::string& path, const char* parameters) {
  constexpr char kHexDigits[] = "0123456789ABCDEF";
  std::string uri = "file:";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '/' || c == '.' || c == '-' || c == '_' || c == '~' || c == ':';
    if (plain) {
      uri += c;
    } else {
      uri += {'%', kHexDigits[byte >> 4], kHexDigits[byte & 0xF]};
    }
  }
  return uri + parameters;
}

constexpr Dialect kSqliteDialect = {Engine::kSqlite, "group_concat", "DELETE FROM "};

class SqliteStatement final : public Statement {
 public:
  SqliteStatement(SqliteConnection* connection, const std::string& sql) : connection_(connection) {
    failure_ = sqlite3_prepare_v3(connection->handle(), sql.data(), static_cast<int>(sql.size()),
                                  SQLITE_PREPARE_PERSISTENT, &statement_, nullptr);
    if (failure_ != SQLITE_OK) unprepared_ = connection->ErrorOf(failure_);
  }
  ~SqliteStatement() override { sqlite3_finalize(statement_); }

  Result<bool> Next() override {
    if (unprepared_) return *unprepared_;
    if (failure_ == SQLITE_OK) {
      const int code = sqlite3_step(statement_);
      if (code == SQLITE_ROW) return true;
      if (code != SQLITE_DONE) failure_ = code;
    }
    if (failure_ != SQLITE_OK) {
      Error error = connection_->ErrorOf(failure_);
      sqlite3_reset(statement_);
      return error;
    }
    sqlite3_reset(statement_);
    return false;
  }

  bool IsNull(int column) const override {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
  }
  std::string_view View(int column) const override {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    if (text == nullptr) return {};
    return {text, static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
  }
  int64_t Int(int column) const override { return sqlite3_column_int64(statement_, column); }
  double Double(int column) const override { return sqlite3_column_double(statement_, column); }
  SqlValue Value(int column) const override {
    switch (sqlite3_column_type(statement_, column)) {
      case SQLITE_NULL: return std::monostate();
      case SQLITE_INTEGER: return Int(column);
      case SQLITE_FLOAT: return Double(column);
      default: return Text(column);
    }
  }
  int columns() const override { return sqlite3_column_count(statement_); }
  std::string ColumnName(int column) const override {
    return sqlite3_column_name(statement_, column);
  }

 protected:
  void Reset() override {
    if (statement_ == nullptr) return;
    failure_ = SQLITE_OK;
    sqlite3_reset(statement_);
  }
  Status Finish() override {
    return ForEachRow(this, [](const Statement&) {});
  }
  void BindText(int index, std::string_view text) override {
    Note(sqlite3_bind_text64(statement_, index, text.data() == nullptr ? "" : text.data(),
                             text.size(), SQLITE_STATIC, SQLITE_UTF8));
  }
  void BindInt(int index, int64_t value) override {
    Note(sqlite3_bind_int64(statement_, index, value));
  }
  void BindDouble(int index, double value) override {
    Note(sqlite3_bind_double(statement_, index, value));
  }
  void BindNull(int index) override { Note(sqlite3_bind_null(statement_, index)); }

 private:
  void Note(int code) {
    if (code != SQLITE_OK && failure_ == SQLITE_OK) failure_ = code;
  }

  SqliteConnection* connection_;
  sqlite3_stmt* statement_ = nullptr;
  int failure_ = 0;  // first failed code since Reset
  std::optional<Error> unprepared_;
};

}  // namespace

SqliteConnection::SqliteConnection(sqlite3* handle, const std::string& path)
    : Connection(kSqliteDialect, path), handle_(handle) {}

SqliteConnection::~SqliteConnection() {
  DropStatements();
  sqlite3_close(handle_);
}

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::Open(const std::string& path,
                                                                 Access access) {
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE;
  switch (access) {
    case Access::kImmutable: flags |= SQLITE_OPEN_READONLY; break;
    case Access::kWrite: flags |= SQLITE_OPEN_READWRITE; break;
    case Access::kCreate: flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE; break;
  }
  sqlite3* handle = nullptr;
  const std::string uri = UriOf(path, access == Access::kImmutable ? "?immutable=1" : "");
  const int code = sqlite3_open_v2(uri.c_str(), &handle, flags, nullptr);
  std::unique_ptr<SqliteConnection> connection(new SqliteConnection(handle, path));
  if (code != SQLITE_OK) return connection->ErrorOf(code);
  sqlite3_busy_timeout(handle, kBusyTimeoutMs);
  return connection;
}

Status SqliteConnection::Execute(const std::string& sql) {
  const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return ErrorOf(code);
  return {};
}

std::unique_ptr<Statement> SqliteConnection::MakeStatement(const std::string& sql) {
  return std::make_unique<SqliteStatement>(this, sql);
}

void SqliteConnection::StopWhen(std::function<bool()> should_stop) {
  constexpr int kInstructionsBetween = 20'000;  // of SQLite's machine: a few milliseconds at most
  should_stop_ = std::move(should_stop);
  const auto ask = [](void* self) {
    return static_cast<SqliteConnection*>(self)->should_stop_() ? 1 : 0;
  };
  sqlite3_progress_handler(handle_, should_stop_ ? kInstructionsBetween : 0,
                           should_stop_ ? static_cast<int (*)(void*)>(ask) : nullptr, this);
}

Status SqliteConnection::BeginWrite(Durability) { return Execute("BEGIN IMMEDIATE"); }
Status SqliteConnection::BeginRead() { return Execute("BEGIN DEFERRED"); }
Status SqliteConnection::Commit() { return Execute("COMMIT"); }
void SqliteConnection::Rollback() { (void)Execute("ROLLBACK"); }

Error SqliteConnection::ErrorOf(int code) const {
  const std::string said = handle_ == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(handle_);
  switch (code & 0xFF) {
    case SQLITE_FULL:
      return {ErrorCode::kIo, "the disk is full: the last step was not written, all before is safe",
              location()};
    case SQLITE_IOERR:
      return {ErrorCode::kIo,
              "reading or writing the ledger failed (" + said +
                  "): the last step was not written, all before is safe",
              location()};
    case SQLITE_READONLY:
    case SQLITE_PERM: return {ErrorCode::kIo, "the ledger may not be written: " + said, location()};
    case SQLITE_CANTOPEN:
      return {ErrorCode::kIo,
              "the ledger cannot be opened: is its folder there, and may it be read and written?",
              location()};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::kDatabase,
              "another process is writing the ledger: try again when it has finished", location()};
    case SQLITE_INTERRUPT:
      return {ErrorCode::kInterrupted, "stopped: what was under way is not written", location()};
    case SQLITE_NOTADB:
      return {ErrorCode::kSchemaVersion, "this file is not a Tadwin ledger", location()};
    case SQLITE_CORRUPT:
      return {ErrorCode::kDatabase, "the ledger is damaged: " + said, location()};
    default: return {ErrorCode::kDatabase, "the database refused: " + said, location()};
  }
}

Status CopySqlitePages(SqliteConnection* from, SqliteConnection* to) {
  sqlite3_backup* backup = sqlite3_backup_init(to->handle(), "main", from->handle(), "main");
  if (backup == nullptr) return to->ErrorOf(sqlite3_extended_errcode(to->handle()));
  const int code = sqlite3_backup_step(backup, -1);
  (void)sqlite3_backup_finish(backup);
  return code == SQLITE_DONE ? Status() : Status(to->ErrorOf(code));
}

Status BackupSqlite(SqliteConnection* from, const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code failed;
  if (fs::exists(path, failed)) {
    return Error{ErrorCode::kInvalidArgument, "this file is there already", path};
  }
  const std::string partial = path + ".partial";
  fs::remove(partial, failed);
  Result<std::unique_ptr<SqliteConnection>> to =
      SqliteConnection::Open(partial, SqliteConnection::Access::kCreate);
  if (!to) return to.error();
  Status copied = CopySqlitePages(from, to->get());
  to->reset();
  if (copied) {
    fs::rename(partial, path, failed);
    if (failed) copied = Error{ErrorCode::kIo, "cannot name the copy: " + failed.message(), path};
  }
  if (!copied) fs::remove(partial, failed);
  return copied;
}

}  // namespace tadwin::store

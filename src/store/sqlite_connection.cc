#include "store/sqlite_connection.h"

#include <sqlite3.h>

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

}  // namespace

Statement::Statement(Connection* connection, const std::string& sql) : connection_(connection) {
  failure_ = sqlite3_prepare_v3(connection->handle(), sql.data(), static_cast<int>(sql.size()),
                                SQLITE_PREPARE_PERSISTENT, &statement_, nullptr);
}

Statement::~Statement() { sqlite3_finalize(statement_); }

void Statement::Reset() {
  if (statement_ == nullptr) return;  // keeps the failure of preparing
  failure_ = SQLITE_OK;
  sqlite3_reset(statement_);
}

Result<bool> Statement::Next() {
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

Status Statement::Finish() {
  while (true) {
    const Result<bool> row = Next();
    if (!row) return row.error();
    if (!*row) return {};
  }
}

void Statement::Bind(int index, std::string_view text) {
  const int code = sqlite3_bind_text64(statement_, index, text.data() == nullptr ? "" : text.data(),
                                       text.size(), SQLITE_STATIC, SQLITE_UTF8);
  if (code != SQLITE_OK && failure_ == SQLITE_OK) failure_ = code;
}

void Statement::Bind(int index, int64_t value) {
  const int code = sqlite3_bind_int64(statement_, index, value);
  if (code != SQLITE_OK && failure_ == SQLITE_OK) failure_ = code;
}

void Statement::Bind(int index, double value) {
  const int code = sqlite3_bind_double(statement_, index, value);
  if (code != SQLITE_OK && failure_ == SQLITE_OK) failure_ = code;
}

void Statement::Bind(int index, std::nullopt_t) {
  const int code = sqlite3_bind_null(statement_, index);
  if (code != SQLITE_OK && failure_ == SQLITE_OK) failure_ = code;
}

bool Statement::IsNull(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::string Statement::Text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  if (text == nullptr) return {};
  return std::string(text, static_cast<size_t>(sqlite3_column_bytes(statement_, column)));
}

int64_t Statement::Int(int column) const { return sqlite3_column_int64(statement_, column); }

double Statement::Double(int column) const { return sqlite3_column_double(statement_, column); }

std::optional<double> Statement::MaybeDouble(int column) const {
  if (IsNull(column)) return std::nullopt;
  return Double(column);
}

std::optional<std::string> Statement::MaybeText(int column) const {
  if (IsNull(column)) return std::nullopt;
  return Text(column);
}

Connection::Connection(sqlite3* handle, std::string path)
    : handle_(handle), path_(std::move(path)) {}

Connection::~Connection() {
  statements_.clear();
  sqlite3_close(handle_);
}

Result<std::unique_ptr<Connection>> Connection::Open(const std::string& path, Access access) {
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE;
  switch (access) {
    case Access::kImmutable: flags |= SQLITE_OPEN_READONLY; break;
    case Access::kWrite: flags |= SQLITE_OPEN_READWRITE; break;
    case Access::kCreate: flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE; break;
  }
  sqlite3* handle = nullptr;
  const std::string uri = UriOf(path, access == Access::kImmutable ? "?immutable=1" : "");
  const int code = sqlite3_open_v2(uri.c_str(), &handle, flags, nullptr);
  std::unique_ptr<Connection> connection(new Connection(handle, path));
  if (code != SQLITE_OK) return connection->ErrorOf(code);
  sqlite3_busy_timeout(handle, kBusyTimeoutMs);
  return connection;
}

Status Connection::Execute(const char* sql) {
  const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return ErrorOf(code);
  return {};
}

Statement& Connection::Prepare(const std::string& sql) {
  std::unique_ptr<Statement>& statement = statements_[sql];
  if (!statement) statement = std::make_unique<Statement>(this, sql);
  return *statement;
}

Result<int64_t> Connection::QueryInt(const std::string& sql) {
  Statement statement(this, sql);
  statement.Start();
  const Result<bool> row = statement.Next();
  if (!row) return row.error();
  return *row ? statement.Int(0) : 0;
}

Error Connection::ErrorOf(int code) const {
  const std::string said = handle_ == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(handle_);
  switch (code & 0xFF) {
    case SQLITE_FULL:
      return {ErrorCode::kIo, "the disk is full: the last step was not written, all before is safe",
              path_};
    case SQLITE_IOERR:
      return {ErrorCode::kIo,
              "reading or writing the ledger failed (" + said +
                  "): the last step was not written, all before is safe",
              path_};
    case SQLITE_READONLY:
    case SQLITE_PERM: return {ErrorCode::kIo, "the ledger may not be written: " + said, path_};
    case SQLITE_CANTOPEN:
      return {ErrorCode::kIo,
              "the ledger cannot be opened: is its folder there, and may it be read and written?",
              path_};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::kDatabase,
              "another process is writing the ledger: try again when it has finished", path_};
    case SQLITE_NOTADB:
      return {ErrorCode::kSchemaVersion, "this file is not a Tadwin ledger", path_};
    case SQLITE_CORRUPT: return {ErrorCode::kDatabase, "the ledger is damaged: " + said, path_};
    default: return {ErrorCode::kDatabase, "the database refused: " + said, path_};
  }
}

Transaction::~Transaction() {
  if (open_) (void)connection_->Execute("ROLLBACK");
}

Status Transaction::Begin() {
  Status begun = connection_->Execute("BEGIN IMMEDIATE");
  open_ = static_cast<bool>(begun);
  return begun;
}

Status Transaction::Commit() {
  Status committed = connection_->Execute("COMMIT");
  if (committed) open_ = false;
  return committed;
}

}  // namespace tadwin::store

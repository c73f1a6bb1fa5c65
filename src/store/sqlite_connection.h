// A thin layer over SQLite's C interface: connections, prepared statements, transactions.
//
// Errors: SQLite's codes become Error values here and nowhere else (ErrorOf). Threads: one
// connection per thread. Source: sqlite.org/c3ref, sqlite.org/rescode.html.
//
// Example: Statement& insert = connection.Prepare("INSERT INTO t VALUES (?, ?)");
//          if (Status status = insert.Run("a", 3); !status) return status;

#ifndef TADWIN_STORE_SQLITE_CONNECTION_H_
#define TADWIN_STORE_SQLITE_CONNECTION_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace tadwin::store {

class Connection;

// One prepared statement. Bound strings must live until the next Step.
class Statement {
 public:
  Statement(Connection* connection, const std::string& sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // Binds all parameters in order and runs to the end.
  template <typename... Values>
  Status Run(const Values&... values) {
    Start(values...);
    return Finish();
  }
  // Binds all parameters; rows follow with Next.
  template <typename... Values>
  void Start(const Values&... values) {
    Reset();
    int index = 0;
    (Bind(++index, values), ...);
  }
  // true with a row, false at the end.
  Result<bool> Next();

  // Columns of the current row, from 0. NULL reads as empty, 0 or nothing.
  bool IsNull(int column) const;
  std::string Text(int column) const;
  int64_t Int(int column) const;
  uint32_t Uint32(int column) const { return static_cast<uint32_t>(Int(column)); }
  double Double(int column) const;
  std::optional<double> MaybeDouble(int column) const;
  std::optional<std::string> MaybeText(int column) const;

 private:
  void Reset();
  Status Finish();
  void Bind(int index, std::string_view text);
  void Bind(int index, const std::string& text) { Bind(index, std::string_view(text)); }
  void Bind(int index, const char* text) { Bind(index, std::string_view(text)); }
  void Bind(int index, int64_t value);
  void Bind(int index, uint32_t value) { Bind(index, static_cast<int64_t>(value)); }
  void Bind(int index, uint64_t value) { Bind(index, static_cast<int64_t>(value)); }
  void Bind(int index, int value) { Bind(index, static_cast<int64_t>(value)); }
  void Bind(int index, bool value) { Bind(index, static_cast<int64_t>(value)); }
  void Bind(int index, double value);
  void Bind(int index, std::nullopt_t);
  template <typename T>
  void Bind(int index, const std::optional<T>& value) {
    if (value) {
      Bind(index, *value);
    } else {
      Bind(index, std::nullopt);
    }
  }

  Connection* connection_;
  sqlite3_stmt* statement_ = nullptr;
  int failure_ = 0;  // first failed code since Start
};

class Connection {
 public:
  enum class Access { kWrite, kCreate, kImmutable };

  static Result<std::unique_ptr<Connection>> Open(const std::string& path, Access access);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  Status Execute(const char* sql);
  // Prepared once per text, kept for the life of the connection.
  Statement& Prepare(const std::string& sql);
  // The first column of the first row.
  Result<int64_t> QueryInt(const std::string& sql);

  Error ErrorOf(int code) const;
  sqlite3* handle() const { return handle_; }

 private:
  Connection(sqlite3* handle, std::string path);
  sqlite3* handle_;
  std::string path_;
  std::map<std::string, std::unique_ptr<Statement>> statements_;
};

// Rolls back unless committed.
class Transaction {
 public:
  explicit Transaction(Connection* connection) : connection_(connection) {}
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  Status Begin();
  Status Commit();

 private:
  Connection* connection_;
  bool open_ = false;
};

// "" is stored as NULL: the records use it for "not known".
inline std::optional<std::string_view> OrNull(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return std::string_view(text);
}

}  // namespace tadwin::store

#endif  // TADWIN_STORE_SQLITE_CONNECTION_H_

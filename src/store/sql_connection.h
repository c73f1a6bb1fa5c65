// SQL for any engine of the ledger: connections, prepared statements, transactions.
//
// One text serves every engine. Write `?` for parameters, "end" in double quotes (a keyword of
// PostgreSQL), ON CONFLICT and never OR REPLACE, an alias for every subquery in FROM, keys of your
// own for rows, and what is in Dialect where engines differ. Bind to a parameter what its column
// holds; where nothing tells its type, write CAST(? AS TEXT). Values are int64, double, text and
// NULL; a bool is 0 or 1. Text is UTF-8 and sorts by its bytes in every engine.
// Errors: an engine's codes become Error values in its own file and nowhere else. What a statement
// did inside a write transaction may be told by a later one, at the latest by Commit: an engine
// over a network sends writes without waiting. After a failure a transaction can only be given up.
// Threads: one connection per thread.
//
// Example: Statement& insert = connection.Prepare("INSERT INTO t VALUES (?, ?)");
//          if (Status put = insert.Run("a", 3); !put) return put;
//          Statement& query = connection.Prepare("SELECT a, b FROM t WHERE b > ? ORDER BY a");
//          query.Start(2);
//          Status read = ForEachRow(&query, [&](const Statement& row) { use(row.Text(0)); });

#ifndef TADWIN_STORE_SQL_CONNECTION_H_
#define TADWIN_STORE_SQL_CONNECTION_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace tadwin::store {

enum class Engine { kSqlite, kPostgres };

// What one text cannot say to both engines.
struct Dialect {
  Engine engine;
  const char* concat;       // aggregate: concat + "(text_expression, 'separator')"
  const char* empty_table;  // statement: empty_table + name; for temporary tables only: a server
                            // would keep readers of a shared one waiting
};

// When a commit must be on the disk of a server: before it returns, or a moment later, for what the
// next run would write again. SQLite always takes the second: see sqlite_open.cc.
enum class Durability { kAtCommit, kSoonAfter };

// A value of any type, for statements whose parameters are not known when the program is written.
using SqlValue = std::variant<std::monostate, int64_t, double, std::string>;

// One prepared statement. Bound text must live until the rows are read.
class Statement {
 public:
  Statement() = default;
  virtual ~Statement() = default;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // Binds all parameters in order and runs to the end: for what gives no rows.
  template <typename... Values>
  Status Run(const Values&... values) {
    Start(values...);
    return Finish();
  }
  Status RunWith(const std::vector<SqlValue>& values) {
    StartWith(values);
    return Finish();
  }
  // Binds all parameters; rows follow with Next.
  template <typename... Values>
  void Start(const Values&... values) {
    Reset();
    int index = 0;
    (Bind(++index, values), ...);
  }
  void StartWith(const std::vector<SqlValue>& values);
  // true with a row, false at the end.
  virtual Result<bool> Next() = 0;

  // Columns of the current row, from 0. NULL reads as empty, 0 or nothing. A number read as text is
  // written as each engine writes it.
  virtual bool IsNull(int column) const = 0;
  virtual std::string_view View(int column) const = 0;  // valid until Next or Start
  virtual int64_t Int(int column) const = 0;
  virtual double Double(int column) const = 0;
  virtual SqlValue Value(int column) const = 0;
  std::string Text(int column) const { return std::string(View(column)); }
  uint32_t Uint32(int column) const { return static_cast<uint32_t>(Int(column)); }
  bool Bool(int column) const { return Int(column) != 0; }
  std::optional<int64_t> MaybeInt(int column) const;
  std::optional<double> MaybeDouble(int column) const;
  std::optional<std::string> MaybeText(int column) const;

  // Of the result; known once the first Next was called.
  virtual int columns() const = 0;
  virtual std::string ColumnName(int column) const = 0;

 protected:
  // What an engine gives. A failure of binding is told by Next or Finish.
  virtual void Reset() = 0;
  virtual Status Finish() = 0;
  virtual void BindText(int index, std::string_view text) = 0;
  virtual void BindInt(int index, int64_t value) = 0;
  virtual void BindDouble(int index, double value) = 0;
  virtual void BindNull(int index) = 0;

 private:
  void Bind(int index, std::string_view text) { BindText(index, text); }
  void Bind(int index, const std::string& text) { BindText(index, text); }
  void Bind(int index, const char* text) { BindText(index, text); }
  void Bind(int index, int64_t value) { BindInt(index, value); }
  void Bind(int index, uint64_t value) { BindInt(index, static_cast<int64_t>(value)); }
  void Bind(int index, uint32_t value) { BindInt(index, value); }
  void Bind(int index, int value) { BindInt(index, value); }
  void Bind(int index, bool value) { BindInt(index, value ? 1 : 0); }
  void Bind(int index, double value) { BindDouble(index, value); }
  void Bind(int index, std::nullopt_t) { BindNull(index); }
  void Bind(int index, const SqlValue& value);
  template <typename T>
  void Bind(int index, const std::optional<T>& value) {
    if (value) {
      Bind(index, *value);
    } else {
      BindNull(index);
    }
  }
};

// Calls `read` with the statement for every row left.
template <typename Read>
Status ForEachRow(Statement* query, const Read& read) {
  while (true) {
    const Result<bool> row = query->Next();
    if (!row) return row.error();
    if (!*row) return {};
    read(*query);
  }
}

class Connection {
 public:
  virtual ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  const Dialect& dialect() const { return dialect_; }
  bool is(Engine engine) const { return dialect_.engine == engine; }
  // What messages call the ledger: a path, or a URL without its password.
  const std::string& location() const { return location_; }
  bool in_transaction() const { return in_transaction_; }

  // Runs statements without parameters, divided by semicolons.
  virtual Status Execute(const std::string& sql) = 0;
  // Runs definitions of tables, indexes and views in the words of SQLite (schema.h); an engine with
  // other words puts its own in their place.
  virtual Status Define(const std::string& sql) { return Execute(sql); }
  // Prepared once per text, kept for the life of the connection. Two who read rows of the same text
  // at one time each need their own: MakeStatement. Texts that are put together from what a user
  // asked come in any number: MakeStatement.
  Statement& Prepare(const std::string& sql);
  virtual std::unique_ptr<Statement> MakeStatement(const std::string& sql) = 0;
  // While set, SQLite asks it now and then as statements run, which fail with kInterrupted once it
  // is true; a server lets the statement under way go on. An empty one asks nothing.
  virtual void StopWhen(std::function<bool()>) {}
  // The first column of the first row; 0 when there is none.
  Result<int64_t> QueryInt(const std::string& sql);
  // The same as text; nothing when there is no row or it is NULL.
  Result<std::optional<std::string>> QueryText(const std::string& sql);

 protected:
  Connection(const Dialect& dialect, std::string location);
  // For Prepare: a statement that is worth keeping on a server.
  virtual std::unique_ptr<Statement> MakeKeptStatement(const std::string& sql) {
    return MakeStatement(sql);
  }
  // Statements must go before the engine's handle: call this first in an engine's destructor.
  void DropStatements() { statements_.clear(); }

 private:
  friend class Transaction;
  friend class ReadSnapshot;
  virtual Status BeginWrite(Durability durability) = 0;  // waits for another writer, not for ever
  virtual Status BeginRead() = 0;  // all reads see the ledger as it is at the first
  virtual Status Commit() = 0;
  virtual void Rollback() = 0;

  Dialect dialect_;
  std::string location_;
  bool in_transaction_ = false;
  std::map<std::string, std::unique_ptr<Statement>> statements_;
};

// One writer at a time; rolls back unless committed. Transactions do not nest.
class Transaction {
 public:
  explicit Transaction(Connection* connection) : connection_(connection) {}
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  Status Begin(Durability durability = Durability::kAtCommit);
  // On failure nothing was written.
  Status Commit();

 private:
  Connection* connection_;
  bool open_ = false;
};

// While it lives several reads see one state of the ledger, whoever writes meanwhile. Inside a
// transaction, or another snapshot, it does nothing: they see one state already.
class ReadSnapshot {
 public:
  explicit ReadSnapshot(Connection* connection) : connection_(connection) {}
  ~ReadSnapshot();
  ReadSnapshot(const ReadSnapshot&) = delete;
  ReadSnapshot& operator=(const ReadSnapshot&) = delete;

  Status Begin();

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

#endif  // TADWIN_STORE_SQL_CONNECTION_H_

// A connection to a SQLite file, and what only that engine can do.
//
// Errors: SQLite's codes become Error values here and nowhere else (ErrorOf). Threads: one
// connection per thread. Source: sqlite.org/c3ref, sqlite.org/rescode.html, sqlite.org/backup.html.

#ifndef TADWIN_STORE_SQLITE_CONNECTION_H_
#define TADWIN_STORE_SQLITE_CONNECTION_H_

#include <memory>
#include <string>

#include "base/result.h"
#include "store/sql_connection.h"

struct sqlite3;

namespace tadwin::store {

class SqliteConnection final : public Connection {
 public:
  enum class Access { kWrite, kCreate, kImmutable };

  static Result<std::unique_ptr<SqliteConnection>> Open(const std::string& path, Access access);
  ~SqliteConnection() override;

  Status Execute(const std::string& sql) override;
  std::unique_ptr<Statement> MakeStatement(const std::string& sql) override;

  Error ErrorOf(int code) const;
  void StopWhen(std::function<bool()> should_stop) override;
  sqlite3* handle() const { return handle_; }

 private:
  SqliteConnection(sqlite3* handle, const std::string& path);
  Status BeginWrite(Durability durability) override;
  Status BeginRead() override;
  Status Commit() override;
  void Rollback() override;

  sqlite3* handle_;
  std::function<bool()> should_stop_;
};

// Writes a whole copy of the database as it is now, while others may go on writing to it. The copy
// appears under its name when it is complete. Errors: kInvalidArgument when `path` is there
// already.
Status BackupSqlite(SqliteConnection* from, const std::string& path);

// The target becomes the same as the source, page by page, at once or not at all.
Status CopySqlitePages(SqliteConnection* from, SqliteConnection* to);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_SQLITE_CONNECTION_H_

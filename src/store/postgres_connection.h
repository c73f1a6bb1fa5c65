// A connection to a PostgreSQL database whose current schema holds a ledger.
//
// Writes inside a transaction are sent without waiting (libpq's pipeline) and their results read
// when a query, the commit or a full pipeline asks for them. Rows of a query are taken one by one
// while nothing else runs on the connection; else they are kept.
// Errors: SQLSTATEs and lost connections become Error values here and nowhere else. After a lost
// connection the next transaction or statement connects again. Threads: one connection per thread.
// Source: postgresql.org/docs/15/libpq.html, errcodes-appendix.html.

#ifndef TADWIN_STORE_POSTGRES_CONNECTION_H_
#define TADWIN_STORE_POSTGRES_CONNECTION_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/sql_connection.h"

struct pg_conn;
struct pg_result;

namespace tadwin::store {

class PostgresStatement;

class PostgresConnection final : public Connection {
 public:
  // `url` as libpq takes it, postgresql://USER@HOST:PORT/DATABASE?OPTION=VALUE.
  static Result<std::unique_ptr<PostgresConnection>> Open(const std::string& url, bool read_only);
  ~PostgresConnection() override;

  Status Execute(const std::string& sql) override;
  Status Define(const std::string& sql) override;
  std::unique_ptr<Statement> MakeStatement(const std::string& sql) override;

 protected:
  std::unique_ptr<Statement> MakeKeptStatement(const std::string& sql) override;

 private:
  friend class PostgresStatement;

  // What was sent ahead: a text to prepare, or a statement to run.
  struct Sent {
    PostgresStatement* prepares;  // or null
  };

  PostgresConnection(std::string url, bool read_only);
  Status Connect();
  // Connects again where the connection is known to be lost and no transaction goes with it.
  Status EnsureConnected();
  Status Configure();

  Status BeginWrite(Durability durability) override;
  Status BeginRead() override;
  Status Commit() override;
  void Rollback() override;

  // Keeps a row to insert, to be sent with others of its table: before any statement of another
  // kind, in the order in which their tables were met first.
  Status Gather(PostgresStatement* statement);
  Status SendGathered();
  void ForgetGathered();
  // Notes a message that will be answered; waits for the answers when there are many.
  Status NoteSent(PostgresStatement* prepares);
  // The connection is in pipeline mode then.
  Status GoAhead();
  // Sends one statement ahead.
  Status SendAhead(PostgresStatement* statement);
  // Waits for all that was sent ahead; the first failure is that of the transaction.
  Status Flush();
  // The connection is free for another statement: rows still on their way are kept.
  Status Settle();
  // Runs a statement whose rows PostgresStatement takes.
  Status SendQuery(PostgresStatement* statement);
  // Takes all results of the statement that was sent; the error of the first that failed.
  Status Await(bool* committed = nullptr);

  Error Failure(const pg_result* result);
  Error Lost() const;

  std::string url_;
  bool read_only_;
  pg_conn* handle_ = nullptr;
  PostgresStatement* streaming_ = nullptr;  // whose rows are on their way
  bool ahead_ = false;                      // in pipeline mode
  std::vector<Sent> sent_;
  std::map<uint64_t, PostgresStatement*> gathering_;  // by rank
  uint64_t ranks_ = 0;
  size_t gathered_rows_ = 0;
  std::optional<Error> failed_;  // of the transaction
  uint64_t generation_ = 0;      // of the connection: what was prepared on an older one is gone
  uint64_t prepared_names_ = 0;
};

// The same without the password, for messages.
std::string WithoutPassword(const std::string& url);
bool IsPostgresUrl(const std::string& location);

// `?` becomes $1, $2, ... outside of quotes and comments; `parameters` counts them.
std::string NumberParameters(const std::string& sql, int* parameters);
// Definitions in the words of SQLite become PostgreSQL's (schema_parts.h).
std::string PostgresDefinitions(const std::string& sql);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_POSTGRES_CONNECTION_H_

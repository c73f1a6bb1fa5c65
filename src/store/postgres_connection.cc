#include "store/postgres_connection.h"

#include <libpq-fe.h>

#include <array>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <utility>

#include "store/postgres_statement.h"

namespace tadwin::store {
namespace {

constexpr Dialect kPostgresDialect = {Engine::kPostgres, "string_agg", "TRUNCATE "};
// Results of writes are read at least so often: what the server has to say must fit the socket.
constexpr size_t kSentAhead = 500;
// So many rows of plain inserts are gathered.
constexpr size_t kGatheredRows = 2048;
// As long as SQLite waits for another writer (sqlite_connection.cc).
constexpr char kBeginWrite[] =
    "BEGIN; SET LOCAL lock_timeout = '10s'; "
    // One writer per ledger, that is per schema: "TDWN" and a hash of its name.
    "SELECT pg_advisory_xact_lock(1413764942, hashtext(current_schema()));";

// The first line of what the server or libpq said.
std::string FirstLine(const char* said) {
  std::string line = said == nullptr ? "" : said;
  line = line.substr(0, line.find('\n'));
  if (line.rfind("ERROR:  ", 0) == 0) line.erase(0, 8);
  if (line.rfind("FATAL:  ", 0) == 0) line.erase(0, 8);
  return line;
}

}  // namespace

PostgresConnection::PostgresConnection(std::string url, bool read_only)
    : Connection(kPostgresDialect, WithoutPassword(url)),
      url_(std::move(url)),
      read_only_(read_only) {}

PostgresConnection::~PostgresConnection() {
  DropStatements();
  PQfinish(handle_);
}

Result<std::unique_ptr<PostgresConnection>> PostgresConnection::Open(const std::string& url,
                                                                     bool read_only) {
  std::unique_ptr<PostgresConnection> connection(new PostgresConnection(url, read_only));
  if (Status connected = connection->Connect(); !connected) return connected.error();
  return connection;
}

Status PostgresConnection::Connect() {
  const char* const keys[] = {"application_name", "connect_timeout", "dbname", "client_encoding",
                              nullptr};
  const char* const values[] = {"tadwin", "10", url_.c_str(), "UTF8", nullptr};
  PQfinish(handle_);
  handle_ = PQconnectdbParams(keys, values, 1);
  ++generation_;
  streaming_ = nullptr;
  ahead_ = false;
  sent_.clear();
  if (PQstatus(handle_) != CONNECTION_OK) {
    return Error{ErrorCode::kDatabase,
                 "cannot connect to the ledger's database: " + FirstLine(PQerrorMessage(handle_)),
                 location()};
  }
  return Configure();
}

Status PostgresConnection::Configure() {
  constexpr int kOldestServer = 150000;
  if (PQserverVersion(handle_) < kOldestServer) {
    return Error{ErrorCode::kDatabase, "the server is older than PostgreSQL 15", location()};
  }
  const char* encoding = PQparameterStatus(handle_, "server_encoding");
  if (encoding == nullptr || std::strcmp(encoding, "UTF8") != 0) {
    return Error{ErrorCode::kDatabase,
                 "the database is not in UTF-8: make one with `createdb --encoding=UTF8 "
                 "--template=template0 NAME`",
                 location()};
  }
  const std::string settings =
      "SET client_min_messages = warning; SET extra_float_digits = 1; "
      "SET standard_conforming_strings = on;";
  return Execute(settings + (read_only_ ? "SET default_transaction_read_only = on;" : ""));
}

Status PostgresConnection::EnsureConnected() {
  if (in_transaction() || PQstatus(handle_) == CONNECTION_OK) return {};
  return Connect();
}

Error PostgresConnection::Lost() const {
  return {
      ErrorCode::kDatabase,
      "the connection to the ledger's server was lost: the last step may be missing, all before "
      "is safe; run the same again when the server is back",
      location()};
}

Error PostgresConnection::Failure(const pg_result* result) {
  const char* state = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const std::string code = state == nullptr ? "" : state;
  const std::string said =
      FirstLine(result == nullptr ? PQerrorMessage(handle_)
                                  : PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
  // An administrator's shutdown ends the connection a moment later. Every error of the server has a
  // state: one without is the library's own, whose connection broke.
  const bool broken = result != nullptr && code.empty();
  if (broken || code.rfind("57P0", 0) == 0 || code.rfind("08", 0) == 0 ||
      PQstatus(handle_) != CONNECTION_OK) {
    return Lost();
  }
  if (code == "53100") {
    return {ErrorCode::kIo,
            "the server's disk is full: the last step was not written, all before is safe",
            location()};
  }
  if (code == "58030") {
    return {ErrorCode::kIo, "the server cannot read or write its files: " + said, location()};
  }
  if (code == "25006" || code == "42501") {
    return {ErrorCode::kIo, "the ledger may not be written: " + said, location()};
  }
  if (code == "55P03") {
    return {ErrorCode::kDatabase,
            "another process is writing the ledger: try again when it has finished", location()};
  }
  return {ErrorCode::kDatabase, "the database refused: " + said, location()};
}

Status PostgresConnection::Execute(const std::string& sql) {
  if (Status ready = EnsureConnected(); !ready) return ready;
  if (Status settled = Settle(); !settled) return settled;
  if (PQsendQuery(handle_, sql.c_str()) == 0) return Lost();
  Status done = Await();
  if (!done && in_transaction() && !failed_) failed_ = done.error();
  return done;
}

Status PostgresConnection::Define(const std::string& sql) {
  return Execute(PostgresDefinitions(sql));
}

std::unique_ptr<Statement> PostgresConnection::MakeStatement(const std::string& sql) {
  return std::make_unique<PostgresStatement>(this, sql, "");
}

std::unique_ptr<Statement> PostgresConnection::MakeKeptStatement(const std::string& sql) {
  return std::make_unique<PostgresStatement>(this, sql,
                                             "tadwin_" + std::to_string(++prepared_names_));
}

Status PostgresConnection::Await(bool* committed) {
  Status status;
  while (pg_result* result = PQgetResult(handle_)) {
    const ExecStatusType got = PQresultStatus(result);
    const bool failed = got != PGRES_COMMAND_OK && got != PGRES_TUPLES_OK;
    if (failed && status) status = Failure(result);
    if (committed != nullptr) *committed = std::strcmp(PQcmdStatus(result), "COMMIT") == 0;
    PQclear(result);
    if (failed && PQstatus(handle_) != CONNECTION_OK) break;
  }
  if (status && PQstatus(handle_) != CONNECTION_OK) status = Lost();
  return status;
}

Status PostgresConnection::BeginWrite(Durability durability) {
  failed_.reset();
  std::string begin = kBeginWrite;
  if (durability == Durability::kSoonAfter) begin += "SET LOCAL synchronous_commit = off;";
  Status begun = Execute(begin);
  if (!begun) Rollback();  // the transaction may be open without its lock
  return begun;
}

Status PostgresConnection::BeginRead() {
  failed_.reset();
  return Execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

Status PostgresConnection::Commit() {
  if (Status settled = Settle(); !settled) return settled;
  if (PQsendQuery(handle_, "COMMIT") == 0) return Lost();
  bool committed = false;
  Status done = Await(&committed);
  if (done && !committed) {
    done = Error{ErrorCode::kDatabase, "the database gave the last step up", location()};
  }
  return done;
}

void PostgresConnection::Rollback() {
  ForgetGathered();
  (void)Settle();
  failed_.reset();
  if (PQstatus(handle_) == CONNECTION_OK && PQsendQuery(handle_, "ROLLBACK") != 0) (void)Await();
}

Status PostgresConnection::Gather(PostgresStatement* statement) {
  if (failed_) return *failed_;
  // A table that others refer to was met before them, if not since rows were sent last.
  if (statement->gathered() == 0) gathering_[statement->Rank()] = statement;
  statement->Gather();
  return ++gathered_rows_ < kGatheredRows ? Status() : SendGathered();
}

void PostgresConnection::ForgetGathered() {
  for (const auto& [rank, statement] : gathering_) statement->ForgetGathered();
  gathering_.clear();
  gathered_rows_ = 0;
}

Status PostgresConnection::SendGathered() {
  if (gathering_.empty()) return {};
  Status status = GoAhead();
  for (const auto& [rank, statement] : gathering_) {
    for (size_t sent = 0; status && sent < statement->gathered();) {
      const size_t rows = statement->NextGathered(sent);
      if (statement->NeedsPreparing(rows)) {
        status = statement->SendPrepare(rows) ? NoteSent(statement) : Status(Lost());
        if (!status) break;
      }
      status = statement->SendRows(sent, rows) ? NoteSent(nullptr) : Status(Lost());
      sent += rows;
    }
  }
  ForgetGathered();
  return status;
}

Status PostgresConnection::GoAhead() {
  if (failed_) return *failed_;
  // Rows of a question that are still on their way are kept.
  if (streaming_ != nullptr) std::exchange(streaming_, nullptr)->KeepRest();
  if (ahead_) return {};
  if (PQenterPipelineMode(handle_) == 0) return Lost();
  ahead_ = true;
  return {};
}

Status PostgresConnection::NoteSent(PostgresStatement* prepares) {
  sent_.push_back({prepares});
  if (sent_.size() < kSentAhead) return {};
  if (Status flushed = Flush(); !flushed) return flushed;
  return GoAhead();
}

Status PostgresConnection::SendAhead(PostgresStatement* statement) {
  if (Status sent = SendGathered(); !sent) return sent;
  if (Status ready = GoAhead(); !ready) return ready;
  if (statement->NeedsPreparing()) {
    if (!statement->SendPrepare()) return Lost();
    if (Status noted = NoteSent(statement); !noted) return noted;
  }
  if (!statement->SendRun()) return Lost();
  return NoteSent(nullptr);
}

Status PostgresConnection::Flush() {
  if (!ahead_) return {};
  Status status;
  if (PQpipelineSync(handle_) == 0) status = Lost();
  for (const Sent& one : sent_) {
    while (pg_result* result = PQgetResult(handle_)) {
      const ExecStatusType got = PQresultStatus(result);
      const bool failed = got != PGRES_COMMAND_OK && got != PGRES_TUPLES_OK;
      if (failed && one.prepares != nullptr) one.prepares->ForgetPrepared();
      if (failed && got != PGRES_PIPELINE_ABORTED && status) status = Failure(result);
      PQclear(result);
      if (PQstatus(handle_) != CONNECTION_OK) break;
    }
    if (PQstatus(handle_) != CONNECTION_OK) break;
  }
  sent_.clear();
  ahead_ = false;
  if (PQstatus(handle_) != CONNECTION_OK) {
    status = Lost();
  } else {
    PQclear(PQgetResult(handle_));  // the mark of the end
    (void)PQexitPipelineMode(handle_);
  }
  if (!status && !failed_) failed_ = status.error();
  return status;
}

Status PostgresConnection::Settle() {
  if (streaming_ != nullptr) std::exchange(streaming_, nullptr)->KeepRest();
  if (Status sent = SendGathered(); !sent) return sent;
  Status flushed = Flush();
  if (failed_) return *failed_;
  return flushed;
}

Status PostgresConnection::SendQuery(PostgresStatement* statement) {
  if (Status ready = EnsureConnected(); !ready) return ready;
  if (Status settled = Settle(); !settled) return settled;
  if (statement->NeedsPreparing()) {
    if (!statement->SendPrepare()) return Lost();
    if (Status prepared = Await(); !prepared) {
      statement->ForgetPrepared();
      return prepared;
    }
  }
  if (!statement->SendRun()) return Lost();
  return {};
}

}  // namespace tadwin::store

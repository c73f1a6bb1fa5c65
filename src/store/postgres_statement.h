// One statement of a PostgreSQL connection, with its parameters and rows.
//
// Threads: that of its connection.

#ifndef TADWIN_STORE_POSTGRES_STATEMENT_H_
#define TADWIN_STORE_POSTGRES_STATEMENT_H_

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/postgres_connection.h"
#include "store/sql_connection.h"

namespace tadwin::store {

struct PostgresResultDeleter {
  void operator()(pg_result* result) const;
};

class PostgresStatement final : public Statement {
 public:
  // Prepared on the server under `name`; sent with its text every time when that is empty.
  PostgresStatement(PostgresConnection* connection, const std::string& sql, std::string name);
  ~PostgresStatement() override;

  Result<bool> Next() override;
  bool IsNull(int column) const override;
  std::string_view View(int column) const override;
  int64_t Int(int column) const override;
  double Double(int column) const override;
  SqlValue Value(int column) const override;
  int columns() const override;
  std::string ColumnName(int column) const override;

 protected:
  void Reset() override;
  Status Finish() override;
  void BindText(int index, std::string_view text) override;
  void BindInt(int index, int64_t value) override;
  void BindDouble(int index, double value) override;
  void BindNull(int index) override;

 private:
  friend class PostgresConnection;
  using ResultPtr = std::unique_ptr<pg_result, PostgresResultDeleter>;

  // For the connection.
  bool NeedsPreparing(size_t rows = 1) const;
  bool SendPrepare();
  void ForgetPrepared() { prepared_in_ = rows_.prepared_in = 0; }
  bool SendRun();

  // For plain inserts of one row, which are gathered so that many go as one statement.
  bool gathers() const { return !rows_.sql.empty(); }
  uint64_t Rank();  // of the first time that it is asked
  void Gather();    // keeps the values that are bound
  void ForgetGathered();
  size_t gathered() const;                 // rows
  size_t NextGathered(size_t sent) const;  // how many rows go next, in one statement
  bool SendPrepare(size_t rows);
  bool SendRows(size_t first, size_t count);
  // Takes all rows that are on their way, so that the connection is free.
  void KeepRest();

  // Takes the next result off the wire; false when there are no more.
  bool Take();
  void Put(int index, const char* value, size_t size, int format);
  void PutNumber(int index, size_t size);

  // Rows to insert that wait for others, one behind the other.
  struct Rows {
    std::string sql;  // inserts kRowsTogether of them
    std::string name;
    uint64_t prepared_in = 0;
    uint64_t rank = 0;
    std::string bytes;           // of the values, each with an end mark
    std::vector<size_t> begins;  // in `bytes`
    std::vector<int> lengths;    // -1: NULL
    std::vector<int> formats;
  };

  PostgresConnection* connection_;
  int parameters_ = 0;  // counted while sql_ is made: keep it first
  std::string sql_;
  std::string name_;
  uint64_t prepared_in_ = 0;  // generation of the connection
  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
  std::vector<std::array<char, 32>> numbers_;
  Rows rows_;

  bool sent_ = false;
  bool on_the_way_ = false;  // there are rows on the wire
  std::deque<ResultPtr>
      results_;   // the first holds the current row; the last stays for its columns
  int row_ = -1;  // in the first result
  std::optional<Error> failure_;
};

}  // namespace tadwin::store

#endif  // TADWIN_STORE_POSTGRES_STATEMENT_H_

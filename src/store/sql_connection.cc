#include "store/sql_connection.h"

#include <utility>

namespace tadwin::store {

void Statement::StartWith(const std::vector<SqlValue>& values) {
  Reset();
  int index = 0;
  for (const SqlValue& value : values) Bind(++index, value);
}

void Statement::Bind(int index, const SqlValue& value) {
  if (const auto* integer = std::get_if<int64_t>(&value)) {
    BindInt(index, *integer);
  } else if (const auto* real = std::get_if<double>(&value)) {
    BindDouble(index, *real);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    BindText(index, *text);
  } else {
    BindNull(index);
  }
}

std::optional<int64_t> Statement::MaybeInt(int column) const {
  if (IsNull(column)) return std::nullopt;
  return Int(column);
}

std::optional<double> Statement::MaybeDouble(int column) const {
  if (IsNull(column)) return std::nullopt;
  return Double(column);
}

std::optional<std::string> Statement::MaybeText(int column) const {
  if (IsNull(column)) return std::nullopt;
  return Text(column);
}

Connection::Connection(const Dialect& dialect, std::string location)
    : dialect_(dialect), location_(std::move(location)) {}

Connection::~Connection() = default;

Statement& Connection::Prepare(const std::string& sql) {
  std::unique_ptr<Statement>& statement = statements_[sql];
  if (!statement) statement = MakeKeptStatement(sql);
  return *statement;
}

Result<int64_t> Connection::QueryInt(const std::string& sql) {
  const std::unique_ptr<Statement> statement = MakeStatement(sql);
  statement->Start();
  const Result<bool> row = statement->Next();
  if (!row) return row.error();
  return *row ? statement->Int(0) : 0;
}

Result<std::optional<std::string>> Connection::QueryText(const std::string& sql) {
  const std::unique_ptr<Statement> statement = MakeStatement(sql);
  statement->Start();
  const Result<bool> row = statement->Next();
  if (!row) return row.error();
  return *row ? statement->MaybeText(0) : std::optional<std::string>();
}

Transaction::~Transaction() {
  if (!open_) return;
  connection_->Rollback();
  connection_->in_transaction_ = false;
}

Status Transaction::Begin(Durability durability) {
  TADWIN_CHECK(!connection_->in_transaction_, "transactions do not nest");
  Status begun = connection_->BeginWrite(durability);
  open_ = connection_->in_transaction_ = static_cast<bool>(begun);
  return begun;
}

Status Transaction::Commit() {
  TADWIN_CHECK(open_, "Commit without Begin");
  Status committed = connection_->Commit();
  if (committed) open_ = connection_->in_transaction_ = false;
  return committed;
}

ReadSnapshot::~ReadSnapshot() {
  if (!open_) return;
  connection_->Rollback();
  connection_->in_transaction_ = false;
}

Status ReadSnapshot::Begin() {
  if (connection_->in_transaction_) return {};
  Status begun = connection_->BeginRead();
  open_ = connection_->in_transaction_ = static_cast<bool>(begun);
  return begun;
}

}  // namespace tadwin::store

#include "store/postgres_statement.h"

#include <libpq-fe.h>

#include <charconv>
#include <cstdlib>
#include <cstring>
#include <regex>
#include <utility>

#include "base/check.h"

namespace tadwin::store {
namespace {

constexpr int kTextFormat = 0;
constexpr int kBinaryFormat = 1;  // of a text: its bytes, which need no end mark

// Types of columns. Source: postgresql.org, src/include/catalog/pg_type.dat.
constexpr Oid kBool = 16;
constexpr Oid kInt8 = 20;
constexpr Oid kInt2 = 21;
constexpr Oid kInt4 = 23;
constexpr Oid kFloat4 = 700;
constexpr Oid kFloat8 = 701;
constexpr Oid kNumeric = 1700;

// Rows that one statement inserts. More gain nothing: what is left is the work for each row.
constexpr size_t kRowsTogether = 32;

// "INSERT INTO t VALUES ($1, $2)" with so many rows more; empty for any other statement. With a
// clause about conflicts one row may meet another of the same statement; DO NOTHING bears that.
std::string InsertOfMany(const std::string& sql, int parameters) {
  static const std::regex kPlain(
      R"((INSERT INTO \w+ VALUES )(\(\$1(?:, \$\d+)*\))( ON CONFLICT DO NOTHING)?)");
  std::smatch parts;
  if (parameters == 0 || !std::regex_match(sql, parts, kPlain)) return {};
  std::string many = parts[1].str() + parts[2].str();
  int number = parameters;
  for (size_t row = 1; row < kRowsTogether; ++row) {
    for (int i = 0; i < parameters; ++i) {
      many += (i == 0 ? ", ($" : ", $") + std::to_string(++number);
    }
    many += ")";
  }
  return many + parts[3].str();
}

}  // namespace

void PostgresResultDeleter::operator()(pg_result* result) const { PQclear(result); }

PostgresStatement::PostgresStatement(PostgresConnection* connection, const std::string& sql,
                                     std::string name)
    : connection_(connection), sql_(NumberParameters(sql, &parameters_)), name_(std::move(name)) {
  const auto count = static_cast<size_t>(parameters_);
  values_.resize(count);
  lengths_.resize(count);
  formats_.resize(count);
  numbers_.resize(count);
  if (name_.empty()) return;
  rows_.sql = InsertOfMany(sql_, parameters_);
  rows_.name = name_ + "_rows";
}

PostgresStatement::~PostgresStatement() { Reset(); }

void PostgresStatement::Reset() {
  if (on_the_way_) {
    // Rows that nobody asked for.
    while (Take()) results_.clear();
  }
  if (connection_->streaming_ == this) connection_->streaming_ = nullptr;
  sent_ = on_the_way_ = false;
  results_.clear();
  row_ = -1;
  failure_.reset();
}

Status PostgresStatement::Finish() {
  if (connection_->in_transaction()) {
    return gathers() ? connection_->Gather(this) : connection_->SendAhead(this);
  }
  return ForEachRow(this, [](const Statement&) {});
}

Result<bool> PostgresStatement::Next() {
  if (!sent_) {
    if (Status sent = connection_->SendQuery(this); !sent) return sent.error();
    sent_ = on_the_way_ = true;
    connection_->streaming_ = this;
    (void)PQsetSingleRowMode(connection_->handle_);
  }
  ++row_;
  while (true) {
    while (!results_.empty()) {
      if (row_ < PQntuples(results_.front().get())) return true;
      if (results_.size() == 1) break;
      results_.pop_front();
      row_ = 0;
    }
    if (!on_the_way_ || !Take()) break;
  }
  if (failure_) return *failure_;
  return false;
}

bool PostgresStatement::Take() {
  pg_result* result = PQgetResult(connection_->handle_);
  if (result == nullptr) {
    on_the_way_ = false;
    if (connection_->streaming_ == this) connection_->streaming_ = nullptr;
    return false;
  }
  const ExecStatusType got = PQresultStatus(result);
  if (got == PGRES_SINGLE_TUPLE || got == PGRES_TUPLES_OK || got == PGRES_COMMAND_OK) {
    results_.emplace_back(result);
    return true;
  }
  if (!failure_) failure_ = connection_->Failure(result);
  if (connection_->in_transaction() && !connection_->failed_) connection_->failed_ = *failure_;
  PQclear(result);
  return true;
}

void PostgresStatement::KeepRest() {
  while (Take()) {
  }
}

bool PostgresStatement::SendPrepare() {
  prepared_in_ = connection_->generation_;
  return PQsendPrepare(connection_->handle_, name_.c_str(), sql_.c_str(), 0, nullptr) != 0;
}

bool PostgresStatement::SendRun() {
  if (name_.empty()) {
    return PQsendQueryParams(connection_->handle_, sql_.c_str(), parameters_, nullptr,
                             values_.data(), lengths_.data(), formats_.data(), kTextFormat) != 0;
  }
  return PQsendQueryPrepared(connection_->handle_, name_.c_str(), parameters_, values_.data(),
                             lengths_.data(), formats_.data(), kTextFormat) != 0;
}

uint64_t PostgresStatement::Rank() {
  if (rows_.rank == 0) rows_.rank = ++connection_->ranks_;
  return rows_.rank;
}

void PostgresStatement::Gather() {
  for (size_t i = 0; i < values_.size(); ++i) {
    rows_.begins.push_back(rows_.bytes.size());
    rows_.formats.push_back(formats_[i]);
    if (values_[i] == nullptr) {
      rows_.lengths.push_back(-1);
      continue;
    }
    const size_t length =
        formats_[i] == kBinaryFormat ? static_cast<size_t>(lengths_[i]) : std::strlen(values_[i]);
    rows_.lengths.push_back(static_cast<int>(length));
    rows_.bytes.append(values_[i], length);
    rows_.bytes += '\0';
  }
}

void PostgresStatement::ForgetGathered() {
  rows_.bytes.clear();
  rows_.begins.clear();
  rows_.lengths.clear();
  rows_.formats.clear();
}

size_t PostgresStatement::gathered() const {
  return rows_.begins.size() / static_cast<size_t>(parameters_);
}

size_t PostgresStatement::NextGathered(size_t sent) const {
  return gathered() - sent >= kRowsTogether ? kRowsTogether : 1;
}

bool PostgresStatement::NeedsPreparing(size_t rows) const {
  const uint64_t prepared_in = rows == 1 ? prepared_in_ : rows_.prepared_in;
  return !name_.empty() && prepared_in != connection_->generation_;
}

bool PostgresStatement::SendPrepare(size_t rows) {
  if (rows == 1) return SendPrepare();
  rows_.prepared_in = connection_->generation_;
  return PQsendPrepare(connection_->handle_, rows_.name.c_str(), rows_.sql.c_str(), 0, nullptr) !=
         0;
}

bool PostgresStatement::SendRows(size_t first, size_t count) {
  const auto parameters = static_cast<size_t>(parameters_);
  std::vector<const char*> values;
  for (size_t i = first * parameters; i < (first + count) * parameters; ++i) {
    values.push_back(rows_.lengths[i] < 0 ? nullptr : rows_.bytes.data() + rows_.begins[i]);
  }
  const std::string& name = count == 1 ? name_ : rows_.name;
  return PQsendQueryPrepared(connection_->handle_, name.c_str(), static_cast<int>(values.size()),
                             values.data(), rows_.lengths.data() + first * parameters,
                             rows_.formats.data() + first * parameters, kTextFormat) != 0;
}

void PostgresStatement::Put(int index, const char* value, size_t size, int format) {
  TADWIN_CHECK(index <= parameters_, "more values than parameters");
  const auto at = static_cast<size_t>(index - 1);
  values_[at] = value;
  lengths_[at] = static_cast<int>(size);
  formats_[at] = format;
}

void PostgresStatement::BindText(int index, std::string_view text) {
  Put(index, text.data() == nullptr ? "" : text.data(), text.size(), kBinaryFormat);
}

void PostgresStatement::BindInt(int index, int64_t value) {
  TADWIN_CHECK(index <= parameters_, "more values than parameters");
  std::array<char, 32>& number = numbers_[static_cast<size_t>(index - 1)];
  *std::to_chars(number.data(), number.data() + number.size() - 1, value).ptr = '\0';
  Put(index, number.data(), 0, kTextFormat);
}

void PostgresStatement::BindDouble(int index, double value) {
  TADWIN_CHECK(index <= parameters_, "more values than parameters");
  std::array<char, 32>& number = numbers_[static_cast<size_t>(index - 1)];
  *std::to_chars(number.data(), number.data() + number.size() - 1, value).ptr = '\0';
  Put(index, number.data(), 0, kTextFormat);
}

void PostgresStatement::BindNull(int index) { Put(index, nullptr, 0, kTextFormat); }

bool PostgresStatement::IsNull(int column) const {
  return PQgetisnull(results_.front().get(), row_, column) != 0;
}

std::string_view PostgresStatement::View(int column) const {
  const pg_result* result = results_.front().get();
  return {PQgetvalue(result, row_, column), static_cast<size_t>(PQgetlength(result, row_, column))};
}

int64_t PostgresStatement::Int(int column) const {
  const std::string_view text = View(column);
  if (text == "t") return 1;
  int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ptr == text.data() + text.size()) return value;
  return static_cast<int64_t>(Double(column));
}

double PostgresStatement::Double(int column) const {
  return std::strtod(PQgetvalue(results_.front().get(), row_, column), nullptr);
}

SqlValue PostgresStatement::Value(int column) const {
  if (IsNull(column)) return std::monostate();
  switch (PQftype(results_.front().get(), column)) {
    case kBool:
    case kInt2:
    case kInt4:
    case kInt8: return Int(column);
    case kFloat4:
    case kFloat8: return Double(column);
    case kNumeric:  // sums of integers
      if (View(column).find('.') == std::string_view::npos) return Int(column);
      return Double(column);
    default: return Text(column);
  }
}

int PostgresStatement::columns() const {
  return results_.empty() ? 0 : PQnfields(results_.front().get());
}

std::string PostgresStatement::ColumnName(int column) const {
  return results_.empty() ? "" : PQfname(results_.front().get(), column);
}

}  // namespace tadwin::store

// SQL on its way: text with its parameters, put together piece by piece.
//
// What a user wrote is always a parameter, never text. Threads: a Clause is a plain value.

#ifndef TADWIN_QUERY_CLAUSE_H_
#define TADWIN_QUERY_CLAUSE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/sql_connection.h"

namespace tadwin::query {

struct Clause {
  std::string sql;
  std::vector<store::SqlValue> values;

  Clause& Add(std::string_view text) {
    sql += text;
    return *this;
  }
  Clause& Add(std::string_view text, store::SqlValue value) {
    sql += text;
    values.push_back(std::move(value));
    return *this;
  }
  Clause& Add(const Clause& other) {
    sql += other.sql;
    values.insert(values.end(), other.values.begin(), other.values.end());
    return *this;
  }
  // "(?, ?, ?)"; nothing is IN an empty list.
  template <typename Value>
  Clause& AddList(const std::vector<Value>& list) {
    sql += "(";
    for (size_t i = 0; i < list.size(); ++i) {
      sql += i == 0 ? "?" : ", ?";
      values.emplace_back(list[i]);
    }
    sql += list.empty() ? "NULL)" : ")";
    return *this;
  }
};

// "(a) AND (b)"; empty for none.
inline Clause JoinedByAnd(const std::vector<Clause>& parts) {
  Clause all;
  for (const Clause& part : parts) {
    if (!all.sql.empty()) all.Add(" AND ");
    all.Add(part);
  }
  return all;
}

// Runs it; rows go to `read`.
template <typename Read>
Status RunClause(store::Connection* connection, const Clause& clause, const Read& read) {
  const std::unique_ptr<store::Statement> statement = connection->MakeStatement(clause.sql);
  statement->StartWith(clause.values);
  return store::ForEachRow(statement.get(), read);
}

}  // namespace tadwin::query

#endif  // TADWIN_QUERY_CLAUSE_H_

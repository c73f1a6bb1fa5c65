#include "store/ledger_tables.h"

#include <memory>
#include <set>
#include <utility>

#include "store/sqlite_open.h"

namespace tadwin::store {
namespace {

Result<std::vector<std::string>> Texts(Connection* connection, const std::string& sql,
                                       const std::vector<SqlValue>& values) {
  const std::unique_ptr<Statement> query = connection->MakeStatement(sql);
  query->StartWith(values);
  std::vector<std::string> texts;
  if (Status read =
          ForEachRow(query.get(), [&texts](const Statement& row) { texts.push_back(row.Text(0)); });
      !read) {
    return read.error();
  }
  return texts;
}

// Adds a table after those it refers to.
Status Add(Connection* connection, const std::string& name, std::set<std::string>* added,
           std::vector<LedgerTable>* tables) {
  if (!added->insert(name).second) return {};
  const auto needs =
      Texts(connection, "SELECT \"table\" FROM pragma_foreign_key_list(?) ORDER BY 1", {name});
  if (!needs) return needs.error();
  for (const std::string& other : *needs) {
    if (Status done = Add(connection, other, added, tables); !done) return done;
  }
  auto columns = Texts(connection, "SELECT name FROM pragma_table_info(?) ORDER BY cid", {name});
  if (!columns) return columns.error();
  tables->push_back({name, *std::move(columns)});
  return {};
}

}  // namespace

std::string LedgerTable::ColumnList() const {
  std::string list;
  for (const std::string& column : columns) list += (list.empty() ? "\"" : ", \"") + column + '"';
  return list;
}

Result<std::vector<LedgerTable>> LedgerTables() {
  const auto fresh = OpenSqliteLedger(":memory:", OpenMode::kCreate);
  if (!fresh) return fresh.error();
  const auto names = Texts(fresh->get(),
                           "SELECT name FROM pragma_table_list WHERE schema = 'main' "
                           "AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
                           {});
  if (!names) return names.error();
  std::set<std::string> added;
  std::vector<LedgerTable> tables;
  for (const std::string& name : *names) {
    if (Status done = Add(fresh->get(), name, &added, &tables); !done) return done.error();
  }
  return tables;
}

}  // namespace tadwin::store

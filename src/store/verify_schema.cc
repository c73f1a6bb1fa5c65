#include "store/verify_schema.h"

#include <map>
#include <string>
#include <utility>

#include "store/query_only.h"
#include "store/sqlite_open.h"

namespace tadwin::store {
namespace {

using Definitions = std::map<std::string, std::string>;  // "table facts" -> SQL

Result<Definitions> ReadDefinitions(Connection* connection) {
  Definitions definitions;
  Statement& query = connection->Prepare(
      "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema "
      "WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'");
  query.Start();
  const Status read =
      ForEachRow(&query, [&](const Statement& row) { definitions[row.Text(0)] = row.Text(1); });
  if (!read) return read.error();
  return definitions;
}

// The check is written as a change, which it is not.
Status VerifySearch(Connection* connection, std::vector<Finding>* findings) {
  QueryOnlyLifted lifted(connection);
  if (Status begun = lifted.Begin(); !begun) return begun;
  const Status sound = connection->Execute(
      "INSERT INTO document_search (document_search, rank) VALUES ('integrity-check', 1)");
  if (sound || sound.error().code == ErrorCode::kIo) return {};
  findings->push_back({"document_search", "", "the index of words is not that of the documents"});
  return {};
}

}  // namespace

Status VerifySchema(Connection* connection, std::vector<Finding>* findings) {
  if (!connection->is(Engine::kSqlite)) return {};
  const auto fresh = OpenSqliteLedger(":memory:", OpenMode::kCreate);
  if (!fresh) return fresh.error();
  Result<Definitions> wanted = ReadDefinitions(fresh->get());
  if (!wanted) return wanted.error();
  const Result<Definitions> found = ReadDefinitions(connection);
  if (!found) return found.error();
  for (const auto& [name, sql] : *found) {
    const auto known = wanted->find(name);
    if (known == wanted->end()) {
      findings->push_back({"schema", name, "was added"});
      continue;
    }
    if (known->second != sql) findings->push_back({"schema", name, "was altered"});
    wanted->erase(known);
  }
  for (const auto& entry : *wanted) findings->push_back({"schema", entry.first, "was deleted"});
  return VerifySearch(connection, findings);
}

}  // namespace tadwin::store

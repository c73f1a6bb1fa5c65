#include "store/schema.h"

#include <optional>
#include <string>

#include "store/fact_rules.h"
#include "store/incident_rows.h"
#include "store/schema_parts.h"

namespace tadwin::store {
namespace {

// "TDWN": tells a ledger from other SQLite files. Never change.
constexpr int64_t kApplicationId = 0x5444574E;

struct Part {
  int since;                   // the version that brought it
  std::optional<Engine> only;  // nothing: every engine
  const char* sql;
};

// In this order; a version after all of the version before.
constexpr Part kParts[] = {
    {2, std::nullopt, kContentTables},       {2, Engine::kSqlite, kSqliteSearch},
    {2, Engine::kPostgres, kPostgresSearch}, {2, std::nullopt, kContentViews},
    {3, std::nullopt, kOriginTables},        {3, std::nullopt, kQueryTables},
    {3, std::nullopt, kRecordTables},        {4, std::nullopt, kIncidentRowTables},
    {4, std::nullopt, kRecordTimes},         {5, std::nullopt, kRuleTables},
};

Status SetVersion(Connection* connection) {
  const std::string version = std::to_string(kSchemaVersion);
  if (connection->is(Engine::kSqlite)) {
    if (Status marked =
            connection->Execute("PRAGMA application_id = " + std::to_string(kApplicationId) +
                                "; PRAGMA user_version = " + version + ";");
        !marked) {
      return marked;
    }
  }
  return connection->Execute("INSERT INTO meta VALUES ('product', 'tadwin'), ('schema', '" +
                             version + "') ON CONFLICT (key) DO UPDATE SET value = excluded.value");
}

Result<std::optional<int>> FindSqliteVersion(Connection* connection) {
  const Result<int64_t> id = connection->QueryInt("PRAGMA application_id");
  if (!id) return id.error();
  const Result<int64_t> tables = connection->QueryInt("SELECT count(*) FROM sqlite_schema");
  if (!tables) return tables.error();
  if (*tables == 0 && *id == 0) return std::optional<int>();
  const Result<int64_t> version = connection->QueryInt("PRAGMA user_version");
  if (!version) return version.error();
  if (*id != kApplicationId) {
    return Error{ErrorCode::kSchemaVersion, "this file is a database, but not a Tadwin ledger",
                 connection->location()};
  }
  return std::optional<int>(static_cast<int>(*version));
}

// What lies in the schema that tables are made in; what extensions brought does not count.
constexpr char kRelations[] =
    "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p', 'v', 'm', 'f') "
    "AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')";

Result<std::optional<int>> FindPostgresVersion(Connection* connection) {
  const Result<std::optional<std::string>> schema =
      connection->QueryText("SELECT current_schema()");
  if (!schema) return schema.error();
  if (!*schema) {
    return Error{ErrorCode::kIo,
                 "this database has no schema that you may use: see its search_path",
                 connection->location()};
  }
  const Result<int64_t> relations = connection->QueryInt(kRelations);
  if (!relations) return relations.error();
  if (*relations == 0) return std::optional<int>();
  const Result<int64_t> meta =
      connection->QueryInt(std::string(kRelations) + " AND c.relname = 'meta'");
  if (!meta) return meta.error();
  std::optional<std::string> product;
  if (*meta == 1) {
    const Result<std::optional<std::string>> said =
        connection->QueryText("SELECT value FROM meta WHERE key = 'product'");
    if (said) product = *said;
  }
  if (product != "tadwin") {
    return Error{ErrorCode::kSchemaVersion,
                 "the schema '" + **schema +
                     "' of this database holds other tables, and no Tadwin ledger: give the ledger "
                     "a database or a schema of its own",
                 connection->location()};
  }
  const Result<int64_t> version =
      connection->QueryInt("SELECT value FROM meta WHERE key = 'schema'");
  if (!version) return version.error();
  return std::optional<int>(static_cast<int>(*version));
}

}  // namespace

Result<std::optional<int>> FindSchemaVersion(Connection* connection) {
  return connection->is(Engine::kSqlite) ? FindSqliteVersion(connection)
                                         : FindPostgresVersion(connection);
}

Status CheckSchemaVersion(const Connection& connection, int version, bool may_migrate) {
  if (version == kSchemaVersion) return {};
  std::string remedy;
  if (version > kSchemaVersion) {
    remedy = ": a newer program wrote it; use that one";
  } else if (version < kOldestSchema) {
    remedy = ": use the program that wrote it, or code the articles into a new ledger";
  } else if (may_migrate) {
    return {};
  } else {
    remedy = ": `tadwin migrate LEDGER` brings it up to date and keeps a copy";
  }
  return Error{ErrorCode::kSchemaVersion,
               "the ledger has schema version " + std::to_string(version) +
                   ", this program reads and writes version " + std::to_string(kSchemaVersion) +
                   remedy,
               connection.location()};
}

Status BringUpToDate(Connection* connection, std::optional<int> from,
                     const std::function<Status()>& keep_copy) {
  Transaction transaction(connection);
  if (Status begun = transaction.Begin(); !begun) return begun;
  const Result<std::optional<int>> now = FindSchemaVersion(connection);
  if (!now) return now.error();
  if (*now != from) return CheckSchemaVersion(*connection, now->value_or(0), false);
  if (Status kept = keep_copy(); !kept) return kept;
  if (from == 3) {
    if (Status gone = connection->Define(kDropIncidentRows); !gone) return gone;
  }
  for (const Part& part : kParts) {
    if (part.since <= from.value_or(0) || (part.only && !connection->is(*part.only))) continue;
    if (Status defined = connection->Define(part.sql); !defined) return defined;
  }
  if (from) {
    if (Status made = RebuildFactRules(connection); !made) return made;
    if (Status made = RebuildIncidentRows(connection); !made) return made;
  }
  if (Status marked = SetVersion(connection); !marked) return marked;
  return transaction.Commit();
}

}  // namespace tadwin::store

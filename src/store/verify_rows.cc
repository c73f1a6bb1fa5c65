#include "store/verify_rows.h"

#include <memory>
#include <string>
#include <utility>

#include "store/content_rows.h"
#include "store/fact_rules.h"
#include "store/incident_rows.h"
#include "store/query_only.h"

namespace tadwin::store {
namespace {

// Rows of one table that are told one by one.
constexpr size_t kMostTold = 20;

struct Derived {
  const char* name;
  const char* key;  // columns that no two rows share
};

// Made from the facts alone.
constexpr Derived kRules = {"fact_rules", "fact_id, rule"};

constexpr Derived kDerived[] = {
    kRules,
    {"incident_rows", "day, number"},
    {"incident_names", "incident, role, position"},
    {"ledger_names", "number"},
    {"ledger_spellings", "name, text"},
    {"incident_cells", "pair, a, b"},
    {"incident_blocks", "number"},
    {"incident_times", "period, type, status, contested"},
    {"incident_grid", "period, country, type, subtype, status, contested"},
};

class RowCheck {
 public:
  RowCheck(Connection* connection, std::vector<Finding>* findings)
      : connection_(connection), findings_(findings) {}
  ~RowCheck() {
    for (const Derived& table : kDerived) {
      (void)connection_->Execute("DROP TABLE IF EXISTS " + temporary_ + table.name);
    }
  }
  RowCheck(const RowCheck&) = delete;
  RowCheck& operator=(const RowCheck&) = delete;

  Status Go() {
    if (Status made = MakeTables(); !made) return made;
    ReadSnapshot snapshot(connection_);
    if (Status begun = snapshot.Begin(); !begun) return begun;
    if (Status made = RebuildFactRules(connection_); !made) return made;
    if (Status compared = Compare(kRules); !compared) return compared;
    const Result<int64_t> touched = connection_->QueryInt("SELECT count(*) FROM link_touched");
    if (!touched) return touched.error();
    if (*touched > 0) return {};
    if (Status made = RebuildIncidentRows(connection_); !made) return made;
    for (const Derived& table : kDerived) {
      if (table.name == kRules.name) continue;
      if (Status compared = Compare(table); !compared) return compared;
    }
    return {};
  }

 private:
  // On a server a transaction that only reads must not make them.
  Status MakeTables() {
    const bool is_sqlite = connection_->is(Engine::kSqlite);
    Result<std::optional<std::string>> schema =
        is_sqlite ? std::optional<std::string>("main")
                  : connection_->QueryText("SELECT current_schema()");
    if (!schema) return schema.error();
    kept_ = schema->value_or("public") + ".";
    temporary_ = is_sqlite ? "temp." : "pg_temp.";
    for (const Derived& table : kDerived) {
      const std::string name = table.name;
      const std::string index =
          is_sqlite ? "temp.anew_" + name + " ON " + name : "anew_" + name + " ON pg_temp." + name;
      if (Status made = connection_->Execute("CREATE TEMP TABLE " + name + " AS SELECT * FROM " +
                                             kept_ + name + " WHERE 1 = 0; CREATE UNIQUE INDEX " +
                                             index + " (" + table.key + ")");
          !made) {
        return made;
      }
    }
    return {};
  }

  Status Compare(const Derived& table) {
    const std::string there = "SELECT * FROM " + kept_ + table.name;
    const std::string anew = "SELECT * FROM " + temporary_ + table.name;
    size_t told = 0;
    for (const auto& [sql, what] :
         {std::pair(there + " EXCEPT " + anew, "was altered or added"),
          std::pair(anew + " EXCEPT " + there, "was altered or deleted")}) {
      const std::unique_ptr<Statement> query = connection_->MakeStatement(sql);
      query->Start();
      const Status read = ForEachRow(query.get(), [&, meant = what](const Statement& row) {
        if (++told > kMostTold) return;
        findings_->push_back({table.name, row.Text(0) + " " + row.Text(1), meant});
      });
      if (!read) return read;
    }
    if (told > kMostTold) {
      findings_->push_back({table.name, "", std::to_string(told - kMostTold) + " rows more"});
    }
    return {};
  }

  Connection* connection_;
  std::vector<Finding>* findings_;
  std::string kept_;       // "main."
  std::string temporary_;  // "temp."
};

}  // namespace

Status VerifyRows(Connection* connection, std::vector<Finding>* findings) {
  if (connection->is(Engine::kPostgres)) {
    const Result<int64_t> follows =
        connection->QueryInt("SELECT CASE WHEN pg_is_in_recovery() THEN 1 ELSE 0 END");
    if (!follows) return follows.error();
    if (*follows != 0) return {};
  }
  QueryOnlyLifted lifted(connection);
  if (Status begun = lifted.Begin(); !begun) return begun;
  return RowCheck(connection, findings).Go();
}

}  // namespace tadwin::store

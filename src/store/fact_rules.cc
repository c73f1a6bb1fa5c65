#include "store/fact_rules.h"

#include <memory>
#include <set>

#include "store/fact_codec.h"
#include "store/incident_dims.h"

namespace tadwin::store {
namespace {

constexpr char kInsert[] = "INSERT INTO fact_rules VALUES (?, ?)";

Status Put(Statement* insert, const std::string& fact, const std::set<int64_t>& rules) {
  for (const int64_t rule : rules) {
    if (Status put = insert->Run(fact, rule); !put) return put;
  }
  return {};
}

void Add(std::string_view rule, std::set<int64_t>* rules) {
  if (!rule.empty()) rules->insert(RuleNumber(rule));
}

}  // namespace

int64_t RuleNumber(std::string_view rule) { return NameNumber("rule", rule); }

Status PutFactRules(Connection* connection, const Fact& fact) {
  std::set<int64_t> rules;
  for (const std::string& rule : fact.rules) Add(rule, &rules);
  for (const Evidence& evidence : fact.evidence) Add(evidence.rule, &rules);
  return Put(&connection->Prepare(kInsert), fact.id, rules);
}

Status RebuildFactRules(Connection* connection) {
  if (Status gone = connection->Execute("DELETE FROM fact_rules"); !gone) return gone;
  const std::unique_ptr<Statement> facts = connection->MakeStatement(
      "SELECT f.id, f.rules, e.rule FROM facts AS f LEFT JOIN fact_evidence AS e "
      "ON e.fact_id = f.id ORDER BY f.id");
  facts->Start();
  // Its own: a statement that was prepared before stays with the table of then.
  const std::unique_ptr<Statement> insert = connection->MakeStatement(kInsert);
  std::string fact;
  std::set<int64_t> rules;
  Status put;
  const auto put_one = [&] {
    if (!rules.empty() && put) put = Put(insert.get(), fact, rules);
    rules.clear();
  };
  const Status read = ForEachRow(facts.get(), [&](const Statement& row) {
    if (row.View(0) != fact) {
      put_one();
      fact = row.Text(0);
      for (const std::string& rule : SplitRules(row.View(1))) Add(rule, &rules);
    }
    Add(row.View(2), &rules);
  });
  put_one();
  return read ? put : read;
}

}  // namespace tadwin::store

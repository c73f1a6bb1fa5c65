// Which index answers which filter: a scan of a table where an index is expected fails.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "query/incident_filter.h"
#include "query/incident_page.h"
#include "query/test_ledger.h"

namespace tadwin::query {
namespace {

class PlanTest : public testing::Test {
 protected:
  void SetUp() override {
    ledger_.Put(MakeTold(60));
    connection_ = &ledger_.store()->connection();
  }

  std::string Explain(const Clause& question) {
    Clause explained = question;
    explained.sql = "EXPLAIN QUERY PLAN " + question.sql;
    std::string plan;
    const Status read = RunClause(connection_, explained, [&plan](const store::Statement& row) {
      plan += row.Text(3) + "\n";
    });
    EXPECT_TRUE(read) << (read ? "" : read.error().ToString());
    return plan;
  }

  // Plans of every phase of a page, at its beginning and behind a cursor.
  std::vector<std::string> PlansOf(const Pairs& pairs, const char* sort_text) {
    const Names names(connection_, nullptr);
    const Result<Filter> filter = ParseFilter(pairs);
    const Result<IncidentFilter> made = IncidentFilterMaker(connection_, names).Make(*filter);
    EXPECT_TRUE(made.has_value());
    const Result<Sort> sort = ParseSort(sort_text, IncidentSortColumns(), "-start");
    const IncidentPages pages(connection_, *made, *sort);
    std::vector<std::string> plans;
    for (size_t phase = 0; phase < pages.phases(); ++phase) {
      plans.push_back(Explain(pages.Question(phase, {}, 50)));
    }
    return plans;
  }

  TestLedger ledger_;
  store::Connection* connection_ = nullptr;
};

TEST_F(PlanTest, EveryFilterIsLedByItsIndex) {
  const std::pair<Pairs, const char*> expected[] = {
      {{{"country", "IQ"}}, "incident_rows_by_country"},
      {{{"type", "PROTEST"}}, "incident_rows_by_type"},
      {{{"subtype", "ied"}}, "incident_rows_by_subtype"},
      {{{"mode", "aerial"}}, "incident_rows_by_mode"},
      {{{"status", "denied"}}, "incident_rows_by_status"},
      {{{"outcome", "foiled"}}, "incident_rows_by_outcome"},
      {{{"review", "rejected"}}, "incident_rows_by_review"},
      {{{"kind", "tally"}}, "incident_rows_by_kind"},
      {{{"place", "geo:1"}}, "incident_rows_by_place"},
      {{{"near", "33,44,100"}}, "incident_rows_by_place"},
      {{{"within", "32,43;34,43;34,47;32,47"}}, "incident_rows_by_place"},
      {{{"admin", "none"}}, "incident_rows_by_admin"},
      {{{"actor", "actor_1"}}, "incident_names_by_name"},
      {{{"target", "target_0"}}, "incident_names_by_name"},
      {{{"speaker", "speaker 1"}}, "incident_names_by_name"},
      {{{"outlet", "outlet 1"}}, "incident_names_by_name"},
      {{{"contested", "killed"}}, "incident_names_by_name"},
      {{{"contested", "any"}}, "incident_rows_contested"},
      {{{"min_killed", "11"}}, "incident_rows_by_killed"},
      {{{"min_score", "0.85"}}, "incident_rows_by_score"},
      {{{"weapon", "drone"}}, "incident_rows_by_weapon"},
      {{{"incident", "0011223344556677"}}, "incident_rows_by_id"},
      {{{"document", "a.txt"}}, "facts_by_document"},
  };
  for (const auto& [pairs, index] : expected) {
    for (const std::string& plan : PlansOf(pairs, "")) {
      EXPECT_NE(plan.find(index), std::string::npos) << pairs[0].first << ":\n" << plan;
      EXPECT_EQ(plan.find("SCAN r"), std::string::npos) << pairs[0].first << ":\n" << plan;
      EXPECT_EQ(plan.find("SCAN t"), std::string::npos) << pairs[0].first << ":\n" << plan;
    }
  }
}

TEST_F(PlanTest, ATestOfNamesLooksAtTheIncidentOnly) {
  const Pairs pairs{{"actor", "actor_1"}, {"outlet", "outlet 1"}};
  for (const std::string& plan : PlansOf(pairs, "")) {
    EXPECT_NE(plan.find("SEARCH t USING PRIMARY KEY (incident=? AND role=?)"), std::string::npos)
        << plan;
  }
}

TEST_F(PlanTest, SortsWalkTheirIndexWithoutSorting) {
  for (const SortColumn& column : IncidentSortColumns()) {
    if (column.index == nullptr) continue;
    const Names names(connection_, nullptr);
    IncidentFilter everything;
    everything.incidents = 1'000'000;
    const IncidentPages pages(connection_, everything, {&column, true});
    const std::string plan = Explain(pages.Question(0, {}, 50));
    EXPECT_NE(plan.find(column.name == "start" ? "PRIMARY KEY" : column.index), std::string::npos)
        << plan;
    const std::string inner = plan.substr(0, plan.find("SCAN c"));
    EXPECT_EQ(inner.find("USE TEMP B-TREE"), std::string::npos) << column.name << ":\n" << plan;
  }
}

}  // namespace
}  // namespace tadwin::query

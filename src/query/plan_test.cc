// Which index answers which filter: a scan of a table where an index is expected fails.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "query/fact_filter.h"
#include "query/incident_filter.h"
#include "query/incident_page.h"
#include "query/test_ledger.h"
#include "store/incident_dims.h"

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

  IncidentFilter FilterOf(const Pairs& pairs) {
    const Names names(connection_, nullptr);
    const Result<Filter> filter = ParseFilter(pairs);
    Result<IncidentFilter> made = IncidentFilterMaker(connection_, names).Make(*filter);
    EXPECT_TRUE(made.has_value());
    return *std::move(made);
  }

  // Plans of every phase of a page.
  std::vector<std::string> PlansOf(const Pairs& pairs, const char* sort_text) {
    const IncidentFilter made = FilterOf(pairs);
    const Result<Sort> sort = ParseSort(sort_text, IncidentSortColumns(), "-start");
    const IncidentPages pages(connection_, made, *sort);
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
      {{{"context", "health"}}, "incident_names_by_name"},
      {{{"rule", "event/frames:b"}}, "fact_rules_by_rule"},
      {{{"recorded", "2026-11-01"}}, "revisions_by_time"},
  };
  for (const auto& [pairs, index] : expected) {
    for (const std::string& plan : PlansOf(pairs, "")) {
      EXPECT_NE(plan.find(index), std::string::npos) << pairs[0].first << ":\n" << plan;
      EXPECT_EQ(plan.find("SCAN r"), std::string::npos) << pairs[0].first << ":\n" << plan;
      EXPECT_EQ(plan.find("SCAN t"), std::string::npos) << pairs[0].first << ":\n" << plan;
    }
  }
}

TEST_F(PlanTest, FactsOfARuleOrAContextAreFoundByIt) {
  const Names names(connection_, nullptr);
  for (const Pairs& pairs : {Pairs{{"rule", "event/frames:b"}}, Pairs{{"context", "health"}}}) {
    const Result<Filter> filter = ParseFilter(pairs);
    const Result<FactFilter> made = FactFilterMaker(connection_, names).Make(*filter);
    ASSERT_TRUE(made.has_value());
    EXPECT_TRUE(made->has_lead);
    const std::string plan =
        Explain(Clause().Add("SELECT f.id FROM facts AS f WHERE ").Add(JoinedByAnd(made->tests)));
    EXPECT_NE(plan.find("fact_rules_by_rule (rule=?)"), std::string::npos) << plan;
    EXPECT_EQ(plan.find("SCAN"), std::string::npos) << plan;
  }
}

TEST_F(PlanTest, AFewNamesAreTestedWhereThoseOfADayLie) {
  const Pairs pairs{{"actor", "actor_1"}, {"outlet", "outlet 1"}};
  for (const std::string& plan : PlansOf(pairs, "")) {
    EXPECT_NE(plan.find("SEARCH t USING COVERING INDEX incident_names_by_name (name=? AND day=? "
                        "AND incident=?)"),
              std::string::npos)
        << plan;
  }
}

TEST_F(PlanTest, ATestOfManyNamesLooksAtTheIncidentOnly) {
  const Pairs pairs{{"contested", "killed"}, {"actor", "actor_0,actor_1,actor_2,actor_3,actor_9"}};
  for (const std::string& plan : PlansOf(pairs, "")) {
    EXPECT_NE(plan.find("SEARCH t USING PRIMARY KEY (incident=? AND role=?)"), std::string::npos)
        << plan;
  }
}

TEST_F(PlanTest, TollsBesideOtherThingsAreCountedInTheIndexAlone) {
  for (const char* key : {"min_killed", "min_injured"}) {
    IncidentFilter filter = FilterOf({{key, "1"}, {"country", "IQ"}, {"type", "ASSAULT"}});
    filter.incidents = 1'000'000;
    for (Condition& condition : filter.conditions) {
      condition.estimate = 100'000;
      // Too common to lead pages.
      if (condition.column.find("_low") != std::string::npos) condition.lead = Lead::kNone;
    }
    const auto pieces = FromIncidents(filter, store::Engine::kSqlite, true);
    ASSERT_EQ(pieces.size(), 1u);
    const std::string plan = Explain(Clause().Add("SELECT count(*) ").Add(pieces[0]));
    const std::string index = std::string("incident_rows_by_") +
                              (std::string_view(key) == "min_killed" ? "killed" : "injured");
    EXPECT_NE(plan.find("USING COVERING INDEX " + index), std::string::npos) << plan;
  }
}

TEST_F(PlanTest, WhatAnIndexTellsIsTestedBeforeRowsAreLookedUp) {
  const std::tuple<Pairs, const char*, const char*> expected[] = {
      {{{"country", "IQ"}, {"type", "ASSAULT"}, {"status", "denied"}, {"contested", "any"}},
       "",
       "incident_rows_by_country_type"},
      {{{"country", "IQ"}}, "title", "incident_rows_by_title"},
      {{{"country", "IQ"}}, "place", "incident_rows_by_place_name"}};
  for (const auto& [pairs, sort_text, index] : expected) {
    IncidentFilter filter = FilterOf(pairs);
    filter.incidents = 10'000'000;
    for (Condition& condition : filter.conditions) {
      condition.estimate = condition.index == index ? 50'000 : 3'000'000;
    }
    const Result<Sort> sort = ParseSort(sort_text, IncidentSortColumns(), "-start");
    const IncidentPages pages(connection_, filter, *sort);
    const std::string plan = Explain(pages.Question(0, {}, 50));
    EXPECT_NE(plan.find(std::string("SEARCH r USING COVERING INDEX ") + index) == std::string::npos
                  ? plan.find(std::string("SCAN r USING COVERING INDEX ") + index)
                  : 0,
              std::string::npos)
        << plan;
  }
}

TEST_F(PlanTest, CountsOfTwoDimensionsReadTheirPiece) {
  const auto [first, last] =
      store::BlockNumbers(*store::FindBlockPair(store::Dim::kPlace, store::Dim::kActor));
  Clause blocks;
  blocks.Add("SELECT a, cells FROM incident_blocks WHERE number >= ?", first)
      .Add(" AND number <= ?", last);
  EXPECT_NE(Explain(blocks).find("USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"),
            std::string::npos);
  const Clause cells = Clause().Add("SELECT a, b FROM incident_cells WHERE pair = ?", int64_t{3});
  EXPECT_NE(Explain(cells).find("USING PRIMARY KEY (pair=?)"), std::string::npos);
}

TEST_F(PlanTest, SortsWalkTheirIndexWithoutSorting) {
  for (const SortColumn& column : IncidentSortColumns()) {
    if (column.index == nullptr) continue;
    const Names names(connection_, nullptr);
    IncidentFilter everything;
    everything.incidents = 1'000'000;
    const IncidentPages pages(connection_, everything, {&column, true});
    for (size_t phase = 0; phase < pages.phases(); ++phase) {
      const std::string plan = Explain(pages.Question(phase, {}, 50));
      const bool by_day = column.name == "start" || (column.name == "n" && phase == 1);
      const char* index =
          phase == 1 && column.unknown_index != nullptr ? column.unknown_index : column.index;
      EXPECT_NE(plan.find(by_day ? "PRIMARY KEY" : index), std::string::npos) << plan;
      const std::string inner = plan.substr(0, plan.find("SCAN k"));
      EXPECT_EQ(inner.find("USE TEMP B-TREE"), std::string::npos) << column.name << ":\n" << plan;
    }
  }
}

}  // namespace
}  // namespace tadwin::query

// A Filter as conditions on facts f, with fact_times t of the day they tell.
//
// A fact is found by the names its words stand for; what only incidents have (contested, review) is
// asked of its incident. Errors: what the database gives. Threads: one per connection.

#ifndef TADWIN_QUERY_FACT_FILTER_H_
#define TADWIN_QUERY_FACT_FILTER_H_

#include <string>
#include <vector>

#include "base/result.h"
#include "query/clause.h"
#include "query/filter.h"
#include "query/names.h"
#include "store/sql_connection.h"

namespace tadwin::query {

struct FactFilter {
  std::vector<Clause> tests;
  bool has_lead = false;  // some test finds its facts by an index
};

// SELECT of the SHA-256 of the documents whose first revision is of these days. Documents taken
// over from a ledger without times are in none.
Clause DocumentsRecorded(const DateInterval& days);

// SELECT of the ids of facts that go back to any of these rules (store::RuleNumber).
Clause FactsOfRules(const std::vector<int64_t>& numbers);
// The numbers of the rules that a filter names, and of those that tell its contexts.
std::vector<int64_t> NumbersOfRules(const Words& rules);
std::vector<int64_t> NumbersOfContexts(const Words& contexts);

class FactFilterMaker {
 public:
  FactFilterMaker(store::Connection* connection, const Names& names)
      : connection_(connection), names_(names) {}

  Result<FactFilter> Make(const Filter& filter);

 private:
  void AddColumn(const std::string& column, const Words& values, bool leads);
  void AddDocuments(const Filter& filter);
  Status AddOutlets(const Words& outlets);
  Status AddNames(const std::vector<std::string>& roles, const std::string& name_role,
                  const Words& words);
  Status AddFound(const std::vector<std::string>& roles, const std::vector<FoundName>& found);
  void AddTypes(const std::vector<std::string>& roles, const Words& types);
  Status AddPlaces(const Filter& filter);
  Status AddSpeakers(const Filter& filter);
  void AddRules(const std::vector<int64_t>& numbers);
  void AddNumbers(const Filter& filter);
  Status AddOfIncident(const Filter& filter);

  store::Connection* connection_;
  const Names& names_;
  FactFilter out_;
};

}  // namespace tadwin::query

#endif  // TADWIN_QUERY_FACT_FILTER_H_

// What the handlers of the API work with, and how they are made into routes.
//
// Threads: everything here may be used from many; a handler keeps nothing between calls.

#ifndef TADWIN_SERVE_API_SERVICES_H_
#define TADWIN_SERVE_API_SERVICES_H_

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/calendar.h"
#include "serve/api/ledger_reader.h"
#include "serve/api/parameters.h"
#include "serve/api/rule_kit.h"
#include "serve/http/events.h"
#include "serve/http/router.h"

namespace tadwin::serve {

using Fold = std::function<std::string(std::string_view)>;

class QueryPool;
class ReviewBook;
class Jobs;

// Answers kept while the ledger stays as it is, up to so many bytes of them.
class AnswerCache {
 public:
  explicit AnswerCache(size_t max_bytes) : max_bytes_(max_bytes) {}
  std::optional<Response> Find(const std::string& version, const std::string& key);
  void Put(const std::string& version, const std::string& key, const Response& response);

 private:
  const size_t max_bytes_;
  std::mutex mutex_;
  std::string version_;
  size_t bytes_ = 0;
  std::unordered_map<std::string, Response> answers_;
};

struct Services {
  std::string ledger;
  std::unique_ptr<LedgerReader> reader;
  RuleShelf rules;
  // Those of the start: words of questions are folded by them, as the texts of the ledger are.
  std::shared_ptr<const RuleKit> first_rules;
  ReadRules read_rules;
  std::string overlay;  // the folder that adopted rows go to; empty: none are
  Fold fold;
  EventHub events;
  AnswerCache cache{size_t{64} << 20};
  std::unique_ptr<ReviewBook> reviews;
  std::unique_ptr<QueryPool> queries;
  std::unique_ptr<Jobs> jobs;
  std::string program;                 // version
  unsigned threads = 1;                // of linking
  std::function<Date()> today;         // in UTC
  std::function<std::string()> clock;  // "2020-09-28T10:00:00Z"
};

using SnapshotHandler = std::function<Response(const Snapshot&, const Call&)>;

// What a caller is asked of a snapshot without the cache: for what changes while its content stays.
Response WithSnapshot(const Services& services, const Call& call, const SnapshotHandler& handler);
// GET, scope read; answered from the newest snapshot, and from the cache when the same was asked.
void AddRead(Services* services, Router* router, const std::string& path, SnapshotHandler handler);

void AddLedgerRoutes(Services* services, Router* router);    // incidents, facts, rejects
void AddDocumentRoutes(Services* services, Router* router);  // documents, search
void AddOverviewRoutes(Services* services, Router* router);  // overview, aggregate
void AddNameRoutes(Services* services, Router* router);      // places, actors
void AddReportRoutes(Services* services, Router* router);    // tallies, levels, series
void AddCommitmentRoutes(Services* services, Router* router);
void AddReconcileRoutes(Services* services, Router* router);  // stances, relations, responses, ...
void AddReviewRoutes(Services* services, Router* router);     // reviews, merging and splitting
void AddHistoryRoutes(Services* services, Router* router);    // runs, what became of facts
void AddEntityRoutes(Services* services, Router* router);     // parties and who hides behind them
void AddRuleRoutes(Services* services, Router* router);
void AddRuleTrialRoutes(Services* services, Router* router);  // rows tried and adopted
void AddCodeRoutes(Services* services, Router* router);       // code, jobs, events
void AddExportRoutes(Services* services, Router* router);

Response NotFound(std::string_view what, std::string_view id);

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_API_SERVICES_H_

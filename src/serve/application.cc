#include "serve/application.h"

#include <ctime>
#include <set>
#include <utility>

#include "serve/access/access.h"
#include "serve/api/commitments.h"
#include "serve/api/entity_book.h"
#include "serve/api/incident_row.h"
#include "serve/api/jobs.h"
#include "serve/api/json_values.h"
#include "serve/api/query_pool.h"
#include "serve/api/reconcile_book.h"
#include "serve/api/review_book.h"
#include "serve/api/services.h"
#include "serve/metrics.h"
#include "serve/pages.h"

namespace tadwin::serve {
namespace {

constexpr size_t kMaxIncidentEvents = 200;

std::tm UtcNow() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  return parts;
}

Date Today() {
  const std::tm now = UtcNow();
  return FromCivil(now.tm_year + 1900, now.tm_mon + 1, now.tm_mday);
}

std::string NowText() {
  const std::tm now = UtcNow();
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &now);
  return text;
}

// What changed between two contents of the ledger, told to whoever listens.
void PublishChange(const Snapshot& before, const Snapshot& now, EventHub* events) {
  std::string json;
  JsonWriter ledger(&json);
  ledger.BeginObject();
  Field("version", now.version, &ledger);
  Field("incidents", now.rows.size(), &ledger);
  Field("documents", now.counts.documents, &ledger);
  ledger.EndObject();
  events->Publish("ledger", json);
  if (before.content == now.content) return;
  size_t count = 0;
  for (const IncidentRow& row : now.rows) {
    if (before.incident_by_id.count(row.incident->id) > 0) continue;
    if (++count > kMaxIncidentEvents) break;
    std::string text;
    JsonWriter out(&text);
    WriteIncidentRow(row, &out);
    events->Publish("incident", text);
  }
}

class LedgerApplicationImpl : public LedgerApplication {
 public:
  explicit LedgerApplicationImpl(GuardOptions guard) : guard_(std::move(guard)) {}

  ~LedgerApplicationImpl() override {
    services_.jobs.reset();
    services_.reader.reset();  // it tells its listener, who publishes events
  }

  Status Open(ApplicationOptions options) {
    if (const Status opened = OpenUsers(options.users); !opened) return opened;
    services_.ledger = options.ledger;
    auto kit = MakeRuleKit(std::move(options.coder), std::move(options.rule_files));
    if (!kit) return kit.error();
    services_.first_rules = *kit;
    services_.rules.Put(*std::move(kit));
    services_.read_rules = std::move(options.read_rules);
    services_.overlay = options.overlay;
    services_.program = options.program;
    services_.threads = options.threads;
    services_.today = Today;
    services_.clock = NowText;
    const pipeline::Coder* coder = services_.first_rules->coder.get();
    services_.fold = [coder](std::string_view text) { return coder->folder().FoldString(text); };
    services_.reviews = std::make_unique<ReviewBook>();
    services_.queries = std::make_unique<QueryPool>(options.ledger, &coder->folder());
    auto reader = LedgerReader::Open(options.ledger);
    if (!reader) return reader.error();
    services_.reader = *std::move(reader);
    services_.reader->Watch([this](const Snapshot& before, const Snapshot& now) {
      PublishChange(before, now, &services_.events);
    });
    // Read now: a ledger that cannot be read is told at the start, and the first page is quick.
    if (const auto read = services_.reader->Current(); !read) return read.error();
    StartJobs(options.threads);
    AddRoutes();
    return {};
  }

  void Stopping() override {
    services_.events.Close();
    services_.jobs->StopSoon();
    services_.reader->StopSoon();
  }

  Admission Admit(const Request& head) override {
    Admission admission;
    Caller caller;
    const RouteMatch match = router_.Find(head.method, head.target.segments);
    admission.refusal = Refusal(head, match, &caller);
    if (match.route != nullptr) admission.body_limit = match.route->body_limit;
    return admission;
  }

  Response Answer(const Request& request) override {
    Caller caller;
    const RouteMatch match = router_.Find(request.method, request.target.segments);
    if (auto refusal = Refusal(request, match, &caller)) {
      refusal->route = RouteName(match);
      return *std::move(refusal);
    }
    Response response = match.route == nullptr
                            ? PageResponse(request)
                            : match.route->handler(Call{request, match.taken, caller});
    NoteChange(request, match, caller, response);
    response.route = RouteName(match);
    return response;
  }

  void Finished(const Request& request, const Response& response, double seconds,
                bool sent) override {
    static const std::set<std::string> known = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"};
    metrics_.Count(response.route.empty() ? "none" : response.route,
                   known.count(request.method) > 0 ? request.method : "other", response.status,
                   seconds, sent);
  }

  void Connections(size_t open) override { metrics_.SetConnections(open); }

 private:
  static std::string RouteName(const RouteMatch& match) {
    if (match.route != nullptr) return match.route->pattern;
    return match.allow.empty() ? "page" : "none";
  }

  Status OpenUsers(const std::string& path) {
    std::unique_ptr<UserBook> book;
    if (!path.empty()) {
      auto opened = UserBook::Open(path, false);
      if (!opened) return opened.error();
      book = *std::move(opened);
      const auto users = book->Users();
      if (!users) return users.error();
      if (users->empty()) {
        return Error{ErrorCode::kNotFound,
                     "nobody could sign in: add somebody with `tadwin users add`", path};
      }
    }
    access_ = std::make_unique<Access>(std::move(book),
                                       [] { return static_cast<int64_t>(std::time(nullptr)); });
    return {};
  }

  // Changes of the ledger; those of users are noted where they are made.
  void NoteChange(const Request& request, const RouteMatch& match, const Caller& caller,
                  const Response& response) {
    const bool is_change = request.method != "GET" && request.method != "HEAD" &&
                           match.route != nullptr && response.status < 400;
    if (!is_change || match.route->scope == Scope::kNone || match.route->noted) return;
    access_->Audit(caller.user, request.method + " " + request.target.Path(),
                   "answered " + std::to_string(response.status), request.address);
  }

  std::optional<Response> Refusal(const Request& request, const RouteMatch& match, Caller* caller) {
    if (auto refusal = CheckOrigin(guard_, request)) return refusal;
    const auto& segments = request.target.segments;
    const bool is_api = !segments.empty() && segments.front() == "api";
    if (match.route == nullptr && !match.allow.empty()) {
      Response response =
          ProblemResponse(405, "method_not_allowed", "this path has: " + match.allow);
      response.headers.emplace_back("Allow", match.allow);
      return response;
    }
    if (match.route == nullptr && is_api) {
      return ProblemResponse(404, "not_found",
                             "no such path: /api/v1/openapi.json describes those there are");
    }
    return access_->Check(request, match.route == nullptr ? Scope::kNone : match.route->scope,
                          caller);
  }

  void StartJobs(unsigned threads) {
    JobOptions jobs;
    jobs.ledger = services_.ledger;
    jobs.rules = &services_.rules;
    jobs.threads = threads;
    jobs.clock = NowText;
    jobs.program = services_.program;
    jobs.on_progress = [this](const Job& job) {
      std::string json;
      JsonWriter out(&json);
      WriteJob(job, &out);
      services_.events.Publish("job", json);
    };
    jobs.on_written = [this] {
      services_.reader->Refresh();
      (void)services_.reader->Current();
    };
    services_.jobs = std::make_unique<Jobs>(std::move(jobs));
  }

  void AddRoutes() {
    access_->AddRoutes(&router_);
    AddLedgerRoutes(&services_, &router_);
    AddDocumentRoutes(&services_, &router_);
    AddOverviewRoutes(&services_, &router_);
    AddNameRoutes(&services_, &router_);
    AddReportRoutes(&services_, &router_);
    AddCommitmentRoutes(&services_, &router_);
    AddReconcileRoutes(&services_, &router_);
    AddReviewRoutes(&services_, &router_);
    AddHistoryRoutes(&services_, &router_);
    AddEntityRoutes(&services_, &router_);
    AddRuleRoutes(&services_, &router_);
    AddRuleTrialRoutes(&services_, &router_);
    AddCodeRoutes(&services_, &router_);
    AddExportRoutes(&services_, &router_);
    router_.Add({"GET", "/api/v1/openapi.json", Scope::kNone,
                 [](const Call&) { return JsonResponse(std::string(OpenApiJson())); }, 0});
    router_.Add({"GET", "/healthz", Scope::kNone, [](const Call&) { return Plain("ok\n"); }, 0});
    router_.Add({"GET", "/readyz", Scope::kNone,
                 [this](const Call&) {
                   const auto snapshot = services_.reader->Current();
                   return snapshot ? Plain("ready\n") : ErrorResponse(snapshot.error());
                 },
                 0});
    router_.Add({"GET", "/metrics", Scope::kRead,
                 [this](const Call&) {
                   if (const auto snapshot = services_.reader->Current()) {
                     metrics_.SetLedger((*snapshot)->counts);
                   }
                   metrics_.SetListeners(services_.events.listeners());
                   Response response =
                       TextResponse(metrics_.Text(), "text/plain; version=0.0.4; charset=utf-8");
                   response.cache_control = "no-store";
                   return response;
                 },
                 0});
  }

  static Response Plain(std::string text) {
    Response response = TextResponse(std::move(text), "text/plain; charset=utf-8");
    response.cache_control = "no-store";
    return response;
  }

  const GuardOptions guard_;
  Metrics metrics_;
  std::unique_ptr<Access> access_;
  Services services_;
  Router router_;
};

}  // namespace

Result<std::unique_ptr<LedgerApplication>> LedgerApplication::Create(ApplicationOptions options) {
  auto application = std::make_unique<LedgerApplicationImpl>(options.guard);
  if (const Status opened = application->Open(std::move(options)); !opened) return opened.error();
  return std::unique_ptr<LedgerApplication>(std::move(application));
}

}  // namespace tadwin::serve

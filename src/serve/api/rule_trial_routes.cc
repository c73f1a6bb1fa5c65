// One more row for a table of the rules: what it would change, and keeping it in the overlay.
//
// A trial reads; it is a POST because of what it brings. One trial at a time: each makes a coder of
// its own. What is adopted holds at once: the rules are read anew, and what runs goes on with those
// it began with.

#include <algorithm>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/history.h"
#include "serve/api/json_body.h"
#include "serve/api/json_values.h"
#include "serve/api/services.h"
#include "store/store.h"
#include "trial/case_run.h"
#include "trial/ledger_trial.h"
#include "trial/proposal.h"

namespace tadwin::serve {
namespace {

constexpr size_t kMaxBody = 65536;
constexpr int64_t kUsualDocuments = 300;
constexpr int64_t kMostDocuments = 5000;
// Changes and failed cases that are told one by one.
constexpr size_t kMostTold = 50;

struct Asked {
  trial::Proposal proposal;
  uint64_t documents = 0;
  std::optional<Response> refusal;
};

Asked Read(const Call& call, bool with_documents) {
  Asked asked;
  JsonBody body(call.request);
  if (with_documents) {
    body.Allow({"path", "row", "documents"});
  } else {
    body.Allow({"path", "row"});
  }
  asked.proposal.path = body.Text("path");
  for (auto& [column, value] : body.Pairs("row")) {
    if (!value.empty()) asked.proposal.cells.emplace_back(column, std::move(value));
  }
  int64_t documents = with_documents ? kUsualDocuments : 0;
  if (with_documents && body.Has("documents")) documents = body.Number("documents");
  asked.refusal = body.refusal();
  if (!asked.refusal && (documents < 0 || documents > kMostDocuments)) {
    asked.refusal = ErrorResponse(
        {ErrorCode::kInvalidArgument, "documents: 0 to " + std::to_string(kMostDocuments), ""});
  }
  asked.documents = static_cast<uint64_t>(std::max<int64_t>(documents, 0));
  return asked;
}

// Trials are made one at a time.
struct Bench {
  std::mutex mutex;
};

// What the rules with the row find wrong, the cases say and the ledger would change.
struct Outcome {
  std::vector<Error> mistakes;
  trial::CaseReport cases;
  trial::LedgerTrial ledger;
  uint64_t documents_there = 0;
};

Result<Outcome> Try(const Services& services, const Asked& asked) {
  Outcome outcome;
  const auto files = trial::WithProposal(services.rules.Current()->files, asked.proposal);
  if (!files) return files.error();
  const auto coder = pipeline::Coder::Create(*files, &outcome.mistakes);
  if (coder == nullptr) return outcome;
  std::vector<Error> unread;
  outcome.cases = trial::RunCases(*coder, trial::BuiltInCases(&unread), "", services.threads);
  if (asked.documents == 0) return outcome;
  const auto ledger = store::OpenStore(services.ledger, store::OpenMode::kReadOnly);
  if (!ledger) return ledger.error();
  const Result<store::LedgerCounts> counts = (*ledger)->Count();
  if (!counts) return counts.error();
  outcome.documents_there = counts->documents;
  trial::TrialOptions options;
  options.threads = services.threads;
  options.max_documents = asked.documents;
  Result<trial::LedgerTrial> tried = trial::TryOnLedger(ledger->get(), *coder, options);
  if (!tried) return tried.error();
  outcome.ledger = *std::move(tried);
  return outcome;
}

void WriteMistakes(const std::vector<Error>& mistakes, JsonWriter* out) {
  out->Key("mistakes");
  out->BeginArray();
  for (const Error& mistake : mistakes) {
    out->BeginObject();
    FieldOrNull("where", mistake.where, out);
    Field("message", mistake.message, out);
    out->EndObject();
  }
  out->EndArray();
}

void WriteCases(const trial::CaseReport& cases, JsonWriter* out) {
  out->BeginObject();
  Field("run", cases.run, out);
  Field("known_gaps", cases.known_gaps, out);
  Field("failed", cases.failed.size(), out);
  out->Key("failures");
  out->BeginArray();
  for (size_t i = 0; i < std::min(cases.failed.size(), kMostTold); ++i) {
    out->BeginObject();
    Field("name", cases.failed[i].name, out);
    Field("text", cases.failed[i].text, out);
    Field("message", cases.failed[i].message, out);
    out->EndObject();
  }
  out->EndArray();
  out->EndObject();
}

void WriteLedger(const Outcome& outcome, JsonWriter* out) {
  const pipeline::LedgerDiff& diff = outcome.ledger.diff;
  const auto count = [&diff](pipeline::FactChange::What what) {
    return static_cast<uint64_t>(
        std::count_if(diff.changes.begin(), diff.changes.end(),
                      [what](const pipeline::FactChange& one) { return one.what == what; }));
  };
  out->BeginObject();
  Field("documents", outcome.ledger.documents, out);
  Field("documents_there", outcome.documents_there, out);
  Field("documents_changed", diff.documents_changed, out);
  Field("appeared", count(pipeline::FactChange::What::kAppeared), out);
  Field("vanished", count(pipeline::FactChange::What::kVanished), out);
  Field("changed", count(pipeline::FactChange::What::kChanged), out);
  out->Key("changes");
  out->BeginArray();
  for (size_t i = 0; i < std::min(diff.changes.size(), kMostTold); ++i) {
    pipeline::WriteFactChange(diff.changes[i], out);
  }
  out->EndArray();
  out->EndObject();
}

Response PostTrial(const Services& services, Bench* bench, const Call& call) {
  const Asked asked = Read(call, true);
  if (asked.refusal) return *asked.refusal;
  const std::unique_lock<std::mutex> lock(bench->mutex);
  const Result<Outcome> outcome = Try(services, asked);
  if (!outcome) return ErrorResponse(outcome.error());
  const bool is_sound = outcome->mistakes.empty();
  std::string json;
  JsonWriter out(&json);
  out.BeginObject();
  WriteMistakes(outcome->mistakes, &out);
  out.Key("cases");
  if (is_sound) {
    WriteCases(outcome->cases, &out);
  } else {
    out.Null();
  }
  out.Key("ledger");
  if (is_sound && asked.documents > 0) {
    WriteLedger(*outcome, &out);
  } else {
    out.Null();
  }
  out.EndObject();
  return JsonResponse(std::move(json));
}

Response PostRow(Services* services, Bench* bench, const Call& call) {
  if (services->overlay.empty()) {
    return ProblemResponse(409, "no_overlay",
                           "this server keeps no words of its own: start it with --overlay DIR");
  }
  const Asked asked = Read(call, false);
  if (asked.refusal) return *asked.refusal;
  const std::unique_lock<std::mutex> lock(bench->mutex);
  const Result<Outcome> outcome = Try(*services, asked);
  if (!outcome) return ErrorResponse(outcome.error());
  if (!outcome->mistakes.empty()) return ErrorResponse(outcome->mistakes.front());
  if (!outcome->cases.failed.empty()) {
    return ProblemResponse(409, "cases_fail",
                           std::to_string(outcome->cases.failed.size()) +
                               " cases fail with this row, the first is " +
                               outcome->cases.failed.front().name);
  }
  const Result<std::string> file = trial::Adopt(services->overlay, asked.proposal);
  if (!file) return ErrorResponse(file.error());
  // What another hand wrote into the folders meanwhile may have mistakes: then the rules stay.
  const Status read = ReadAnew(services->read_rules, &services->rules);
  std::string json;
  JsonWriter out(&json);
  out.BeginObject();
  Field("path", asked.proposal.path, &out);
  Flag("holds_now", static_cast<bool>(read), &out);
  FieldOrNull("why_not", read ? std::string() : read.error().ToString(), &out);
  Field("rules_hash", services->rules.Current()->coder->rules_hash(), &out);
  out.EndObject();
  return JsonResponse(std::move(json));
}

}  // namespace

void AddRuleTrialRoutes(Services* services, Router* router) {
  const auto bench = std::make_shared<Bench>();
  router->Add(
      {"POST", "/api/v1/rule-trials", Scope::kCode,
       [services, bench](const Call& call) { return PostTrial(*services, bench.get(), call); },
       kMaxBody});
  router->Add({"POST", "/api/v1/rule-rows", Scope::kEdit,
               [services, bench](const Call& call) { return PostRow(services, bench.get(), call); },
               kMaxBody});
}

}  // namespace tadwin::serve

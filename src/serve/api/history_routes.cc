// Runs, what one changed against another, and what became of a fact or an incident over time.

#include <string>
#include <utility>
#include <vector>

#include "pipeline/history.h"
#include "pipeline/past_ledger.h"
#include "serve/api/json_values.h"
#include "serve/api/page.h"
#include "serve/api/parameters.h"
#include "serve/api/query_pool.h"
#include "serve/api/services.h"
#include "store/past.h"

namespace tadwin::serve {
namespace {

Response ListRuns(const Services& services, const Call& call) {
  if (Status checked = CheckParameters(call, {"limit", "cursor"}); !checked) {
    return ErrorResponse(checked.error());
  }
  const auto runs =
      services.queries->WithStore([](store::Store* ledger) { return ledger->Runs(); });
  if (!runs) return ErrorResponse(runs.error());
  const auto newest = [&](size_t i) -> const store::RunRecord& {
    return (*runs)[runs->size() - 1 - i];
  };
  return ListResponse(
      call, runs->size(), [&](size_t i) { return std::to_string(newest(i).id); },
      [&](size_t i, JsonWriter* out) { pipeline::WriteRun(newest(i), out); });
}

Response TellDiff(const Services& services, const Call& call) {
  if (Status checked = CheckParameters(call, {"limit", "cursor"}); !checked) {
    return ErrorResponse(checked.error());
  }
  std::vector<int64_t> runs;
  for (const std::string& text : call.taken) {
    const Result<size_t> run = ParseCount("run", text, INT32_MAX);
    if (!run) return ErrorResponse(run.error());
    runs.push_back(static_cast<int64_t>(*run));
  }
  const auto diff =
      services.queries->WithStore([&](store::Store* ledger) -> Result<pipeline::LedgerDiff> {
        const Result<uint64_t> before = store::RevisionOfRun(ledger, runs[0]);
        if (!before) return before.error();
        const Result<uint64_t> after = store::RevisionOfRun(ledger, runs[1]);
        if (!after) return after.error();
        return pipeline::DiffPast(ledger, *before, *after);
      });
  if (!diff) return ErrorResponse(diff.error());
  const auto& changes = diff->changes;
  const auto page = PageOf(call, changes.size(), [&](size_t i) {
    return std::string(pipeline::ChangeName(changes[i].what)) + " " + changes[i].fact;
  });
  if (!page) return ErrorResponse(page.error());
  std::string json;
  JsonWriter out(&json);
  out.BeginObject();
  out.Key("items");
  out.BeginArray();
  for (size_t i = page->begin; i < page->end; ++i) pipeline::WriteFactChange(changes[i], &out);
  out.EndArray();
  FieldOrNull("next", page->next, &out);
  Field("total", changes.size(), &out);
  out.Key("summary");
  pipeline::WriteDiffSummary(*diff, &out);
  out.EndObject();
  return JsonResponse(std::move(json));
}

Response TellHistory(const Services& services, const Call& call, const std::vector<Fact>& facts) {
  const auto entries = services.queries->WithStore(
      [&](store::Store* ledger) { return pipeline::ReadHistory(ledger, facts); });
  if (!entries) return ErrorResponse(entries.error());
  const auto newest = [&](size_t i) -> const pipeline::HistoryEntry& {
    return (*entries)[entries->size() - 1 - i];
  };
  return ListResponse(
      call, entries->size(), [&](size_t i) { return std::to_string(newest(i).seq); },
      [&](size_t i, JsonWriter* out) { pipeline::WriteHistoryEntry(newest(i), out); });
}

Response IncidentHistory(const Services& services, const Snapshot& snapshot, const Call& call) {
  if (Status checked = CheckParameters(call, {"limit", "cursor"}); !checked) {
    return ErrorResponse(checked.error());
  }
  const IncidentRow* row = snapshot.FindIncident(call.taken[0]);
  if (row == nullptr) return NotFound("incident", call.taken[0]);
  std::vector<Fact> facts;
  for (const Fact* fact : row->facts) facts.push_back(*fact);
  return TellHistory(services, call, facts);
}

Response FactHistory(const Services& services, const Snapshot& snapshot, const Call& call) {
  if (Status checked = CheckParameters(call, {"limit", "cursor"}); !checked) {
    return ErrorResponse(checked.error());
  }
  Fact fact;
  fact.id = call.taken[0];
  if (const Fact* held = snapshot.FindFact(fact.id)) {
    fact.doc_sha256 = held->doc_sha256;
  } else if (const store::Review* review = snapshot.FindReview(fact.id)) {
    fact.doc_sha256 = review->document;  // rejected
  } else {
    return NotFound("fact", fact.id);
  }
  return TellHistory(services, call, {fact});
}

}  // namespace

// A run that ends or links changes no content: nothing of this is kept.
void AddHistoryRoutes(Services* services, Router* router) {
  const auto add = [router](const char* path, Handler handler) {
    router->Add({"GET", std::string("/api/v1") + path, Scope::kRead, std::move(handler), 0});
  };
  add("/runs", [services](const Call& call) { return ListRuns(*services, call); });
  add("/runs/{a}/diff/{b}", [services](const Call& call) { return TellDiff(*services, call); });
  add("/incidents/{id}/history", [services](const Call& call) {
    return WithSnapshot(*services, call, [&](const Snapshot& snapshot, const Call& asked) {
      return IncidentHistory(*services, snapshot, asked);
    });
  });
  add("/facts/{id}/history", [services](const Call& call) {
    return WithSnapshot(*services, call, [&](const Snapshot& snapshot, const Call& asked) {
      return FactHistory(*services, snapshot, asked);
    });
  });
}

}  // namespace tadwin::serve

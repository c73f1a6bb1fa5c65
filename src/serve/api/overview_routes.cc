// What the ledger holds at a glance, and counts of incidents by one or two of their fields.

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "query/query.h"
#include "serve/api/commitments.h"
#include "serve/api/json_values.h"
#include "serve/api/page.h"
#include "serve/api/place_counts.h"
#include "serve/api/query_pool.h"
#include "serve/api/query_routes.h"
#include "serve/api/services.h"

namespace tadwin::serve {
namespace {

constexpr size_t kMostPlaces = 50;
constexpr size_t kMostDeadlines = 10;
constexpr int32_t kDaysAhead = 30;

using Counts = std::map<std::string, uint64_t>;

void WriteCounts(const char* key, const Counts& counts, JsonWriter* out) {
  std::vector<std::pair<std::string, uint64_t>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  out->Key(key);
  out->BeginArray();
  for (const auto& [name, n] : sorted) {
    out->BeginObject();
    FieldOrNull("key", name, out);
    Field("n", n, out);
    out->EndObject();
  }
  out->EndArray();
}

// Counts of the incidents, as the ledger keeps them.
struct IncidentCounts {
  uint64_t contested = 0;
  uint64_t undated = 0;  // events that happened, of which no month is known
  std::map<std::pair<std::string, std::string>, uint64_t> by_month;  // and type
  Counts by_type;
  Counts by_status;
};

// How an event is told that happened: not only threatened, planned or conditional, nor denied.
constexpr char kHappened[] = "asserted,attributed,alleged,background";

Result<query::Aggregate> CountBy(query::Query* query, const query::Pairs& pairs,
                                 const std::vector<std::string>& by) {
  const auto filter = query::ParseFilter(pairs);
  if (!filter) return filter.error();
  return query->Count(*filter, by);
}

Result<IncidentCounts> CountIncidents(query::Query* query) {
  IncidentCounts counts;
  const auto contested = CountBy(query, {{"kind", "any"}, {"contested", "any"}}, {"kind"});
  if (!contested) return contested.error();
  for (const query::AggregateRow& row : contested->rows) {
    counts.contested += static_cast<uint64_t>(row.incidents);
  }
  for (const auto& [by, out] :
       {std::pair("type", &counts.by_type), std::pair("status", &counts.by_status)}) {
    const auto counted = CountBy(query, {}, {by});
    if (!counted) return counted.error();
    for (const query::AggregateRow& row : counted->rows) {
      (*out)[counted->ValueOf(row, 0).key] = static_cast<uint64_t>(row.incidents);
    }
  }
  const auto months = CountBy(query, {{"status", kHappened}}, {"month", "type"});
  if (!months) return months.error();
  for (const query::AggregateRow& row : months->rows) {
    const std::string& month = months->ValueOf(row, 0).key;
    const auto incidents = static_cast<uint64_t>(row.incidents);
    if (month.empty() || month == "wider") {
      counts.undated += incidents;
    } else {
      counts.by_month[{month, months->ValueOf(row, 1).key}] = incidents;
    }
  }
  return counts;
}

class OverviewWriter {
 public:
  OverviewWriter(const Services& services, const Snapshot& snapshot, const IncidentCounts& counts,
                 Date as_of, JsonWriter* out)
      : services_(services), snapshot_(snapshot), counts_(counts), as_of_(as_of), out_(*out) {}

  void Write() {
    out_.BeginObject();
    Coverage();
    out_.Key("facts");
    out_.BeginObject();
    for (const FactKind kind :
         {FactKind::kEvent, FactKind::kTally, FactKind::kLevel, FactKind::kCommitment}) {
      Field(FactKindName(kind), snapshot_.counts.facts[static_cast<size_t>(kind)], &out_);
    }
    out_.EndObject();
    Field("incidents", snapshot_.rows.size(), &out_);
    Field("contested", counts_.contested, &out_);
    Field("undated", counts_.undated, &out_);
    out_.Key("by_month");
    out_.BeginArray();
    for (const auto& [key, n] : counts_.by_month) {
      out_.BeginObject();
      Field("period", key.first, &out_);
      Field("type", key.second, &out_);
      Field("n", n, &out_);
      out_.EndObject();
    }
    out_.EndArray();
    WriteCounts("by_type", counts_.by_type, &out_);
    WriteCounts("by_status", counts_.by_status, &out_);
    Places();
    Deadlines();
    Field("as_of", ToIso(as_of_), &out_);
    Field("rules_hash", services_.rules.Current()->coder->rules_hash(), &out_);
    Field("version", snapshot_.version, &out_);
    out_.EndObject();
  }

 private:
  void Coverage() {
    std::optional<Date> first;
    std::optional<Date> last;
    for (const store::DocumentRecord& document : snapshot_.documents) {
      if (!document.published) continue;
      first = std::min(first.value_or(document.published->start), document.published->start);
      last = std::max(last.value_or(document.published->stop), document.published->stop);
    }
    uint64_t coded = 0;
    for (const auto& [begin, end] : snapshot_.content->facts_of) {
      std::set<uint32_t> sentences;
      for (uint32_t i = begin; i < end; ++i) sentences.insert(snapshot_.facts[i].sentence);
      coded += sentences.size();
    }
    out_.Key("coverage");
    out_.BeginObject();
    Field("documents", snapshot_.counts.documents, &out_);
    Field("copies", snapshot_.counts.copies, &out_);
    Field("rejected", snapshot_.counts.rejects, &out_);
    Field("sentences", snapshot_.counts.sentences, &out_);
    Field("coded_sentences", coded, &out_);
    DateOrNull("first_published", first, &out_);
    DateOrNull("last_published", last, &out_);
    out_.EndObject();
  }

  void Places() {
    const auto places = CountPlaces(snapshot_, [](const IncidentRow& row) {
      return row.incident->kind == FactKindName(FactKind::kEvent) && row.happened();
    });
    out_.Key("by_place");
    out_.BeginArray();
    for (size_t i = 0; i < std::min(places.size(), kMostPlaces); ++i) {
      WritePlaceCount(places[i], &out_);
    }
    out_.EndArray();
  }

  void Deadlines() {
    const auto rules = services_.rules.Current();
    const auto list = rules->commitments->AsOf(snapshot_, as_of_, kDaysAhead);
    out_.Key("deadlines");
    out_.BeginArray();
    size_t count = 0;
    for (const reconcile::DueCommitment& commitment : list->commitments) {
      const bool coming = commitment.state == reconcile::DueState::kDue ||
                          commitment.state == reconcile::DueState::kOpen ||
                          commitment.state == reconcile::DueState::kMoved;
      if (!coming || count++ == kMostDeadlines) continue;
      if (count > kMostDeadlines) break;
      WriteCommitment(commitment, &out_);
    }
    out_.EndArray();
  }

  const Services& services_;
  const Snapshot& snapshot_;
  const IncidentCounts& counts_;
  const Date as_of_;
  JsonWriter& out_;
};

Response Overview(const Services& services, const Snapshot& snapshot, const Call& call) {
  if (Status checked = CheckParameters(call, {"as_of"}); !checked) {
    return ErrorResponse(checked.error());
  }
  const auto day = ParseDate(call, "as_of");
  if (!day) return ErrorResponse(day.error());
  const auto counts =
      services.queries->With([](query::Query& query) { return CountIncidents(&query); });
  if (!counts) return ErrorResponse(counts.error());
  std::string json;
  JsonWriter out(&json);
  OverviewWriter(services, snapshot, *counts, *day ? (*day)->stop : services.today(), &out).Write();
  return JsonResponse(std::move(json));
}

}  // namespace

void AddOverviewRoutes(Services* services, Router* router) {
  AddRead(services, router, "/overview", [services](const Snapshot& snapshot, const Call& call) {
    return Overview(*services, snapshot, call);
  });
  AddRead(services, router, "/aggregate",
          [services](const Snapshot&, const Call& call) { return QueryCounts(*services, call); });
}

}  // namespace tadwin::serve

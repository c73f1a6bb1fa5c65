#include "serve/api/query_routes.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "query/query.h"
#include "query/row_json.h"
#include "serve/api/fact_row.h"
#include "serve/api/json_values.h"
#include "serve/api/page.h"
#include "serve/api/parameters.h"
#include "serve/api/query_pool.h"

namespace tadwin::serve {
namespace {

Result<query::PageRequest> RequestOf(const Call& call) {
  query::PageRequest request;
  auto filter = FilterOf(call, {"limit", "cursor", "sort"});
  if (!filter) return filter.error();
  request.filter = *std::move(filter);
  const Result<size_t> limit = LimitOf(call);
  if (!limit) return limit.error();
  request.limit = static_cast<uint32_t>(*limit);
  if (const std::string* sort = call.Query("sort")) request.sort = *sort;
  if (const std::string* cursor = call.Query("cursor")) {
    if (cursor->empty()) return Error{ErrorCode::kInvalidArgument, "cursor: it is empty", ""};
    request.cursor = *cursor;
  }
  return request;
}

template <typename Row, typename Write>
Response PageJson(const Result<query::Page<Row>>& page, Write write) {
  if (!page) return ErrorResponse(page.error());
  std::string json;
  JsonWriter out(&json);
  out.BeginObject();
  out.Key("items");
  out.BeginArray();
  for (const Row& row : page->items) write(row, &out);
  out.EndArray();
  FieldOrNull("next", page->next, &out);
  const query::Total total = page->total.value_or(query::Total{});
  out.Key("total");
  out.Int(total.count);
  Flag("total_is_exact", total.is_exact, &out);
  out.EndObject();
  return JsonResponse(std::move(json));
}

}  // namespace

Response QueryIncidents(const Services& services, const Call& call) {
  const auto request = RequestOf(call);
  if (!request) return ErrorResponse(request.error());
  const auto page =
      services.queries->With([&](query::Query& query) { return query.Incidents(*request); });
  return PageJson(
      page, [](const query::IncidentRow& row, JsonWriter* out) { query::WriteRow(row, out); });
}

Result<std::string> QueryIncidentRow(const Services& services, const std::string& id) {
  auto filter = query::ParseFilter({{"incident", id}, {"kind", "any"}});
  if (!filter) return filter.error();
  query::PageRequest request;
  request.filter = *std::move(filter);
  request.limit = 1;
  request.with_total = false;
  const auto page =
      services.queries->With([&](query::Query& query) { return query.Incidents(request); });
  if (!page) return page.error();
  std::string json;
  JsonWriter out(&json);
  if (!page->items.empty()) query::WriteRow(page->items.front(), &out);
  return json;
}

Response QueryFacts(const Services& services, const Snapshot& snapshot, const Call& call) {
  const auto request = RequestOf(call);
  if (!request) return ErrorResponse(request.error());
  const auto page =
      services.queries->With([&](query::Query& query) { return query.Facts(*request); });
  return PageJson(page, [&](const query::FactRow& row, JsonWriter* out) {
    // A fact that came in since the snapshot was read is on the page when it is asked for again.
    if (const Fact* fact = snapshot.FindFact(row.id)) WriteFactRow(snapshot, *fact, out);
  });
}

Response QueryCounts(const Services& services, const Call& call) {
  auto filter = FilterOf(call, {"by"});
  if (!filter) return ErrorResponse(filter.error());
  const std::string* text = call.Query("by");
  const std::vector<std::string> by =
      text == nullptr ? std::vector<std::string>() : SplitCommas(*text);
  if (by.empty()) {
    return ErrorResponse(
        {ErrorCode::kInvalidArgument, "by: one or two dimensions are needed, as type,month", ""});
  }
  const auto counted =
      services.queries->With([&](query::Query& query) { return query.Count(*filter, by); });
  if (!counted) {
    Error error = counted.error();
    if (error.message.find("by") == std::string::npos) error.message = "by: " + error.message;
    return ErrorResponse(error);
  }
  std::string json;
  JsonWriter out(&json);
  out.BeginObject();
  Texts("by", counted->by, &out);
  out.Key("items");
  out.BeginArray();
  int64_t total = 0;
  for (const query::AggregateRow& row : counted->rows) {
    total += row.incidents;
    out.BeginObject();
    for (const bool labels : {false, true}) {
      out.Key(labels ? "label" : "key");
      out.BeginObject();
      for (size_t i = 0; i < counted->by.size(); ++i) {
        const query::AggregateValue& value = counted->ValueOf(row, i);
        FieldOrNull(counted->by[i].c_str(), labels ? value.label : value.key, &out);
      }
      out.EndObject();
    }
    out.Key("n");
    out.Int(row.incidents);
    out.EndObject();
  }
  out.EndArray();
  out.Key("total");
  out.Int(total);
  out.EndObject();
  return JsonResponse(std::move(json));
}

}  // namespace tadwin::serve

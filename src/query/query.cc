#include "query/query.h"

#include <algorithm>

#include "query/cells.h"
#include "query/incident_page.h"
#include "query/query_state.h"
#include "query/suggest.h"
#include "store/incident_dims.h"

namespace tadwin::query {
namespace {

// Totals are counted up to so many.
constexpr int64_t kCountedAtMost = 10'000;

std::string IsoOfDay(int64_t day) {
  return day == store::kUndated ? std::string() : ToIso(Date{static_cast<int32_t>(day)});
}

std::optional<Quantity> QuantityOf(const store::Statement& row, int column) {
  const Quantity quantity{row.MaybeDouble(column), row.MaybeDouble(column + 1),
                          row.MaybeDouble(column + 2)};
  if (quantity == Quantity{}) return std::nullopt;
  return quantity;
}

// A row of IncidentPages::Question; names come later.
IncidentRow IncidentOf(const store::Statement& row) {
  IncidentRow out;
  out.start = IsoOfDay(row.Int(0));
  out.id = row.Text(3);
  out.stop = IsoOfDay(row.Int(4));
  out.kind = row.Text(5);
  out.type = row.Text(6);
  out.mode = row.Text(7);
  out.subtype = row.Text(8);
  out.status = row.Text(9);
  out.outcome = row.Text(10);
  out.review = row.Text(11);
  out.score = row.Double(12);
  out.documents = row.Int(13);
  out.facts = row.Int(14);
  out.killed = QuantityOf(row, 15);
  out.injured = QuantityOf(row, 18);
  out.n = row.MaybeDouble(21);
  out.weapon = row.Text(22);
  out.title = row.Text(23);
  PlaceCell place;
  place.id = row.Text(24);
  place.name_en = row.Text(25);
  place.country = row.Text(26);
  place.admin = row.Text(27);
  place.lat = row.MaybeDouble(28);
  place.lon = row.MaybeDouble(29);
  place.radius_km = row.MaybeDouble(30);
  out.place = std::move(place);
  return out;
}

// Adds who, whom, where and by whom told to the rows of a page.
Status AddNames(store::Connection* connection, std::vector<IncidentRow>* rows) {
  store::Statement& query = connection->Prepare(
      "SELECT x.role, x.text, n.id, n.name_en, n.type, n.key FROM incident_rows AS r "
      "JOIN incident_names AS x ON x.incident = r.number "
      "JOIN ledger_names AS n ON n.number = x.name "
      "WHERE r.id = ? AND x.preferred = 1 ORDER BY x.role, x.position");
  for (IncidentRow& row : *rows) {
    bool has_place = false;
    query.Start(row.id);
    const Status read = store::ForEachRow(&query, [&row, &has_place](const store::Statement& name) {
      const std::string_view role = name.View(0);
      if (role == "place") {
        row.place->text = name.Text(1);
        has_place = true;
        return;
      }
      if (role == "contested") row.contested.push_back(name.Text(5));
      if (role == "context") row.contexts.push_back(name.Text(5));
      NameCell cell{name.Text(1), name.Text(2), name.Text(3), name.Text(4)};
      if (role == "actor") row.actors.push_back(std::move(cell));
      if (role == "target") row.targets.push_back(std::move(cell));
      if (role == "speaker") row.speakers.push_back(std::move(cell));
    });
    if (!read) return read;
    if (!has_place) row.place.reset();
  }
  return {};
}

// What a tally counts, a level measures or a commitment promises, and when it was made.
Status AddWhat(store::Connection* connection, std::vector<IncidentRow>* rows) {
  store::Statement& query = connection->Prepare(
      "SELECT f.field, v.label FROM incident_fields AS f JOIN incident_values AS v "
      "ON v.incident_id = f.incident_id AND v.field = f.position "
      "WHERE f.incident_id = ? AND f.field IN ('what', 'made_on') AND v.preferred = 1");
  for (IncidentRow& row : *rows) {
    if (row.kind == "event") continue;
    query.Start(row.id);
    const Status read = store::ForEachRow(&query, [&row](const store::Statement& value) {
      (value.View(0) == "what" ? row.what : row.made_on) = value.Text(1);
    });
    if (!read) return read;
  }
  return {};
}

Result<Total> CountIncidents(store::Connection* connection, const IncidentFilter& filter) {
  // One condition, on a column whose values the ledger counts: it is known already.
  const bool is_counted = filter.conditions.size() == 1 && !filter.from && !filter.to &&
                          filter.conditions.front().index == "incident_rows_by_kind";
  if (is_counted) return Total{filter.conditions.front().estimate, true};
  if (filter.conditions.empty() && !filter.from && !filter.to) {
    return Total{filter.incidents, true};
  }
  int64_t count = 0;
  for (const Clause& from : FromIncidents(filter, connection->dialect().engine, true)) {
    const Result<int64_t> some = CountUpTo(connection, from, kCountedAtMost + 1);
    if (!some) return some.error();
    count += *some;
  }
  return Total{std::min(count, kCountedAtMost), count <= kCountedAtMost};
}

std::vector<std::string_view> NamesOf(const std::vector<SortColumn>& columns) {
  std::vector<std::string_view> names;
  for (const SortColumn& column : columns) names.push_back(column.name);
  return names;
}

}  // namespace

Query::Query(store::Store* store, const normalise::Folder* folder)
    : state_(std::make_unique<State>(store, folder)) {}

Query::~Query() = default;

Status CheckLimit(uint32_t limit) {
  if (limit >= 1 && limit <= kMostRows) return {};
  return Error{ErrorCode::kInvalidArgument,
               "limit=" + std::to_string(limit) + ": use 1 to " + std::to_string(kMostRows), ""};
}

const std::vector<std::string_view>& IncidentColumns() {
  static const std::vector<std::string_view> names = NamesOf(IncidentSortColumns());
  return names;
}

Result<Page<IncidentRow>> Query::Incidents(const PageRequest& request) {
  store::Connection* connection = state_->connection;
  store::ReadSnapshot snapshot(connection);
  if (Status begun = snapshot.Begin(); !begun) return begun.error();
  const Result<Sort> sort = ParseSort(request.sort, IncidentSortColumns(), "-start");
  if (!sort) return sort.error();
  const Result<IncidentFilter> filter =
      IncidentFilterMaker(connection, state_->names).Make(request.filter);
  if (!filter) return filter.error();
  const IncidentPages pages(connection, *filter, *sort);
  Result<Page<IncidentRow>> page = ReadPage<IncidentRow>(connection, request, pages, IncidentOf);
  if (!page) return page;
  if (Status added = AddNames(connection, &page->items); !added) return added.error();
  if (Status added = AddWhat(connection, &page->items); !added) return added.error();
  if (request.with_total) {
    const auto kept = CountOfCells(connection, request.filter);
    if (!kept) return kept.error();
    const Result<Total> total = *kept ? Total{**kept, true} : CountIncidents(connection, *filter);
    if (!total) return total.error();
    page->total = *total;
  }
  return page;
}

Result<std::set<std::string>> Query::IncidentIds(Filter filter) {
  if (filter.kinds.empty()) filter.any_kind = true;
  store::Connection* connection = state_->connection;
  store::ReadSnapshot snapshot(connection);
  if (Status begun = snapshot.Begin(); !begun) return begun.error();
  const Result<IncidentFilter> incidents =
      IncidentFilterMaker(connection, state_->names).Make(filter);
  if (!incidents) return incidents.error();
  std::set<std::string> ids;
  for (const Clause& from : FromIncidents(*incidents, connection->dialect().engine)) {
    const Status read = RunClause(connection, Clause().Add("SELECT r.id ").Add(from),
                                  [&ids](const store::Statement& row) { ids.insert(row.Text(0)); });
    if (!read) return read.error();
  }
  return ids;
}

}  // namespace tadwin::query

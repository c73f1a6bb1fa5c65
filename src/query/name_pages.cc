// Pages of actors and of places: the names of the ledger with how often they are met.
#include "query/query_state.h"
#include "query/table_page.h"

namespace tadwin::query {
namespace {

const std::vector<SortColumn>& ActorSortColumns() {
  static const std::vector<SortColumn> columns{
      {"incidents", "a.as_actor + a.as_target + a.as_speaker", nullptr, false},
      {"as_actor", "a.as_actor", nullptr, false},
      {"as_target", "a.as_target", nullptr, false},
      {"as_speaker", "a.as_speaker", nullptr, false},
      {"name", "coalesce(a.name_en, a.id)", nullptr, false},
      {"type", "a.type", nullptr, true},
      {"country", "a.country", nullptr, true},
      {"id", "a.id", nullptr, false}};
  return columns;
}

const std::vector<SortColumn>& PlaceSortColumns() {
  static const std::vector<SortColumn> columns{
      {"incidents", "n.incidents", nullptr, false},
      {"name", "coalesce(n.name_en, n.key)", nullptr, false},
      {"country", "n.country", nullptr, true},
      {"radius_km", "n.radius_km", nullptr, true},
      {"id", "n.id", nullptr, true}};
  return columns;
}

std::vector<std::string_view> NamesOf(const std::vector<SortColumn>& columns) {
  std::vector<std::string_view> names;
  for (const SortColumn& column : columns) names.push_back(column.name);
  return names;
}

// Every name with an id, its roles added up.
constexpr char kActors[] =
    "(SELECT id, max(name_en) AS name_en, "
    "min(CASE WHEN role = 'speaker' THEN NULL ELSE type END) AS type, max(country) AS country, "
    "sum(CASE WHEN role = 'actor' THEN incidents ELSE 0 END) AS as_actor, "
    "sum(CASE WHEN role = 'target' THEN incidents ELSE 0 END) AS as_target, "
    "sum(CASE WHEN role = 'speaker' THEN incidents ELSE 0 END) AS as_speaker "
    "FROM ledger_names WHERE role IN ('actor', 'target', 'speaker') AND id IS NOT NULL "
    "GROUP BY id)";

// The English name and the spelling that most incidents have; a name of the actor's own goes before
// one of a place that stands for it.
Status AddMostMet(store::Connection* connection, ActorRow* row) {
  store::Statement& english = connection->Prepare(
      "SELECT name_en FROM ledger_names WHERE role IN ('actor', 'target', 'speaker') AND key = ? "
      "AND name_en IS NOT NULL GROUP BY name_en "
      "ORDER BY max(CASE WHEN type IN ('country', 'settlement', 'admin') THEN 1 ELSE 0 END), "
      "sum(incidents) DESC, name_en LIMIT 1");
  store::Statement& spelling = connection->Prepare(
      "SELECT s.text FROM ledger_names AS n JOIN ledger_spellings AS s ON s.name = n.number "
      "WHERE n.role IN ('actor', 'target', 'speaker') AND n.key = ? GROUP BY s.text "
      "ORDER BY sum(s.incidents) DESC, s.text LIMIT 1");
  english.Start(row->id);
  if (Status read = store::ForEachRow(
          &english, [row](const store::Statement& found) { row->name_en = found.Text(0); });
      !read) {
    return read;
  }
  spelling.Start(row->id);
  return store::ForEachRow(&spelling,
                           [row](const store::Statement& found) { row->text = found.Text(0); });
}

Result<Total> CountAll(store::Connection* connection, const Clause& from) {
  const Result<int64_t> count = CountUpTo(connection, from, INT64_MAX);
  if (!count) return count.error();
  return Total{*count, true};
}

}  // namespace

const std::vector<std::string_view>& ActorColumns() {
  static const std::vector<std::string_view> names = NamesOf(ActorSortColumns());
  return names;
}

const std::vector<std::string_view>& PlaceColumns() {
  static const std::vector<std::string_view> names = NamesOf(PlaceSortColumns());
  return names;
}

Result<Page<ActorRow>> Query::Actors(const PageRequest& request) {
  store::Connection* connection = state_->connection;
  store::ReadSnapshot snapshot(connection);
  if (Status begun = snapshot.Begin(); !begun) return begun.error();
  const Filter& filter = request.filter;
  if (Status checked = CheckKeys(filter, "actors", {"actor", "actor_type", "country"}); !checked) {
    return checked.error();
  }
  const Result<Sort> sort = ParseSort(request.sort, ActorSortColumns(), "-incidents");
  if (!sort) return sort.error();
  TableShape shape;
  shape.from.Add(std::string("FROM ") + kActors + " AS a WHERE 1 = 1");
  if (!filter.countries.empty()) {
    shape.from.Add(" AND a.country IN ").AddList(filter.countries);
  }
  if (!filter.actor_types.empty()) shape.from.Add(" AND a.type IN ").AddList(filter.actor_types);
  if (!filter.actors.empty()) {
    Words ids;
    for (const char* role : {"actor", "target", "speaker"}) {
      const Result<std::vector<FoundName>> found = state_->names.Find(role, filter.actors);
      if (!found) return found.error();
      for (const FoundName& name : *found) ids.push_back(name.key);
    }
    shape.from.Add(" AND a.id IN ").AddList(ids);
  }
  shape.key = "a.id";
  shape.columns = "a.name_en, a.type, a.country, a.as_actor, a.as_target, a.as_speaker";
  shape.joined = std::string(" JOIN ") + kActors + " AS a ON a.id = c.key";
  Result<Page<ActorRow>> page = ReadPage<ActorRow>(
      connection, request, TablePages(shape, *sort), [](const store::Statement& row) {
        return ActorRow{row.Text(1), row.Text(2), "",         row.Text(3),
                        row.Text(4), row.Int(5),  row.Int(6), row.Int(7)};
      });
  if (!page) return page;
  for (ActorRow& row : page->items) {
    if (Status added = AddMostMet(connection, &row); !added) return added.error();
  }
  if (!request.with_total) return page;
  const Result<Total> total = CountAll(connection, shape.from);
  if (!total) return total.error();
  page->total = *total;
  return page;
}

Result<Page<PlaceRow>> Query::Places(const PageRequest& request) {
  store::Connection* connection = state_->connection;
  store::ReadSnapshot snapshot(connection);
  if (Status begun = snapshot.Begin(); !begun) return begun.error();
  const Filter& filter = request.filter;
  if (Status checked = CheckKeys(filter, "places", {"place", "country", "admin", "near", "within"});
      !checked) {
    return checked.error();
  }
  const Result<Sort> sort = ParseSort(request.sort, PlaceSortColumns(), "-incidents");
  if (!sort) return sort.error();
  TableShape shape;
  shape.from.Add("FROM ledger_names AS n WHERE n.role = 'place'");
  if (!filter.countries.empty()) {
    shape.from.Add(" AND n.country IN ").AddList(filter.countries);
  }
  if (!filter.admins.empty()) {
    const Result<Words> units = state_->names.Units(filter.admins);
    if (!units) return units.error();
    shape.from.Add(" AND n.admin IN ").AddList(*units);
  }
  if (!filter.places.empty()) {
    const Result<std::vector<FoundName>> found = state_->names.Find("place", filter.places);
    if (!found) return found.error();
    shape.from.Add(" AND n.number IN ").AddList(NumbersOf(*found));
  }
  if (filter.near || !filter.within.empty()) {
    const Result<std::vector<FoundName>> found = state_->names.PlacesIn(filter);
    if (!found) return found.error();
    shape.from.Add(" AND n.number IN ").AddList(NumbersOf(*found));
  }
  shape.key = "n.number";
  shape.columns =
      "n.id, n.name_en, n.country, n.admin, n.lat, n.lon, n.radius_km, n.type, n.incidents, "
      "(SELECT s.text FROM ledger_spellings AS s WHERE s.name = n.number "
      "ORDER BY s.incidents DESC, s.text LIMIT 1)";
  shape.joined = " JOIN ledger_names AS n ON n.number = c.key";
  Result<Page<PlaceRow>> page = ReadPage<PlaceRow>(
      connection, request, TablePages(shape, *sort), [](const store::Statement& row) {
        PlaceRow out;
        out.place = {row.Text(11), row.Text(2),        row.Text(3),        row.Text(4),
                     row.Text(5),  row.MaybeDouble(6), row.MaybeDouble(7), row.MaybeDouble(8)};
        out.type = row.Text(9);
        out.incidents = row.Int(10);
        return out;
      });
  if (!page || !request.with_total) return page;
  const Result<Total> total = CountAll(connection, shape.from);
  if (!total) return total.error();
  page->total = *total;
  return page;
}

}  // namespace tadwin::query

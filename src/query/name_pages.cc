// Pages of actors and of places: the names of the ledger with how often they are met.
#include <algorithm>
#include <iterator>

#include "query/incident_page.h"
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
      {"incidents", "g.incidents", nullptr, false},
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

// Keys that say which actors or places are listed. All others say of which incidents.
constexpr std::string_view kKeysOfActors[] = {"actor", "actor_type", "country"};
constexpr std::string_view kKeysOfPlaces[] = {"place", "country", "admin", "near", "within"};

template <size_t kCount>
bool HasOnly(const Filter& filter, const std::string_view (&keys)[kCount]) {
  return std::all_of(filter.keys.begin(), filter.keys.end(), [&keys](const std::string& key) {
    return std::find(std::begin(keys), std::end(keys), key) != std::end(keys);
  });
}

// "SELECT columns FROM ... WHERE ..." of the incidents that pass, piece by piece.
Clause SelectIncidents(const IncidentFilter& filter, const std::string& columns,
                       store::Engine engine) {
  Clause all;
  for (const Clause& from : FromIncidents(filter, engine)) {
    if (!all.sql.empty()) all.Add(" UNION ALL ");
    all.Add("SELECT " + columns + " ").Add(from);
  }
  return all;
}

// The incidents of any kind that a list of names is made of, unless some kinds are asked for.
Result<IncidentFilter> IncidentsOf(store::Connection* connection, const Names& names,
                                   Filter filter) {
  if (filter.kinds.empty()) filter.any_kind = true;
  return IncidentFilterMaker(connection, names).Make(filter);
}

// kActors, counted over the incidents that pass.
Result<Clause> ActorsUnder(store::Connection* connection, const Names& names,
                           const Filter& filter) {
  const auto incidents = IncidentsOf(connection, names, OfIncidents(filter));
  if (!incidents) return incidents.error();
  return Clause()
      .Add(
          "(SELECT a.id, a.name_en, a.type, a.country, c.as_actor, c.as_target, c.as_speaker FROM "
          "(SELECT n.id AS id, "
          "sum(CASE WHEN n.role = 'actor' THEN 1 ELSE 0 END) AS as_actor, "
          "sum(CASE WHEN n.role = 'target' THEN 1 ELSE 0 END) AS as_target, "
          "sum(CASE WHEN n.role = 'speaker' THEN 1 ELSE 0 END) AS as_speaker FROM (")
      .Add(SelectIncidents(*incidents, "r.number AS number", connection->dialect().engine))
      .Add(
          ") AS p JOIN incident_names AS t ON t.incident = p.number JOIN ledger_names AS n "
          "ON n.number = t.name WHERE t.role IN ('actor', 'target', 'speaker') AND "
          "n.id IS NOT NULL GROUP BY n.id) AS c JOIN ")
      .Add(kActors)
      .Add(" AS a ON a.id = c.id)");
}

// Numbers of places and how many incidents are there.
Result<Clause> PlacesUnder(store::Connection* connection, const Names& names,
                           const Filter& filter) {
  if (HasOnly(filter, kKeysOfPlaces)) {
    return Clause().Add(
        "(SELECT number AS place, incidents FROM ledger_names WHERE role = 'place')");
  }
  const auto incidents = IncidentsOf(connection, names, filter);
  if (!incidents) return incidents.error();
  return Clause()
      .Add("(SELECT p.place AS place, count(*) AS incidents FROM (")
      .Add(SelectIncidents(*incidents, "r.place AS place", connection->dialect().engine))
      .Add(") AS p WHERE p.place IS NOT NULL GROUP BY p.place)");
}

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

Filter OfActors(const Filter& filter) {
  Filter out;
  out.actors = filter.actors;
  out.actor_types = filter.actor_types;
  out.countries = filter.countries;
  for (const std::string& key : filter.keys) {
    const bool is_of_actors = std::find(std::begin(kKeysOfActors), std::end(kKeysOfActors), key) !=
                              std::end(kKeysOfActors);
    if (is_of_actors) out.keys.push_back(key);
  }
  return out;
}

Filter OfIncidents(const Filter& filter) {
  Filter out = filter;
  out.actors.clear();
  out.actor_types.clear();
  out.countries.clear();
  for (const std::string_view key : kKeysOfActors) std::erase(out.keys, key);
  return out;
}

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
  const Result<Sort> sort = ParseSort(request.sort, ActorSortColumns(), "-incidents");
  if (!sort) return sort.error();
  TableShape shape;
  Result<Clause> actors = Clause().Add(kActors);
  if (!OfIncidents(filter).keys.empty()) {
    actors = ActorsUnder(connection, state_->names, filter);
    if (!actors) return actors.error();
  }
  shape.from.Add("FROM ").Add(*actors).Add(" AS a WHERE 1 = 1");
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
  shape.carried =
      ", a.name_en AS name_en, a.type AS type, a.country AS country, a.as_actor AS as_actor, "
      "a.as_target AS as_target, a.as_speaker AS as_speaker";
  shape.columns = "c.name_en, c.type, c.country, c.as_actor, c.as_target, c.as_speaker";
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
  const Result<Sort> sort = ParseSort(request.sort, PlaceSortColumns(), "-incidents");
  if (!sort) return sort.error();
  TableShape shape;
  const Result<Clause> places = PlacesUnder(connection, state_->names, filter);
  if (!places) return places.error();
  shape.from.Add("FROM ").Add(*places).Add(
      " AS g JOIN ledger_names AS n ON n.number = g.place WHERE 1 = 1");
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
  shape.carried = ", g.incidents AS incidents";
  shape.columns =
      "n.id, n.name_en, n.country, n.admin, n.lat, n.lon, n.radius_km, n.type, c.incidents, "
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

#include "query/incident_filter.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <tuple>
#include <utility>

#include "query/cells.h"
#include "store/incident_dims.h"

namespace tadwin::query {
namespace {

using store::NameNumber;

// A row is looked up in the time in which so many entries of an index are passed.
constexpr int64_t kEntriesALookup = 8;
// A name that leads is tested for so many others by day and incident.
constexpr size_t kFewNames = 4;
// Columns of indexes behind their own and the key (store/schema_incident_rows.cc).
constexpr char kCoveredByTolls[] = " kind country type subtype status ";
constexpr char kCoveredByCountryAndType[] = " kind country type status contested ";

// Which of two conditions leads to fewer rows.
bool LeadsBetter(const Condition* a, const Condition* b) {
  return b == nullptr || a->estimate < b->estimate;
}

}  // namespace

Result<int64_t> CountUpTo(store::Connection* connection, const Clause& from_where, int64_t most) {
  Clause query;
  query.Add("SELECT count(*) FROM (SELECT 1 ")
      .Add(from_where)
      .Add(" LIMIT ?", most)
      .Add(") AS counted");
  int64_t count = 0;
  const Status read =
      RunClause(connection, query, [&count](const store::Statement& row) { count = row.Int(0); });
  if (!read) return read.error();
  return count;
}

const Condition* IncidentFilter::Best(int64_t most) const {
  const Condition* best = nullptr;
  for (const Condition& condition : conditions) {
    if (condition.lead == Lead::kNone || condition.estimate >= most) continue;
    if (LeadsBetter(&condition, best)) best = &condition;
  }
  return best;
}

const Condition* IncidentFilter::BestInDayOrder(int64_t most) const {
  const Condition* best = nullptr;
  for (const Condition& condition : conditions) {
    if (!condition.in_day_order || condition.estimate >= most) continue;
    if (LeadsBetter(&condition, best)) best = &condition;
  }
  return best;
}

const Condition* IncidentFilter::Covering() const {
  if (from) return nullptr;
  const auto covers_all = [this](const Condition& one) {
    return std::all_of(conditions.begin(), conditions.end(), [&one](const Condition& other) {
      if (&other == &one || other.test.sql.empty()) return true;
      return !other.column.empty() &&
             std::string_view(one.covers).find(" " + other.column + " ") != std::string_view::npos;
    });
  };
  const Condition* covering = nullptr;
  for (const Condition& condition : conditions) {
    if (*condition.covers == '\0' || !covers_all(condition)) continue;
    if (LeadsBetter(&condition, covering)) covering = &condition;
  }
  if (covering == nullptr) return nullptr;
  return Best(covering->estimate / kEntriesALookup) == nullptr ? covering : nullptr;
}

Clause IncidentFilter::Tests(const Condition* lead, bool with_dates) const {
  std::vector<Clause> tests;
  for (const Condition& condition : conditions) {
    // A column's own test is what makes its index usable.
    const bool is_said =
        &condition == lead && (lead->lead == Lead::kName || lead->lead == Lead::kSet);
    if (is_said || condition.test.sql.empty()) continue;
    const bool leads_name = lead != nullptr && lead->lead == Lead::kName;
    const bool by_name = leads_name && !condition.test_of_name.sql.empty();
    tests.push_back(by_name ? condition.test_of_name : condition.test);
  }
  if (with_dates && (from || to)) {
    Clause dates;
    dates.Add("r.day < ?", store::kUndated);
    if (from) dates.Add(" AND r.last_day >= ?", int64_t{from->days});
    if (to) dates.Add(" AND r.day <= ?", int64_t{to->days});
    tests.push_back(std::move(dates));
  }
  return JoinedByAnd(tests);
}

Result<IncidentFilter> IncidentFilterMaker::Make(const Filter& filter) {
  out_ = {};
  out_.from = filter.from;
  out_.to = filter.to;
  const Result<int64_t> incidents = connection_->QueryInt(
      "SELECT coalesce(sum(incidents), 0) FROM ledger_names WHERE role = 'kind'");
  if (!incidents) return incidents.error();
  out_.incidents = *incidents;
  const Words kinds = !filter.kinds.empty() ? filter.kinds
                      : filter.any_kind     ? Words()
                                            : Words{"event"};
  const std::pair<const char*, const Words*> columns[] = {{"kind", &kinds},
                                                          {"type", &filter.types},
                                                          {"mode", &filter.modes},
                                                          {"subtype", &filter.subtypes},
                                                          {"status", &filter.statuses},
                                                          {"outcome", &filter.outcomes},
                                                          {"country", &filter.countries},
                                                          {"review", &filter.reviews}};
  for (const auto& [column, values] : columns) {
    if (Status added = AddColumn(column, *values); !added) return added.error();
  }
  if (Status added = AddCountryAndType(filter); !added) return added.error();
  const std::tuple<const char*, const Words*, const Words*> roles[] = {
      {"actor", &filter.actors, &filter.actor_types},
      {"target", &filter.targets, &filter.target_types},
      {"speaker", &filter.speakers, &filter.speaker_types},
      {"outlet", &filter.outlets, nullptr}};
  for (const auto& [role, words, types] : roles) {
    if (Status added = AddNames(role, *words, types == nullptr ? Words() : *types); !added) {
      return added.error();
    }
  }
  if (Status added = AddPlaces(filter); !added) return added.error();
  if (Status added = AddAdmins(filter.admins); !added) return added.error();
  if (!filter.weapons.empty()) {
    const Result<std::vector<FoundName>> found = names_.Find("weapon", filter.weapons);
    if (!found) return found.error();
    Words keys;
    for (const FoundName& name : *found) keys.push_back(name.key);
    if (keys.empty()) keys.emplace_back();  // no incident has it
    if (Status added = AddColumn("weapon", keys); !added) return added.error();
  }
  const std::tuple<std::optional<double>, const char*, const char*, const char*> ranges[] = {
      {filter.min_killed, "killed_low", "incident_rows_by_killed", ">="},
      {filter.min_injured, "injured_low", "incident_rows_by_injured", ">="},
      {filter.min_score, "score", "incident_rows_by_score", ">="},
      {filter.max_score, "score", "incident_rows_by_score", "<="}};
  for (const auto& [bound, column, index, compare] : ranges) {
    if (!bound) continue;
    if (Status added = AddRange(column, index, compare, *bound); !added) return added.error();
  }
  if (Status added = AddContested(filter); !added) return added.error();
  if (!filter.contexts.empty()) {
    const Result<std::vector<FoundName>> found = names_.Find("context", filter.contexts);
    if (!found) return found.error();
    if (Status added = AddNumbers("context", *found); !added) return added.error();
  }
  if (Status added = AddTellers(filter); !added) return added.error();
  return std::move(out_);
}

Status IncidentFilterMaker::AddColumn(const std::string& column, const Words& values) {
  if (values.empty()) return {};
  Condition condition;
  condition.test.Add("r." + column + " IN ").AddList(values);
  if (values.size() == 1) condition.test = Clause().Add("r." + column + " = ?", values.front());
  condition.lead = Lead::kColumn;
  condition.in_day_order = values.size() == 1;
  condition.column = column;
  condition.index = "incident_rows_by_" + column;
  store::Statement& query =
      connection_->Prepare("SELECT incidents FROM ledger_names WHERE number = ?");
  for (const std::string& value : values) {
    query.Start(NameNumber(column, value));
    if (Status read = store::ForEachRow(
            &query, [&](const store::Statement& row) { condition.estimate += row.Int(0); });
        !read) {
      return read;
    }
  }
  out_.conditions.push_back(std::move(condition));
  return {};
}

// The index over both leads to fewer rows than either.
Status IncidentFilterMaker::AddCountryAndType(const Filter& filter) {
  if (filter.countries.size() != 1 || filter.types.size() != 1) return {};
  Condition condition;
  condition.lead = Lead::kColumn;
  condition.in_day_order = true;
  condition.index = "incident_rows_by_country_type";
  condition.covers = kCoveredByCountryAndType;
  store::Statement& query = connection_->Prepare(
      "SELECT incidents FROM incident_cells WHERE pair = ? AND a = ? AND b = ?");
  query.Start(store::DimPair{store::Dim::kType, store::Dim::kCountry}.number(),
              NameNumber("type", filter.types.front()),
              NameNumber("country", filter.countries.front()));
  if (Status read = store::ForEachRow(
          &query, [&](const store::Statement& row) { condition.estimate = row.Int(0); });
      !read) {
    return read;
  }
  out_.conditions.push_back(std::move(condition));
  return {};
}

Status IncidentFilterMaker::AddNames(const std::string& role, const Words& words,
                                     const Words& types) {
  if (!words.empty()) {
    const Result<std::vector<FoundName>> found = names_.Find(role, words);
    if (!found) return found.error();
    if (Status added = AddNumbers(role, *found); !added) return added;
  }
  if (!types.empty()) {
    const Result<std::vector<FoundName>> found = names_.OfTypes(role, types);
    if (!found) return found.error();
    if (Status added = AddNumbers(role, *found); !added) return added;
  }
  return {};
}

// Few names are looked for by name, where those of a day lie together. Of many, by incident: each
// would be looked for in turn.
Clause IncidentFilterMaker::TestOfNames(const std::string& role,
                                        const std::vector<int64_t>& numbers, const std::string& day,
                                        const std::string& incident) const {
  const bool are_few = numbers.size() <= kFewNames;
  const bool is_sqlite = connection_->is(store::Engine::kSqlite);
  const std::string index =
      are_few ? "incident_names_by_name" : "sqlite_autoindex_incident_names_1";
  Clause test;
  test.Add("EXISTS (SELECT 1 FROM incident_names AS t" +
           (is_sqlite ? " INDEXED BY " + index : std::string()) +
           " WHERE t.incident = " + incident);
  if (are_few) {
    test.Add(" AND t.day = " + day);
  } else {
    test.Add(" AND t.role = ?", role);
  }
  test.Add(" AND t.name IN ").AddList(numbers).Add(")");
  return test;
}

Status IncidentFilterMaker::AddNumbers(const std::string& role,
                                       const std::vector<FoundName>& found) {
  const std::vector<int64_t> numbers = NumbersOf(found);
  Condition condition;
  condition.test = TestOfNames(role, numbers, "r.day", "r.number");
  if (numbers.size() <= kFewNames) {
    condition.test_of_name = TestOfNames(role, numbers, "x.day", "x.incident");
  }
  condition.estimate = CountOf(found);
  condition.lead = numbers.size() == 1 ? Lead::kName : Lead::kSet;
  condition.in_day_order = numbers.size() == 1;
  if (numbers.size() == 1) condition.name = numbers.front();
  condition.set.Add("SELECT day, incident FROM incident_names WHERE name IN ").AddList(numbers);
  out_.conditions.push_back(std::move(condition));
  return {};
}

Status IncidentFilterMaker::AddPlaces(const Filter& filter) {
  if (!filter.places.empty()) {
    const Result<std::vector<FoundName>> found = names_.Find("place", filter.places);
    if (!found) return found.error();
    if (Status added = AddPlaceNumbers(*found); !added) return added;
  }
  if (filter.near || !filter.within.empty()) {
    const Result<std::vector<FoundName>> found = names_.PlacesIn(filter);
    if (!found) return found.error();
    if (Status added = AddPlaceNumbers(*found); !added) return added;
  }
  return {};
}

Status IncidentFilterMaker::AddPlaceNumbers(const std::vector<FoundName>& found) {
  Condition condition;
  condition.test.Add("r.place IN ").AddList(NumbersOf(found));
  if (found.size() == 1) condition.test = Clause().Add("r.place = ?", found.front().number);
  condition.lead = Lead::kColumn;
  condition.in_day_order = found.size() == 1;
  condition.index = "incident_rows_by_place";
  condition.estimate = CountOf(found);
  out_.conditions.push_back(std::move(condition));
  return {};
}

Status IncidentFilterMaker::AddAdmins(const Words& admins) {
  if (admins.empty()) return {};
  const Result<Words> units = names_.Units(admins);
  if (!units) return units.error();
  return AddColumn("admin", *units);
}

Status IncidentFilterMaker::AddRange(const std::string& column, const std::string& index,
                                     const char* compare, double bound) {
  Condition condition;
  condition.test.Add("r." + column + " " + compare + " ?", bound);
  condition.lead = Lead::kColumn;
  condition.index = index;
  condition.column = column;
  if (column == "killed_low" || column == "injured_low") condition.covers = kCoveredByTolls;
  Clause from;
  from.Add("FROM incident_rows AS r WHERE ").Add(condition.test);
  const Result<int64_t> count = CountUpTo(connection_, from, kCountedAtMost);
  if (!count) return count.error();
  condition.estimate = *count;
  if (condition.estimate == kCountedAtMost) {
    condition.lead = Lead::kNone;
    condition.estimate = std::max(kCountedAtMost, out_.incidents / 4);
  }
  out_.conditions.push_back(std::move(condition));
  return {};
}

Status IncidentFilterMaker::AddContested(const Filter& filter) {
  if (!filter.contested.empty()) {
    const Result<std::vector<FoundName>> found = names_.Find("contested", filter.contested);
    if (!found) return found.error();
    if (Status added = AddNumbers("contested", *found); !added) return added;
  }
  if (!filter.is_contested) return {};
  Condition condition;
  condition.column = "contested";
  if (*filter.is_contested) {
    condition.test.Add("r.contested > 0");
    condition.lead = Lead::kColumn;
    condition.in_day_order = true;
    condition.index = "incident_rows_contested";
    Filter of_events;
    of_events.is_contested = true;
    const auto count = CountOfCells(connection_, of_events);
    if (!count) return count.error();
    condition.estimate = count->value_or(out_.incidents);
  } else {
    condition.test.Add("r.contested = 0");
  }
  out_.conditions.push_back(std::move(condition));
  return {};
}

}  // namespace tadwin::query

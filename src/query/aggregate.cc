// Incidents counted by one or two dimensions.
//
// Three ways, the first that serves: counts kept of this pair; counts kept of several dimensions
// together, with those rows looked at that a date cuts through; every incident that passes.
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "query/incident_page.h"
#include "query/query_state.h"
#include "query/suggest.h"
#include "store/incident_cells.h"
#include "store/incident_dims.h"

namespace tadwin::query {
namespace {

using store::Dim;
using store::Measures;

enum class Unit { kNone, kMonth, kQuarter, kYear };

struct Dimension {
  std::string_view name;
  Dim dim;
  Unit unit = Unit::kNone;
};

constexpr Dimension kDimensions[] = {{"type", Dim::kType},
                                     {"subtype", Dim::kSubtype},
                                     {"status", Dim::kStatus},
                                     {"country", Dim::kCountry},
                                     {"admin", Dim::kAdmin},
                                     {"place", Dim::kPlace},
                                     {"month", Dim::kPeriod, Unit::kMonth},
                                     {"quarter", Dim::kPeriod, Unit::kQuarter},
                                     {"year", Dim::kPeriod, Unit::kYear},
                                     {"week", Dim::kWeek},
                                     {"actor", Dim::kActor},
                                     {"target", Dim::kTarget},
                                     {"speaker", Dim::kSpeaker},
                                     {"outlet", Dim::kOutlet},
                                     {"review", Dim::kReview},
                                     {"contested", Dim::kContested},
                                     {"kind", Dim::kKind}};

// The columns of incident_grid, in their order.
constexpr std::pair<Dim, const char*> kGrid[] = {
    {Dim::kPeriod, "period"},   {Dim::kCountry, "country"}, {Dim::kType, "type"},
    {Dim::kSubtype, "subtype"}, {Dim::kStatus, "status"},   {Dim::kContested, "contested"}};

bool IsInGrid(Dim dim) {
  return std::any_of(std::begin(kGrid), std::end(kGrid),
                     [dim](const auto& column) { return column.first == dim; });
}

using Codes = std::pair<int64_t, int64_t>;  // of the two dimensions; the second 0 for one alone
struct CodesHash {
  size_t operator()(const Codes& codes) const {
    return static_cast<size_t>(codes.first) * 0x9E3779B97F4A7C15u ^
           static_cast<size_t>(codes.second);
  }
};
using Table = std::unordered_map<Codes, Measures, CodesHash>;

void Add(const Measures& more, Measures* to) {
  for (size_t i = 0; i < more.size(); ++i) (*to)[i] += more[i];
}

Measures MeasuresAt(const store::Statement& row, int column) {
  Measures measures{};
  for (size_t i = 0; i < measures.size(); ++i) measures[i] = row.Int(column + static_cast<int>(i));
  return measures;
}

std::string MeasureColumns() {
  std::string columns;
  for (const char* name : store::kMeasureNames) columns += std::string(", ") + name;
  return columns;
}

// Conditions of a filter that counts are kept by: a dimension and the codes that pass. Nothing when
// some condition is of another kind.
std::optional<std::map<Dim, std::vector<int64_t>>> CellConditions(const Filter& filter) {
  for (const std::string& key : filter.keys) {
    constexpr std::string_view kKept[] = {"kind",   "type", "subtype", "status",   "country",
                                          "review", "from", "to",      "contested"};
    if (std::find(std::begin(kKept), std::end(kKept), key) == std::end(kKept)) return std::nullopt;
  }
  const bool is_events = filter.kinds.empty() ? !filter.any_kind : filter.kinds == Words{"event"};
  if (!is_events || !filter.contested.empty()) return std::nullopt;
  std::map<Dim, std::vector<int64_t>> conditions;
  const std::pair<Dim, const Words*> lists[] = {{Dim::kType, &filter.types},
                                                {Dim::kSubtype, &filter.subtypes},
                                                {Dim::kStatus, &filter.statuses},
                                                {Dim::kCountry, &filter.countries},
                                                {Dim::kReview, &filter.reviews}};
  for (const auto& [dim, words] : lists) {
    for (const std::string& word : *words) {
      conditions[dim].push_back(store::NameNumber(store::RoleOf(dim), word));
    }
  }
  if (filter.is_contested) conditions[Dim::kContested] = {*filter.is_contested ? 1 : 0};
  return conditions;
}

// How a dimension is read from a row of incidents r.
struct RowColumn {
  std::string expression;
  std::string join;
  bool is_text = false;
};

RowColumn RowColumnOf(Dim dim, const std::string& alias) {
  switch (dim) {
    case Dim::kType:
    case Dim::kSubtype:
    case Dim::kStatus:
    case Dim::kCountry:
    case Dim::kReview:
    case Dim::kKind:
    case Dim::kAdmin: return {std::string("r.") + store::RoleOf(dim), "", true};
    case Dim::kContested: return {"CASE WHEN r.contested > 0 THEN 1 ELSE 0 END", "", false};
    case Dim::kPeriod: return {"r.period", "", false};
    case Dim::kWeek: return {"r.day", "", false};
    case Dim::kPlace: return {"r.place", "", false};
    case Dim::kActor:
    case Dim::kTarget:
    case Dim::kSpeaker:
    case Dim::kOutlet: break;
  }
  return {alias + ".name",
          " LEFT JOIN incident_names AS " + alias + " ON " + alias + ".incident = r.number AND " +
              alias + ".role = '" + store::RoleOf(dim) + "' AND " + alias + ".preferred = 1",
          false};
}

class Counting {
 public:
  Counting(store::Connection* connection, const Names& names, const Filter& filter,
           const std::vector<Dimension>& by)
      : connection_(connection), names_(names), filter_(filter), by_(by) {}

  Result<Aggregate> Run() {
    Aggregate out;
    const auto conditions = CellConditions(filter_);
    std::set<Dim> needed;
    for (const Dimension& one : by_) needed.insert(one.dim);
    if (conditions) {
      for (const auto& entry : *conditions) needed.insert(entry.first);
    }
    const bool has_dates = filter_.from || filter_.to;
    Status done;
    if (conditions && !has_dates && IsPair(needed)) {
      done = FromPair(*conditions, needed);
      out.from_cells = true;
    } else if (conditions && std::all_of(needed.begin(), needed.end(), IsInGrid)) {
      done = FromGrid(*conditions);
      out.from_cells = true;
    } else {
      done = FromRows();
    }
    if (!done) return done.error();
    if (Status named = Describe(&out); !named) return named.error();
    return out;
  }

 private:
  static bool IsPair(const std::set<Dim>& needed) {
    if (needed.size() == 1) return *needed.begin() != Dim::kKind;
    return needed.size() == 2 && store::IsKept(*needed.begin(), *needed.rbegin());
  }

  Codes CodesOf(const std::map<Dim, int64_t>& codes) const {
    return {codes.at(by_[0].dim), by_.size() > 1 ? codes.at(by_[1].dim) : 0};
  }

  Status FromPair(const std::map<Dim, std::vector<int64_t>>& conditions,
                  const std::set<Dim>& needed) {
    // One dimension alone is summed over one that every incident has once.
    Dim a = *needed.begin();
    Dim b = *needed.rbegin();
    if (needed.size() == 1) {
      b = a == Dim::kContested ? Dim::kType : Dim::kContested;
      if (b < a) std::swap(a, b);
    }
    Clause query;
    query.Add("SELECT a, b" + MeasureColumns() + " FROM incident_cells WHERE pair = ?",
              store::DimPair{a, b}.number());
    for (const auto& [dim, codes] : conditions) {
      query.Add(dim == a ? " AND a IN " : " AND b IN ").AddList(codes);
    }
    return RunClause(connection_, query, [this, a, b](const store::Statement& row) {
      Add(MeasuresAt(row, 2), &table_[CodesOf({{a, row.Int(0)}, {b, row.Int(1)}})]);
    });
  }

  Status FromGrid(const std::map<Dim, std::vector<int64_t>>& conditions) {
    Clause query;
    query.Add("SELECT period, country, type, subtype, status, contested" + MeasureColumns() +
              " FROM incident_grid WHERE 1 = 1");
    if (filter_.from) {
      query.Add(" AND period >= ?", int64_t{ToCivil(*filter_.from).year} * 100);
    }
    if (filter_.to) {
      query.Add(" AND period > ?", store::kWiderThanYear)
          .Add(" AND period < ?", int64_t{ToCivil(*filter_.to).year + 1} * 100);
    }
    for (const auto& [dim, column] : kGrid) {
      if (const auto found = conditions.find(dim); found != conditions.end()) {
        query.Add(std::string(" AND ") + column + " IN ").AddList(found->second);
      }
    }
    std::set<int64_t> cut;  // periods that a date cuts through
    const bool has_dates = filter_.from || filter_.to;
    const Status read = RunClause(connection_, query, [&](const store::Statement& row) {
      if (has_dates && !IsInside(row.Int(0), &cut)) return;
      std::map<Dim, int64_t> codes;
      for (int i = 0; i < static_cast<int>(std::size(kGrid)); ++i)
        codes[kGrid[i].first] = row.Int(i);
      Add(MeasuresAt(row, static_cast<int>(std::size(kGrid))), &table_[CodesOf(codes)]);
    });
    if (!read || !has_dates) return read;
    cut.insert(store::kWiderThanYear);
    const Result<IncidentFilter> incidents = IncidentFilterMaker(connection_, names_).Make(filter_);
    if (!incidents) return incidents.error();
    return AddRows(
        FromPeriods(*incidents, {cut.begin(), cut.end()}, connection_->dialect().engine));
  }

  // True when the whole period lies in the interval that is asked for.
  bool IsInside(int64_t period, std::set<int64_t>* cut) const {
    const std::optional<DateInterval> when = store::PeriodInterval(period);
    if (!when) return false;
    const bool before = filter_.from && when->stop < *filter_.from;
    const bool after = filter_.to && *filter_.to < when->start;
    if (before || after) return false;
    const bool inside = (!filter_.from || *filter_.from <= when->start) &&
                        (!filter_.to || when->stop <= *filter_.to);
    if (!inside) cut->insert(period);
    return inside;
  }

  Status FromRows() {
    const Result<IncidentFilter> incidents = IncidentFilterMaker(connection_, names_).Make(filter_);
    if (!incidents) return incidents.error();
    for (Clause& from : FromIncidents(*incidents, connection_->dialect().engine)) {
      if (Status added = AddRows(std::move(from)); !added) return added;
    }
    return {};
  }

  Status AddRows(Clause from) {
    std::vector<RowColumn> columns;
    for (size_t i = 0; i < by_.size(); ++i) {
      columns.push_back(RowColumnOf(by_[i].dim, i == 0 ? "n0" : "n1"));
      JoinBefore(columns.back().join, &from);
    }
    Clause query;
    query.Add(
        "SELECT r.killed_low, r.killed, r.killed_high, r.injured_low, r.injured, r.injured_high, "
        "r.last_day, ");
    query.Add(columns[0].expression + (by_.size() > 1 ? ", " + columns[1].expression : "") + " ");
    query.Add(from);
    return RunClause(connection_, query, [this, &columns](const store::Statement& row) {
      Measures measures{1};
      for (int i = 0; i < 6; ++i) {
        if (row.IsNull(i)) continue;
        measures[static_cast<size_t>(1 + 2 * i)] = std::llround(row.Double(i));
        measures[static_cast<size_t>(2 + 2 * i)] = 1;
      }
      Codes codes{CodeAt(row, 0, columns[0]), 0};
      if (by_.size() > 1) codes.second = CodeAt(row, 1, columns[1]);
      Add(measures, &table_[codes]);
    });
  }

  int64_t CodeAt(const store::Statement& row, size_t which, const RowColumn& column) {
    const int at = 7 + static_cast<int>(which);
    if (row.IsNull(at)) return store::kUnknownCode;
    if (by_[which].dim == Dim::kWeek) {
      if (row.Int(at) == store::kUndated) return store::kUnknownCode;
      return store::WeekCode(Date{static_cast<int32_t>(row.Int(at))},
                             Date{static_cast<int32_t>(row.Int(6))});
    }
    if (!column.is_text) return row.Int(at);
    std::string text = row.Text(at);
    auto& codes = codes_[which];
    const auto known = codes.find(text);
    if (known != codes.end()) return known->second;
    const int64_t code = store::NameNumber(store::RoleOf(by_[which].dim), text);
    // Kinds are few, and no names of the ledger.
    if (by_[which].dim == Dim::kKind) known_.emplace(code, AggregateValue{text, text});
    codes.emplace(std::move(text), code);
    return code;
  }

  // Months into quarters and years, codes into names, in order.
  Status Describe(Aggregate* out) {
    for (const Dimension& one : by_) out->by.emplace_back(one.name);
    std::map<std::vector<std::pair<bool, std::string>>,
             std::pair<std::vector<AggregateValue>, Measures>>
        rows;
    for (const auto& [codes, measures] : table_) {
      if (measures[0] == 0) continue;
      std::vector<AggregateValue> values;
      std::vector<std::pair<bool, std::string>> order;
      for (size_t i = 0; i < by_.size(); ++i) {
        Result<AggregateValue> value = ValueOf(by_[i], i == 0 ? codes.first : codes.second);
        if (!value) return value.error();
        order.emplace_back(value->key.empty() || value->key == "wider", value->key);
        values.push_back(*std::move(value));
      }
      auto& row = rows[order];
      row.first = std::move(values);
      Add(measures, &row.second);
    }
    for (auto& [order, row] : rows) {
      AggregateRow shown;
      shown.by = std::move(row.first);
      const Measures& m = row.second;
      shown.incidents = m[0];
      for (size_t i = 0; i < 3; ++i) {
        shown.killed[i] = {m[1 + 2 * i], m[0] - m[2 + 2 * i]};
        shown.injured[i] = {m[7 + 2 * i], m[0] - m[8 + 2 * i]};
      }
      out->rows.push_back(std::move(shown));
    }
    return {};
  }

  Result<AggregateValue> ValueOf(const Dimension& dimension, int64_t code) {
    const auto plain = [](std::string text) { return AggregateValue{text, text}; };
    switch (dimension.dim) {
      case Dim::kContested: return plain(code == 0 ? "false" : "true");
      case Dim::kPeriod: return plain(PeriodText(dimension.unit, code));
      case Dim::kWeek:
        return plain(code == store::kUnknownCode ? "" : ToIso(store::WeekStart(code)));
      default: break;
    }
    if (code == store::kUnknownCode) return AggregateValue{};
    const auto known = known_.find(code);
    if (known != known_.end()) return known->second;
    AggregateValue value;
    store::Statement& query = connection_->Prepare(
        "SELECT n.key, n.name_en, (SELECT s.text FROM ledger_spellings AS s WHERE s.name = "
        "n.number ORDER BY s.incidents DESC, s.text LIMIT 1), (SELECT u.name FROM place_units AS u "
        "WHERE n.role = 'admin' AND u.unit = n.key LIMIT 1) FROM ledger_names AS n "
        "WHERE n.number = ?");
    query.Start(code);
    const Status read = store::ForEachRow(&query, [&value](const store::Statement& row) {
      value.key = row.Text(0);
      value.label = value.key;
      for (const int column : {2, 1, 3}) {
        if (!row.IsNull(column)) value.label = row.Text(column);
      }
    });
    if (!read) return read.error();
    known_.emplace(code, value);
    return value;
  }

  // "2020-09", "2020-Q3", "2020"; "wider" when no such period holds it.
  static std::string PeriodText(Unit unit, int64_t code) {
    if (code == store::kUnknownCode) return {};
    if (code == store::kWiderThanYear) return "wider";
    const int64_t year = code / 100;
    const int64_t part = code % 100;
    if (unit == Unit::kYear) return fmt::format("{:04}", year);
    if (part == 0 || (unit == Unit::kMonth && part > 20)) return "wider";
    if (unit == Unit::kMonth) return fmt::format("{:04}-{:02}", year, part);
    return fmt::format("{:04}-Q{}", year, part > 20 ? part - 20 : (part - 1) / 3 + 1);
  }

  store::Connection* connection_;
  const Names& names_;
  const Filter& filter_;
  const std::vector<Dimension>& by_;
  Table table_;
  std::unordered_map<std::string, int64_t> codes_[2];
  std::unordered_map<int64_t, AggregateValue> known_;
};

}  // namespace

const std::vector<std::string_view>& NamesOfDimensions() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> out;
    for (const Dimension& one : kDimensions) out.push_back(one.name);
    return out;
  }();
  return names;
}

Result<Aggregate> Query::Count(const Filter& filter, const std::vector<std::string>& by) {
  store::ReadSnapshot snapshot(state_->connection);
  if (Status begun = snapshot.Begin(); !begun) return begun.error();
  std::vector<Dimension> dimensions;
  for (const std::string& name : by) {
    const auto found = std::find_if(std::begin(kDimensions), std::end(kDimensions),
                                    [&name](const Dimension& one) { return one.name == name; });
    if (found == std::end(kDimensions)) {
      return Error{ErrorCode::kInvalidArgument,
                   "by=" + name + ": use " + JoinedWords(NamesOfDimensions()) +
                       DidYouMean(name, NamesOfDimensions()),
                   ""};
    }
    dimensions.push_back(*found);
  }
  const bool is_twice = dimensions.size() == 2 && dimensions[0].name == dimensions[1].name;
  if (dimensions.empty() || dimensions.size() > 2 || is_twice) {
    return Error{ErrorCode::kInvalidArgument, "by: name one or two different dimensions", ""};
  }
  return Counting(state_->connection, state_->names, filter, dimensions).Run();
}

}  // namespace tadwin::query

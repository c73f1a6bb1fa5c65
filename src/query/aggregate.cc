// Incidents counted by one or two dimensions.
//
// Four ways, the first that serves: counts kept of this pair, a row or a text for each value;
// counts kept of several dimensions together, with those rows looked at that a date cuts through;
// every incident that passes.
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "query/cells.h"
#include "query/count_table.h"
#include "query/incident_page.h"
#include "query/query_state.h"
#include "query/suggest.h"
#include "store/cell_block.h"
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
                                     {"kind", Dim::kKind},
                                     {"context", Dim::kContext}};

// The column of a dimension in a grid; nullptr when it has none.
const char* ColumnIn(const store::Grid& grid, Dim dim) {
  for (const auto& [one, column] : grid.columns) {
    if (one == dim) return column;
  }
  return nullptr;
}

// The smallest grid that has all of these; nullptr: none has.
const store::Grid* GridOf(const std::set<Dim>& needed) {
  for (const store::Grid& grid : store::Grids()) {
    const bool has_all = std::all_of(needed.begin(), needed.end(),
                                     [&grid](Dim dim) { return ColumnIn(grid, dim) != nullptr; });
    if (has_all) return &grid;
  }
  return nullptr;
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
    case Dim::kOutlet:
    case Dim::kContext: break;
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
    const auto conditions = FindCellConditions(filter_);
    std::set<Dim> needed;
    for (const Dimension& one : by_) needed.insert(one.dim);
    if (conditions) {
      for (const auto& entry : *conditions) needed.insert(entry.first);
    }
    const bool has_dates = filter_.from || filter_.to;
    Status done;
    if (conditions && !has_dates && IsKeptPair(needed)) {
      done = FromPair(*conditions, needed);
      out.from_cells = true;
    } else if (const auto blocks = FindBlocks();
               blocks && conditions && conditions->empty() && !has_dates) {
      done = FromBlocks(*blocks);
      out.from_cells = true;
    } else if (const store::Grid* grid = conditions ? GridOf(needed) : nullptr) {
      done = FromGrid(*grid, *conditions);
      out.from_cells = true;
    } else {
      done = FromRows();
    }
    if (!done) return done.error();
    if (Status named = Describe(&out); !named) return named.error();
    return out;
  }

 private:
  std::optional<store::DimPair> FindBlocks() const {
    if (by_.size() < 2) return std::nullopt;
    return store::FindBlockPair(by_[0].dim, by_[1].dim);
  }

  // Numbers of the values of a cell; `code` gives the code of a dimension.
  template <typename Code>
  std::array<uint32_t, 2> NumbersOf(const Code& code) {
    return {table_.NumberOf(0, code(by_[0].dim)),
            by_.size() > 1 ? table_.NumberOf(1, code(by_[1].dim)) : 0};
  }

  Status FromPair(const CellConditions& conditions, const std::set<Dim>& needed) {
    const store::DimPair pair = PairOf(needed);
    const Dim a = pair.a;
    Clause query;
    query.Add("SELECT a, b" + MeasureColumns() + " FROM incident_cells WHERE ")
        .Add(CellsOf(pair, conditions));
    // Of two dimensions that are asked for each cell comes once.
    const bool is_once = by_.size() == 2 && needed.size() == 2;
    return RunClause(connection_, query, [this, a, is_once](const store::Statement& row) {
      const auto numbers = NumbersOf([&row, a](Dim dim) { return row.Int(dim == a ? 0 : 1); });
      if (is_once) {
        table_.Append(numbers[0], numbers[1], MeasuresAt(row, 2));
      } else {
        table_.Add(numbers[0], numbers[1], MeasuresAt(row, 2));
      }
    });
  }

  Status FromBlocks(const store::DimPair& pair) {
    Clause query;
    const auto [first_block, last_block] = store::BlockNumbers(pair);
    query.Add("SELECT a, cells FROM incident_blocks WHERE number >= ?", first_block)
        .Add(" AND number <= ?", last_block);
    const size_t first = by_[0].dim == pair.a ? 0 : 1;  // where a of the pair stands
    std::vector<store::BlockCell> cells;
    Status failed;
    const Status read = RunClause(connection_, query, [&](const store::Statement& row) {
      cells.clear();
      if (Status done = store::ReadBlock(row.View(1), &cells); !done) failed = done;
      std::array<uint32_t, 2> numbers{};
      numbers[first] = table_.NumberOf(first, row.Int(0));
      for (const store::BlockCell& cell : cells) {
        numbers[1 - first] = table_.NumberOf(1 - first, cell.b);
        table_.Append(numbers[0], numbers[1], cell.measures);
      }
    });
    if (!read) return read.error();
    return failed;
  }

  Status FromGrid(const store::Grid& grid, const CellConditions& conditions) {
    Clause query;
    query.Add(std::string("SELECT period, ") + ColumnIn(grid, by_[0].dim) + ", " +
              ColumnIn(grid, by_.back().dim) + MeasureColumns() + " FROM " + grid.table +
              " WHERE 1 = 1");
    if (filter_.from) {
      query.Add(" AND period >= ?", int64_t{ToCivil(*filter_.from).year} * 100);
    }
    if (filter_.to) {
      query.Add(" AND period > ?", store::kWiderThanYear)
          .Add(" AND period < ?", int64_t{ToCivil(*filter_.to).year + 1} * 100);
    }
    for (const auto& [dim, codes] : conditions) {
      query.Add(std::string(" AND ") + ColumnIn(grid, dim) + " IN ").AddList(codes);
    }
    std::set<int64_t> cut;  // periods that a date cuts through
    const bool has_dates = filter_.from || filter_.to;
    int64_t period = -1;  // of the rows before, and whether it lies in the interval
    bool is_inside = true;
    const Status read = RunClause(connection_, query, [&](const store::Statement& row) {
      if (has_dates && row.Int(0) != period) {
        period = row.Int(0);
        is_inside = IsInside(period, &cut);
      }
      if (!is_inside) return;
      const Dim first = by_[0].dim;
      const auto numbers =
          NumbersOf([&row, first](Dim dim) { return row.Int(dim == first ? 1 : 2); });
      table_.Add(numbers[0], numbers[1], MeasuresAt(row, 3));
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
      const uint32_t first = NumberAt(row, 0, columns[0]);
      table_.Add(first, by_.size() > 1 ? NumberAt(row, 1, columns[1]) : 0, measures);
    });
  }

  uint32_t NumberAt(const store::Statement& row, size_t which, const RowColumn& column) {
    const int at = 7 + static_cast<int>(which);
    if (row.IsNull(at)) return table_.NumberOf(which, store::kUnknownCode);
    if (by_[which].dim == Dim::kWeek) {
      if (row.Int(at) == store::kUndated) return table_.NumberOf(which, store::kUnknownCode);
      return table_.NumberOf(which, store::WeekCode(Date{static_cast<int32_t>(row.Int(at))},
                                                    Date{static_cast<int32_t>(row.Int(6))}));
    }
    if (!column.is_text) return table_.NumberOf(which, row.Int(at));
    std::string text = row.Text(at);
    auto& numbers = numbers_[which];
    const auto known = numbers.find(text);
    if (known != numbers.end()) return known->second;
    const int64_t code = store::NameNumber(store::RoleOf(by_[which].dim), text);
    // Kinds are few, and no names of the ledger.
    if (by_[which].dim == Dim::kKind) kinds_.emplace(code, text);
    return numbers.emplace(std::move(text), table_.NumberOf(which, code)).first->second;
  }

  // Months into quarters and years, codes into names, in order.
  Status Describe(Aggregate* out) {
    std::vector<std::vector<AggregateValue>> values;
    for (size_t i = 0; i < by_.size(); ++i) {
      out->by.emplace_back(by_[i].name);
      std::vector<AggregateValue> named(table_.codes(i).size());
      const bool is_name = *store::RoleOf(by_[i].dim) != '\0' && by_[i].dim != Dim::kKind;
      if (is_name) {
        if (Status done = ReadNames(table_.codes(i), &named); !done) return done;
      } else {
        for (size_t number = 0; number < named.size(); ++number) {
          const std::string text = TextOf(by_[i], table_.codes(i)[number]);
          named[number] = {text, text};
        }
      }
      values.push_back(std::move(named));
    }
    table_.MoveTo(std::move(values), out);
    return {};
  }

  std::string TextOf(const Dimension& dimension, int64_t code) const {
    switch (dimension.dim) {
      case Dim::kContested: return code == 0 ? "false" : "true";
      case Dim::kPeriod: return PeriodText(dimension.unit, code);
      case Dim::kWeek: return code == store::kUnknownCode ? "" : ToIso(store::WeekStart(code));
      default: break;
    }
    const auto kind = kinds_.find(code);
    return kind == kinds_.end() ? std::string() : kind->second;
  }

  // Names of codes, many at once.
  Status ReadNames(const std::vector<int64_t>& codes, std::vector<AggregateValue>* values) {
    constexpr size_t kAtOnce = 500;
    std::unordered_map<int64_t, size_t> places;
    for (size_t i = 0; i < codes.size(); ++i) places.emplace(codes[i], i);
    for (size_t begin = 0; begin < codes.size(); begin += kAtOnce) {
      const size_t end = std::min(codes.size(), begin + kAtOnce);
      const std::vector<int64_t> some(codes.begin() + static_cast<int64_t>(begin),
                                      codes.begin() + static_cast<int64_t>(end));
      Clause query;
      query
          .Add(
              "SELECT n.number, n.key, n.name_en, (SELECT s.text FROM ledger_spellings AS s WHERE "
              "s.name = n.number ORDER BY s.incidents DESC, s.text LIMIT 1), (SELECT u.name FROM "
              "place_units AS u WHERE n.role = 'admin' AND u.unit = n.key LIMIT 1) "
              "FROM ledger_names AS n WHERE n.number IN ")
          .AddList(some);
      const Status read = RunClause(connection_, query, [&](const store::Statement& row) {
        AggregateValue& value = (*values)[places.at(row.Int(0))];
        value.key = row.Text(1);
        value.label = value.key;
        for (const int column : {3, 2, 4}) {
          if (!row.IsNull(column)) value.label = row.Text(column);
        }
      });
      if (!read) return read;
    }
    return {};
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
  CountTable table_;
  std::unordered_map<std::string, uint32_t> numbers_[2];  // of texts, by dimension
  std::unordered_map<int64_t, std::string> kinds_;
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

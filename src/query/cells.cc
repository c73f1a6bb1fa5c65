#include "query/cells.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "base/check.h"

namespace tadwin::query {

using store::Dim;

std::optional<CellConditions> FindCellConditions(const Filter& filter) {
  for (const std::string& key : filter.keys) {
    constexpr std::string_view kKept[] = {"kind",   "type", "subtype", "status",   "country",
                                          "review", "from", "to",      "contested"};
    if (std::find(std::begin(kKept), std::end(kKept), key) == std::end(kKept)) return std::nullopt;
  }
  const bool is_events = filter.kinds.empty() ? !filter.any_kind : filter.kinds == Words{"event"};
  if (!is_events || !filter.contested.empty()) return std::nullopt;
  CellConditions conditions;
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

bool IsKeptPair(const std::set<Dim>& needed) {
  if (needed.size() == 1) return *needed.begin() < Dim::kKind;
  return needed.size() == 2 && store::FindRowPair(*needed.begin(), *needed.rbegin()).has_value();
}

store::DimPair PairOf(const std::set<Dim>& needed) {
  const Dim a = *needed.begin();
  const Dim alone = a == Dim::kContested ? Dim::kType : Dim::kContested;
  const auto pair = store::FindRowPair(a, needed.size() == 2 ? *needed.rbegin() : alone);
  TADWIN_CHECK(pair.has_value(), "no cells are kept of these dimensions");
  return *pair;
}

Clause CellsOf(const store::DimPair& pair, const CellConditions& conditions) {
  Clause cells;
  cells.Add("pair = ?", pair.number());
  for (const auto& [dim, codes] : conditions) {
    cells.Add(dim == pair.a ? " AND a IN " : " AND b IN ").AddList(codes);
  }
  return cells;
}

Result<std::optional<int64_t>> CountOfCells(store::Connection* connection, const Filter& filter) {
  const std::optional<CellConditions> conditions = FindCellConditions(filter);
  if (!conditions || filter.from || filter.to) return std::optional<int64_t>();
  std::set<Dim> needed;
  for (const auto& entry : *conditions) needed.insert(entry.first);
  if (!IsKeptPair(needed)) return std::optional<int64_t>();
  int64_t count = 0;
  Clause query;
  query.Add("SELECT coalesce(sum(incidents), 0) FROM incident_cells WHERE ")
      .Add(CellsOf(PairOf(needed), *conditions));
  const Status read =
      RunClause(connection, query, [&count](const store::Statement& row) { count = row.Int(0); });
  if (!read) return read.error();
  return std::optional<int64_t>(count);
}

}  // namespace tadwin::query

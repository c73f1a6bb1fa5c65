#include "query/incident_page.h"

#include <algorithm>
#include <memory>

#include "query/suggest.h"
#include "store/incident_dims.h"

namespace tadwin::query {
namespace {

// So few rows are sorted faster than an order is walked.
constexpr int64_t kSortedAtMost = 3'000;
// So many rows are sorted rather than every incident looked at.
constexpr int64_t kSortedRatherThanAll = 20'000;
// A condition that a fifth of all incidents pass finds a page soon without leading.
constexpr int64_t kCommonShare = 5;

constexpr char kTableIndex[] = "sqlite_autoindex_incident_rows_1";

std::string IndexedBy(const std::string& index, store::Engine engine) {
  return engine == store::Engine::kSqlite ? " INDEXED BY " + index : std::string();
}

// FROM of the rows that `lead` leads to, and what the WHERE must say for it.
Clause LeadFrom(const Condition* lead, const std::string& index, store::Engine engine) {
  if (lead != nullptr && lead->lead == Lead::kName) {
    Clause from;
    from.Add("FROM incident_names AS x" + IndexedBy("incident_names_by_name", engine) +
                 " CROSS JOIN incident_rows AS r" + IndexedBy(kTableIndex, engine) +
                 " WHERE r.day = x.day AND r.number = x.incident AND x.name = ?",
             lead->name);
    return from;
  }
  Clause from;
  from.Add("FROM incident_rows AS r");
  if (lead != nullptr && lead->lead == Lead::kSet) {
    from.Add(IndexedBy(kTableIndex, engine))
        .Add(" WHERE (r.day, r.number) IN (")
        .Add(lead->set)
        .Add(")");
  } else {
    const std::string& wanted = lead != nullptr ? lead->index : index;
    from.Add(IndexedBy(wanted.empty() ? kTableIndex : wanted, engine)).Add(" WHERE 1 = 1");
  }
  return from;
}

// Periods of intervals that begin before a day and reach it.
std::vector<int64_t> PeriodsAcross(Date day) {
  std::vector<int64_t> periods{store::kWiderThanYear};
  const CivilDate civil = ToCivil(day);
  const int64_t year = int64_t{civil.year} * 100;
  for (const int64_t code : {year + civil.month, year + 21 + (civil.month - 1) / 3, year}) {
    if (store::PeriodInterval(code)->start < day) periods.push_back(code);
  }
  return periods;
}

}  // namespace

const std::vector<SortColumn>& IncidentSortColumns() {
  static const std::vector<SortColumn> columns{
      {"start", "r.day", kTableIndex, false},
      {"kind", "r.kind", "incident_rows_by_kind", false},
      {"title", "r.title", "incident_rows_by_title", false},
      {"type", "r.type", "incident_rows_by_type", true},
      {"mode", "r.mode", "incident_rows_by_mode", true},
      {"subtype", "r.subtype", "incident_rows_by_subtype", true},
      {"place", "r.place_name", "incident_rows_by_place_name", true},
      {"country", "r.country", "incident_rows_by_country", true},
      {"killed", "r.killed_low", "incident_rows_by_killed", true, "incident_rows_no_killed"},
      {"injured", "r.injured_low", "incident_rows_by_injured", true, "incident_rows_no_injured"},
      {"status", "r.status", "incident_rows_by_status", true},
      {"outcome", "r.outcome", "incident_rows_by_outcome", true},
      {"weapon", "r.weapon", "incident_rows_by_weapon", true},
      {"n", "r.n", "incident_rows_by_n", true, kTableIndex},
      {"told", "r.told", "incident_rows_by_told", true},
      {"score", "r.score", "incident_rows_by_score", false},
      {"documents", "r.documents", "incident_rows_by_documents", false},
      {"facts", "r.facts", "incident_rows_by_facts", false},
      {"contested", "r.contested", "incident_rows_by_contested", false},
      {"review", "r.review", "incident_rows_by_review", false},
      {"id", "r.id", "incident_rows_by_id", false}};
  return columns;
}

Result<Sort> ParseSort(std::string_view text, const std::vector<SortColumn>& columns,
                       std::string_view otherwise) {
  if (text.empty()) text = otherwise;
  Sort sort;
  sort.descending = text.substr(0, 1) == "-";
  const std::string_view name = sort.descending ? text.substr(1) : text;
  std::vector<std::string_view> names;
  for (const SortColumn& column : columns) {
    if (column.name == name) sort.column = &column;
    names.push_back(column.name);
  }
  if (sort.column != nullptr) return sort;
  return Error{ErrorCode::kInvalidArgument,
               "sort=" + std::string(text) + ": use " + JoinedWords(names) +
                   ", with - before it for the highest first" + DidYouMean(name, names),
               ""};
}

std::vector<Piece> PiecesOf(const IncidentFilter& filter, bool by_day) {
  const int64_t common = filter.incidents / kCommonShare + 1;
  const Condition* lead = filter.Best(by_day || filter.from ? kSortedAtMost : common);
  if (lead == nullptr) lead = filter.BestInDayOrder(common);
  const std::string day = lead != nullptr && lead->lead == Lead::kName ? "x.day" : "r.day";
  const auto bound = [&day](const char* compare, int64_t value) {
    return Clause().Add(day + compare, value);
  };
  if (!filter.from) {
    Piece all{lead, "", {}};
    if (filter.to) all.tests.push_back(bound(" <= ?", filter.to->days));
    return {all};
  }
  const int64_t from = filter.from->days;
  Piece within{lead, "", {bound(" >= ?", from)}};
  within.tests.push_back(filter.to ? bound(" <= ?", filter.to->days)
                                   : bound(" < ?", store::kUndated));
  Piece into{lead, "", {bound(" < ?", from), Clause().Add("r.last_day >= ?", from)}};
  if (lead == nullptr || lead->estimate > kSortedAtMost) {
    into = {nullptr, "incident_rows_by_period", {}};
    into.tests = {Clause().Add("r.period IN ").AddList(PeriodsAcross(*filter.from)),
                  Clause().Add("r.day < ?", from), Clause().Add("r.last_day >= ?", from)};
  }
  return {std::move(within), std::move(into)};
}

std::vector<Clause> FromIncidents(const IncidentFilter& filter, store::Engine engine,
                                  bool only_count) {
  std::vector<Clause> out;
  if (const Condition* covering = only_count ? filter.Covering() : nullptr) {
    Clause from = LeadFrom(covering, "", engine);
    from.Add(" AND ").Add(filter.Tests(covering, true));
    return {from};
  }
  for (const Piece& piece : PiecesOf(filter, false)) {
    Clause from = LeadFrom(piece.lead, piece.index, engine);
    std::vector<Clause> tests = piece.tests;
    if (const Clause rest = filter.Tests(piece.lead, false); !rest.sql.empty()) {
      tests.push_back(rest);
    }
    if (!tests.empty()) from.Add(" AND ").Add(JoinedByAnd(tests));
    out.push_back(std::move(from));
  }
  return out;
}

Clause FromPeriods(const IncidentFilter& filter, const std::vector<int64_t>& periods,
                   store::Engine engine) {
  Clause from = LeadFrom(nullptr, "incident_rows_by_period", engine);
  from.Add(" AND r.period IN ").AddList(periods);
  if (const Clause tests = filter.Tests(nullptr, true); !tests.sql.empty()) {
    from.Add(" AND ").Add(tests);
  }
  return from;
}

void JoinBefore(const std::string& joins, Clause* from) {
  from->sql.insert(from->sql.find(" WHERE "), joins);
}

IncidentPages::IncidentPages(store::Connection* connection, const IncidentFilter& filter,
                             const Sort& sort)
    : connection_(connection), filter_(filter), sort_(sort) {
  if (sort.column->name == "start") {
    AddDayPhases();
  } else {
    AddColumnPhases();
  }
}

void IncidentPages::AddDayPhases() {
  std::vector<Piece> pieces = PiecesOf(filter_, true);
  for (Piece& piece : pieces) phases_.push_back({std::move(piece), false});
  if (filter_.from) {
    if (!sort_.descending) std::swap(phases_[0], phases_[1]);
  } else if (!filter_.to && sort_.descending) {
    // What has no day comes last.
    const bool by_name =
        phases_[0].piece.lead != nullptr && phases_[0].piece.lead->lead == Lead::kName;
    const std::string day = by_name ? "x.day" : "r.day";
    phases_.push_back(phases_[0]);
    phases_[0].piece.tests.push_back(Clause().Add(day + " < ?", store::kUndated));
    phases_[1].piece.tests.push_back(Clause().Add(day + " = ?", store::kUndated));
  }
}

void IncidentPages::AddColumnPhases() {
  const char* index = sort_.column->index;
  Phase known;
  known.piece.lead = filter_.Best(index != nullptr ? kSortedRatherThanAll : INT64_MAX);
  known.by_value = true;
  if (index != nullptr) known.piece.index = index;
  Phase unknown = known;
  unknown.by_value = false;
  if (sort_.column->unknown_index != nullptr) unknown.piece.index = sort_.column->unknown_index;
  const std::string expression = sort_.column->expression;
  if (sort_.column->nullable) {
    known.piece.tests.push_back(Clause().Add(expression + " IS NOT NULL"));
    unknown.piece.tests.push_back(Clause().Add(expression + " IS NULL"));
  }
  phases_.push_back(std::move(known));
  if (sort_.column->nullable) phases_.push_back(std::move(unknown));
}

Clause IncidentPages::Question(size_t number, const std::vector<store::SqlValue>& after,
                               int64_t limit) const {
  const Phase& phase = phases_[number];
  const Piece& piece = phase.piece;
  const bool by_name = piece.lead != nullptr && piece.lead->lead == Lead::kName && !phase.by_value;
  const std::string day = by_name ? "x.day" : "r.day";
  const std::string id = by_name ? "x.incident" : "r.number";
  const std::string value = sort_.column->expression;
  const std::string way = sort_.descending ? " DESC" : "";
  const bool by_day = sort_.column->name == "start";

  Clause inner;
  // Keys only: an index that has what is tested spares looking a row up that does not pass.
  inner.Add("SELECT r.day, r.number, " + value + " AS value ");
  inner.Add(LeadFrom(piece.lead, piece.index, connection_->dialect().engine));
  std::vector<Clause> tests = piece.tests;
  if (const Clause rest = filter_.Tests(piece.lead, !by_day); !rest.sql.empty()) {
    tests.push_back(rest);
  }
  if (!after.empty()) {
    std::string key = "(" + (phase.by_value ? value + ", " : "") + day + ", " + id + ") ";
    key += sort_.descending ? "< (?, ?" : "> (?, ?";
    key += phase.by_value ? ", ?)" : ")";
    Clause beyond{key, after};
    // The bound that the cursor makes needless would be used in its stead.
    if (by_day && !tests.empty()) {
      const std::string other = day + (sort_.descending ? " <" : " >");
      std::erase_if(tests, [&other](const Clause& test) { return test.sql.rfind(other, 0) == 0; });
    }
    tests.push_back(std::move(beyond));
  }
  if (!tests.empty()) inner.Add(" AND ").Add(JoinedByAnd(tests));
  inner.Add(" ORDER BY " + (phase.by_value ? value + way + ", " : "") + day + way + ", " + id +
            way);
  inner.Add(" LIMIT ?", limit);

  Clause outer;
  outer
      .Add(
          "SELECT c.day, c.number, k.value, c.id, c.last_day, c.kind, c.type, c.mode, c.subtype, "
          "c.status, c.outcome, c.review, c.score, c.documents, c.facts, c.killed_low, c.killed, "
          "c.killed_high, c.injured_low, c.injured, c.injured_high, c.n, c.weapon, i.title, p.id, "
          "p.name_en, p.country, p.admin, p.lat, p.lon, p.radius_km FROM (")
      .Add(inner)
      .Add(
          ") AS k JOIN incident_rows AS c ON c.day = k.day AND c.number = k.number "
          "LEFT JOIN incidents AS i ON i.id = c.id "
          "LEFT JOIN ledger_names AS p ON p.number = c.place ORDER BY ")
      .Add((phase.by_value ? "k.value" + way + ", " : "") + "k.day" + way + ", k.number" + way);
  return outer;
}

std::vector<store::SqlValue> IncidentPages::KeyOf(size_t number,
                                                  const store::Statement& row) const {
  std::vector<store::SqlValue> key;
  if (phases_[number].by_value) key.push_back(row.Value(2));
  key.emplace_back(row.Int(0));
  key.emplace_back(row.Int(1));
  return key;
}

}  // namespace tadwin::query

// Pages of facts and of documents.
#include <algorithm>

#include "model/fact.h"
#include "query/fact_filter.h"
#include "query/query_state.h"
#include "query/table_page.h"
#include "query/text_query.h"

namespace tadwin::query {
namespace {

constexpr int64_t kCountedAtMost = 10'000;

// The day that a fact tells: of a commitment when it is due.
constexpr char kTimeOfFact[] =
    "t.fact_id = f.id AND t.field = CASE WHEN f.kind = 'commitment' THEN 'due' ELSE 'time' END";

const std::vector<SortColumn>& FactSortColumns() {
  static const std::vector<SortColumn> columns{{"start", "t.start", nullptr, true},
                                               {"id", "f.id", nullptr, false},
                                               {"kind", "f.kind", nullptr, false},
                                               {"type", "f.plover", nullptr, true},
                                               {"subtype", "f.subtype", nullptr, true},
                                               {"status", "f.status", nullptr, false},
                                               {"outcome", "f.outcome", nullptr, false},
                                               {"score", "f.score", nullptr, false},
                                               {"n", "f.n", nullptr, true},
                                               {"incident", "f.incident", nullptr, true}};
  return columns;
}

const std::vector<SortColumn>& DocumentSortColumns() {
  static const std::vector<SortColumn> columns{{"published", "d.published_start", nullptr, true},
                                               {"name", "d.name", nullptr, false},
                                               {"title", "d.title", nullptr, true},
                                               {"outlet", "d.outlet", nullptr, true},
                                               {"sentences", "d.sentences", nullptr, false},
                                               {"sha256", "d.sha256", nullptr, false}};
  return columns;
}

std::vector<std::string_view> NamesOf(const std::vector<SortColumn>& columns) {
  std::vector<std::string_view> names;
  for (const SortColumn& column : columns) names.push_back(column.name);
  return names;
}

// Facts that pass. Without a leading condition the days are walked, when they are sorted by.
Clause FromFacts(const FactFilter& filter, bool by_day) {
  Clause from;
  if (by_day && !filter.has_lead) {
    from.Add("FROM fact_times AS t CROSS JOIN facts AS f WHERE ").Add(kTimeOfFact);
  } else {
    from.Add("FROM facts AS f LEFT JOIN fact_times AS t ON ").Add(kTimeOfFact).Add(" WHERE 1 = 1");
  }
  if (!filter.tests.empty()) from.Add(" AND ").Add(JoinedByAnd(filter.tests));
  return from;
}

Result<Total> CountFrom(store::Connection* connection, const Clause& from) {
  const Result<int64_t> count = CountUpTo(connection, from, kCountedAtMost + 1);
  if (!count) return count.error();
  return *count > kCountedAtMost ? Total{kCountedAtMost, false} : Total{*count, true};
}

FactRow FactOf(const store::Statement& row) {
  FactRow out;
  out.id = row.Text(1);
  out.kind = row.Text(2);
  out.incident = row.Text(3);
  out.text = row.Text(4);
  out.type = row.Text(5);
  out.mode = row.Text(6);
  out.subtype = row.Text(7);
  out.status = row.Text(8);
  out.outcome = row.Text(9);
  out.weapon = row.Text(10);
  out.score = row.Double(11);
  out.n = row.MaybeDouble(12);
  out.what = row.IsNull(13) ? row.Text(14) : row.Text(13);
  out.document = row.Text(15);
  out.document_name = row.Text(16);
  out.outlet = row.Text(17);
  out.published = row.Text(18);
  out.start = row.Text(19);
  out.stop = row.Text(20);
  return out;
}

constexpr char kFactColumns[] =
    "f.kind, f.incident, f.text, f.plover, f.mode, f.subtype, f.status, f.outcome, f.weapon, "
    "f.score, f.n, f.what, f.commitment_what, d.sha256, d.name, d.outlet, d.published_start, "
    "t.start, t.stop";

Status AddParties(store::Connection* connection, std::vector<FactRow>* rows) {
  store::Statement& names = connection->Prepare(
      "SELECT role, text, id, name_en, kind, country, lat, lon, radius_km FROM fact_names "
      "WHERE fact_id = ? ORDER BY role, position");
  for (FactRow& row : *rows) {
    names.Start(row.id);
    const Status read = store::ForEachRow(&names, [&row](const store::Statement& name) {
      const std::string_view role = name.View(0);
      if (role == "place") {
        row.place =
            PlaceCell{name.Text(1), name.Text(2),        name.Text(3),        name.Text(5),
                      "",           name.MaybeDouble(6), name.MaybeDouble(7), name.MaybeDouble(8)};
        return;
      }
      const bool is_actor = role == "actor" || role == "who";
      (is_actor ? row.actors : row.targets)
          .push_back({name.Text(1), name.Text(2), name.Text(3), name.Text(4)});
    });
    if (!read) return read;
  }
  return {};
}

Status AddSpeakerAndTolls(store::Connection* connection, std::vector<FactRow>* rows) {
  store::Statement& speakers = connection->Prepare(
      "SELECT text, id, type FROM fact_speakers WHERE fact_id = ? AND position = 0");
  store::Statement& tolls = connection->Prepare(
      "SELECT field, low, best, high FROM fact_quantities WHERE fact_id = ? AND "
      "field IN ('killed', 'injured')");
  for (FactRow& row : *rows) {
    speakers.Start(row.id);
    Status read = store::ForEachRow(&speakers, [&row](const store::Statement& speaker) {
      row.speaker = NameCell{speaker.Text(0), speaker.Text(1), "", speaker.Text(2)};
    });
    if (!read) return read;
    tolls.Start(row.id);
    read = store::ForEachRow(&tolls, [&row](const store::Statement& toll) {
      const Quantity quantity{toll.MaybeDouble(1), toll.MaybeDouble(2), toll.MaybeDouble(3)};
      (toll.View(0) == "killed" ? row.killed : row.injured) = quantity;
    });
    if (!read) return read;
  }
  return {};
}

Status AddContexts(store::Connection* connection, std::vector<FactRow>* rows) {
  store::Statement& contexts = connection->Prepare(
      "SELECT DISTINCT rule FROM fact_evidence WHERE fact_id = ? AND field = 'context' ORDER BY 1");
  for (FactRow& row : *rows) {
    contexts.Start(row.id);
    const Status read = store::ForEachRow(&contexts, [&row](const store::Statement& found) {
      row.contexts.push_back(found.Text(0).substr(kContextRule.size()));
    });
    if (!read) return read;
  }
  return {};
}

DocumentRow DocumentOf(const store::Statement& row) {
  DocumentRow out;
  out.sha256 = row.Text(1);
  out.name = row.Text(2);
  out.title = row.Text(3);
  out.outlet = row.Text(4);
  out.url = row.Text(5);
  out.published_start = row.Text(6);
  out.published_stop = row.Text(7);
  out.published_inferred = row.Bool(8);
  out.sentences = row.Int(9);
  out.facts = row.Int(10);
  return out;
}

}  // namespace

const std::vector<std::string_view>& FactColumns() {
  static const std::vector<std::string_view> names = NamesOf(FactSortColumns());
  return names;
}

const std::vector<std::string_view>& DocumentColumns() {
  static const std::vector<std::string_view> names = NamesOf(DocumentSortColumns());
  return names;
}

Result<std::set<std::string>> Query::FactIds(const Filter& filter) {
  store::ReadSnapshot snapshot(state_->connection);
  if (Status begun = snapshot.Begin(); !begun) return begun.error();
  const Result<FactFilter> made = FactFilterMaker(state_->connection, state_->names).Make(filter);
  if (!made) return made.error();
  std::set<std::string> ids;
  const Status read =
      RunClause(state_->connection, Clause().Add("SELECT f.id ").Add(FromFacts(*made, false)),
                [&ids](const store::Statement& row) { ids.insert(row.Text(0)); });
  if (!read) return read.error();
  return ids;
}

Result<Page<FactRow>> Query::Facts(const PageRequest& request) {
  store::Connection* connection = state_->connection;
  store::ReadSnapshot snapshot(connection);
  if (Status begun = snapshot.Begin(); !begun) return begun.error();
  const Result<Sort> sort = ParseSort(request.sort, FactSortColumns(), "-start");
  if (!sort) return sort.error();
  const Result<FactFilter> filter = FactFilterMaker(connection, state_->names).Make(request.filter);
  if (!filter) return filter.error();
  const bool by_day = sort->column->name == "start";
  // Facts without a day have no row of times: they come in a phase of their own.
  class Source {
   public:
    Source(const TablePages& dated, const TablePages& others) : dated_(dated), others_(others) {}
    size_t phases() const { return dated_.phases(); }
    Clause Question(size_t phase, const std::vector<store::SqlValue>& after, int64_t limit) const {
      return (phase == 0 ? dated_ : others_).Question(phase, after, limit);
    }
    std::vector<store::SqlValue> KeyOf(size_t phase, const store::Statement& row) const {
      return dated_.KeyOf(phase, row);
    }

   private:
    const TablePages& dated_;
    const TablePages& others_;
  };
  TableShape shape;
  shape.from = FromFacts(*filter, by_day);
  shape.key = "f.id";
  shape.columns = kFactColumns;
  shape.joined = std::string(
                     " JOIN facts AS f ON f.id = c.key JOIN documents AS d ON d.id = "
                     "f.document_id LEFT JOIN fact_times AS t ON ") +
                 kTimeOfFact;
  TableShape rest = shape;
  rest.from = FromFacts(*filter, false);
  if (by_day && !filter->has_lead) shape.key = "t.fact_id";
  const TablePages dated(shape, *sort);
  const TablePages others(rest, *sort);
  Result<Page<FactRow>> page =
      ReadPage<FactRow>(connection, request, Source(dated, others), FactOf);
  if (!page) return page;
  if (Status added = AddParties(connection, &page->items); !added) return added.error();
  if (Status added = AddSpeakerAndTolls(connection, &page->items); !added) return added.error();
  if (Status added = AddContexts(connection, &page->items); !added) return added.error();
  if (request.with_total) {
    const Result<Total> total = CountFrom(connection, rest.from);
    if (!total) return total.error();
    page->total = *total;
  }
  return page;
}

Result<Page<DocumentRow>> Query::Documents(const PageRequest& request) {
  store::Connection* connection = state_->connection;
  store::ReadSnapshot snapshot(connection);
  if (Status begun = snapshot.Begin(); !begun) return begun.error();
  const Result<Sort> sort = ParseSort(request.sort, DocumentSortColumns(), "-published");
  if (!sort) return sort.error();
  TableShape shape;
  shape.from.Add("FROM documents AS d WHERE 1 = 1");
  const Filter& asked = request.filter;
  if (!asked.documents.empty()) {
    shape.from.Add(" AND (d.sha256 IN ")
        .AddList(asked.documents)
        .Add(" OR d.name IN ")
        .AddList(asked.documents)
        .Add(")");
  }
  if (asked.published) {
    shape.from.Add(" AND d.published_start <= ?", ToIso(asked.published->stop))
        .Add(" AND d.published_stop >= ?", ToIso(asked.published->start));
  }
  if (asked.recorded) {
    shape.from.Add(" AND d.sha256 IN (").Add(DocumentsRecorded(*asked.recorded)).Add(")");
  }
  if (!asked.text.empty()) {
    const Result<TextQuery> query = ParseTextQuery(asked.text, state_->names.folder());
    if (!query) return query.error();
    shape.from.Add(" AND d.id IN (").Add(DocumentsMatching(*query, *connection)).Add(")");
  }
  // Other keys ask for documents that tell such facts.
  Filter of_facts = asked;
  of_facts.documents.clear();
  of_facts.published.reset();
  of_facts.recorded.reset();
  of_facts.text.clear();
  const Result<FactFilter> facts = FactFilterMaker(connection, state_->names).Make(of_facts);
  if (!facts) return facts.error();
  if (!facts->tests.empty()) {
    shape.from.Add(" AND d.id IN (SELECT f.document_id ").Add(FromFacts(*facts, false)).Add(")");
  }
  shape.key = "d.sha256";
  shape.columns =
      "d.name, d.title, d.outlet, d.url, d.published_start, d.published_stop, "
      "d.published_inferred, d.sentences, "
      "(SELECT count(*) FROM facts AS g WHERE g.document_id = d.id)";
  shape.joined = " JOIN documents AS d ON d.sha256 = c.key";
  Result<Page<DocumentRow>> page =
      ReadPage<DocumentRow>(connection, request, TablePages(shape, *sort), DocumentOf);
  if (!page || !request.with_total) return page;
  const Result<Total> total = CountFrom(connection, shape.from);
  if (!total) return total.error();
  page->total = *total;
  return page;
}

}  // namespace tadwin::query

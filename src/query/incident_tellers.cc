// Conditions on the documents and facts that tell an incident.
#include "query/fact_filter.h"
#include "query/incident_filter.h"
#include "query/text_query.h"

namespace tadwin::query {
namespace {

// A document tells about so many incidents.
constexpr int64_t kIncidentsADocument = 8;

}  // namespace

// What the documents are that tell it.
Status IncidentFilterMaker::AddTellers(const Filter& filter) {
  if (Status added = AddDocuments(filter); !added) return added;
  if (filter.published) {
    if (Status added = AddPublished(*filter.published); !added) return added;
  }
  if (filter.recorded) {
    if (Status added = AddRecorded(*filter.recorded); !added) return added;
  }
  if (Status added = AddRules(filter.rules); !added) return added;
  return filter.text.empty() ? Status() : AddText(filter.text);
}

void IncidentFilterMaker::AddIncidentSet(const Clause& select_ids, int64_t estimate) {
  Condition condition;
  condition.test.Add("r.id IN (").Add(select_ids).Add(")");
  condition.lead = Lead::kSet;
  condition.set.Add("SELECT day, number FROM incident_rows WHERE id IN (").Add(select_ids).Add(")");
  condition.estimate = estimate;
  out_.conditions.push_back(std::move(condition));
}

Status IncidentFilterMaker::AddDocuments(const Filter& filter) {
  if (!filter.documents.empty()) {
    Clause ids;
    ids.Add(
           "SELECT f.incident FROM documents AS d JOIN facts AS f ON f.document_id = d.id "
           "WHERE d.sha256 IN ")
        .AddList(filter.documents)
        .Add(" OR d.name IN ")
        .AddList(filter.documents);
    AddIncidentSet(ids, static_cast<int64_t>(filter.documents.size()) * kIncidentsADocument);
  }
  if (!filter.incidents.empty()) {
    Condition condition;
    condition.test.Add("r.id IN ").AddList(filter.incidents);
    condition.lead = Lead::kColumn;
    condition.index = "incident_rows_by_id";
    condition.estimate = static_cast<int64_t>(filter.incidents.size());
    out_.conditions.push_back(std::move(condition));
  }
  return {};
}

Status IncidentFilterMaker::AddPublished(const DateInterval& published) {
  Clause dates;
  dates.Add("d.published_start <= ?", ToIso(published.stop))
      .Add(" AND d.published_stop >= ?", ToIso(published.start));
  Clause from;
  from.Add("FROM documents AS d WHERE ").Add(dates);
  const Result<int64_t> count = CountUpTo(connection_, from, kCountedAtMost);
  if (!count) return count.error();
  Clause ids;
  ids.Add("SELECT f.incident FROM documents AS d JOIN facts AS f ON f.document_id = d.id WHERE ")
      .Add(dates);
  AddIncidentSet(ids, *count * kIncidentsADocument);
  Condition& condition = out_.conditions.back();
  condition.test = Clause()
                       .Add(
                           "EXISTS (SELECT 1 FROM incident_facts AS i JOIN facts AS f ON f.id = "
                           "i.fact_id JOIN documents AS d ON d.id = f.document_id WHERE "
                           "i.incident_id = r.id AND ")
                       .Add(dates)
                       .Add(")");
  return {};
}

Status IncidentFilterMaker::AddRecorded(const DateInterval& recorded) {
  const Clause documents = DocumentsRecorded(recorded);
  const Result<int64_t> count = CountUpTo(
      connection_, Clause().Add("FROM (").Add(documents).Add(") AS hits"), kCountedAtMost);
  if (!count) return count.error();
  Clause ids;
  ids.Add(
         "SELECT f.incident FROM documents AS d JOIN facts AS f ON f.document_id = d.id "
         "WHERE d.sha256 IN (")
      .Add(documents)
      .Add(")");
  AddIncidentSet(ids, *count * kIncidentsADocument);
  return {};
}

// Told by a document that has the words.
Status IncidentFilterMaker::AddText(const std::string& text) {
  const Result<TextQuery> query = ParseTextQuery(text, names_.folder());
  if (!query) return query.error();
  const Clause documents = DocumentsMatching(*query, *connection_);
  Clause from;
  from.Add("FROM (").Add(documents).Add(") AS hits");
  const Result<int64_t> count = CountUpTo(connection_, from, kCountedAtMost);
  if (!count) return count.error();
  Clause ids;
  ids.Add("SELECT f.incident FROM facts AS f WHERE f.document_id IN (").Add(documents).Add(")");
  AddIncidentSet(ids, *count * kIncidentsADocument);
  return {};
}

// Told by a fact of these rules.
Status IncidentFilterMaker::AddRules(const Words& rules) {
  if (rules.empty()) return {};
  const Clause facts = FactsOfRules(NumbersOfRules(rules));
  const Result<int64_t> count =
      CountUpTo(connection_, Clause().Add("FROM (").Add(facts).Add(") AS hits"), kCountedAtMost);
  if (!count) return count.error();
  Clause ids;
  ids.Add("SELECT f.incident FROM facts AS f WHERE f.id IN (").Add(facts).Add(")");
  AddIncidentSet(ids, *count);
  return {};
}

}  // namespace tadwin::query

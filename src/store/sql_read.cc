#include <algorithm>
#include <string_view>

#include "model/fact_json.h"
#include "store/document_rows.h"
#include "store/fact_codec.h"
#include "store/sql_store.h"

namespace tadwin::store {
namespace {

// Runs a query whose WHERE clause is left out when there is no key.
Statement& StartQuery(Connection* connection, const std::string& select, const std::string& where,
                      const std::string& order, const std::optional<std::string>& key) {
  Statement& query = connection->Prepare(select + (key ? where : "") + order);
  if (key) {
    query.Start(*key);
  } else {
    query.Start();
  }
  return query;
}

// Runs a query over parts of incidents.
Statement& StartRange(Connection* connection, const std::string& select, const std::string& order,
                      const IdRange& range) {
  Statement& query =
      connection->Prepare(select + (range ? " WHERE incident_id BETWEEN ? AND ?" : "") + order);
  if (range) {
    query.Start(range->first, range->second);
  } else {
    query.Start();
  }
  return query;
}

// Runs a query over facts or their parts; `id` is the column that holds the fact's id.
Statement& StartFactQuery(Connection* connection, const std::string& select, const std::string& id,
                          const std::string& order, const FactSelection& which) {
  const std::string in = " WHERE " + id + " IN (SELECT id FROM ";
  if (which.wanted) {
    Statement& query = connection->Prepare(select + in + "wanted)" + order);
    query.Start();
    return query;
  }
  if (which.incidents) {
    Statement& query =
        connection->Prepare(select + in + "facts WHERE incident BETWEEN ? AND ?)" + order);
    query.Start(which.incidents->first, which.incidents->second);
    return query;
  }
  if (which.document) {
    Statement& query = connection->Prepare(
        select + in + "facts WHERE document_id = (SELECT id FROM documents WHERE sha256 = ?))" +
        order);
    query.Start(*which.document);
    return query;
  }
  return StartQuery(connection, select, " WHERE " + id + " = ?", order, which.id);
}

// ForEachRow for rows that begin with a fact's id; rows of unknown facts are skipped.
template <typename Read>
Status ForEachFactRow(Statement* query, std::map<std::string, Fact>* facts, const Read& read) {
  return ForEachRow(query, [facts, &read](Statement& row) {
    const auto fact = facts->find(row.Text(0));
    if (fact != facts->end()) read(row, &fact->second);
  });
}

Fact FactOf(const Statement& row) {
  Fact fact;
  fact.id = row.Text(0);
  fact.doc = row.Text(1);
  fact.doc_sha256 = row.Text(2);
  fact.kind = FactKindOf(row.Text(3));
  fact.span = {row.Uint32(4), row.Uint32(5)};
  fact.text = row.Text(6);
  fact.status = FactStatusOf(row.Text(7));
  fact.rules = SplitRules(row.Text(8));
  fact.sentence = row.Uint32(9);
  fact.plover = row.Text(10);
  fact.mode = row.Text(11);
  fact.subtype = row.Text(12);
  fact.date_text = row.Text(13);
  fact.weapon = row.Text(14);
  if (!row.IsNull(15)) fact.count = row.Int(15);
  fact.outcome = OutcomeOf(row.Text(16));
  fact.score = row.Double(17);
  fact.n = row.MaybeDouble(18);
  fact.what = row.Text(19);
  fact.what_key = row.Text(20);
  fact.commitment_what = row.Text(21);
  fact.due_text = row.Text(22);
  fact.incident = row.Text(23);
  const std::optional<Date> told_start = DateOf(row.Text(24));
  const std::optional<Date> told_stop = DateOf(row.Text(25));
  if (told_start && told_stop) fact.told = DateInterval{*told_start, *told_stop};
  return fact;
}

// The context that a row of evidence names, kept sorted and distinct.
void AddContext(const Evidence& evidence, std::vector<std::string>* contexts) {
  if (!evidence.rule.starts_with(kContextRule)) return;
  const std::string context = evidence.rule.substr(kContextRule.size());
  const auto at = std::lower_bound(contexts->begin(), contexts->end(), context);
  if (at == contexts->end() || *at != context) contexts->insert(at, context);
}

}  // namespace

Result<SqlStore::FactsById> SqlStore::ReadFactMap(const FactSelection& which) {
  ReadSnapshot snapshot(connection_.get());
  if (Status begun = snapshot.Begin(); !begun) return begun.error();
  FactsById facts;
  Statement& query = StartFactQuery(
      connection_.get(),
      "SELECT f.id, d.name, d.sha256, f.kind, f.begin, f.end, f.text, f.status, f.rules, "
      "f.sentence, f.plover, f.mode, f.subtype, f.date_text, f.weapon, f.count, f.outcome, "
      "f.score, f.n, f.what, f.what_key, f.commitment_what, f.due_text, f.incident, "
      "d.published_start, d.published_stop "
      "FROM facts f JOIN documents d ON d.id = f.document_id",
      "f.id", "", which);
  if (Status read = ForEachRow(&query,
                               [&facts, &which](const Statement& row) {
                                 Fact fact = FactOf(row);
                                 if (which.slim) fact.rules = {};
                                 facts.emplace(fact.id, std::move(fact));
                               });
      !read) {
    return read.error();
  }
  for (const auto part :
       {&SqlStore::ReadTimes, &SqlStore::ReadQuantities, &SqlStore::ReadNames,
        &SqlStore::ReadSpeakers, &SqlStore::ReadEvidence, &SqlStore::ReadWordings}) {
    if (Status read = (this->*part)(which, &facts); !read) return read.error();
  }
  return facts;
}

Result<std::vector<Fact>> SqlStore::ReadFacts(const FactSelection& which) {
  Result<FactsById> facts = ReadFactMap(which);
  if (!facts) return facts.error();
  std::vector<Fact> sorted;
  sorted.reserve(facts->size());
  for (auto& entry : *facts) sorted.push_back(std::move(entry.second));
  SortFacts(&sorted);
  return sorted;
}

Status SqlStore::ReadTimes(const FactSelection& which, FactsById* facts) {
  Statement& query =
      StartFactQuery(connection_.get(), "SELECT * FROM fact_times", "fact_id", "", which);
  return ForEachFactRow(&query, facts, [](const Statement& row, Fact* fact) {
    const std::string field = row.Text(1);
    TimeValue& time = field == "time" ? fact->time : field == "due" ? fact->due : fact->made_on;
    time.start = DateOf(row.Text(2));
    time.stop = DateOf(row.Text(3));
    time.precision = PrecisionOf(row.Text(4));
    time.anchor = TimeAnchorOf(row.Text(5));
    time.is_duration = row.Int(6) != 0;
    time.length_days = row.MaybeDouble(7);
    time.is_deadline = row.Int(8) != 0;
    time.yearless = row.Int(9) != 0;
  });
}

Status SqlStore::ReadQuantities(const FactSelection& which, FactsById* facts) {
  Statement& query =
      StartFactQuery(connection_.get(), "SELECT * FROM fact_quantities", "fact_id", "", which);
  return ForEachFactRow(&query, facts, [](const Statement& row, Fact* fact) {
    const std::string field = row.Text(1);
    const Quantity quantity{row.MaybeDouble(2), row.MaybeDouble(3), row.MaybeDouble(4)};
    if (field == "killed") fact->killed = quantity;
    if (field == "injured") fact->injured = quantity;
    if (field == "detained") fact->detained = quantity;
    if (field == "missing") fact->missing = quantity;
    if (field == "n") fact->quantity = quantity;
  });
}

Status SqlStore::ReadNames(const FactSelection& which, FactsById* facts) {
  Statement& query = StartFactQuery(connection_.get(), "SELECT * FROM fact_names", "fact_id",
                                    " ORDER BY fact_id, role, position", which);
  return ForEachFactRow(&query, facts, [](const Statement& row, Fact* fact) {
    NamedRef ref;
    ref.text = row.Text(3);
    ref.span = {row.Uint32(4), row.Uint32(5)};
    ref.name.id = row.Text(6);
    ref.name.name_en = row.Text(7);
    ref.name.country = row.Text(8);
    ref.name.kind = NameKindOf(row.Text(9));
    ref.name.lat = row.MaybeDouble(10);
    ref.name.lon = row.MaybeDouble(11);
    ref.name.radius_km = row.MaybeDouble(12);
    ref.name.actor_id = row.Text(13);
    const std::string role = row.Text(1);
    if (role == "actor")
      fact->actors.push_back(std::move(ref));
    else if (role == "target")
      fact->targets.push_back(std::move(ref));
    else if (role == "who")
      fact->who.push_back(std::move(ref));
    else if (role == "to_whom")
      fact->to_whom.push_back(std::move(ref));
    else
      fact->place = std::move(ref);
  });
}

Status SqlStore::ReadWordings(const FactSelection& which, FactsById* facts) {
  Statement& query =
      StartFactQuery(connection_.get(), "SELECT * FROM fact_wordings", "fact_id", "", which);
  return ForEachFactRow(&query, facts, [](const Statement& row, Fact* fact) {
    fact->wording = row.Text(1);
    fact->credit = row.Text(2);
  });
}

Status SqlStore::ReadSpeakers(const FactSelection& which, FactsById* facts) {
  Statement& query = StartFactQuery(connection_.get(), "SELECT * FROM fact_speakers", "fact_id",
                                    " ORDER BY fact_id, position", which);
  return ForEachFactRow(&query, facts, [](const Statement& row, Fact* fact) {
    const SpeakerType type = SpeakerTypeOf(row.Text(3));
    const Span span{row.Uint32(4), row.Uint32(5)};
    if (row.Int(1) == 0) {
      fact->speaker = Speaker{row.Text(2), type, span, row.Text(6), {}};
    } else if (fact->speaker) {
      fact->speaker->chain.push_back(SpeakerLink{row.Text(2), type, span, row.Text(6)});
    }
  });
}

Status SqlStore::ReadEvidence(const FactSelection& which, FactsById* facts) {
  // Linking reads where a date stands, and marks of sameness and difference.
  const std::string from =
      which.slim
          ? "(SELECT * FROM fact_evidence WHERE field IN ('start', 'due', 'another', 'same')) AS e"
          : "fact_evidence";
  Statement& query = StartFactQuery(connection_.get(), "SELECT * FROM " + from, "fact_id",
                                    " ORDER BY fact_id, position", which);
  return ForEachFactRow(&query, facts, [](const Statement& row, Fact* fact) {
    fact->evidence.push_back({row.Text(2), {row.Uint32(3), row.Uint32(4)}, row.Text(5)});
    AddContext(fact->evidence.back(), &fact->contexts);
  });
}

Result<std::vector<Fact>> SqlStore::Facts() { return ReadFacts({}); }

Result<std::vector<Fact>> SqlStore::FactsOfDocument(const std::string& sha256) {
  return ReadFacts({.document = sha256});
}

Result<std::optional<Fact>> SqlStore::FindFact(const std::string& id) {
  Result<std::vector<Fact>> facts = ReadFacts({.id = id});
  if (!facts) return facts.error();
  if (facts->empty()) return std::optional<Fact>();
  return std::optional<Fact>(std::move(facts->front()));
}

Result<std::vector<DocumentRecord>> SqlStore::ReadDocuments(
    const std::optional<std::string>& sha256) {
  ReadSnapshot snapshot(connection_.get());
  if (Status begun = snapshot.Begin(); !begun) return begun.error();
  std::map<int64_t, size_t> place_of;  // document id -> index
  std::vector<DocumentRecord> documents;
  const std::string select =
      std::string(kDocumentHead) + ", " + kDocumentText + ", d.id FROM documents AS d";
  Statement& query = StartQuery(connection_.get(), select, " WHERE d.sha256 = ?",
                                " ORDER BY d.name, d.sha256", sha256);
  Status read = ForEachRow(&query, [&](const Statement& row) {
    place_of[row.Int(kDocumentHeadColumns + 2)] = documents.size();
    documents.push_back(DocumentHeadOf(row));
    ReadDocumentText(row, &documents.back());
  });
  if (!read) return read.error();
  Statement& evidence =
      StartQuery(connection_.get(), "SELECT document_id, begin, \"end\" FROM published_evidence",
                 " WHERE document_id = (SELECT id FROM documents WHERE sha256 = ?)",
                 " ORDER BY document_id, position", sha256);
  read = ForEachRow(&evidence, [&](const Statement& row) {
    const auto at = place_of.find(row.Int(0));
    if (at == place_of.end()) return;
    documents[at->second].published_evidence.push_back({row.Uint32(1), row.Uint32(2)});
  });
  if (!read) return read.error();
  return documents;
}

Result<std::vector<DocumentRecord>> SqlStore::Documents() { return ReadDocuments(std::nullopt); }

Result<std::optional<DocumentRecord>> SqlStore::FindDocument(const std::string& sha256) {
  Result<std::vector<DocumentRecord>> documents = ReadDocuments(sha256);
  if (!documents) return documents.error();
  if (documents->empty()) return std::optional<DocumentRecord>();
  return std::optional<DocumentRecord>(std::move(documents->front()));
}

Result<std::vector<DocumentKey>> SqlStore::Keys() {
  std::vector<DocumentKey> keys;
  Statement& query = connection_->Prepare(
      "SELECT sha256, name, rules_hash, meta_hash FROM documents ORDER BY sha256");
  query.Start();
  const Status read = ForEachRow(&query, [&keys](const Statement& row) {
    keys.push_back({row.Text(0), row.Text(1), row.Text(2), row.Text(3)});
  });
  if (!read) return read.error();
  return keys;
}

Result<bool> SqlStore::NeedsLinking() {
  const Result<int64_t> needs = connection_->QueryInt(
      "SELECT EXISTS (SELECT 1 FROM facts WHERE incident IS NULL) OR "
      "EXISTS (SELECT 1 FROM link_touched)");
  if (!needs) return needs.error();
  return *needs != 0;
}

Result<std::vector<RejectRecord>> SqlStore::Rejects() {
  std::vector<RejectRecord> rejects;
  Statement& query = connection_->Prepare(
      "SELECT name, sha256, code, message, place FROM rejects ORDER BY name, sha256, code");
  query.Start();
  const Status read = ForEachRow(&query, [&rejects](const Statement& row) {
    rejects.push_back({row.Text(0), row.Text(1),
                       Error{static_cast<ErrorCode>(row.Int(2)), row.Text(3), row.Text(4)}});
  });
  if (!read) return read.error();
  return rejects;
}

Result<LedgerCounts> SqlStore::Count() {
  ReadSnapshot snapshot(connection_.get());
  if (Status begun = snapshot.Begin(); !begun) return begun.error();
  LedgerCounts counts;
  struct Query {
    const char* sql;
    uint64_t* out;
  };
  for (const Query& query : {
           Query{"SELECT count(*) FROM documents", &counts.documents},
           Query{"SELECT count(*) - (SELECT count(*) FROM documents) FROM document_names",
                 &counts.copies},
           Query{"SELECT coalesce(sum(sentences), 0) FROM documents", &counts.sentences},
           Query{"SELECT count(*) FROM incidents", &counts.incidents},
           Query{"SELECT count(*) FROM incident_fields WHERE contested = 1",
                 &counts.contested_fields},
           Query{"SELECT count(*) FROM rejects", &counts.rejects},
       }) {
    const Result<int64_t> count = connection_->QueryInt(query.sql);
    if (!count) return count.error();
    *query.out = static_cast<uint64_t>(*count);
  }
  Statement& kinds = connection_->Prepare("SELECT kind, count(*) FROM facts GROUP BY kind");
  kinds.Start();
  const Status read = ForEachRow(&kinds, [&counts](const Statement& row) {
    counts.facts[static_cast<size_t>(FactKindOf(row.Text(0)))] = static_cast<uint64_t>(row.Int(1));
  });
  if (!read) return read.error();
  return counts;
}

Result<std::vector<Incident>> SqlStore::Incidents() {
  ReadSnapshot snapshot(connection_.get());
  if (Status begun = snapshot.Begin(); !begun) return begun.error();
  std::map<std::string, Incident> incidents;
  Statement& query = connection_->Prepare("SELECT id, kind, title FROM incidents ORDER BY id");
  query.Start();
  Status read = ForEachRow(&query, [&incidents](const Statement& row) {
    Incident& incident = incidents[row.Text(0)];
    incident.id = row.Text(0);
    incident.kind = row.Text(1);
    incident.title = row.Text(2);
  });
  if (!read) return read.error();
  if (read = ReadIncidentParts(std::nullopt, &incidents); !read) return read.error();
  if (read = ReadIncidentSources(std::nullopt, &incidents); !read) return read.error();
  if (read = ReadOrigins(std::nullopt, &incidents); !read) return read.error();
  std::vector<Incident> sorted;
  sorted.reserve(incidents.size());
  for (auto& entry : incidents) sorted.push_back(std::move(entry.second));
  return sorted;
}

Status SqlStore::ReadIncidentParts(const IdRange& range,
                                   std::map<std::string, Incident>* incidents) {
  Statement& facts =
      StartRange(connection_.get(), "SELECT incident_id, fact_id FROM incident_facts",
                 " ORDER BY 1, 2", range);
  Status read = ForEachRow(&facts, [incidents](const Statement& row) {
    (*incidents)[row.Text(0)].facts.push_back(row.Text(1));
  });
  if (!read) return read;
  Statement& reasons =
      StartRange(connection_.get(), "SELECT incident_id, fact_id, reason FROM incident_reasons",
                 " ORDER BY incident_id, position", range);
  read = ForEachRow(&reasons, [incidents](const Statement& row) {
    (*incidents)[row.Text(0)].why.emplace_back(row.Text(1), row.Text(2));
  });
  if (!read) return read;
  Statement& fields = StartRange(connection_.get(),
                                 "SELECT incident_id, field, contested, rule FROM incident_fields",
                                 " ORDER BY incident_id, position", range);
  read = ForEachRow(&fields, [incidents](const Statement& row) {
    (*incidents)[row.Text(0)].fields.push_back({row.Text(1), {}, row.Int(2) != 0, row.Text(3)});
  });
  if (!read) return read;
  Statement& values = StartRange(
      connection_.get(),
      "SELECT incident_id, field, value, label, documents, preferred FROM incident_values",
      " ORDER BY incident_id, field, position", range);
  return ForEachRow(&values, [incidents](const Statement& row) {
    FieldValue value;
    value.value = row.Text(2);
    value.label = row.Text(3);
    value.documents = row.Uint32(4);
    value.preferred = row.Int(5) != 0;
    std::vector<IncidentField>& told = (*incidents)[row.Text(0)].fields;
    if (row.Uint32(1) < told.size()) told[row.Uint32(1)].values.push_back(std::move(value));
  });
}

Status SqlStore::ReadOrigins(const IdRange& range, std::map<std::string, Incident>* incidents) {
  Statement& query =
      StartRange(connection_.get(), "SELECT incident_id, origin FROM incident_origins",
                 " ORDER BY 1, fact_id", range);
  Status read = ForEachRow(&query, [incidents](const Statement& row) {
    (*incidents)[row.Text(0)].origins.push_back(row.Text(1));
  });
  if (!read) return read;
  for (auto& [id, incident] : *incidents) SetValueOrigins(&incident);
  return {};
}

Status SqlStore::ReadIncidentSources(const IdRange& range,
                                     std::map<std::string, Incident>* incidents) {
  Statement& query =
      StartRange(connection_.get(),
                 "SELECT incident_id, field, value, source, text FROM incident_value_sources",
                 " ORDER BY incident_id, field, value, source, position", range);
  return ForEachRow(&query, [incidents](const Statement& row) {
    std::vector<IncidentField>& told = (*incidents)[row.Text(0)].fields;
    if (row.Uint32(1) >= told.size()) return;
    std::vector<FieldValue>& values = told[row.Uint32(1)].values;
    if (row.Uint32(2) >= values.size()) return;
    FieldValue& value = values[row.Uint32(2)];
    (row.Text(3) == "fact" ? value.facts : value.speakers).push_back(row.Text(4));
  });
}

Result<uint64_t> SqlStore::DataVersion() {
  // A server has no number of one database's changes: any transaction of it counts.
  const Result<int64_t> version = connection_->QueryInt(
      connection_->is(Engine::kSqlite) ? "PRAGMA data_version"
                                       : "SELECT txid_snapshot_xmax(txid_current_snapshot())");
  if (!version) return version.error();
  return static_cast<uint64_t>(*version);
}

}  // namespace tadwin::store

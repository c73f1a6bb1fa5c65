// Reading a ledger bit by bit, for those who must not hold it in memory.
#include <map>
#include <utility>

#include "base/hash.h"
#include "store/fact_codec.h"
#include "store/sql_store.h"

namespace tadwin::store {
namespace {

// A document's columns without its text.
constexpr char kDocumentHead[] =
    "SELECT d.sha256, d.name, d.title, d.outlet, d.url, d.published_start, d.published_stop, "
    "d.published_inferred, d.published_rule, d.rules_hash, d.meta_hash, d.sentences ";

DocumentRecord DocumentHeadOf(const Statement& row) {
  DocumentRecord document;
  document.sha256 = row.Text(0);
  document.name = row.Text(1);
  document.title = row.MaybeText(2);
  document.outlet = row.MaybeText(3);
  document.url = row.MaybeText(4);
  const std::optional<Date> start = DateOf(row.Text(5));
  const std::optional<Date> stop = DateOf(row.Text(6));
  if (start && stop) document.published = DateInterval{*start, *stop};
  document.published_inferred = row.Int(7) != 0;
  document.published_rule = row.Text(8);
  document.rules_hash = row.Text(9);
  document.meta_hash = row.Text(10);
  document.sentences = row.Uint32(11);
  return document;
}

}  // namespace

Result<IncidentPage> SqlStore::IncidentsAfter(const std::string& id, size_t limit) {
  IncidentPage page;
  std::map<std::string, Incident> incidents;
  Statement& query = connection_->Prepare(
      "SELECT id, kind, title FROM incidents WHERE id > ? ORDER BY id LIMIT ?");
  query.Start(id, static_cast<int64_t>(limit));
  Status read = ForEachRow(&query, [&incidents](const Statement& row) {
    Incident& incident = incidents[row.Text(0)];
    incident.id = row.Text(0);
    incident.kind = row.Text(1);
    incident.title = row.Text(2);
  });
  if (!read) return read.error();
  if (incidents.empty()) return page;
  const IdRange range = std::pair(incidents.begin()->first, incidents.rbegin()->first);
  if (read = ReadIncidentParts(range, &incidents); !read) return read.error();
  if (read = ReadIncidentSources(range, &incidents); !read) return read.error();
  if (read = ReadOrigins(range, &incidents); !read) return read.error();
  for (auto& entry : incidents) page.incidents.push_back(std::move(entry.second));
  Result<FactsById> facts = ReadFactMap({.incidents = range});
  if (!facts) return facts.error();
  for (auto& entry : *facts) page.facts.push_back(std::move(entry.second));
  Statement& documents = connection_->Prepare(
      std::string(kDocumentHead) +
      "FROM documents d WHERE d.id IN "
      "(SELECT document_id FROM facts WHERE incident BETWEEN ? AND ?) ORDER BY d.name, d.sha256");
  documents.Start(range->first, range->second);
  read = ForEachRow(
      &documents, [&page](const Statement& row) { page.documents.push_back(DocumentHeadOf(row)); });
  if (!read) return read.error();
  return page;
}

Result<std::vector<DocumentRecord>> SqlStore::DocumentsAfter(const std::string& name) {
  std::vector<DocumentRecord> documents;
  Statement& query =
      connection_->Prepare(std::string(kDocumentHead) +
                           ", d.text, d.folded FROM documents d WHERE d.name = "
                           "(SELECT min(name) FROM documents WHERE name > ?) ORDER BY d.sha256");
  query.Start(name);
  const Status read = ForEachRow(&query, [&documents](const Statement& row) {
    documents.push_back(DocumentHeadOf(row));
    documents.back().text = row.Text(12);
    documents.back().folded = row.Text(13);
  });
  if (!read) return read.error();
  return documents;
}

Result<std::string> SqlStore::ContentDigest() {
  std::string digest;
  Statement& query = connection_->Prepare(
      "SELECT sha256, name, rules_hash, coalesce(meta_hash, '') FROM documents ORDER BY sha256");
  query.Start();
  const Status read = ForEachRow(&query, [&digest](const Statement& row) {
    for (int column = 0; column < 4; ++column) digest += "\x1f" + row.Text(column);
    digest = Sha256Hex(digest);
  });
  if (!read) return read.error();
  Statement& rules = connection_->Prepare("SELECT value FROM meta WHERE key = 'link_rules'");
  rules.Start();
  const Status told =
      ForEachRow(&rules, [&digest](const Statement& row) { digest += "\x1f" + row.Text(0); });
  if (!told) return told.error();
  Statement& counts =
      connection_->Prepare("SELECT (SELECT count(*) FROM facts), (SELECT count(*) FROM incidents)");
  counts.Start();
  const Status counted = ForEachRow(&counts, [&digest](const Statement& row) {
    digest += "\x1f" + std::to_string(row.Int(0)) + "\x1f" + std::to_string(row.Int(1));
  });
  if (!counted) return counted.error();
  return Sha256Hex(digest);
}

}  // namespace tadwin::store

// Reading a ledger bit by bit, for those who must not hold it in memory.
#include <map>
#include <utility>

#include "base/hash.h"
#include "store/document_rows.h"
#include "store/sql_store.h"

namespace tadwin::store {
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
      " FROM documents d WHERE d.id IN "
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
      connection_->Prepare(std::string(kDocumentHead) + ", " + kDocumentText +
                           " FROM documents d WHERE d.name = "
                           "(SELECT min(name) FROM documents WHERE name > ?) ORDER BY d.sha256");
  query.Start(name);
  const Status read = ForEachRow(&query, [&documents](const Statement& row) {
    documents.push_back(DocumentHeadOf(row));
    ReadDocumentText(row, &documents.back());
  });
  if (!read) return read.error();
  return documents;
}

Result<std::string> SqlStore::ContentDigest() {
  // What each revision left of its document, people's reviews with it; and what linking made.
  constexpr const char* kParts[] = {
      "SELECT d.sha256, d.name, r.digest FROM documents d JOIN revisions r ON r.seq = "
      "(SELECT max(seq) FROM revisions WHERE subject = d.sha256 AND digest IS NOT NULL "
      "AND kind <> 'reject') ORDER BY d.sha256",
      "SELECT value, '', '' FROM meta WHERE key = 'link_rules'",
      "SELECT linked, '', '' FROM revisions WHERE linked IS NOT NULL ORDER BY seq DESC LIMIT 1"};
  std::string digest;
  for (const char* part : kParts) {
    Statement& query = connection_->Prepare(part);
    query.Start();
    const Status read = ForEachRow(&query, [&digest](const Statement& row) {
      for (int column = 0; column < 3; ++column) digest += "\x1f" + row.Text(column);
      digest = Sha256Hex(digest);
    });
    if (!read) return read.error();
  }
  return Sha256Hex(digest);
}

}  // namespace tadwin::store

#include "store/content_rows.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace tadwin::store {
namespace {

// Reads rows of one table; `left_out` columns at the end are no part of it.
struct Part {
  const char* table;
  const char* from;  // "SELECT * FROM " + from, with one parameter
  int left_out;
};

// facts.incident is what linking says, and is checked against incident_facts.
constexpr Part kDocumentParts[] = {
    {"documents", "documents WHERE id = ?", 0},
    {"published_evidence", "published_evidence WHERE document_id = ?", 0},
    {"facts", "facts WHERE document_id = ?", 1},
    {"fact_times", "fact_times WHERE fact_id IN (SELECT id FROM facts WHERE document_id = ?)", 0},
    {"fact_quantities",
     "fact_quantities WHERE fact_id IN (SELECT id FROM facts WHERE document_id = ?)", 0},
    {"fact_names", "fact_names WHERE fact_id IN (SELECT id FROM facts WHERE document_id = ?)", 0},
    {"fact_speakers", "fact_speakers WHERE fact_id IN (SELECT id FROM facts WHERE document_id = ?)",
     0},
    {"fact_evidence", "fact_evidence WHERE fact_id IN (SELECT id FROM facts WHERE document_id = ?)",
     0},
    {"fact_wordings", "fact_wordings WHERE fact_id IN (SELECT id FROM facts WHERE document_id = ?)",
     0},
    {"set_aside", "set_aside WHERE document_id = ?", 0},
    {"reviews", "reviews WHERE document_id = ?", 0},
};

constexpr Part kIncidentParts[] = {
    {"incidents", "incidents WHERE id = ?", 0},
    {"incident_reasons", "incident_reasons WHERE incident_id = ?", 0},
    {"incident_fields", "incident_fields WHERE incident_id = ?", 0},
    {"incident_values", "incident_values WHERE incident_id = ?", 0},
    {"incident_value_sources", "incident_value_sources WHERE incident_id = ?", 0},
};

template <typename Key>
Status ReadPart(Connection* connection, const Part& part, const Key& key, RowSet* rows) {
  Statement& query = connection->Prepare(std::string("SELECT * FROM ") + part.from);
  query.Start(key);
  return ForEachRow(&query, [&part, rows](const Statement& row) {
    rows->Add(EncodeRow(part.table, row, part.left_out));
  });
}

// Calls `read` for every row of a query without parameters.
template <typename Read>
Status ReadAll(Connection* connection, const char* sql, const Read& read) {
  // Its own statement: `read` may ask for rows too.
  const std::unique_ptr<Statement> query = connection->MakeStatement(sql);
  query->Start();
  return ForEachRow(query.get(), read);
}

}  // namespace

const std::vector<TableInfo>& AllTables() {
  static const std::vector<TableInfo> tables = [] {
    std::vector<TableInfo> all;
    for (const Part& part : kDocumentParts) all.push_back({part.table, TableRole::kDocument});
    for (const Part& part : kIncidentParts) all.push_back({part.table, TableRole::kLinked});
    for (const char* name : {"incident_facts", "incident_origins", "fact_links", "link_blocks",
                             "link_touched", "incident_digests", "place_units"}) {
      all.push_back({name, TableRole::kLinked});
    }
    for (const char* name : {"meta", "document_names", "rejects", "runs", "revisions",
                             "document_history", "fact_history"}) {
      all.push_back({name, TableRole::kRecord});
    }
    for (const char* name :
         {"incident_rows", "incident_names", "ledger_names", "ledger_spellings", "incident_cells",
          "incident_blocks", "incident_times", "incident_grid", "fact_rules"}) {
      all.push_back({name, TableRole::kDerived});
    }
    // What people keep for themselves.
    all.push_back({"saved_queries", TableRole::kOutside});
    return all;
  }();
  return tables;
}

int64_t DocumentIdOf(const std::string& sha256) {
  const uint64_t bits = std::strtoull(sha256.substr(0, 16).c_str(), nullptr, 16);
  return static_cast<int64_t>(bits >> 1);
}

Status ReadDocumentRows(Connection* connection, int64_t document_id, RowSet* rows) {
  for (const Part& part : kDocumentParts) {
    if (Status read = ReadPart(connection, part, document_id, rows); !read) return read;
  }
  return {};
}

Result<std::string> DigestOfDocument(Connection* connection, int64_t document_id) {
  RowSet rows;
  if (Status read = ReadDocumentRows(connection, document_id, &rows); !read) return read.error();
  return rows.DetailedDigest();
}

std::string LinkedSums::ToText() const {
  return incidents.ToHex() + ":" + members.ToHex() + ":" + links.ToHex() + ":" + blocks.ToHex() +
         ":" + touched.ToHex() + ":" + units.ToHex();
}

LinkedSums LinkedSums::FromText(const std::string& text) {
  LinkedSums sums;
  size_t at = 0;
  for (Multiset* sum :
       {&sums.incidents, &sums.members, &sums.links, &sums.blocks, &sums.touched, &sums.units}) {
    const size_t end = std::min(text.find(':', at), text.size());
    *sum = Multiset::FromHex(std::string_view(text).substr(std::min(at, text.size()), end - at));
    at = end + 1;
  }
  return sums;
}

Result<std::string> DigestOfIncident(Connection* connection, const std::string& incident_id) {
  RowSet rows;
  for (const Part& part : kIncidentParts) {
    if (Status read = ReadPart(connection, part, incident_id, &rows); !read) return read.error();
  }
  return rows.Digest();
}

std::string IncidentRow(const std::string& incident_id, const std::string& digest) {
  return EncodeRow("incident", incident_id, digest);
}

std::string MemberRow(const std::string& incident_id, const std::string& fact_id) {
  return EncodeRow("incident_facts", incident_id, fact_id);
}

std::string BlocksRow(const std::string& fact_id, const std::vector<int64_t>& blocks) {
  std::string row = EncodeRow("link_blocks", fact_id);
  for (const int64_t block : blocks) EncodeInt(block, &row);
  return row;
}

std::string TouchedRow(int64_t component) { return EncodeRow("link_touched", component); }

Result<std::vector<int64_t>> BlocksOf(Connection* connection, const std::string& fact_id) {
  std::vector<int64_t> blocks;
  Statement& query =
      connection->Prepare("SELECT block FROM link_blocks WHERE fact_id = ? ORDER BY block");
  query.Start(fact_id);
  if (Status read = ForEachRow(&query, [&](const Statement& row) { blocks.push_back(row.Int(0)); });
      !read) {
    return read.error();
  }
  return blocks;
}

Result<std::string> LinkRow(Connection* connection, const std::string& fact_id) {
  std::string encoded;
  Statement& query = connection->Prepare("SELECT * FROM fact_links WHERE fact_id = ?");
  query.Start(fact_id);
  if (Status read =
          ForEachRow(&query, [&](const Statement& row) { encoded = EncodeRow("fact_links", row); });
      !read) {
    return read.error();
  }
  return encoded;
}

Status TakeFact(Connection* connection, const std::string& fact_id, LinkedSums* sums) {
  Statement& member =
      connection->Prepare("SELECT incident_id FROM incident_facts WHERE fact_id = ?");
  member.Start(fact_id);
  if (Status read = ForEachRow(
          &member,
          [&](const Statement& row) { sums->members.Take(MemberRow(row.Text(0), fact_id)); });
      !read) {
    return read;
  }
  Statement& origin = connection->Prepare("SELECT * FROM incident_origins WHERE fact_id = ?");
  origin.Start(fact_id);
  if (Status read = ForEachRow(
          &origin,
          [&](const Statement& row) { sums->members.Take(EncodeRow("incident_origins", row)); });
      !read) {
    return read;
  }
  const Result<std::string> link = LinkRow(connection, fact_id);
  if (!link) return link.error();
  if (!link->empty()) sums->links.Take(*link);
  const Result<std::vector<int64_t>> blocks = BlocksOf(connection, fact_id);
  if (!blocks) return blocks.error();
  if (!blocks->empty()) sums->blocks.Take(BlocksRow(fact_id, *blocks));
  return {};
}

Result<LinkedSums> SumLinked(Connection* connection) {
  LinkedSums sums;
  Status failed;
  Status read = ReadAll(connection, "SELECT id FROM incidents", [&](const Statement& row) {
    const std::string id = row.Text(0);
    const Result<std::string> digest = DigestOfIncident(connection, id);
    if (!digest) failed = digest.error();
    if (digest) sums.incidents.Add(IncidentRow(id, *digest));
  });
  if (!read) return read.error();
  if (!failed) return failed.error();
  read =
      ReadAll(connection, "SELECT incident_id, fact_id FROM incident_facts",
              [&](const Statement& row) { sums.members.Add(MemberRow(row.Text(0), row.Text(1))); });
  if (!read) return read.error();
  read = ReadAll(connection, "SELECT * FROM incident_origins", [&](const Statement& row) {
    sums.members.Add(EncodeRow("incident_origins", row));
  });
  if (!read) return read.error();
  read = ReadAll(connection, "SELECT * FROM fact_links",
                 [&](const Statement& row) { sums.links.Add(EncodeRow("fact_links", row)); });
  if (!read) return read.error();
  std::string fact;
  std::vector<int64_t> blocks;
  const auto add_blocks = [&] {
    if (!blocks.empty()) sums.blocks.Add(BlocksRow(fact, blocks));
    blocks.clear();
  };
  read = ReadAll(connection, "SELECT fact_id, block FROM link_blocks ORDER BY fact_id, block",
                 [&](const Statement& row) {
                   if (row.View(0) != fact) add_blocks();
                   fact = row.Text(0);
                   blocks.push_back(row.Int(1));
                 });
  if (!read) return read.error();
  add_blocks();
  read = ReadAll(connection, "SELECT component FROM link_touched",
                 [&](const Statement& row) { sums.touched.Add(TouchedRow(row.Int(0))); });
  if (!read) return read.error();
  read = ReadAll(connection, "SELECT * FROM place_units",
                 [&](const Statement& row) { sums.units.Add(EncodeRow("place_units", row)); });
  if (!read) return read.error();
  return sums;
}

}  // namespace tadwin::store

#include "store/verify.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "store/chain.h"
#include "store/content_rows.h"
#include "store/row_digest.h"
#include "store/schema.h"
#include "store/verify_rows.h"
#include "store/verify_schema.h"

namespace tadwin::store {
namespace {

std::string Joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + text;
  return all;
}

class Verifier {
 public:
  Verifier(Connection* connection, const VerifyOptions& options)
      : connection_(connection), options_(options) {}

  Result<VerifyReport> Go() {
    ReadSnapshot snapshot(connection_);
    if (Status begun = snapshot.Begin(); !begun) return begun.error();
    Result<Expected> expected = PlayChain(connection_, options_.head, &report_.findings);
    if (!expected) return expected.error();
    expected_ = *std::move(expected);
    report_.revisions = expected_.revisions;
    report_.head = expected_.head;
    for (const auto check : {&Verifier::Documents, &Verifier::Strays, &Verifier::Names,
                             &Verifier::Rejects, &Verifier::Runs, &Verifier::History,
                             &Verifier::Linked, &Verifier::Members, &Verifier::Meta}) {
      if (Status done = (this->*check)(); !done) return done.error();
    }
    return std::move(report_);
  }

 private:
  void Find(const char* table, std::string subject, std::string what) {
    report_.findings.push_back({table, std::move(subject), std::move(what)});
  }

  template <typename Read>
  Status ReadAll(const char* sql, const Read& read) {
    const std::unique_ptr<Statement> query = connection_->MakeStatement(sql);
    query->Start();
    return ForEachRow(query.get(), read);
  }

  void Progress() {
    if (options_.on_progress) options_.on_progress(report_.documents + report_.incidents);
  }

  Status Documents() {
    std::map<std::string, Expected::Document> left = expected_.documents;
    Status failed;
    const Status read =
        ReadAll("SELECT id, sha256, name FROM documents", [&](const Statement& row) {
          ++report_.documents;
          Progress();
          const std::string sha256 = row.Text(1);
          const std::string subject = row.Text(2) + " (" + sha256 + ")";
          const auto found = left.find(sha256);
          if (found == left.end() || found->second.digest.empty()) {
            Find("documents", subject, "was added");
            return;
          }
          const Result<std::string> digest = DigestOfDocument(connection_, row.Int(0));
          if (!digest) {
            failed = digest.error();
            return;
          }
          if (*digest != found->second.digest) {
            const std::vector<std::string> tables = TablesThatDiffer(*digest, found->second.digest);
            Find(tables.size() == 1 ? AllTableName(tables.front()) : "documents", subject,
                 "rows were altered, added or deleted in " + Joined(tables));
          }
          left.erase(found);
        });
    if (!read) return read;
    if (!failed) return failed;
    for (const auto& [sha256, document] : left) {
      const std::string name = document.names.empty() ? "" : *document.names.begin();
      Find("documents", name + " (" + sha256 + ")", "was deleted");
    }
    return {};
  }

  // A name that lives as long as the report.
  static const char* AllTableName(const std::string& name) {
    for (const TableInfo& table : AllTables()) {
      if (name == table.name) return table.name;
    }
    return "documents";
  }

  // Rows that hang on no document or fact are in no digest.
  Status Strays() {
    struct Stray {
      const char* table;
      const char* sql;
    };
    for (const Stray& stray : {
             Stray{"facts",
                   "SELECT id FROM facts WHERE document_id NOT IN (SELECT id FROM documents)"},
             Stray{"published_evidence",
                   "SELECT document_id FROM published_evidence WHERE document_id NOT IN "
                   "(SELECT id FROM documents)"},
             Stray{"fact_times",
                   "SELECT fact_id FROM fact_times WHERE fact_id NOT IN (SELECT id FROM facts)"},
             Stray{
                 "fact_quantities",
                 "SELECT fact_id FROM fact_quantities WHERE fact_id NOT IN (SELECT id FROM facts)"},
             Stray{"fact_names",
                   "SELECT fact_id FROM fact_names WHERE fact_id NOT IN (SELECT id FROM facts)"},
             Stray{"fact_speakers",
                   "SELECT fact_id FROM fact_speakers WHERE fact_id NOT IN (SELECT id FROM facts)"},
             Stray{"fact_evidence",
                   "SELECT fact_id FROM fact_evidence WHERE fact_id NOT IN (SELECT id FROM facts)"},
             Stray{"fact_wordings",
                   "SELECT fact_id FROM fact_wordings WHERE fact_id NOT IN (SELECT id FROM facts)"},
             Stray{"set_aside",
                   "SELECT fact_id FROM set_aside WHERE document_id NOT IN (SELECT id FROM "
                   "documents)"},
             Stray{
                 "reviews",
                 "SELECT fact_id FROM reviews WHERE document_id NOT IN (SELECT id FROM documents)"},
             Stray{"incident_reasons",
                   "SELECT incident_id FROM incident_reasons WHERE incident_id NOT IN "
                   "(SELECT id FROM incidents)"},
             Stray{"incident_fields",
                   "SELECT incident_id FROM incident_fields WHERE incident_id NOT IN "
                   "(SELECT id FROM incidents)"},
             Stray{"incident_values",
                   "SELECT incident_id FROM incident_values WHERE incident_id NOT IN "
                   "(SELECT id FROM incidents)"},
             Stray{"incident_value_sources",
                   "SELECT incident_id FROM incident_value_sources WHERE incident_id NOT IN "
                   "(SELECT id FROM incidents)"},
             Stray{"incident_digests",
                   "SELECT incident_id FROM incident_digests WHERE incident_id NOT IN "
                   "(SELECT id FROM incidents)"},
         }) {
      const Status read = ReadAll(stray.sql, [&](const Statement& row) {
        Find(stray.table, row.IsNull(0) ? "" : row.Text(0),
             "a row was added, or what it belongs to was deleted");
      });
      if (!read) return read;
    }
    return {};
  }

  Status Names() {
    std::map<std::pair<std::string, std::string>, bool> left;
    for (const auto& [sha256, document] : expected_.documents) {
      for (const std::string& name : document.names) left[{sha256, name}] = true;
    }
    const Status read = ReadAll(
        "SELECT d.sha256, n.name, n.document_id FROM document_names n "
        "LEFT JOIN documents d ON d.id = n.document_id",
        [&](const Statement& row) {
          if (left.erase({row.Text(0), row.Text(1)}) == 0) {
            Find("document_names", row.Text(1), "was added");
          }
        });
    if (!read) return read;
    for (const auto& entry : left) Find("document_names", entry.first.second, "was deleted");
    return {};
  }

  Status Rejects() {
    auto left = expected_.rejects;
    const Status read = ReadAll("SELECT * FROM rejects", [&](const Statement& row) {
      RowSet rows;
      rows.Add(EncodeRow("rejects", row));
      const auto found = left.find({row.Text(0), row.Text(1)});
      const bool known = found != left.end() && found->second.count(row.Int(2)) > 0;
      if (!known) {
        Find("rejects", row.Text(0), "was added");
        return;
      }
      if (found->second[row.Int(2)] != rows.Digest()) Find("rejects", row.Text(0), "was altered");
      found->second.erase(row.Int(2));
    });
    if (!read) return read;
    for (const auto& [key, codes] : left) {
      for (size_t i = 0; i < codes.size(); ++i) Find("rejects", key.first, "was deleted");
    }
    return {};
  }

  Status Runs() {
    std::map<int64_t, std::string> left = expected_.runs;
    const Status read = ReadAll("SELECT * FROM runs", [&](const Statement& row) {
      const auto found = left.find(row.Int(0));
      if (found == left.end()) {
        Find("runs", std::to_string(row.Int(0)), "was added");
        return;
      }
      if (found->second != EncodeRow("runs", row)) {
        Find("runs", std::to_string(row.Int(0)), "was altered");
      }
      left.erase(found);
    });
    if (!read) return read;
    for (const auto& entry : left) Find("runs", std::to_string(entry.first), "was deleted");
    return {};
  }

  Status History() {
    std::map<uint64_t, RowSet> rows;
    for (const auto& [table, sql] :
         {std::pair("document_history", "SELECT * FROM document_history"),
          std::pair("fact_history", "SELECT * FROM fact_history")}) {
      const Status read = ReadAll(sql, [&, name = table](const Statement& row) {
        rows[static_cast<uint64_t>(row.Int(1))].Add(EncodeRow(name, row));
      });
      if (!read) return read;
    }
    for (auto& [until, set] : rows) {
      const auto found = expected_.history.find(until);
      if (found == expected_.history.end()) {
        Find("fact_history", "until revision " + std::to_string(until),
             "rows were added to the history, or moved in it");
      } else {
        if (found->second != set.Digest()) {
          Find("fact_history", "until revision " + std::to_string(until),
               "rows of the history (fact_history, document_history) were altered, added or "
               "deleted");
        }
        expected_.history.erase(found);
      }
    }
    for (const auto& entry : expected_.history) {
      Find("fact_history", "until revision " + std::to_string(entry.first),
           "rows were deleted from the history");
    }
    return {};
  }

  Status Linked() {
    Status failed;
    bool is_named = false;
    const Status read = ReadAll(
        "SELECT i.id, d.digest FROM incidents i "
        "LEFT JOIN incident_digests d ON d.incident_id = i.id",
        [&](const Statement& row) {
          ++report_.incidents;
          Progress();
          const Result<std::string> digest = DigestOfIncident(connection_, row.Text(0));
          if (!digest) failed = digest.error();
          if (digest && *digest != row.View(1)) {
            is_named = true;
            Find("incidents", row.Text(0), "it, its fields, values or reasons were altered");
          }
        });
    if (!read) return read;
    if (!failed) return failed;
    const Result<LinkedSums> sums = SumLinked(connection_);
    if (!sums) return sums.error();
    const LinkedSums told = LinkedSums::FromText(expected_.linked);
    if (!is_named && sums->incidents != told.incidents) {
      Find("incidents", "", "an incident was altered, added or deleted");
    }
    if (sums->members != told.members) {
      Find("incident_facts", "", "a row was altered, added or deleted");
    }
    if (sums->links != told.links) {
      Find("fact_links", "", "a row was altered, added or deleted");
    }
    if (sums->blocks != told.blocks) {
      Find("link_blocks", "", "a row was altered, added or deleted");
    }
    if (sums->touched != told.touched) {
      Find("link_touched", "", "a row was altered, added or deleted");
    }
    if (sums->units != told.units) {
      Find("place_units", "", "a row was altered, added or deleted");
    }
    return {};
  }

  // facts.incident says the same as incident_facts; a fact without one is newer than linking.
  Status Members() {
    Status read = ReadAll(
        "SELECT f.id FROM facts f LEFT JOIN incident_facts i ON i.fact_id = f.id "
        "WHERE coalesce(f.incident, '') <> coalesce(i.incident_id, '')",
        [&](const Statement& row) { Find("facts", row.Text(0), "its incident was altered"); });
    if (!read) return read;
    return ReadAll(
        "SELECT f.id, d.sha256 FROM facts f JOIN documents d ON d.id = f.document_id "
        "WHERE f.incident IS NULL",
        [&](const Statement& row) {
          const auto found = expected_.documents.find(row.Text(1));
          if (found != expected_.documents.end() && found->second.seq < expected_.link_seq) {
            Find("facts", row.Text(0), "its incident was taken away");
          }
        });
  }

  Status Meta() {
    std::map<std::string, std::string> left = {{"product", "tadwin"},
                                               {"schema", std::to_string(kSchemaVersion)}};
    if (!expected_.link_rules.empty()) left["link_rules"] = expected_.link_rules;
    const Status read = ReadAll("SELECT key, value FROM meta", [&](const Statement& row) {
      const auto found = left.find(row.Text(0));
      if (found == left.end()) {
        Find("meta", row.Text(0), "was added");
        return;
      }
      if (found->second != row.View(1)) Find("meta", row.Text(0), "was altered");
      left.erase(found);
    });
    if (!read) return read;
    for (const auto& entry : left) Find("meta", entry.first, "was deleted");
    return {};
  }

  Connection* connection_;
  const VerifyOptions& options_;
  Expected expected_;
  VerifyReport report_;
};

}  // namespace

Result<VerifyReport> Verify(Connection* connection, const VerifyOptions& options) {
  Result<VerifyReport> report = Verifier(connection, options).Go();
  if (!report) return report;
  if (Status checked = VerifySchema(connection, &report->findings); !checked) {
    return checked.error();
  }
  if (Status checked = VerifyRows(connection, &report->findings); !checked) {
    return checked.error();
  }
  return report;
}

}  // namespace tadwin::store

// Linking in a ledger: what it reads, and the incidents it writes.
#include <algorithm>
#include <utility>

#include "store/incident_rows.h"
#include "store/sql_store.h"

namespace tadwin::store {

Status SqlStore::InsertIncident(const Incident& incident, Component component) {
  if (Status put = connection_->Prepare("INSERT INTO incidents VALUES (?, ?, ?, ?)")
                       .Run(incident.id, incident.kind, incident.title, component);
      !put) {
    return put;
  }
  for (const std::string& fact : incident.facts) {
    if (Status put =
            connection_->Prepare("INSERT INTO incident_facts VALUES (?, ?)").Run(incident.id, fact);
        !put) {
      return put;
    }
    if (Status put = connection_->Prepare("UPDATE facts SET incident = ? WHERE id = ?")
                         .Run(incident.id, fact);
        !put) {
      return put;
    }
  }
  const size_t known = std::min(incident.origins.size(), incident.facts.size());
  for (size_t i = 0; i < known; ++i) {
    if (Status put = connection_->Prepare("INSERT INTO incident_origins VALUES (?, ?, ?)")
                         .Run(incident.id, incident.facts[i], incident.origins[i]);
        !put) {
      return put;
    }
  }
  int64_t position = 0;
  for (const auto& [fact, reason] : incident.why) {
    if (Status put = connection_->Prepare("INSERT INTO incident_reasons VALUES (?, ?, ?, ?)")
                         .Run(incident.id, position++, fact, reason);
        !put) {
      return put;
    }
  }
  position = 0;
  for (const IncidentField& field : incident.fields) {
    if (Status put = InsertField(incident.id, position++, field); !put) return put;
  }
  return {};
}

Status SqlStore::InsertField(const std::string& incident_id, int64_t position,
                             const IncidentField& field) {
  if (Status put = connection_->Prepare("INSERT INTO incident_fields VALUES (?, ?, ?, ?, ?)")
                       .Run(incident_id, position, field.field, field.contested, field.rule);
      !put) {
    return put;
  }
  Statement& insert =
      connection_->Prepare("INSERT INTO incident_values VALUES (?, ?, ?, ?, ?, ?, ?)");
  Statement& source =
      connection_->Prepare("INSERT INTO incident_value_sources VALUES (?, ?, ?, ?, ?, ?)");
  int64_t value_position = 0;
  for (const FieldValue& value : field.values) {
    if (Status put = insert.Run(incident_id, position, value_position, value.value, value.label,
                                value.documents, value.preferred);
        !put) {
      return put;
    }
    int64_t at = 0;
    for (const std::string& fact : value.facts) {
      if (Status put = source.Run(incident_id, position, value_position, "fact", at++, fact);
          !put) {
        return put;
      }
    }
    at = 0;
    for (const std::string& speaker : value.speakers) {
      if (Status put = source.Run(incident_id, position, value_position, "speaker", at++, speaker);
          !put) {
        return put;
      }
    }
    ++value_position;
  }
  return {};
}

class SqlLinkTransaction final : public LinkTransaction {
 public:
  explicit SqlLinkTransaction(SqlStore* store)
      : store_(store),
        connection_(store->connection_.get()),
        transaction_(connection_),
        rows_(connection_) {}

  Status Begin() {
    if (Status begun = transaction_.Begin(); !begun) return begun;
    return connection_->Define(
        "CREATE TEMP TABLE IF NOT EXISTS wanted (id TEXT PRIMARY KEY) WITHOUT ROWID; "
        "DELETE FROM wanted;");
  }

  Result<std::string> RulesHash() override {
    Statement& query = connection_->Prepare("SELECT value FROM meta WHERE key = 'link_rules'");
    query.Start();
    const Result<bool> row = query.Next();
    if (!row) return row.error();
    return *row ? query.Text(0) : std::string();
  }

  Result<bool> HasLinked(uint64_t at_least) override {
    const Result<uint64_t> count =
        Count("(SELECT 1 FROM fact_links LIMIT " + std::to_string(at_least) + ") AS found");
    if (!count) return count.error();
    return *count >= at_least;
  }
  Result<uint64_t> CountUnlinked() override { return Count("facts WHERE incident IS NULL"); }

  Result<std::vector<Fact>> UnlinkedFacts() override {
    if (Status made = Want("SELECT id FROM facts WHERE incident IS NULL"); !made) {
      return made.error();
    }
    Result<SqlStore::FactsById> facts =
        store_->ReadFactMap({.id = {}, .wanted = true, .slim = true});
    if (!facts) return facts.error();
    std::vector<Fact> out;
    out.reserve(facts->size());
    for (auto& entry : *facts) out.push_back(std::move(entry.second));
    return out;
  }

  Result<std::vector<Component>> TouchedComponents() override {
    std::vector<Component> components;
    Statement& query = connection_->Prepare("SELECT component FROM link_touched ORDER BY 1");
    query.Start();
    while (true) {
      const Result<bool> row = query.Next();
      if (!row) return row.error();
      if (!*row) return components;
      components.push_back(static_cast<Component>(query.Int(0)));
    }
  }

  Result<std::vector<std::string>> FactsInBlocks(const std::vector<uint64_t>& blocks) override {
    std::vector<std::string> ids;
    Statement& query = connection_->Prepare("SELECT fact_id FROM link_blocks WHERE block = ?");
    for (const uint64_t block : blocks) {
      query.Start(block);
      while (true) {
        const Result<bool> row = query.Next();
        if (!row) return row.error();
        if (!*row) break;
        ids.push_back(query.Text(0));
      }
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
  }

  Result<std::vector<LinkedFact>> FactsWithIds(const std::vector<std::string>& ids) override {
    if (Status made = Want(""); !made) return made.error();
    Statement& insert =
        connection_->Prepare("INSERT INTO wanted VALUES (?) ON CONFLICT DO NOTHING");
    for (const std::string& id : ids) {
      if (Status put = insert.Run(id); !put) return put.error();
    }
    return ReadWanted();
  }

  Result<std::vector<LinkedFact>> FactsOfComponents(
      const std::vector<Component>& components) override {
    if (Status made = Want(""); !made) return made.error();
    Statement& insert = connection_->Prepare(
        "INSERT INTO wanted SELECT fact_id FROM fact_links WHERE component = ? "
        "ON CONFLICT DO NOTHING");
    for (const Component component : components) {
      if (Status put = insert.Run(component); !put) return put.error();
    }
    return ReadWanted();
  }

  Status DropComponents(const std::vector<Component>& components) override {
    for (const Component component : components) {
      if (Status gone = rows_.DropComponent(component); !gone) return gone;
      if (Status gone =
              connection_->Prepare("DELETE FROM incidents WHERE component = ?").Run(component);
          !gone) {
        return gone;
      }
    }
    return {};
  }

  Status DropAll() override {
    if (Status gone = rows_.DropAll(); !gone) return gone;
    return connection_->Execute(
        "DELETE FROM incidents; DELETE FROM link_blocks; DELETE FROM fact_links;");
  }

  Status PutIncident(const Incident& incident, Component component) override {
    if (Status put = store_->InsertIncident(incident, component); !put) return put;
    return rows_.Put(incident.id);
  }

  Status PutLink(const std::string& fact, const FactTraits& traits, Component component) override {
    return connection_
        ->Prepare(
            "INSERT INTO fact_links VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (fact_id) DO UPDATE SET "
            "component = excluded.component, single_story = excluded.single_story, "
            "series = excluded.series, scope = excluded.scope, scope_label = excluded.scope_label")
        .Run(fact, component, traits.single_story, OrNull(traits.series), OrNull(traits.scope),
             OrNull(traits.scope_label));
  }

  Status PutBlocks(const std::string& fact, const std::vector<uint64_t>& blocks) override {
    Statement& insert =
        connection_->Prepare("INSERT INTO link_blocks VALUES (?, ?) ON CONFLICT DO NOTHING");
    for (const uint64_t block : blocks) {
      if (Status put = insert.Run(block, fact); !put) return put;
    }
    return {};
  }

  Status Commit(const std::string& rules_hash) override {
    if (Status written = rows_.Flush(); !written) return written;
    if (Status gone = connection_->Execute("DELETE FROM link_touched"); !gone) return gone;
    if (Status put = connection_
                         ->Prepare("INSERT INTO meta VALUES ('link_rules', ?) ON CONFLICT (key) "
                                   "DO UPDATE SET value = excluded.value")
                         .Run(rules_hash);
        !put) {
      return put;
    }
    return transaction_.Commit();
  }

 private:
  Result<uint64_t> Count(const std::string& from) {
    const Result<int64_t> count = connection_->QueryInt("SELECT count(*) FROM " + from);
    if (!count) return count.error();
    return static_cast<uint64_t>(*count);
  }

  // Empties the table of wanted ids and fills it from a query, if any.
  Status Want(const char* select) {
    if (Status emptied =
            connection_->Execute(connection_->dialect().empty_table + std::string("wanted"));
        !emptied) {
      return emptied;
    }
    if (*select == '\0') return {};
    return connection_->Execute(std::string("INSERT INTO wanted ") + select);
  }

  Result<std::vector<LinkedFact>> ReadWanted() {
    Result<SqlStore::FactsById> facts =
        store_->ReadFactMap({.id = {}, .wanted = true, .slim = true});
    if (!facts) return facts.error();
    std::vector<LinkedFact> out;
    out.reserve(facts->size());
    Statement& query = connection_->Prepare(
        "SELECT component, single_story, series, scope, scope_label FROM fact_links "
        "WHERE fact_id = ?");
    for (auto& [id, fact] : *facts) {
      LinkedFact linked;
      query.Start(id);
      const Result<bool> row = query.Next();
      if (!row) return row.error();
      if (*row) {
        linked.component = static_cast<Component>(query.Int(0));
        linked.traits = {query.Int(1) != 0, query.Text(2), query.Text(3), query.Text(4)};
      }
      linked.fact = std::move(fact);
      out.push_back(std::move(linked));
    }
    return out;
  }

  SqlStore* store_;
  Connection* connection_;
  Transaction transaction_;
  IncidentRows rows_;
};

Result<std::unique_ptr<LinkTransaction>> SqlStore::BeginLinking() {
  auto linking = std::make_unique<SqlLinkTransaction>(this);
  if (Status begun = linking->Begin(); !begun) return begun.error();
  return std::unique_ptr<LinkTransaction>(std::move(linking));
}

}  // namespace tadwin::store

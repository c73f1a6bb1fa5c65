// Linking in a ledger: what it reads, and the incidents it writes.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/json_writer.h"
#include "store/incident_rows.h"
#include "store/sql_store.h"

namespace tadwin::store {

Status SqlStore::InsertIncident(const Incident& incident, Component component, RowSet* rows) {
  if (Status put = rows->Insert("incidents",
                                &connection_->Prepare("INSERT INTO incidents VALUES (?, ?, ?, ?)"),
                                incident.id, incident.kind, incident.title, component);
      !put) {
    return put;
  }
  for (const std::string& fact : incident.facts) {
    if (Status put =
            connection_->Prepare("INSERT INTO incident_facts VALUES (?, ?)").Run(incident.id, fact);
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
  Statement& why = connection_->Prepare("INSERT INTO incident_reasons VALUES (?, ?, ?, ?)");
  for (const auto& [fact, reason] : incident.why) {
    if (Status put = rows->Insert("incident_reasons", &why, incident.id, position++, fact, reason);
        !put) {
      return put;
    }
  }
  position = 0;
  for (const IncidentField& field : incident.fields) {
    if (Status put = InsertField(incident.id, position++, field, rows); !put) return put;
  }
  return {};
}

Status SqlStore::InsertField(const std::string& incident_id, int64_t position,
                             const IncidentField& field, RowSet* rows) {
  if (Status put =
          rows->Insert("incident_fields",
                       &connection_->Prepare("INSERT INTO incident_fields VALUES (?, ?, ?, ?, ?)"),
                       incident_id, position, field.field, field.contested, field.rule);
      !put) {
    return put;
  }
  Statement& insert =
      connection_->Prepare("INSERT INTO incident_values VALUES (?, ?, ?, ?, ?, ?, ?)");
  Statement& source =
      connection_->Prepare("INSERT INTO incident_value_sources VALUES (?, ?, ?, ?, ?, ?)");
  int64_t number = 0;
  for (const FieldValue& value : field.values) {
    if (Status put = rows->Insert("incident_values", &insert, incident_id, position, number,
                                  value.value, value.label, value.documents, value.preferred);
        !put) {
      return put;
    }
    for (const auto& [kind, texts] :
         {std::pair("fact", &value.facts), std::pair("speaker", &value.speakers)}) {
      int64_t at = 0;
      for (const std::string& text : *texts) {
        if (Status put = rows->Insert("incident_value_sources", &source, incident_id, position,
                                      number, kind, at++, text);
            !put) {
          return put;
        }
      }
    }
    ++number;
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
    const auto last = store_->recorder_.LastLinked();
    if (!last) return last.error();
    sums_ = LinkedSums::FromText(last->value_or(""));
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
    Result<SqlStore::FactsById> facts = store_->ReadFactMap({.wanted = true, .slim = true});
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

  Result<std::vector<review::Action>> IncidentActions() override {
    return store_->ActionsOfDocument("");
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
      if (Status taken = TakeIncidents(component); !taken) return taken;
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
    LinkedSums none;
    none.touched = sums_.touched;
    sums_ = none;
    dropped_links_.clear();
    if (Status gone = rows_.DropAll(); !gone) return gone;
    return connection_->Execute(
        "DELETE FROM incidents; DELETE FROM link_blocks; DELETE FROM fact_links; "
        "DELETE FROM place_units;");
  }

  Status PutIncident(const Incident& incident, Component component) override {
    RowSet rows;
    if (Status put = store_->InsertIncident(incident, component, &rows); !put) return put;
    const std::string digest = rows.Digest();
    sums_.incidents.Add(IncidentRow(incident.id, digest));
    for (const std::string& fact : incident.facts) {
      sums_.members.Add(MemberRow(incident.id, fact));
    }
    const size_t known = std::min(incident.origins.size(), incident.facts.size());
    for (size_t i = 0; i < known; ++i) {
      sums_.members.Add(
          EncodeRow("incident_origins", incident.id, incident.facts[i], incident.origins[i]));
    }
    if (Status put = connection_->Prepare("INSERT INTO incident_digests VALUES (?, ?)")
                         .Run(incident.id, digest);
        !put) {
      return put;
    }
    return rows_.Put(incident.id);
  }

  Status PutPlaceUnits(const std::vector<PlaceUnit>& units) override {
    Statement& put = connection_->Prepare(
        "INSERT INTO place_units VALUES (?, ?, ?) ON CONFLICT (place) DO UPDATE SET "
        "unit = excluded.unit, name = excluded.name");
    Statement& known = connection_->Prepare("SELECT * FROM place_units WHERE place = ?");
    for (const PlaceUnit& one : units) {
      const std::string fresh = EncodeRow("place_units", one.place, one.unit, one.name);
      std::string before;
      known.Start(one.place);
      if (Status read = ForEachRow(
              &known, [&before](const Statement& row) { before = EncodeRow("place_units", row); });
          !read) {
        return read;
      }
      if (before == fresh) continue;
      if (!before.empty()) sums_.units.Take(before);
      sums_.units.Add(fresh);
      if (Status done = put.Run(one.place, one.unit, one.name); !done) return done;
    }
    return {};
  }

  Status PutLink(const std::string& fact, const FactTraits& traits, Component component) override {
    if (const auto before = dropped_links_.find(fact); before != dropped_links_.end()) {
      sums_.links.Take(before->second);
    }
    sums_.links.Add(EncodeRow("fact_links", fact, component, traits.single_story,
                              OrNull(traits.series), OrNull(traits.scope),
                              OrNull(traits.scope_label)));
    return connection_
        ->Prepare(
            "INSERT INTO fact_links VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (fact_id) DO UPDATE SET "
            "component = excluded.component, single_story = excluded.single_story, "
            "series = excluded.series, scope = excluded.scope, scope_label = excluded.scope_label")
        .Run(fact, component, traits.single_story, OrNull(traits.series), OrNull(traits.scope),
             OrNull(traits.scope_label));
  }

  Status PutBlocks(const std::string& fact, const std::vector<uint64_t>& blocks) override {
    std::set<int64_t> filed;
    Statement& insert =
        connection_->Prepare("INSERT INTO link_blocks VALUES (?, ?) ON CONFLICT DO NOTHING");
    for (const uint64_t block : blocks) {
      filed.insert(static_cast<int64_t>(block));
      if (Status put = insert.Run(block, fact); !put) return put;
    }
    if (!filed.empty()) sums_.blocks.Add(BlocksRow(fact, {filed.begin(), filed.end()}));
    return {};
  }

  Status Commit(const std::string& rules_hash) override {
    // All at once: between other rows each would be a step of its own on a server.
    if (Status told = connection_->Execute(
            "UPDATE facts SET incident = (SELECT i.incident_id FROM incident_facts AS i "
            "WHERE i.fact_id = facts.id) WHERE incident IS NULL");
        !told) {
      return told;
    }
    if (Status written = rows_.Flush(); !written) return written;
    if (Status gone = DropUntoldUnits(); !gone) return gone;
    if (Status gone = connection_->Execute("DELETE FROM link_touched"); !gone) return gone;
    if (Status put = connection_
                         ->Prepare("INSERT INTO meta VALUES ('link_rules', ?) ON CONFLICT (key) "
                                   "DO UPDATE SET value = excluded.value")
                         .Run(rules_hash);
        !put) {
      return put;
    }
    sums_.touched = Multiset();
    Revision revision;
    revision.kind = "link";
    revision.linked = sums_.ToText();
    revision.payload.clear();
    JsonWriter json(&revision.payload);
    json.BeginObject();
    json.Key("rules");
    json.String(rules_hash);
    json.EndObject();
    if (Status put = store_->recorder_.Append(std::move(revision)); !put) return put;
    return transaction_.Commit();
  }

 private:
  // Units of places that no fact tells any more: there are some only where facts went.
  Status DropUntoldUnits() {
    std::vector<std::string> untold;
    Statement& query = connection_->Prepare(
        "SELECT * FROM place_units WHERE EXISTS (SELECT 1 FROM link_touched) AND NOT EXISTS "
        "(SELECT 1 FROM fact_names AS n WHERE n.id = place_units.place AND n.role = 'place')");
    query.Start();
    if (Status read = ForEachRow(&query,
                                 [&](const Statement& row) {
                                   untold.push_back(row.Text(0));
                                   sums_.units.Take(EncodeRow("place_units", row));
                                 });
        !read) {
      return read;
    }
    Statement& drop = connection_->Prepare("DELETE FROM place_units WHERE place = ?");
    for (const std::string& place : untold) {
      if (Status gone = drop.Run(place); !gone) return gone;
    }
    return {};
  }

  // What the incidents of a component are in the sums, as they were written.
  Status TakeIncidents(Component component) {
    Statement& digests = connection_->Prepare(
        "SELECT i.id, d.digest FROM incidents i JOIN incident_digests d ON d.incident_id = i.id "
        "WHERE i.component = ?");
    digests.Start(component);
    if (Status read = ForEachRow(&digests,
                                 [this](const Statement& row) {
                                   sums_.incidents.Take(IncidentRow(row.Text(0), row.Text(1)));
                                 });
        !read) {
      return read;
    }
    Statement& members = connection_->Prepare(
        "SELECT f.incident_id, f.fact_id FROM incidents i "
        "JOIN incident_facts f ON f.incident_id = i.id WHERE i.component = ?");
    members.Start(component);
    if (Status read = ForEachRow(&members,
                                 [this](const Statement& row) {
                                   sums_.members.Take(MemberRow(row.Text(0), row.Text(1)));
                                 });
        !read) {
      return read;
    }
    Statement& origins = connection_->Prepare(
        "SELECT o.incident_id, o.fact_id, o.origin FROM incidents i "
        "JOIN incident_origins o ON o.incident_id = i.id WHERE i.component = ?");
    origins.Start(component);
    if (Status read = ForEachRow(&origins,
                                 [this](const Statement& row) {
                                   sums_.members.Take(EncodeRow("incident_origins", row));
                                 });
        !read) {
      return read;
    }
    Statement& links = connection_->Prepare("SELECT * FROM fact_links WHERE component = ?");
    links.Start(component);
    return ForEachRow(&links, [this](const Statement& row) {
      dropped_links_[row.Text(0)] = EncodeRow("fact_links", row);
    });
  }

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
    Result<SqlStore::FactsById> facts = store_->ReadFactMap({.wanted = true, .slim = true});
    if (!facts) return facts.error();
    std::map<std::string, LinkedFact> linked;
    for (auto& [id, fact] : *facts) linked[id].fact = std::move(fact);
    Statement& query = connection_->Prepare(
        "SELECT fact_id, component, single_story, series, scope, scope_label FROM fact_links "
        "WHERE fact_id IN (SELECT id FROM wanted)");
    query.Start();
    if (Status read = ForEachRow(&query,
                                 [&linked](const Statement& row) {
                                   const auto found = linked.find(row.Text(0));
                                   if (found == linked.end()) return;
                                   found->second.component = static_cast<Component>(row.Int(1));
                                   found->second.traits = {row.Bool(2), row.Text(3), row.Text(4),
                                                           row.Text(5)};
                                 });
        !read) {
      return read.error();
    }
    std::vector<LinkedFact> out;
    out.reserve(linked.size());
    for (auto& entry : linked) out.push_back(std::move(entry.second));
    return out;
  }

  SqlStore* store_;
  Connection* connection_;
  Transaction transaction_;
  IncidentRows rows_;
  LinkedSums sums_;
  std::map<std::string, std::string> dropped_links_;  // by fact: of components that were dropped
};

Result<std::unique_ptr<LinkTransaction>> SqlStore::BeginLinking() {
  auto linking = std::make_unique<SqlLinkTransaction>(this);
  if (Status begun = linking->Begin(); !begun) return begun.error();
  return std::unique_ptr<LinkTransaction>(std::move(linking));
}

}  // namespace tadwin::store

// How documents change: rows, what people said laid over them, history, and the revision of it all.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/hash.h"
#include "base/json_writer.h"
#include "model/fact_record.h"
#include "store/document_change.h"
#include "store/document_record.h"
#include "store/fact_codec.h"
#include "store/full_text.h"
#include "store/life.h"
#include "store/sql_store.h"

namespace tadwin::store {
namespace {

constexpr char kPutName[] = "INSERT INTO document_names VALUES (?, ?) ON CONFLICT DO NOTHING";

void PutIds(const char* key, const std::vector<std::string>& ids, JsonWriter* json) {
  if (ids.empty()) return;
  json->Key(key);
  json->BeginArray();
  for (const std::string& id : ids) json->String(id);
  json->EndArray();
}

}  // namespace

Result<std::vector<review::Action>> SqlStore::ActionsWhere(const std::string& where,
                                                           const std::optional<std::string>& key) {
  std::vector<review::Action> actions;
  Statement& query =
      connection_->Prepare(std::string("SELECT ") + kRevisionColumns +
                           " FROM revisions WHERE kind = 'action'" + where + " ORDER BY seq");
  if (key) {
    query.Start(*key);
  } else {
    query.Start();
  }
  Status bad;
  Status read = ForEachRow(&query, [&](const Statement& row) {
    const Revision revision = ReadRevision(row);
    Result<review::Action> action = review::ParseActionRecord(revision.payload);
    if (!action) {
      bad = action.error();
      return;
    }
    action->author = revision.author;
    action->reason = revision.reason;
    action->time = revision.recorded_at;
    action->seq = revision.seq;
    actions.push_back(*std::move(action));
  });
  if (!read) return read.error();
  if (!bad) return bad.error();
  return actions;
}

Result<std::vector<review::Action>> SqlStore::Actions(const std::string& fact) {
  if (fact.empty()) return ActionsWhere("", std::nullopt);
  return ActionsWhere(" AND part = ?", fact);
}

// Where reviews set nothing aside, what holds is what the rules say.
Result<std::vector<Fact>> SqlStore::MachineFacts(const DocumentRecord& document) {
  Result<std::vector<Fact>> facts = ReadFacts({.document = document.sha256});
  if (!facts) return facts;
  std::set<std::string> reviewed;
  std::vector<Fact> said;
  Statement& query =
      connection_->Prepare("SELECT fact_id, record FROM set_aside WHERE document_id = ?");
  query.Start(DocumentIdOf(document.sha256));
  Status bad;
  Status read = ForEachRow(&query, [&](const Statement& row) {
    reviewed.insert(row.Text(0));
    if (row.IsNull(1)) return;
    Result<Fact> fact = ParseFactRecord(row.View(1));
    if (!fact) {
      bad = fact.error();
      return;
    }
    PlaceIn(document, &*fact);
    said.push_back(*std::move(fact));
  });
  if (!read) return read.error();
  if (!bad) return bad.error();
  std::erase_if(*facts, [&](const Fact& fact) { return reviewed.count(fact.id) > 0; });
  facts->insert(facts->end(), said.begin(), said.end());
  for (Fact& fact : *facts) fact.incident.clear();
  return facts;
}

Result<std::vector<review::Action>> SqlStore::ActionsOfDocument(const std::string& sha256) {
  return ActionsWhere(" AND subject = ?", sha256);
}

Result<std::vector<Fact>> SqlStore::MachineFactsOf(const std::string& sha256) {
  ReadSnapshot snapshot(connection_.get());
  if (Status begun = snapshot.Begin(); !begun) return begun.error();
  const Result<std::optional<DocumentRecord>> document = FindDocument(sha256);
  if (!document) return document.error();
  if (!*document) return Error{ErrorCode::kNotFound, "no such document", sha256};
  return MachineFacts(**document);
}

Status SqlStore::ReadBefore(const std::string& sha256, DocumentChange* change) {
  change->id = DocumentIdOf(sha256);
  const Result<std::vector<review::Action>> actions = ActionsOfDocument(sha256);
  if (!actions) return actions.error();
  change->standings = review::StandingsOf(*actions);
  Result<std::optional<DocumentRecord>> before = FindDocument(sha256);
  if (!before) return before.error();
  change->before = *std::move(before);
  if (!change->before) return {};
  Result<std::vector<Fact>> machine = MachineFacts(*change->before);
  if (!machine) return machine.error();
  change->machine_before = *std::move(machine);
  Statement& query = connection_->Prepare(
      "SELECT fact_id, agreed FROM reviews WHERE document_id = ? AND agreed IS NOT NULL");
  query.Start(change->id);
  return ForEachRow(&query, [change](const Statement& row) {
    for (const std::string& field : SplitRules(row.View(1))) {
      change->agreed_before.emplace(row.Text(0), field);
    }
  });
}

// What linking keeps of a document's facts leaves the sums; their components are noted.
Status SqlStore::TakeLinked(int64_t document_id, std::optional<LinkedSums>* sums) {
  std::vector<std::string> facts;
  Statement& linked = connection_->Prepare(
      "SELECT f.id FROM facts f JOIN fact_links l ON l.fact_id = f.id WHERE f.document_id = ?");
  linked.Start(document_id);
  if (Status read =
          ForEachRow(&linked, [&](const Statement& row) { facts.push_back(row.Text(0)); });
      !read) {
    return read;
  }
  if (facts.empty()) return {};
  const auto last = recorder_.LastLinked();
  if (!last) return last.error();
  *sums = LinkedSums::FromText(last->value_or(""));
  for (const std::string& fact : facts) {
    if (Status taken = TakeFact(connection_.get(), fact, &**sums); !taken) return taken;
  }
  Statement& touched = connection_->Prepare(
      "SELECT DISTINCT l.component FROM facts f JOIN fact_links l ON l.fact_id = f.id "
      "WHERE f.document_id = ? AND l.component NOT IN (SELECT component FROM link_touched)");
  touched.Start(document_id);
  if (Status read = ForEachRow(
          &touched, [&](const Statement& row) { (*sums)->touched.Add(TouchedRow(row.Int(0))); });
      !read) {
    return read;
  }
  return connection_
      ->Prepare(
          "INSERT INTO link_touched SELECT l.component FROM facts f "
          "JOIN fact_links l ON l.fact_id = f.id WHERE f.document_id = ? "
          "ON CONFLICT DO NOTHING")
      .Run(document_id);
}

Status SqlStore::DeleteDocument(int64_t id) {
  if (Status gone = RemoveFromSearch(connection_.get(), id); !gone) return gone;
  return connection_->Prepare("DELETE FROM documents WHERE id = ?").Run(id);
}

// The document and its facts as people have them.
Status SqlStore::WriteRows(DocumentChange* change) {
  std::vector<std::string> names{change->document.name};
  if (change->before) {
    Statement& known =
        connection_->Prepare("SELECT name FROM document_names WHERE document_id = ?");
    known.Start(change->id);
    if (Status read =
            ForEachRow(&known, [&](const Statement& row) { names.push_back(row.Text(0)); });
        !read) {
      return read;
    }
    if (Status taken = TakeLinked(change->id, &change->sums); !taken) return taken;
    if (Status gone = DeleteDocument(change->id); !gone) return gone;
  }
  if (Status put = InsertDocument(change->id, change->document, &change->rows); !put) return put;
  for (const std::string& name : names) {
    if (Status put = connection_->Prepare(kPutName).Run(change->id, name); !put) return put;
  }
  for (const Fact& fact : change->overlaid.facts) {
    if (Status put = InsertFact(change->id, fact, &change->rows); !put) return put;
  }
  return {};
}

// set_aside and reviews: few documents have any.
Status SqlStore::WriteReviews(DocumentChange* change) {
  Statement& aside = connection_->Prepare("INSERT INTO set_aside VALUES (?, ?, ?, ?)");
  for (const review::SetAside& one : change->overlaid.aside) {
    std::optional<std::string> record;
    if (one.machine) record = FactRecord(*one.machine);
    if (Status put =
            change->rows.Insert("set_aside", &aside, one.fact, change->id, one.told, record);
        !put) {
      return put;
    }
  }
  std::map<std::string, std::vector<std::string>> agreed;
  for (const review::Agreed& one : change->overlaid.agreed) agreed[one.fact].push_back(one.field);
  Statement& insert =
      connection_->Prepare("INSERT INTO reviews VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (const auto& [fact, standing] : change->standings) {
    std::vector<std::string> corrected;
    for (const review::Correction& one : standing.corrections) corrected.push_back(one.field);
    const std::string fields = JoinRules(corrected);
    const std::string same = JoinRules(agreed[fact]);
    if (Status put = change->rows.Insert(
            "reviews", &insert, fact, change->id, review::StateName(standing.state),
            OrNull(standing.assignee), OrNull(standing.first_reader),
            OrNull(standing.second_reader), OrNull(fields), OrNull(same),
            OrNull(standing.duplicate_of), OrNull(standing.closed_as), OrNull(standing.closed_by),
            standing.comments, standing.added);
        !put) {
      return put;
    }
  }
  return {};
}

// What the rules said before goes to history, where they say otherwise now.
Status SqlStore::WriteHistory(DocumentChange* change) {
  if (!change->before) return {};
  const Result<Life> life = ReadLife(connection_.get(), change->document.sha256);
  if (!life) return life.error();
  const Result<uint64_t> until = recorder_.NextSeq();
  if (!until) return until.error();
  std::map<std::string, std::string> now;
  for (const Fact& fact : change->machine) now[fact.id] = FactRecord(fact);
  RowSet history;
  const bool same_text = change->before->text == change->document.text &&
                         change->before->folded == change->document.folded;
  if (Status put =
          history.Insert("document_history",
                         &connection_->Prepare("INSERT INTO document_history VALUES (?, ?, ?, ?)"),
                         change->document.sha256, *until, life->document_since,
                         WriteDocumentRecord(*change->before, !same_text));
      !put) {
    return put;
  }
  Statement& insert = connection_->Prepare("INSERT INTO fact_history VALUES (?, ?, ?, ?, ?)");
  for (const Fact& fact : change->machine_before) {
    const auto found = now.find(fact.id);
    const std::string record = FactRecord(fact);
    const bool same = found != now.end() && found->second == record;
    if (!same) {
      (found == now.end() ? change->vanished : change->changed).push_back(fact.id);
      if (Status put = history.Insert("fact_history", &insert, fact.id, *until,
                                      life->SinceOf(fact.id), change->document.sha256, record);
          !put) {
        return put;
      }
    }
    if (found != now.end()) now.erase(found);
  }
  for (const auto& entry : now) change->appeared.push_back(entry.first);
  std::sort(change->changed.begin(), change->changed.end());
  std::sort(change->vanished.begin(), change->vanished.end());
  change->history = history.Digest();
  return {};
}

// Where new rules came to say what a person had said.
Status SqlStore::NoteAgreed(const DocumentChange& change) {
  for (const review::Agreed& one : change.overlaid.agreed) {
    if (change.agreed_before.count({one.fact, one.field}) > 0) continue;
    Revision note;
    note.kind = "note";
    note.subject = change.document.sha256;
    note.part = one.fact;
    note.payload.clear();
    JsonWriter json(&note.payload);
    json.BeginObject();
    json.Key("agreed");
    json.String(one.field);
    json.Key("rules");
    json.String(change.document.rules_hash);
    json.EndObject();
    if (Status put = recorder_.Append(std::move(note)); !put) return put;
  }
  return {};
}

Status SqlStore::PutDocument(const DocumentRecord& document, const std::vector<Fact>& facts) {
  Transaction transaction(connection_.get());
  if (Status begun = transaction.Begin(Durability::kSoonAfter); !begun) return begun;
  DocumentChange change;
  if (Status read = ReadBefore(document.sha256, &change); !read) return read;
  change.document = document;
  change.machine = facts;
  change.overlaid = review::LayOver(facts, change.standings);
  if (Status put = WriteHistory(&change); !put) return put;
  if (Status put = WriteRows(&change); !put) return put;
  if (Status put = WriteReviews(&change); !put) return put;
  if (Status cleared = connection_->Prepare("DELETE FROM rejects WHERE name = ? OR sha256 = ?")
                           .Run(document.name, document.sha256);
      !cleared) {
    return cleared;
  }
  Revision revision;
  revision.kind = "document";
  revision.subject = document.sha256;
  revision.digest = change.rows.DetailedDigest();
  if (change.sums) revision.linked = change.sums->ToText();
  revision.payload.clear();
  JsonWriter json(&revision.payload);
  json.BeginObject();
  json.Key("name");
  json.String(document.name);
  json.Key("rules");
  json.String(document.rules_hash);
  PutIds("appeared", change.appeared, &json);
  PutIds("changed", change.changed, &json);
  PutIds("vanished", change.vanished, &json);
  if (!change.history.empty()) {
    json.Key("history");
    json.String(change.history);
  }
  json.EndObject();
  if (Status put = recorder_.Append(std::move(revision)); !put) return put;
  if (Status noted = NoteAgreed(change); !noted) return noted;
  return transaction.Commit();
}

Status SqlStore::Withdraw(const std::string& sha256) {
  Transaction transaction(connection_.get());
  if (Status begun = transaction.Begin(); !begun) return begun;
  DocumentChange change;
  if (Status read = ReadBefore(sha256, &change); !read) return read;
  if (!change.before) return Error{ErrorCode::kNotFound, "no such document", sha256};
  change.document.sha256 = sha256;  // and no text: the one before goes to history
  if (Status put = WriteHistory(&change); !put) return put;
  if (Status taken = TakeLinked(change.id, &change.sums); !taken) return taken;
  if (Status gone = DeleteDocument(change.id); !gone) return gone;
  Revision revision;
  revision.kind = "withdraw";
  revision.subject = sha256;
  if (change.sums) revision.linked = change.sums->ToText();
  revision.payload.clear();
  JsonWriter json(&revision.payload);
  json.BeginObject();
  json.Key("history");
  json.String(change.history);
  json.EndObject();
  if (Status put = recorder_.Append(std::move(revision)); !put) return put;
  return transaction.Commit();
}

Status SqlStore::PutCopy(const std::string& sha256, const std::string& name) {
  Transaction transaction(connection_.get());
  if (Status begun = transaction.Begin(); !begun) return begun;
  Statement& known = connection_->Prepare(
      "SELECT count(*) FROM document_names WHERE document_id = ? AND name = ?");
  known.Start(DocumentIdOf(sha256), name);
  const Result<bool> row = known.Next();
  if (!row) return row.error();
  if (*row && known.Int(0) > 0) return {};
  if (Status put = connection_->Prepare(kPutName).Run(DocumentIdOf(sha256), name); !put) return put;
  Revision revision;
  revision.kind = "copy";
  revision.subject = sha256;
  revision.part = name;
  if (Status put = recorder_.Append(std::move(revision)); !put) return put;
  return transaction.Commit();
}

Status SqlStore::PutReject(const RejectRecord& reject) {
  Transaction transaction(connection_.get());
  if (Status begun = transaction.Begin(); !begun) return begun;
  const auto code = static_cast<int64_t>(reject.error.code);
  Statement& known = connection_->Prepare(
      "SELECT count(*) FROM rejects WHERE name = ? AND sha256 = ? AND code = ? AND message = ? "
      "AND place = ?");
  known.Start(reject.name, reject.sha256, code, reject.error.message, reject.error.where);
  const Result<bool> row = known.Next();
  if (!row) return row.error();
  if (*row && known.Int(0) > 0) return {};
  RowSet rows;
  if (Status put = rows.Insert(
          "rejects",
          &connection_->Prepare(
              "INSERT INTO rejects VALUES (?, ?, ?, ?, ?) ON CONFLICT (name, sha256, code) "
              "DO UPDATE SET message = excluded.message, place = excluded.place"),
          reject.name, reject.sha256, code, reject.error.message, reject.error.where);
      !put) {
    return put;
  }
  Revision revision;
  revision.kind = "reject";
  revision.subject = reject.sha256;
  revision.part = reject.name;
  revision.digest = rows.Digest();
  revision.payload = RejectPayload(code, reject.error.message, reject.error.where);
  if (Status put = recorder_.Append(std::move(revision)); !put) return put;
  return transaction.Commit();
}

}  // namespace tadwin::store

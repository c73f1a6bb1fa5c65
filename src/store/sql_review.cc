// What people do to facts, runs, and how a ledger without a record is taken into one.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/hash.h"
#include "base/json_writer.h"
#include "model/fact_record.h"
#include "store/document_change.h"
#include "store/fact_codec.h"
#include "store/incident_rows.h"
#include "store/sql_store.h"

namespace tadwin::store {
namespace {

// The same id that the rules would give the first fact of this kind on these words.
std::string IdOf(const std::string& sha256, const Fact& fact) {
  return Hash64Hex(sha256 + '\x1f' + FactKindName(fact.kind) + '\x1f' +
                   std::to_string(fact.span.begin) + '\x1f' + std::to_string(fact.span.end) +
                   "\x1f"
                   "0");
}

std::string RecordsOf(const std::vector<Fact>& facts) {
  std::vector<std::string> records;
  for (const Fact& fact : facts) records.push_back(FactRecord(fact));
  std::sort(records.begin(), records.end());
  std::string all;
  for (const std::string& record : records) all += record + "\n";
  return all;
}

}  // namespace

// Which document the action is about, and the fact as it is.
Status SqlStore::FindSubject(review::Action* action) {
  if (action->verb == review::Verb::kAdd) {
    if (!action->seen) return Error{ErrorCode::kInvalidArgument, "add needs a fact", ""};
    action->fact = IdOf(action->document, *action->seen);
    action->seen->id = action->fact;
    const Result<std::optional<Fact>> known = FindFact(action->fact);
    if (!known) return known.error();
    if (*known) {
      return Error{ErrorCode::kConflict,
                   "the rules find a fact of kind " +
                       std::string(FactKindName(action->seen->kind)) +
                       " on these words already: correct it instead",
                   action->fact};
    }
    return {};
  }
  Result<std::optional<Fact>> fact = FindFact(action->fact);
  if (!fact) return fact.error();
  if (*fact) {
    action->document = (*fact)->doc_sha256;
    action->seen = **std::move(fact);
    return {};
  }
  // A rejected fact is in its reviews only.
  Statement& query = connection_->Prepare(
      "SELECT d.sha256 FROM reviews r JOIN documents d ON d.id = r.document_id "
      "WHERE r.fact_id = ?");
  query.Start(action->fact);
  const Result<bool> row = query.Next();
  if (!row) return row.error();
  if (!*row) return Error{ErrorCode::kNotFound, "no such fact", action->fact};
  action->document = query.Text(0);
  return {};
}

Result<std::string> SqlStore::PutAction(review::Action action) {
  Transaction transaction(connection_.get());
  if (Status begun = transaction.Begin(); !begun) return begun.error();
  if (Status found = FindSubject(&action); !found) return found.error();
  DocumentChange change;
  if (Status read = ReadBefore(action.document, &change); !read) return read.error();
  if (!change.before) return Error{ErrorCode::kNotFound, "no such document", action.document};
  review::Standing& standing = change.standings[action.fact];
  if (!action.seen) action.seen = standing.pinned ? standing.pinned : standing.seen;
  if (!action.seen) {
    for (const Fact& fact : change.machine_before) {
      if (fact.id == action.fact) action.seen = fact;
    }
  }
  const Result<uint64_t> seq = recorder_.NextSeq();
  if (!seq) return seq.error();
  action.seq = *seq;
  const review::Overlaid before = review::LayOver(change.machine_before, change.standings);
  if (Status played = Advance(action, &standing); !played) return played.error();

  change.document = *change.before;
  change.machine = change.machine_before;
  change.overlaid = review::LayOver(change.machine, change.standings);
  const bool rewritten = RecordsOf(before.facts) != RecordsOf(change.overlaid.facts);
  if (rewritten) {
    if (Status put = WriteRows(&change); !put) return put.error();
  } else {
    for (const char* sql : {"DELETE FROM set_aside WHERE document_id = ?",
                            "DELETE FROM reviews WHERE document_id = ?"}) {
      if (Status gone = connection_->Prepare(sql).Run(change.id); !gone) return gone.error();
    }
  }
  if (Status put = WriteReviews(&change); !put) return put.error();
  Revision revision;
  revision.kind = "action";
  revision.author = action.author;
  revision.reason = action.reason;
  revision.subject = action.document;
  revision.part = action.fact;
  revision.payload = review::ActionRecord(action);
  const Result<std::string> digest = DigestOfDocument(connection_.get(), change.id);
  if (!digest) return digest.error();
  revision.digest = *digest;
  // Told also where no linked fact was taken away: facts that were rewritten are not linked yet.
  if (rewritten) {
    const auto last = recorder_.LastLinked();
    if (!last) return last.error();
    revision.linked = change.sums ? change.sums->ToText() : last->value_or(LinkedSums().ToText());
  }
  if (Status put = recorder_.Append(std::move(revision)); !put) return put.error();
  // What queries read of its incident tells how far it was read; an unlinked fact has none.
  const std::string incident = action.seen ? action.seen->incident : std::string();
  if (!rewritten && !incident.empty()) {
    IncidentRows rows(connection_.get());
    if (Status read = rows.Refresh(incident); !read) return read.error();
    if (Status read = rows.Flush(); !read) return read.error();
  }
  if (Status done = transaction.Commit(); !done) return done.error();
  return action.fact;
}

Status SqlStore::PutIncidentAction(const review::Action& action) {
  if (action.author.empty() || action.facts.empty() ||
      (action.verb != review::Verb::kMerge && action.apart.empty())) {
    return Error{ErrorCode::kInvalidArgument, "nothing to merge or to split, or nobody who does",
                 ""};
  }
  // Parties are read from the facts whenever somebody asks: nothing that is stored changes.
  if (action.verb > review::Verb::kSplit) return CopyAction(action);
  Transaction transaction(connection_.get());
  if (Status begun = transaction.Begin(); !begun) return begun;
  const auto last = recorder_.LastLinked();
  if (!last) return last.error();
  LinkedSums sums = LinkedSums::FromText(last->value_or(""));
  std::vector<std::string> facts = action.facts;
  facts.insert(facts.end(), action.apart.begin(), action.apart.end());
  for (const std::string& fact : facts) {
    const Result<std::optional<Fact>> known = FindFact(fact);
    if (!known) return known.error();
    if (!*known) return Error{ErrorCode::kNotFound, "no such fact", fact};
    if ((*known)->kind != FactKind::kEvent && (*known)->kind != FactKind::kCommitment) {
      return Error{ErrorCode::kInvalidArgument,
                   "tallies and levels go together by what they count; events and commitments can "
                   "be merged and split",
                   fact};
    }
    Statement& query = connection_->Prepare(
        "SELECT component FROM fact_links WHERE fact_id = ? "
        "AND component NOT IN (SELECT component FROM link_touched)");
    query.Start(fact);
    std::optional<int64_t> component;
    if (Status read = ForEachRow(&query, [&](const Statement& row) { component = row.Int(0); });
        !read) {
      return read;
    }
    if (!component) continue;
    sums.touched.Add(TouchedRow(*component));
    if (Status put = connection_->Prepare("INSERT INTO link_touched VALUES (?)").Run(*component);
        !put) {
      return put;
    }
  }
  Revision revision;
  revision.kind = "action";
  revision.author = action.author;
  revision.reason = action.reason;
  revision.payload = review::ActionRecord(action);
  revision.linked = sums.ToText();
  if (Status put = recorder_.Append(std::move(revision)); !put) return put;
  return transaction.Commit();
}

Status SqlStore::CopyAction(const review::Action& action) {
  Transaction transaction(connection_.get());
  if (Status begun = transaction.Begin(); !begun) return begun;
  Revision revision;
  revision.kind = "action";
  revision.author = action.author;
  revision.reason = action.reason;
  revision.subject = action.document;
  revision.part = action.fact;
  revision.payload = review::ActionRecord(action);
  if (Status put = recorder_.Append(std::move(revision)); !put) return put;
  return transaction.Commit();
}

Result<std::vector<Review>> SqlStore::Reviews() {
  std::vector<Review> reviews;
  Statement& query = connection_->Prepare(
      "SELECT r.fact_id, d.sha256, r.state, r.assignee, r.first_reader, r.second_reader, "
      "r.corrected, r.agreed, r.duplicate_of, r.closed_as, r.closed_by, r.comments, r.added "
      "FROM reviews r JOIN documents d ON d.id = r.document_id ORDER BY r.fact_id");
  query.Start();
  const Status read = ForEachRow(&query, [&reviews](const Statement& row) {
    Review review;
    review.fact = row.Text(0);
    review.document = row.Text(1);
    review.state = review::FindState(row.View(2)).value_or(review::State::kMachine);
    review.assignee = row.Text(3);
    review.first_reader = row.Text(4);
    review.second_reader = row.Text(5);
    review.corrected = SplitRules(row.View(6));
    review.agreed = SplitRules(row.View(7));
    review.duplicate_of = row.Text(8);
    review.closed_as = row.Text(9);
    review.closed_by = row.Text(10);
    review.comments = row.Uint32(11);
    review.added = row.Bool(12);
    reviews.push_back(std::move(review));
  });
  if (!read) return read.error();
  return reviews;
}

Result<std::vector<RunRecord>> SqlStore::Runs() {
  std::vector<RunRecord> runs;
  std::map<int64_t, size_t> place_of;
  Statement& query = connection_->Prepare(
      "SELECT id, kind, started, finished, author, program, rules_hash, reason FROM runs "
      "ORDER BY id");
  query.Start();
  Status read = ForEachRow(&query, [&](const Statement& row) {
    place_of[row.Int(0)] = runs.size();
    runs.push_back({row.Int(0),
                    row.Text(1),
                    row.Text(2),
                    row.Text(3),
                    row.Text(4),
                    row.Text(5),
                    row.Text(6),
                    row.Text(7),
                    {},
                    0});
  });
  if (!read) return read.error();
  Statement& counts = connection_->Prepare(
      "SELECT run, kind, count(*), max(seq) FROM revisions GROUP BY run, kind");
  counts.Start();
  read = ForEachRow(&counts, [&](const Statement& row) {
    const auto found = place_of.find(row.Int(0));
    if (found == place_of.end()) return;
    RunRecord& run = runs[found->second];
    run.last_seq = std::max(run.last_seq, static_cast<uint64_t>(row.Int(3)));
    if (row.View(1) == "run" || row.View(1) == "end") return;
    run.revisions[row.Text(1)] = static_cast<uint64_t>(row.Int(2));
  });
  if (!read) return read.error();
  return runs;
}

Status SqlStore::TakeOver() {
  const Result<int64_t> needed = connection_->QueryInt(
      "SELECT CASE WHEN EXISTS (SELECT 1 FROM revisions) THEN 0 "
      "WHEN EXISTS (SELECT 1 FROM documents) OR EXISTS (SELECT 1 FROM rejects) THEN 1 ELSE 0 END");
  if (!needed) return needed.error();
  if (*needed == 0) return {};
  Transaction transaction(connection_.get());
  if (Status begun = transaction.Begin(); !begun) return begun;
  const Result<int64_t> others = connection_->QueryInt("SELECT count(*) FROM revisions");
  if (!others) return others.error();
  if (*others > 0) return {};  // another process was faster
  if (Status done = Adopt(); !done) return done;
  return transaction.Commit();
}

// Everything that is there becomes a revision of a run of its own.
Status SqlStore::Adopt() {
  RunStart start;
  start.kind = "adopt";
  start.reason = "taken over from a ledger of an older version";
  recorder_.BeginRun(start);
  if (Status done = AdoptDocuments(); !done) return done;
  if (Status done = AdoptLinked(); !done) return done;
  recorder_.BeginRun({});
  return {};
}

Status SqlStore::AdoptDocuments() {
  std::vector<Revision> revisions;
  const std::unique_ptr<Statement> documents =
      connection_->MakeStatement("SELECT id, sha256, name, rules_hash FROM documents ORDER BY 2");
  documents->Start();
  Status failed;
  Status read = ForEachRow(documents.get(), [&](const Statement& row) {
    Revision revision;
    revision.kind = "document";
    revision.subject = row.Text(1);
    const Result<std::string> digest = DigestOfDocument(connection_.get(), row.Int(0));
    if (!digest) failed = digest.error();
    if (digest) revision.digest = *digest;
    revision.payload.clear();
    JsonWriter json(&revision.payload);
    json.BeginObject();
    json.Key("name");
    json.String(row.View(2));
    json.Key("rules");
    json.String(row.View(3));
    json.EndObject();
    revisions.push_back(std::move(revision));
  });
  if (!read) return read;
  if (!failed) return failed;
  Statement& copies = connection_->Prepare(
      "SELECT d.sha256, n.name FROM document_names n JOIN documents d ON d.id = n.document_id "
      "WHERE n.name <> d.name ORDER BY 1, 2");
  copies.Start();
  read = ForEachRow(&copies, [&](const Statement& row) {
    Revision revision;
    revision.kind = "copy";
    revision.subject = row.Text(0);
    revision.part = row.Text(1);
    revisions.push_back(std::move(revision));
  });
  if (!read) return read;
  Statement& rejects = connection_->Prepare("SELECT * FROM rejects ORDER BY name, sha256, code");
  rejects.Start();
  read = ForEachRow(&rejects, [&](const Statement& row) {
    RowSet rows;
    rows.Add(EncodeRow("rejects", row));
    Revision revision;
    revision.kind = "reject";
    revision.part = row.Text(0);
    revision.subject = row.Text(1);
    revision.payload = RejectPayload(row.Int(2), row.Text(3), row.Text(4));
    revision.digest = rows.Digest();
    revisions.push_back(std::move(revision));
  });
  if (!read) return read;
  for (Revision& revision : revisions) {
    if (Status put = recorder_.Append(std::move(revision)); !put) return put;
  }
  return {};
}

Status SqlStore::AdoptLinked() {
  std::vector<std::string> incidents;
  Statement& query = connection_->Prepare("SELECT id FROM incidents");
  query.Start();
  if (Status read =
          ForEachRow(&query, [&](const Statement& row) { incidents.push_back(row.Text(0)); });
      !read) {
    return read;
  }
  for (const std::string& id : incidents) {
    const Result<std::string> digest = DigestOfIncident(connection_.get(), id);
    if (!digest) return digest.error();
    if (Status put =
            connection_->Prepare("INSERT INTO incident_digests VALUES (?, ?)").Run(id, *digest);
        !put) {
      return put;
    }
  }
  const Result<LinkedSums> sums = SumLinked(connection_.get());
  if (!sums) return sums.error();
  const Result<std::optional<std::string>> rules =
      connection_->QueryText("SELECT value FROM meta WHERE key = 'link_rules'");
  if (!rules) return rules.error();
  Revision revision;
  revision.kind = "link";
  revision.linked = sums->ToText();
  revision.payload.clear();
  JsonWriter json(&revision.payload);
  json.BeginObject();
  json.Key("rules");
  json.String(rules->value_or(""));
  json.EndObject();
  return recorder_.Append(std::move(revision));
}

}  // namespace tadwin::store

#include "store/past.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <simdjson.h>

#include "model/fact_json.h"
#include "model/fact_record.h"
#include "review/overlay.h"
#include "store/document_record.h"
#include "store/life.h"
#include "store/recorder.h"

namespace tadwin::store {
namespace {

Result<std::vector<std::string>> ReadTexts(Statement* query) {
  std::vector<std::string> texts;
  if (Status read = ForEachRow(query, [&](const Statement& row) { texts.push_back(row.Text(0)); });
      !read) {
    return read.error();
  }
  return texts;
}

// The document as it was; the text may be in a later row, or in the present one.
Result<std::optional<DocumentRecord>> ReadDocumentAt(Store* store, const std::string& sha256,
                                                     uint64_t seq) {
  std::optional<DocumentRecord> document;
  Status bad;
  Statement& query = store->connection().Prepare(
      "SELECT since, record FROM document_history WHERE sha256 = ? AND until > ? ORDER BY until");
  query.Start(sha256, seq);
  Status read = ForEachRow(&query, [&](const Statement& row) {
    const bool held = static_cast<uint64_t>(row.Int(0)) <= seq;
    const bool lacks_text = document && document->text.empty();
    if (!(held && !document) && !lacks_text) return;
    Result<DocumentRecord> record = ParseDocumentRecord(row.View(1));
    if (!record) {
      bad = record.error();
      return;
    }
    if (!document) {
      document = *std::move(record);
    } else {
      document->text = record->text;
      document->folded = record->folded;
    }
  });
  if (!read) return read.error();
  if (!bad) return bad.error();
  if (document && !document->text.empty()) return document;
  Result<std::optional<DocumentRecord>> now = store->FindDocument(sha256);
  if (!now || !*now) return document ? Result<std::optional<DocumentRecord>>(document) : now;
  if (!document) return now;
  document->text = (*now)->text;
  document->folded = (*now)->folded;
  return document;
}

Status AddHistory(Store* store, const std::string& sha256, uint64_t seq, std::vector<Fact>* facts) {
  Status bad;
  Statement& query = store->connection().Prepare(
      "SELECT record FROM fact_history WHERE sha256 = ? AND since <= ? AND until > ?");
  query.Start(sha256, seq, seq);
  const Status read = ForEachRow(&query, [&](const Statement& row) {
    Result<Fact> fact = ParseFactRecord(row.View(0));
    if (!fact) {
      bad = fact.error();
    } else {
      facts->push_back(*std::move(fact));
    }
  });
  return read ? bad : read;
}

}  // namespace

Result<uint64_t> RevisionAt(Store* store, const std::string& when) {
  const Result<DateInterval> day = ParseIsoDate(when.substr(0, when.find('T')));
  const bool is_time = when.size() == 20 && when.back() == 'Z' && when[10] == 'T';
  if (!day || (when.find('T') != std::string::npos && !is_time)) {
    return Error{ErrorCode::kInvalidArgument,
                 "'" + when + "' is no day and no time; write 2026-01-31 or 2026-01-31T09:30:00Z",
                 ""};
  }
  const std::string last = is_time ? when : ToIso(day->stop) + "T23:59:60Z";
  Statement& query = store->connection().Prepare(
      "SELECT coalesce(max(seq), 0) FROM revisions WHERE recorded_at IS NULL OR recorded_at <= ?");
  query.Start(last);
  uint64_t seq = 0;
  if (Status read = ForEachRow(
          &query, [&](const Statement& row) { seq = static_cast<uint64_t>(row.Int(0)); });
      !read) {
    return read.error();
  }
  return seq;
}

Result<uint64_t> RevisionOfRun(Store* store, int64_t run) {
  if (run == 0) return uint64_t{0};
  const Result<std::vector<RunRecord>> runs = store->Runs();
  if (!runs) return runs.error();
  for (const RunRecord& one : *runs) {
    if (one.id == run) return one.last_seq;
  }
  return Error{ErrorCode::kNotFound,
               runs->empty() ? "the ledger has no run yet"
                             : "no such run; there are 1 to " + std::to_string(runs->back().id) +
                                   ", see `tadwin runs`",
               "run " + std::to_string(run)};
}

Result<std::vector<std::string>> DocumentsUntil(Store* store, uint64_t seq) {
  return DocumentsChanged(store, 0, seq);
}

Result<std::vector<std::string>> DocumentsChanged(Store* store, uint64_t after, uint64_t until) {
  Statement& query = store->connection().Prepare(
      "SELECT DISTINCT subject FROM revisions WHERE seq > ? AND seq <= ? AND subject <> '' "
      "AND kind IN ('document', 'withdraw', 'action') ORDER BY subject");
  query.Start(after, until);
  return ReadTexts(&query);
}

Result<std::vector<Revision>> RevisionsOfDocument(Store* store, const std::string& sha256) {
  std::vector<Revision> revisions;
  Statement& query = store->connection().Prepare(std::string("SELECT ") + kRevisionColumns +
                                                 " FROM revisions WHERE subject = ? ORDER BY seq");
  query.Start(sha256);
  if (Status read =
          ForEachRow(&query, [&](const Statement& row) { revisions.push_back(ReadRevision(row)); });
      !read) {
    return read.error();
  }
  return revisions;
}

Result<std::optional<PastDocument>> ReadPast(Store* store, const std::string& sha256,
                                             uint64_t seq) {
  const Result<Life> then = ReadLife(&store->connection(), sha256, seq);
  if (!then) return then.error();
  if (then->first == 0) return std::optional<PastDocument>();
  PastDocument past;
  Result<std::optional<DocumentRecord>> document = ReadDocumentAt(store, sha256, seq);
  if (!document) return document.error();
  if (!*document) return Error{ErrorCode::kDatabase, "its history is not whole", sha256};
  past.document = **std::move(document);

  const Result<Life> now = ReadLife(&store->connection(), sha256);
  if (!now) return now.error();
  if (now->first != 0) {
    Result<std::vector<Fact>> facts = store->MachineFactsOf(sha256);
    if (!facts) return facts.error();
    for (Fact& fact : *facts) {
      if (now->SinceOf(fact.id) <= seq) past.machine.push_back(std::move(fact));
    }
  }
  if (Status added = AddHistory(store, sha256, seq, &past.machine); !added) return added.error();
  Result<std::vector<review::Action>> actions = store->ActionsOfDocument(sha256);
  if (!actions) return actions.error();
  std::erase_if(*actions, [seq](const review::Action& action) { return action.seq > seq; });
  past.actions = *std::move(actions);
  past.facts = review::LayOver(past.machine, review::StandingsOf(past.actions)).facts;
  for (std::vector<Fact>* facts : {&past.machine, &past.facts}) {
    for (Fact& fact : *facts) PlaceIn(past.document, &fact);
    SortFacts(facts);
  }
  return std::optional<PastDocument>(std::move(past));
}

namespace {

// Names and rejects: small things that the chain tells by itself.
Status CopyIncidentActions(Store* store, uint64_t seq, Store* into) {
  const Result<std::vector<review::Action>> actions = store->ActionsOfDocument("");
  if (!actions) return actions.error();
  for (const review::Action& action : *actions) {
    if (action.seq > seq) break;
    if (Status put = into->CopyAction(action); !put) return put;
  }
  return {};
}

Status CopyNamesAndRejects(Store* store, uint64_t seq, Store* into) {
  std::map<std::string, std::set<std::string>> names;  // by sha256
  std::map<std::pair<std::string, std::string>, RejectRecord> rejects;
  simdjson::dom::parser parser;
  Statement& query = store->connection().Prepare(
      "SELECT kind, subject, part, payload FROM revisions WHERE seq <= ? "
      "AND kind IN ('document', 'withdraw', 'copy', 'reject') ORDER BY seq");
  query.Start(seq);
  const Status read = ForEachRow(&query, [&](const Statement& row) {
    const std::string kind = row.Text(0);
    const std::string sha256 = row.Text(1);
    const std::string part = row.Text(2);
    simdjson::dom::element payload;
    if (parser.parse(row.Text(3)).get(payload) != simdjson::SUCCESS) return;
    const auto text = [&payload](const char* key) {
      std::string_view value;
      return payload[key].get_string().get(value) == simdjson::SUCCESS ? std::string(value)
                                                                       : std::string();
    };
    if (kind == "document") {
      const std::string name = text("name");
      names[sha256].insert(name);
      std::erase_if(rejects, [&](const auto& one) {
        return one.first.first == name || one.second.sha256 == sha256;
      });
    } else if (kind == "withdraw") {
      names.erase(sha256);
    } else if (kind == "copy") {
      names[sha256].insert(part);
    } else {
      int64_t code = 0;
      if (payload["code"].get_int64().get(code) != simdjson::SUCCESS) return;
      rejects[{part, sha256 + " " + std::to_string(code)}] = {
          part, sha256, {static_cast<ErrorCode>(code), text("message"), text("place")}};
    }
  });
  if (!read) return read;
  for (const auto& [sha256, all] : names) {
    for (const std::string& name : all) {
      if (Status put = into->PutCopy(sha256, name); !put) return put;
    }
  }
  for (const auto& entry : rejects) {
    if (Status put = into->PutReject(entry.second); !put) return put;
  }
  return {};
}

}  // namespace

Status CopyPast(Store* store, uint64_t seq, Store* into) {
  ReadSnapshot snapshot(&store->connection());
  if (Status begun = snapshot.Begin(); !begun) return begun;
  const Result<std::vector<std::string>> documents = DocumentsUntil(store, seq);
  if (!documents) return documents.error();
  for (const std::string& sha256 : *documents) {
    const Result<std::optional<PastDocument>> past = ReadPast(store, sha256, seq);
    if (!past) return past.error();
    if (!*past) continue;
    for (const review::Action& action : (*past)->actions) {
      if (Status put = into->CopyAction(action); !put) return put;
    }
    if (Status put = into->PutDocument((*past)->document, (*past)->machine); !put) return put;
  }
  if (Status copied = CopyIncidentActions(store, seq, into); !copied) return copied;
  return CopyNamesAndRejects(store, seq, into);
}

}  // namespace tadwin::store

#include "pipeline/history.h"

#include <simdjson.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/json_fields.h"
#include "pipeline/fact_standing.h"
#include "store/past.h"
#include "store/sql_connection.h"

namespace tadwin::pipeline {
namespace {

using json_fields::Number;
using json_fields::Text;

using store::PastDocument;
using store::Revision;

HistoryEntry EntryOf(const Revision& revision) {
  HistoryEntry entry;
  entry.seq = revision.seq;
  entry.run = revision.run;
  entry.time = revision.recorded_at;
  entry.author = revision.author;
  entry.reason = revision.reason;
  entry.kind = revision.kind;
  entry.document = revision.subject;
  entry.fact = revision.part;
  return entry;
}

std::string AgreedField(const std::string& payload) {
  simdjson::dom::parser parser;
  std::string_view field;
  if (parser.parse(payload)["agreed"].get_string().get(field) != simdjson::SUCCESS) return {};
  return std::string(field);
}

std::vector<Fact> FactsOf(const std::optional<PastDocument>& past) {
  return past ? past->facts : std::vector<Fact>();
}

// What one coding changed of these facts. `ids` grows by the ids they had before it.
Result<std::vector<FactChange>> ChangesOf(store::Store* ledger, const Revision& revision,
                                          std::set<std::string>* ids) {
  const auto before = store::ReadPast(ledger, revision.subject, revision.seq - 1);
  if (!before) return before.error();
  const auto after = store::ReadPast(ledger, revision.subject, revision.seq);
  if (!after) return after.error();
  LedgerDiff diff;
  DiffFacts(FactsOf(*before), FactsOf(*after), &diff);
  std::vector<FactChange> changes;
  for (FactChange& change : diff.changes) {
    if (ids->count(change.fact) == 0) continue;
    if (!change.before.empty()) ids->insert(change.before);
    changes.push_back(std::move(change));
  }
  return changes;
}

class HistoryReader {
 public:
  explicit HistoryReader(store::Store* ledger) : ledger_(*ledger) {}

  // Newest first, so that the ids facts had before are known when they are met.
  Status ReadDocument(const std::string& sha256, std::set<std::string> ids) {
    Result<std::vector<Revision>> revisions = store::RevisionsOfDocument(&ledger_, sha256);
    if (!revisions) return revisions.error();
    std::reverse(revisions->begin(), revisions->end());
    for (const Revision& revision : *revisions) {
      HistoryEntry entry = EntryOf(revision);
      const bool is_coding = revision.kind == "document" || revision.kind == "withdraw";
      if (is_coding) {
        auto changes = ChangesOf(&ledger_, revision, &ids);
        if (!changes) return changes.error();
        if (changes->empty()) continue;
        entry.changes = *std::move(changes);
      } else if (ids.count(revision.part) == 0) {
        continue;
      }
      if (revision.kind == "action") {
        if (Status read = SetAction(revision, &entry); !read) return read;
      } else if (revision.kind == "note") {
        entry.field = AgreedField(revision.payload);
      }
      entries_.push_back(std::move(entry));
    }
    return {};
  }

  // Merges and splits that speak of any of the facts.
  Status ReadIncidentActions(const std::set<std::string>& ids) {
    const Result<std::vector<Revision>> revisions = store::RevisionsOfDocument(&ledger_, "");
    if (!revisions) return revisions.error();
    const auto is_ours = [&ids](const std::string& fact) { return ids.count(fact) > 0; };
    for (const Revision& revision : *revisions) {
      if (revision.kind != "action") continue;
      HistoryEntry entry = EntryOf(revision);
      if (Status read = SetAction(revision, &entry); !read) return read;
      const review::Action& action = *entry.action;
      if (std::none_of(action.facts.begin(), action.facts.end(), is_ours) &&
          std::none_of(action.apart.begin(), action.apart.end(), is_ours)) {
        continue;
      }
      entries_.push_back(std::move(entry));
    }
    return {};
  }

  Result<std::vector<HistoryEntry>> Take() {
    const Result<std::vector<store::RunRecord>> runs = ledger_.Runs();
    if (!runs) return runs.error();
    std::map<int64_t, const store::RunRecord*> run_of;
    for (const store::RunRecord& run : *runs) run_of[run.id] = &run;
    for (HistoryEntry& entry : entries_) {
      if (const auto run = run_of.find(entry.run); run != run_of.end()) {
        entry.run_kind = run->second->kind;
      }
    }
    std::sort(entries_.begin(), entries_.end(),
              [](const HistoryEntry& a, const HistoryEntry& b) { return a.seq < b.seq; });
    return std::move(entries_);
  }

 private:
  static Status SetAction(const Revision& revision, HistoryEntry* entry) {
    Result<review::Action> action = review::ParseActionRecord(revision.payload);
    if (!action) return action.error();
    action->author = revision.author;
    action->reason = revision.reason;
    action->time = revision.recorded_at;
    action->seq = revision.seq;
    entry->action = *std::move(action);
    return {};
  }

  store::Store& ledger_;
  std::vector<HistoryEntry> entries_;
};

}  // namespace

Result<std::vector<HistoryEntry>> ReadHistory(store::Store* ledger,
                                              const std::vector<Fact>& facts) {
  store::ReadSnapshot snapshot(&ledger->connection());
  if (Status begun = snapshot.Begin(); !begun) return begun.error();
  std::map<std::string, std::set<std::string>> by_document;
  std::set<std::string> ids;
  for (const Fact& fact : facts) {
    by_document[fact.doc_sha256].insert(fact.id);
    ids.insert(fact.id);
  }
  HistoryReader reader(ledger);
  for (const auto& [sha256, of_document] : by_document) {
    if (Status read = reader.ReadDocument(sha256, of_document); !read) return read.error();
  }
  if (Status read = reader.ReadIncidentActions(ids); !read) return read.error();
  return reader.Take();
}

void WriteRun(const store::RunRecord& run, JsonWriter* json) {
  json->BeginObject();
  Number("id", static_cast<uint64_t>(run.id), json);
  Text("kind", run.kind, json);
  Text("started", run.started, json);
  Text("finished", run.finished, json);
  Text("author", run.author, json);
  Text("program", run.program, json);
  Text("rules", run.rules_hash, json);
  Text("reason", run.reason, json);
  json->Key("revisions");
  json->BeginObject();
  for (const auto& [kind, count] : run.revisions) Number(kind.c_str(), count, json);
  json->EndObject();
  json->EndObject();
}

void WriteDiffSummary(const LedgerDiff& diff, JsonWriter* json) {
  using What = FactChange::What;
  std::map<What, uint64_t> counts;
  for (const FactChange& change : diff.changes) ++counts[change.what];
  json->BeginObject();
  for (const What what : {What::kAppeared, What::kVanished, What::kChanged}) {
    Number(ChangeName(what), counts[what], json);
  }
  Number("unchanged", diff.unchanged, json);
  Number("documents_appeared", diff.documents_appeared, json);
  Number("documents_vanished", diff.documents_vanished, json);
  Number("documents_changed", diff.documents_changed, json);
  json->EndObject();
}

void WriteFactChange(const FactChange& change, JsonWriter* json) {
  json->BeginObject();
  Text("change", ChangeName(change.what), json);
  Text("fact", change.fact, json);
  Text("before", change.before, json);
  Text("document", change.document, json);
  Text("kind", change.kind, json);
  Text("words", change.words, json);
  json->Key("fields");
  json->BeginArray();
  for (const review::FieldChange& field : change.fields) {
    json->BeginObject();
    Text("field", field.field, json);
    Text("before", field.before, json);
    Text("after", field.after, json);
    json->EndObject();
  }
  json->EndArray();
  json->EndObject();
}

void WriteHistoryEntry(const HistoryEntry& entry, JsonWriter* json) {
  json->BeginObject();
  json->Key("revision");
  json->Int(static_cast<int64_t>(entry.seq));
  json->Key("run");
  json->Int(entry.run);
  Text("run_kind", entry.run_kind, json);
  Text("time", entry.time, json);
  Text("author", entry.author, json);
  Text("because", entry.reason, json);
  Text("kind", entry.kind, json);
  Text("document", entry.document, json);
  Text("fact", entry.fact, json);
  Text("field", entry.field, json);
  json->Key("action");
  if (entry.action) {
    WriteAction(*entry.action, json);
  } else {
    json->Null();
  }
  json->Key("changes");
  json->BeginArray();
  for (const FactChange& change : entry.changes) WriteFactChange(change, json);
  json->EndArray();
  json->EndObject();
}

}  // namespace tadwin::pipeline

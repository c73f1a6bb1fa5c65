// `tadwin runs LEDGER`, `tadwin diff LEDGER RUN1 RUN2`, `tadwin rollback LEDGER RUN`.
//
// JSON Lines. runs, one a line: id, kind, started, finished, author, program, rules, reason,
// revisions {kind: n}. diff, one changed fact a line: change, fact, before (another id it had),
// document, kind, words, fields [{field, before, after}]; the last line is the summary.

#include <charconv>
#include <map>
#include <string>

#include <fmt/format.h>

#include "apps/verbs.h"
#include "base/json_writer.h"
#include "pipeline/past_ledger.h"
#include "store/past.h"

namespace tadwin::apps {
namespace {

using pipeline::FactChange;

void Text(const char* key, const std::string& text, JsonWriter* json) {
  json->Key(key);
  if (text.empty()) {
    json->Null();
  } else {
    json->String(text);
  }
}

void Number(const char* key, uint64_t number, JsonWriter* json) {
  json->Key(key);
  json->Int(static_cast<int64_t>(number));
}

std::string RunsJson(const std::vector<store::RunRecord>& runs) {
  std::string out;
  for (const store::RunRecord& run : runs) {
    JsonWriter json(&out);
    json.BeginObject();
    Number("id", static_cast<uint64_t>(run.id), &json);
    Text("kind", run.kind, &json);
    Text("started", run.started, &json);
    Text("finished", run.finished, &json);
    Text("author", run.author, &json);
    Text("program", run.program, &json);
    Text("rules", run.rules_hash, &json);
    Text("reason", run.reason, &json);
    json.Key("revisions");
    json.BeginObject();
    for (const auto& [kind, count] : run.revisions) Number(kind.c_str(), count, &json);
    json.EndObject();
    json.EndObject();
    out.push_back('\n');
  }
  return out;
}

std::string RunsText(const std::vector<store::RunRecord>& runs) {
  std::string out = fmt::format("{:>4}  {:<20}  {:<9}  {:<16}  {:<10}  {}\n", "run", "started",
                                "kind", "author", "rules", "changes");
  for (const store::RunRecord& run : runs) {
    std::string changes;
    for (const auto& [kind, count] : run.revisions) {
      changes += fmt::format("{}{} {}", changes.empty() ? "" : ", ", count, kind);
    }
    if (run.finished.empty()) changes += changes.empty() ? "not finished" : "; not finished";
    if (!run.reason.empty()) changes += "; " + run.reason;
    constexpr size_t kShort = 10;
    out += fmt::format("{:>4}  {:<20}  {:<9}  {:<16}  {:<10}  {}\n", run.id,
                       run.started.empty() ? "-" : run.started, run.kind,
                       run.author.empty() ? "-" : run.author,
                       run.rules_hash.empty() ? "-" : run.rules_hash.substr(0, kShort), changes);
  }
  return out;
}

std::string DiffJson(const pipeline::LedgerDiff& diff) {
  std::string out;
  std::map<FactChange::What, uint64_t> counts;
  for (const FactChange& change : diff.changes) {
    ++counts[change.what];
    JsonWriter json(&out);
    json.BeginObject();
    Text("change", pipeline::ChangeName(change.what), &json);
    Text("fact", change.fact, &json);
    Text("before", change.before, &json);
    Text("document", change.document, &json);
    Text("kind", change.kind, &json);
    Text("words", change.words, &json);
    json.Key("fields");
    json.BeginArray();
    for (const review::FieldChange& field : change.fields) {
      json.BeginObject();
      Text("field", field.field, &json);
      Text("before", field.before, &json);
      Text("after", field.after, &json);
      json.EndObject();
    }
    json.EndArray();
    json.EndObject();
    out.push_back('\n');
  }
  JsonWriter json(&out);
  json.BeginObject();
  json.Key("summary");
  json.BeginObject();
  for (const auto what :
       {FactChange::What::kAppeared, FactChange::What::kVanished, FactChange::What::kChanged}) {
    Number(pipeline::ChangeName(what), counts[what], &json);
  }
  Number("unchanged", diff.unchanged, &json);
  Number("documents_appeared", diff.documents_appeared, &json);
  Number("documents_vanished", diff.documents_vanished, &json);
  Number("documents_changed", diff.documents_changed, &json);
  json.EndObject();
  json.EndObject();
  out.push_back('\n');
  return out;
}

std::string DiffText(const pipeline::LedgerDiff& diff) {
  std::string out;
  std::string document;
  std::map<FactChange::What, uint64_t> counts;
  for (const FactChange& change : diff.changes) {
    if (change.document != document) out += change.document + "\n";
    document = change.document;
    ++counts[change.what];
    out += fmt::format("  {} {} {} \"{}\"\n", pipeline::ChangeName(change.what), change.kind,
                       change.fact, change.words);
    if (!change.before.empty()) out += fmt::format("      was {}\n", change.before);
    for (const review::FieldChange& field : change.fields) {
      if (change.what == FactChange::What::kChanged) {
        out += fmt::format("      {:<14} {} -> {}\n", field.field,
                           field.before.empty() ? "(not known)" : field.before,
                           field.after.empty() ? "(not known)" : field.after);
      } else {
        out += fmt::format("      {:<14} {}\n", field.field, field.before + field.after);
      }
    }
  }
  out += fmt::format(
      "{} facts appeared, {} vanished, {} changed, {} of the same documents did not; "
      "{} documents new, {} gone\n",
      counts[FactChange::What::kAppeared], counts[FactChange::What::kVanished],
      counts[FactChange::What::kChanged], diff.unchanged, diff.documents_appeared,
      diff.documents_vanished);
  return out;
}

}  // namespace

ExitCode RunRuns(const RunsArguments& arguments) {
  const auto store = store::OpenStore(arguments.ledger, store::OpenMode::kReadOnly);
  if (!store) return Fail(store.error());
  const auto runs = (*store)->Runs();
  if (!runs) return Fail(runs.error());
  const Status printed = Print(arguments.json ? RunsJson(*runs) : RunsText(*runs));
  return printed ? kExitOk : Fail(printed.error());
}

ExitCode RunDiff(const DiffArguments& arguments) {
  const auto store = store::OpenStore(arguments.ledger, store::OpenMode::kReadOnly);
  if (!store) return Fail(store.error());
  const Result<uint64_t> before = store::RevisionOfRun(store->get(), arguments.before);
  if (!before) return Fail(before.error());
  const Result<uint64_t> after = store::RevisionOfRun(store->get(), arguments.after);
  if (!after) return Fail(after.error());
  const auto diff = pipeline::DiffPast(store->get(), *before, *after);
  if (!diff) return Fail(diff.error());
  const Status printed = Print(arguments.json ? DiffJson(*diff) : DiffText(*diff));
  return printed ? kExitOk : Fail(printed.error());
}

ExitCode RunRollback(const RollbackArguments& arguments) {
  ExitCode exit_code = kExitOk;
  const auto store = store::OpenStore(arguments.ledger, store::OpenMode::kReadWrite);
  if (!store) return Fail(store.error());
  const Result<uint64_t> seq = store::RevisionOfRun(store->get(), arguments.run);
  if (!seq) return Fail(seq.error());
  const auto rules = LoadRules(arguments.rules, &exit_code);
  if (!rules) return exit_code;
  const auto linker = LoadLinker(*rules, &exit_code);
  if (!linker) return exit_code;
  RecordOptions record = arguments.record;
  if (record.reason.empty()) record.reason = fmt::format("back to run {}", arguments.run);
  Result<store::RunStart> start = MakeRunStart("rollback", record, rules->hash());
  if (!start) return Fail(start.error());
  (*store)->BeginRun(*std::move(start));
  const auto summary = pipeline::RollBack(store->get(), *seq, *linker, rules->hash(), AllThreads());
  if (!summary) return Fail(summary.error());
  if (const Status ended = (*store)->EndRun(); !ended) return Fail(ended.error());
  const Status printed = Print(
      fmt::format("{} document{} coded as after run {}, {} withdrawn, {} as they were already\n",
                  summary->restored, summary->restored == 1 ? "" : "s", arguments.run,
                  summary->withdrawn, summary->unchanged));
  return printed ? kExitOk : Fail(printed.error());
}

}  // namespace tadwin::apps

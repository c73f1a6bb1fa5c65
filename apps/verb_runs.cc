// `tadwin runs LEDGER`, `tadwin diff LEDGER RUN1 RUN2`, `tadwin rollback LEDGER RUN`.
//
// JSON Lines. runs, one a line: id, kind, started, finished, author, program, rules, reason,
// revisions {kind: n}. diff, one changed fact a line: change, fact, before (another id it had),
// document, kind, words, fields [{field, before, after}]; the last line is the summary.

#include <charconv>
#include <map>
#include <string>

#include <fmt/format.h>

#include "apps/diff_text.h"
#include "apps/verbs.h"
#include "base/json_writer.h"
#include "pipeline/history.h"
#include "pipeline/past_ledger.h"
#include "store/past.h"

namespace tadwin::apps {
namespace {

std::string RunsJson(const std::vector<store::RunRecord>& runs) {
  std::string out;
  for (const store::RunRecord& run : runs) {
    JsonWriter json(&out);
    pipeline::WriteRun(run, &json);
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

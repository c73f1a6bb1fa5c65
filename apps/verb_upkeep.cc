// `tadwin backup`, `restore`, `copy`, `compact`, `migrate`: whole ledgers.

#include <unistd.h>

#include <cstdio>
#include <string>

#include <fmt/format.h>

#include "apps/verbs.h"
#include "store/schema.h"
#include "store/transfer.h"

namespace tadwin::apps {
namespace {

// One line on a terminal: the table and its rows.
store::TransferOptions WithProgress(bool replace) {
  store::TransferOptions options;
  options.replace = replace;
  if (::isatty(STDERR_FILENO) != 1) return options;
  options.on_progress = [](const std::string& table, uint64_t rows) {
    std::fprintf(stderr, "\r\033[K%s: %llu rows", table.c_str(),
                 static_cast<unsigned long long>(rows));
    std::fflush(stderr);
  };
  return options;
}

void EndProgress(const store::TransferOptions& options) {
  if (options.on_progress) std::fprintf(stderr, "\r\033[K");
}

// What the new place holds, read from there.
ExitCode TellWhatIsThere(const std::string& location) {
  const auto store = store::OpenStore(location, store::OpenMode::kReadOnly);
  if (!store) {
    // A backup of an older ledger is one too.
    if (store.error().code == ErrorCode::kSchemaVersion) {
      return Print(fmt::format("{}: an older ledger, as it was; `tadwin migrate` brings it up to "
                               "date\n",
                               store::ShownLocation(location)))
                 ? kExitOk
                 : kExitDisk;
    }
    return Fail(store.error());
  }
  const auto counts = (*store)->Count();
  if (!counts) return Fail(counts.error());
  uint64_t facts = 0;
  for (const uint64_t of_kind : counts->facts) facts += of_kind;
  const Status printed = Print(fmt::format("{}: {} documents, {} facts, {} incidents, {} rejects\n",
                                           store::ShownLocation(location), counts->documents, facts,
                                           counts->incidents, counts->rejects));
  return printed ? kExitOk : Fail(printed.error());
}

}  // namespace

ExitCode RunBackup(const UpkeepArguments& arguments) {
  const store::TransferOptions options = WithProgress(false);
  const Status done = store::BackupLedger(arguments.from, arguments.to, options);
  EndProgress(options);
  return done ? TellWhatIsThere(arguments.to) : Fail(done.error());
}

ExitCode RunRestore(const UpkeepArguments& arguments) {
  const store::TransferOptions options = WithProgress(arguments.replace);
  const Status done = store::RestoreLedger(arguments.from, arguments.to, options);
  EndProgress(options);
  return done ? TellWhatIsThere(arguments.to) : Fail(done.error());
}

ExitCode RunCopy(const UpkeepArguments& arguments) {
  const auto from = store::OpenLedger(arguments.from, store::OpenMode::kReadOnly);
  if (!from) return Fail(from.error());
  const auto to = store::OpenLedger(arguments.to, store::OpenMode::kCreate);
  if (!to) return Fail(to.error());
  const store::TransferOptions options = WithProgress(false);
  const Result<uint64_t> rows = store::CopyLedger(from->get(), to->get(), options);
  EndProgress(options);
  return rows ? TellWhatIsThere(arguments.to) : Fail(rows.error());
}

ExitCode RunCompact(const std::string& ledger) {
  const auto connection = store::OpenLedger(ledger, store::OpenMode::kReadWrite);
  if (!connection) return Fail(connection.error());
  const Result<store::Compacted> done = store::CompactLedger(connection->get());
  if (!done) return Fail(done.error());
  const Status printed = Print(fmt::format(
      "{}: {:.1f} MB, before {:.1f} MB\n", store::ShownLocation(ledger),
      static_cast<double>(done->bytes_after) / 1e6, static_cast<double>(done->bytes_before) / 1e6));
  return printed ? kExitOk : Fail(printed.error());
}

ExitCode RunMigrate(const std::string& ledger) {
  const auto connection = store::OpenLedger(ledger, store::OpenMode::kReadWrite);
  if (!connection) return Fail(connection.error());
  const Status printed = Print(
      fmt::format("{}: schema version {}\n", store::ShownLocation(ledger), store::kSchemaVersion));
  return printed ? kExitOk : Fail(printed.error());
}

}  // namespace tadwin::apps

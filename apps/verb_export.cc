// `tadwin export LEDGER --format F --output FILE`: a ledger in the schema of others.

#include <unistd.h>

#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "apps/exchange_verbs.h"
#include "apps/filter_words.h"
#include "export/export.h"
#include "query/query.h"

namespace tadwin::apps {
namespace {

// What the conditions let through.
Result<exporting::Selection> Select(store::Store* store, const std::vector<std::string>& words) {
  const Result<query::Filter> filter = ReadFilter(words);
  if (!filter) return filter.error();
  const std::unique_ptr<normalise::Folder> folder = LoadFolder();
  auto ids = query::Query(store, folder.get()).IncidentIds(*filter);
  if (!ids) return ids.error();
  return exporting::Selection{words, *std::move(ids)};
}

void PrintSummary(const ExportArguments& arguments, const exporting::ExportSummary& summary) {
  std::fprintf(stderr, "%llu rows%s\n", static_cast<unsigned long long>(summary.rows),
               summary.resumed ? ", going on where an export that was stopped had come to" : "");
  for (const auto& [why, rows] : summary.losses.left_out) {
    std::fprintf(stderr, "  left out %llu: %s\n", static_cast<unsigned long long>(rows),
                 why.c_str());
  }
  if (arguments.redact) {
    std::fprintf(stderr, "  names of people are withheld and points coarsened (--no-redact)\n");
  } else {
    std::fprintf(stderr, "  names of victims are in it (--no-redact): do not publish\n");
  }
}

}  // namespace

ExitCode RunExport(const ExportArguments& arguments) {
  exporting::ExportOptions options;
  options.format = arguments.format;
  options.output = arguments.output;
  options.about = arguments.about;
  options.bom = arguments.bom;
  options.redact = arguments.redact;
  options.limit = arguments.limit;
  ExitCode exit_code = kExitOk;
  const auto rules = LoadRules(arguments.rules, &exit_code);
  if (rules == nullptr) return exit_code;
  const auto filter = ReadFilter(arguments.filter);
  if (!filter) return Fail(filter.error());
  if (Status fits = CheckTimes(*filter, arguments.as_known_on); !fits) return Fail(fits.error());
  const auto store =
      OpenToRead(arguments.ledger, arguments.as_known_on, arguments.rules, &exit_code);
  if (store == nullptr) return exit_code;
  if (!arguments.filter.empty()) {
    auto selection = Select(store.get(), arguments.filter);
    if (!selection) return Fail(selection.error());
    options.only = *std::move(selection);
  }
  const bool live = !arguments.quiet && ::isatty(STDERR_FILENO) != 0;
  if (live) {
    options.progress = [](uint64_t read) {
      std::fprintf(stderr, "\r%llu records read", static_cast<unsigned long long>(read));
    };
  }
  const auto summary = exporting::Export(*store, *rules, options);
  if (live) std::fprintf(stderr, "\r");
  if (!summary) return Fail(summary.error());
  if (!arguments.quiet) PrintSummary(arguments, *summary);
  return kExitOk;
}

}  // namespace tadwin::apps

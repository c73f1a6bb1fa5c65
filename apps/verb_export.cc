// `tadwin export LEDGER --format F --output FILE`: a ledger in the schema of others.

#include <unistd.h>

#include <cstdio>
#include <memory>
#include <string>

#include "apps/exchange_verbs.h"
#include "export/export.h"

namespace tadwin::apps {
namespace {

Status ReadDay(const char* flag, const std::string& text, bool last, std::optional<Date>* day) {
  if (text.empty()) return {};
  const Result<DateInterval> date = ParseIsoDate(text);
  if (!date) {
    return Error{ErrorCode::kInvalidArgument, flag + (": " + date.error().message), ""};
  }
  *day = last ? date->stop : date->start;
  return {};
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
  options.filter.types = arguments.types;
  options.filter.countries = arguments.countries;
  if (Status read = ReadDay("--from", arguments.from, false, &options.filter.from); !read) {
    return Fail(read.error());
  }
  if (Status read = ReadDay("--to", arguments.to, true, &options.filter.to); !read) {
    return Fail(read.error());
  }
  ExitCode exit_code = kExitOk;
  const auto rules = LoadRules(arguments.rules, &exit_code);
  if (rules == nullptr) return exit_code;
  const auto store = store::OpenStore(arguments.ledger, store::OpenMode::kReadOnly);
  if (!store) return Fail(store.error());
  const bool live = !arguments.quiet && ::isatty(STDERR_FILENO) != 0;
  if (live) {
    options.progress = [](uint64_t read) {
      std::fprintf(stderr, "\r%llu records read", static_cast<unsigned long long>(read));
    };
  }
  const auto summary = exporting::Export(**store, *rules, options);
  if (live) std::fprintf(stderr, "\r");
  if (!summary) return Fail(summary.error());
  if (!arguments.quiet) PrintSummary(arguments, *summary);
  return kExitOk;
}

}  // namespace tadwin::apps

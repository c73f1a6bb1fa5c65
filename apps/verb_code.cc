// `tadwin code PATH... --ledger FILE`: articles in, a linked ledger out.

#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>
#include <utility>

#include "apps/summary.h"
#include "apps/verbs.h"
#include "ingest/article_reader.h"
#include "link/linker.h"
#include "pipeline/pipeline.h"

namespace tadwin::apps {
namespace {

using Clock = std::chrono::steady_clock;

std::atomic<bool> g_interrupted = false;

// The first signal asks to stop; the second one ends the program at once.
void StopOnInterrupt() {
  struct sigaction action{};
  action.sa_handler = [](int) { g_interrupted = true; };
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
}

double SecondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// One line on a terminal, written anew ten times a second.
class ProgressLine {
 public:
  explicit ProgressLine(bool shown) : shown_(shown) {}
  ~ProgressLine() { Clear(); }

  void Show(const pipeline::Progress& progress) {
    if (!shown_) return;
    const bool last = progress.done == progress.total;
    if (!last && SecondsSince(written_) < 0.1) return;
    written_ = Clock::now();
    if (progress.step == pipeline::Progress::Step::kLinking) {
      std::fprintf(stderr, "\r\033[Klinking");
    } else {
      const double seconds = SecondsSince(start_);
      std::fprintf(stderr, "\r\033[K%llu of %llu documents, %.1f MB, %.1f MB/s",
                   static_cast<unsigned long long>(progress.done),
                   static_cast<unsigned long long>(progress.total),
                   static_cast<double>(progress.bytes) / 1e6,
                   seconds > 0 ? static_cast<double>(progress.bytes) / 1e6 / seconds : 0.0);
    }
    std::fflush(stderr);
  }
  void Clear() {
    if (shown_ && written_ != Clock::time_point()) std::fprintf(stderr, "\r\033[K");
    written_ = {};
  }

 private:
  const bool shown_;
  const Clock::time_point start_ = Clock::now();
  Clock::time_point written_;
};

// What was found, or the exit code when an argument is not there.
ExitCode FindInput(const CodeOptions& options, pipeline::RunOptions* run) {
  run->found = ingest::FindArticles(options.paths, &run->problems);
  ExitCode exit_code = kExitOk;
  for (const Error& problem : run->problems) {
    const ExitCode code = Fail(problem);
    if (problem.code == ErrorCode::kNotFound) exit_code = code;
  }
  if (exit_code == kExitOk && run->found.empty() && run->problems.empty()) {
    return Fail({ErrorCode::kNotFound, "no *.txt file found", options.paths.front()});
  }
  return exit_code;
}

Status PrintResult(const CodeOptions& options, const RunFigures& report, store::Store& store) {
  if (options.facts) {
    if (const Status printed = PrintFacts(store); !printed) return printed;
    if (!options.quiet) std::fputs(SummaryText(report).c_str(), stderr);
    return {};
  }
  if (options.json) return Print(SummaryJson(report));
  if (options.quiet) return {};
  return Print(SummaryText(report));
}

ExitCode CodeInto(const CodeOptions& options, const pipeline::Coder& coder,
                  const link::Linker& linker, pipeline::RunOptions run) {
  const std::string location = options.ledger.empty() ? ":memory:" : options.ledger;
  auto store = store::OpenStore(location, store::OpenMode::kCreate);
  if (!store) return Fail(store.error());
  Result<store::RunStart> start = MakeRunStart("code", options.record, coder.rules_hash());
  if (!start) return Fail(start.error());
  (*store)->BeginRun(*std::move(start));
  StopOnInterrupt();
  RunFigures report;
  {
    ProgressLine line(!options.quiet && ::isatty(STDERR_FILENO) == 1);
    run.threads =
        options.threads != 0 ? options.threads : std::max(1u, std::thread::hardware_concurrency());
    run.should_stop = [] { return g_interrupted.load(); };
    run.on_progress = [&line](const pipeline::Progress& progress) { line.Show(progress); };
    const Clock::time_point began = Clock::now();
    const auto summary = pipeline::RunPipeline(coder, linker, store->get(), run);
    report.seconds = SecondsSince(began);
    line.Clear();
    if (!summary) return Fail(summary.error());
    report.run = *summary;
  }
  if (!report.run.interrupted) {
    if (const Status ended = (*store)->EndRun(); !ended) return Fail(ended.error());
  }
  const auto counts = (*store)->Count();
  if (!counts) return Fail(counts.error());
  report.ledger = *counts;
  report.location = store::ShownLocation(options.ledger);
  if (const Status printed = PrintResult(options, report, **store); !printed) {
    return Fail(printed.error());
  }
  if (report.run.interrupted) {
    return Fail({ErrorCode::kInterrupted, "stopped: run the same command again to go on", ""});
  }
  return run.problems.empty() ? kExitOk : kExitNotFound;
}

}  // namespace

ExitCode RunCode(const CodeOptions& options) {
  if (options.paths.empty()) {
    return Fail({ErrorCode::kInvalidArgument, "code needs a PATH to read, or --batch", ""});
  }
  if (options.ledger.empty() && !options.facts) {
    return Fail({ErrorCode::kInvalidArgument,
                 "code needs --ledger FILE to write to, or --facts to print only", ""});
  }
  pipeline::RunOptions run;
  run.list_uncoded = options.uncoded;
  if (const ExitCode found = FindInput(options, &run); found != kExitOk) return found;
  ExitCode exit_code = kExitOk;
  const auto coder = LoadCoder(options.rules, &exit_code);
  if (!coder) return exit_code;
  std::vector<Error> errors;
  const link::Linker linker = link::Linker::Create(coder->rules(), &errors);
  if (!errors.empty()) {
    for (const Error& error : errors) exit_code = Fail(error);
    return exit_code;
  }
  return CodeInto(options, *coder, linker, std::move(run));
}

}  // namespace tadwin::apps

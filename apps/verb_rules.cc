// `tadwin rules` and `tadwin version`: what the program codes by, and what other rules would do.

#include <unistd.h>

#include <cstdio>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "apps/diff_text.h"
#include "apps/rule_verbs.h"
#include "base/json_fields.h"
#include "link/linker.h"
#include "trial/case_run.h"
#include "trial/ledger_trial.h"

namespace tadwin::apps {
namespace {

using json_fields::Number;
using json_fields::Text;

// Those of the rules' own folder, or of the program; and those of the overlay.
bool LoadCases(const RuleOptions& options, std::vector<trial::Case>* cases, ExitCode* exit_code) {
  std::vector<Error> errors;
  if (options.folder.empty()) *cases = trial::BuiltInCases(&errors);
  for (const std::string& folder : {options.folder, options.overlay}) {
    if (folder.empty()) continue;
    Result<std::vector<trial::Case>> read = trial::ReadCases(folder, &errors);
    if (!read) {
      *exit_code = Fail(read.error());
      return false;
    }
    std::move(read->begin(), read->end(), std::back_inserter(*cases));
  }
  for (const Error& error : errors) *exit_code = Fail(error);
  return errors.empty();
}

std::string CasesText(const trial::CaseReport& report) {
  std::string out;
  for (const trial::FailedCase& one : report.failed) {
    out += fmt::format("{}: {}\n    in: {}\n", one.name, one.message, one.text);
  }
  return out + fmt::format("{} cases, {} failed, {} known gaps\n", report.run, report.failed.size(),
                           report.known_gaps);
}

std::string CasesJson(const trial::CaseReport& report) {
  std::string out;
  for (const trial::FailedCase& one : report.failed) {
    JsonWriter json(&out);
    json.BeginObject();
    Text("case", one.name, &json);
    Text("text", one.text, &json);
    Text("message", one.message, &json);
    json.EndObject();
    out.push_back('\n');
  }
  JsonWriter json(&out);
  json.BeginObject();
  Number("cases", report.run, &json);
  Number("failed", report.failed.size(), &json);
  Number("known_gaps", report.known_gaps, &json);
  json.EndObject();
  out.push_back('\n');
  return out;
}

}  // namespace

ExitCode RunRuleCases(const RuleTrialArguments& arguments) {
  ExitCode exit_code = kExitOk;
  std::vector<trial::Case> cases;
  if (!LoadCases(arguments.rules, &cases, &exit_code)) return exit_code;
  const auto coder = LoadCoder(arguments.rules, &exit_code);
  if (!coder) return exit_code;
  const trial::CaseReport report = trial::RunCases(*coder, cases, arguments.part, AllThreads());
  if (report.run == 0) {
    return Fail({ErrorCode::kNotFound, "no case has such a name", arguments.part});
  }
  const Status printed = Print(arguments.json ? CasesJson(report) : CasesText(report));
  if (!printed) return Fail(printed.error());
  return report.failed.empty() ? kExitOk : kExitRules;
}

ExitCode RunRuleTrial(const RuleTrialArguments& arguments) {
  ExitCode exit_code = kExitOk;
  const auto store = store::OpenStore(arguments.ledger, store::OpenMode::kReadOnly);
  if (!store) return Fail(store.error());
  const auto coder = LoadCoder(arguments.rules, &exit_code);
  if (!coder) return exit_code;
  const bool live = ::isatty(STDERR_FILENO) != 0;
  trial::TrialOptions options;
  options.threads = AllThreads();
  options.progress = [live](uint64_t done) {
    if (live) std::fprintf(stderr, "\r%llu documents", static_cast<unsigned long long>(done));
    return true;
  };
  const auto tried = trial::TryOnLedger(store->get(), *coder, options);
  if (live) std::fprintf(stderr, "\r");
  if (!tried) return Fail(tried.error());
  const Status printed = Print(arguments.json ? DiffJson(tried->diff) : DiffText(tried->diff));
  return printed ? kExitOk : Fail(printed.error());
}

ExitCode RunRulesCheck(const RuleOptions& options) {
  ExitCode exit_code = kExitOk;
  const auto coder = LoadCoder(options, &exit_code);
  if (!coder) return exit_code;
  std::vector<Error> errors;
  const link::Linker linker = link::Linker::Create(coder->rules(), &errors);
  for (const Error& error : errors) exit_code = Fail(error);
  if (exit_code != kExitOk) return exit_code;
  size_t rows = 0;
  for (const rules::Table& table : coder->rules().tables()) rows += table.rows.size();
  const Status printed = Print(fmt::format(
      "{} tables with {} rows, {} rules: no mistakes\nhash {}\n", coder->rules().tables().size(),
      rows, coder->rules().BlocksUnder("").size(), coder->rules_hash()));
  return printed ? kExitOk : Fail(printed.error());
}

ExitCode RunVersion() {
  ExitCode exit_code = kExitOk;
  const auto coder = LoadCoder({}, &exit_code);
  if (!coder) return exit_code;
  const Status printed =
      Print(fmt::format("tadwin {}\nrules  {}\n", TADWIN_VERSION, coder->rules_hash()));
  return printed ? kExitOk : Fail(printed.error());
}

}  // namespace tadwin::apps

// `tadwin rules --check` and `tadwin version`: what the program codes by.

#include <cstdio>

#include <fmt/format.h>

#include "apps/verbs.h"
#include "link/linker.h"

namespace tadwin::apps {

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

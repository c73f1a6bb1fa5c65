#include "apps/command_line.h"

#include <string>

#include <CLI/CLI.hpp>

#include "apps/verbs.h"

namespace tadwin::apps {
namespace {

struct Line {
  BatchOptions batch;
  bool is_batch = false;
  ExitCode exit_code = kExitOk;
};

void AddCode(CLI::App* app, Line* line) {
  CLI::App* verb = app->add_subcommand("code", "Code articles into a ledger");
  verb->add_flag("--batch", line->is_batch, "JSON Lines on standard input, facts on output");
  verb->add_option("--rules", line->batch.rules_folder, "Rules folder instead of the built-in");
  verb->callback([line] { line->exit_code = RunCodeBatch(line->batch); });
}

void AddAnnotate(CLI::App* app, Line* line) {
  CLI::App* verb = app->add_subcommand("annotate", "Find dates, numbers, names in texts");
  verb->add_flag("--batch", line->is_batch, "JSON Lines on standard input")->required();
  verb->add_option("--rules", line->batch.rules_folder, "Rules folder instead of the built-in");
  verb->add_flag("--groups", line->batch.groups, "Also people spoken of by kind");
  verb->callback([line] { line->exit_code = RunAnnotateBatch(line->batch); });
}

}  // namespace

int RunCommandLine(int argc, char** argv) {
  CLI::App app("Tadwin reads Arabic news into an evidence-backed ledger of facts.", "tadwin");
  app.require_subcommand(1);
  Line line;
  AddCode(&app, &line);
  AddAnnotate(&app, &line);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kExitOk : kExitUsage;
  }
  return line.exit_code;
}

}  // namespace tadwin::apps

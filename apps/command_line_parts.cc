#include "apps/command_line_parts.h"

#include <string>

#include "apps/help.h"

namespace tadwin::apps {

CLI::App* AddVerb(CLI::App* app, const char* name, const char* what, const char* examples) {
  CLI::App* verb = app->add_subcommand(name, what);
  verb->footer(std::string(examples) + kExitCodesHelp);
  return verb;
}

void AddRuleOptions(CLI::App* verb, RuleOptions* rules) {
  verb->add_option("--rules", rules->folder,
                   "Use the rules of a folder instead of the built-in ones")
      ->type_name("DIR");
  verb->add_option("--overlay", rules->overlay,
                   "Add the rows and rules of a folder: your own words and names")
      ->type_name("DIR");
  verb->add_option("--places", rules->places,
                   "Know these places too: a file made by `tadwin gazetteer import`")
      ->type_name("FILE");
}

CLI::Option* AddAsKnownOn(CLI::App* verb, std::string* day) {
  return verb
      ->add_option("--as-known-on", *day,
                   "What was known at the end of a day, or at a time: 2026-01-31T09:30:00Z")
      ->type_name("DATE");
}

void AddRecordOptions(CLI::App* verb, RecordOptions* record) {
  verb->add_option("--author", record->author,
                   "Who is recorded as having done it (default: your user name)")
      ->type_name("NAME");
  verb->add_option("--because", record->reason, "Why it is done, for the record");
  verb->add_option("--recorded-at", record->now,
                   "The time to record instead of the clock's: 2026-01-31T09:30:00Z")
      ->type_name("TIME");
}

}  // namespace tadwin::apps

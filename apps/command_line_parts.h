// What the files that build the command line share.

#ifndef TADWIN_APPS_COMMAND_LINE_PARTS_H_
#define TADWIN_APPS_COMMAND_LINE_PARTS_H_

#include <string>

#include <CLI/CLI.hpp>

#include "apps/verbs.h"

namespace tadwin::apps {

// A verb whose help ends with examples and exit codes.
CLI::App* AddVerb(CLI::App* app, const char* name, const char* what, const char* examples);
void AddRuleOptions(CLI::App* verb, RuleOptions* rules);
CLI::Option* AddAsKnownOn(CLI::App* verb, std::string* day);
void AddRecordOptions(CLI::App* verb, RecordOptions* record);

// `tadwin review` with all its words (command_line_review.cc).
void AddReview(CLI::App* app, ReviewArguments* review, ExitCode* exit_code);

}  // namespace tadwin::apps

#endif  // TADWIN_APPS_COMMAND_LINE_PARTS_H_

// The verbs of the program, one verb_<name>.cc each: options in, exit code out.
//
// command_line.h fills the options. Results go to stdout, everything else to stderr.
// Errors: printed as "tadwin: where: message"; the exit code says which kind it was.

#ifndef TADWIN_APPS_VERBS_H_
#define TADWIN_APPS_VERBS_H_

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "pipeline/coder.h"

namespace tadwin::apps {

// Documented in --help and docs/commands.md: never renumber.
enum ExitCode : int {
  kExitOk = 0,        // also when single documents were rejected: the summary says so
  kExitInternal = 1,  // our own mistake
  kExitUsage = 2,     // wrong flags or arguments
  kExitNotFound = 3,  // an input, ledger or fact that is not there
  kExitLedger = 4,    // the ledger is of another version, not a ledger, or refused
  kExitDisk = 5,      // reading or writing failed: full disk, permissions, closed pipe
  kExitRules = 6,     // mistakes in the rules
  kExitInterrupted = 130
};

ExitCode ExitCodeOf(const Error& error);
// Prints the error and gives its exit code.
ExitCode Fail(const Error& error);

// The coder with the built-in rules, or those of a folder. Prints every mistake; then nullptr and
// `exit_code` is set.
std::unique_ptr<pipeline::Coder> LoadCoder(const std::string& rules_folder, ExitCode* exit_code);

struct BatchOptions {
  std::string rules_folder;  // empty: built in
  bool groups = false;       // annotate: also the people spoken of by kind
};
ExitCode RunCodeBatch(const BatchOptions& options);
ExitCode RunAnnotateBatch(const BatchOptions& options);

}  // namespace tadwin::apps

#endif  // TADWIN_APPS_VERBS_H_

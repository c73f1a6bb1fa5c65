// The command line of the verbs that reconcile: tallies, levels, contradictions, stances, ...

#ifndef TADWIN_APPS_RECONCILE_VERBS_H_
#define TADWIN_APPS_RECONCILE_VERBS_H_

#include <CLI/CLI.hpp>

#include "apps/verbs.h"

namespace tadwin::apps {

struct ReconcileLine {
  ReconcileArguments arguments;
  ExitCode* exit_code = nullptr;
};

// `line` must outlive parsing.
void AddReconcileVerbs(CLI::App* app, ReconcileLine* line);

}  // namespace tadwin::apps

#endif  // TADWIN_APPS_RECONCILE_VERBS_H_

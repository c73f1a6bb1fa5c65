// `tadwin rules` with its words: check, cases, try.

#ifndef TADWIN_APPS_RULE_VERBS_H_
#define TADWIN_APPS_RULE_VERBS_H_

#include <string>

#include "apps/verbs.h"

namespace tadwin::apps {

ExitCode RunRulesCheck(const RuleOptions& options);

struct RuleTrialArguments {
  std::string part;    // of the names of the cases to run; empty: all
  std::string ledger;  // to try the rules on
  RuleOptions rules;
  bool json = false;
};
ExitCode RunRuleCases(const RuleTrialArguments& arguments);
ExitCode RunRuleTrial(const RuleTrialArguments& arguments);

}  // namespace tadwin::apps

#endif  // TADWIN_APPS_RULE_VERBS_H_

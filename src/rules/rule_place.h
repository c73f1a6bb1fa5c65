// Where a rule id comes from: the row or block that defines it, with its source.
//
// An id is a block's name ("time/since"), a table's name ("number/range"), or a table's name and
// the value of its row's first column ("event/frames_assault:assault.attack").

#ifndef TADWIN_RULES_RULE_PLACE_H_
#define TADWIN_RULES_RULE_PLACE_H_

#include <string>
#include <string_view>

#include "rules/table.h"

namespace tadwin::rules {

struct RulePlace {
  std::string where;  // "ar/time/compose.rules:3"; empty when the rule is in the program itself
  std::string says;   // the pattern, or the row's cells
  std::string source;
};

RulePlace FindRule(const RuleSet& rules, std::string_view id);

}  // namespace tadwin::rules

#endif  // TADWIN_RULES_RULE_PLACE_H_

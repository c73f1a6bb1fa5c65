// Which incidents a tally counts, as read from rules/ar/link/tally.tsv, and the words that tell
// what the counted attacks were aimed at (rules/ar/quantity/aim.tsv).
//
// In: RuleSet, and how a text is split into folded words without prefixes. Errors: kBadRule with
// the place of the cell. A table that is not there is empty: then nothing is itemised. Threads:
// immutable once loaded.

#ifndef TADWIN_RECONCILE_TALLY_RULES_H_
#define TADWIN_RECONCILE_TALLY_RULES_H_

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "rules/table.h"

namespace tadwin::reconcile {

using WordsOf = std::function<std::vector<std::string>(std::string_view)>;

enum class Counted : uint8_t { kNothing, kIncidents, kKilled, kInjured, kDetained, kMissing };
// "incidents", "killed", ...; "nothing".
const char* CountedName(Counted counted);

// What one key counts.
struct TallyScope {
  Counted counts = Counted::kNothing;
  std::vector<std::string> plover;  // empty: any
  std::string subtype;              // empty: any
  std::string aim;                  // "convoys"; empty: none told
};

class TallyRules {
 public:
  static TallyRules Load(const rules::RuleSet& rules, const WordsOf& words_of,
                         std::vector<Error>* errors);

  // `key`: "attacks", "attacks:rocket", "attacks@convoys", "troops:killed".
  TallyScope ScopeOf(std::string_view key) const;
  // Whether a target's words name what the aim names.
  bool IsAim(const std::string& aim, std::string_view target) const;

 private:
  struct Row {
    std::string head;
    std::string tail;
    TallyScope scope;
    bool subtype_is_tail = false;
  };
  std::vector<Row> rows_;
  std::map<std::string, std::set<std::string>> aims_;
  WordsOf words_of_;
};

}  // namespace tadwin::reconcile

#endif  // TADWIN_RECONCILE_TALLY_RULES_H_

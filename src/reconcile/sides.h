// The side that a party of violence belongs to: a state, or a group by its id.
//
// All organs of one state are one side; an armed group is never its country's. Who is attacked also
// belongs to a side by nationality: people, persons and what a nationality stands beside ("the
// Turkish base"). Where no side of the victims is told, it is assumed, and marked so: soldiers,
// police and what else was hit are of the country it happened in. Who did it is never assumed.
// Victims who are not known to be more than people of a country are its civilians, a side that
// answers nothing. In: names as facts hold them; rules/ar/actor/nationality.tsv and people.tsv.
// Threads: immutable once loaded.

#ifndef TADWIN_RECONCILE_SIDES_H_
#define TADWIN_RECONCILE_SIDES_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/fact.h"
#include "reconcile/tally_rules.h"
#include "rules/table.h"

namespace tadwin::reconcile {

struct Side {
  std::string key;  // "c:US", "a:kataib_hezbollah", "civil:SD"
  std::string label;
  bool assumed = false;
};

// Of an incident: those its facts name, denied ones apart; by key, each once.
struct Sides {
  std::vector<Side> doers;
  std::vector<Side> victims;
};

class SideReader {
 public:
  // `words_of` as for TallyRules. Without the tables only ids and countries tell sides.
  static SideReader Load(const rules::RuleSet& rules, const WordsOf& words_of);

  Sides Of(const std::vector<const Fact*>& facts) const;

 private:
  using ByKey = std::map<std::string, Side>;
  void Add(const NamedRef& ref, bool is_victim, const std::string& place_country,
           ByKey* sides) const;
  std::string NationOf(std::string_view text) const;

  std::map<std::string, std::string> nations_;  // word, country
  WordsOf words_of_;
};

bool Meet(const std::vector<Side>& a, const std::vector<Side>& b);
// Each did it to the other; assumed sides do not count.
bool AreCrossed(const Sides& a, const Sides& b);

}  // namespace tadwin::reconcile

#endif  // TADWIN_RECONCILE_SIDES_H_

// The link stage: facts of many documents that tell the same thing become one incident.
//
// In: all facts of a ledger, in any order, and what is known of their documents. Out: incidents
// sorted by id; every fact is in exactly one. Every value of every field is kept with who tells it.
//
// Identity: an incident's id is the hash of the smallest id among its facts, and a fact's id hangs
// on nothing but its document's bytes, its kind and its trigger. So the same facts give the same
// incidents and ids whatever their order or batches; when incidents merge the result keeps one of
// their ids; when a fact joins an incident of n facts the id changes in 1 of n + 1 cases at most.
//
// How: facts are sorted by id; blocks (family of type x days x place, participants, document)
// propose pairs; a pair is scored by weights; pairs are merged best first, ties by id, unless a
// hard constraint of either side forbids it. Evidence of field "another" on a fact says that the
// text sets it apart from what it told before; "same" that it points back to it.
// Levels are grouped by series, tallies by scope and period, commitments by parties and topic.
// Rules: rules/ar/link. Errors: rule mistakes at Create. Threads: safe after Create.

#ifndef TADWIN_LINK_LINKER_H_
#define TADWIN_LINK_LINKER_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"
#include "model/fact.h"
#include "model/incident.h"
#include "rules/table.h"

namespace tadwin::link {

// What values are preferred by, beyond the facts themselves. May be left out.
struct LinkDocument {
  std::string sha256;
  std::optional<DateInterval> published;
};

struct LinkRules;

class Linker {
 public:
  static Linker Create(const rules::RuleSet& rules, std::vector<Error>* errors);
  std::vector<Incident> Link(const std::vector<Fact>& facts,
                             const std::vector<LinkDocument>& documents = {}) const;

 private:
  std::shared_ptr<const LinkRules> rules_;
};

}  // namespace tadwin::link

#endif  // TADWIN_LINK_LINKER_H_

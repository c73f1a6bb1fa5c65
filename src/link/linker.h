// The link stage: facts of many documents that tell the same thing become one incident.
//
// In: facts, in any order, with what their documents decide about them (FactTraits). Out:
// incidents; every fact is in exactly one. Every value of every field is kept with who tells it.
//
// Identity: an incident's id is the hash of the smallest id among its facts, and a fact's id hangs
// on nothing but its document's bytes, its kind and its trigger. So the same facts give the same
// incidents and ids whatever their order or batches; when incidents merge the result keeps one of
// their ids; when a fact joins an incident of n facts the id changes in 1 of n + 1 cases at most.
//
// How: facts that ask for each other's blocks are scored as pairs by weights (block.h, score.h);
// what reaches the threshold joins a component; inside a component pairs are merged best first,
// ties by id, unless a hard constraint of either side forbids it. Evidence of field "another" on a
// fact says that the text sets it apart from what it told before; "same" that it points back to it.
// Levels are grouped by series, tallies by scope and period: a series is a component too.
//
// A ledger grows by components: a new fact touches those of the facts it is linked with, and no
// other incident changes. To add facts: find candidates under AskedFor, keep those that are Linked,
// and link the facts of their components together with the new ones. The result is that of linking
// everything at once.
// Rules: rules/ar/link. Errors: rule mistakes at Create. Threads: safe after Create.

#ifndef TADWIN_LINK_LINKER_H_
#define TADWIN_LINK_LINKER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "link/place_units.h"
#include "model/fact.h"
#include "model/fact_traits.h"
#include "model/incident.h"
#include "rules/table.h"

namespace tadwin::link {

struct LinkRules;

// A fact and what its document decides about it. The fact is not owned.
struct LinkInput {
  const Fact* fact = nullptr;
  FactTraits traits;
};

// What people said of facts, by ids: the smaller first, sorted. Facts that are not there say
// nothing.
struct Constraints {
  std::vector<std::pair<std::string, std::string>> together;
  std::vector<std::pair<std::string, std::string>> apart;
};

struct Linked {
  std::vector<Component> components;  // of the inputs, in their order
};

class Linker {
 public:
  static Linker Create(const rules::RuleSet& rules, std::vector<Error>* errors);

  // Links whole documents at once. Out: sorted by id.
  std::vector<Incident> Link(const std::vector<Fact>& facts) const;

  // In: all facts of some components, and any number of new ones, and those of all components that
  // `constraints` puts together with one of them. `take` gets the incidents one by
  // one, in no stated order; on `threads` threads the scoring, never the taking. `should_stop`,
  // when given, is asked from every thread; once it is true the rest is left out, and what was
  // taken is of no use.
  Linked Link(const std::vector<LinkInput>& inputs, unsigned threads,
              const std::function<void(Incident, Component)>& take,
              const Constraints& constraints = {},
              const std::function<bool()>& should_stop = {}) const;

  // In: the facts of whole documents. Out: one for each, in the same order.
  std::vector<FactTraits> Describe(const std::vector<const Fact*>& facts) const;
  // Sorted, distinct.
  std::vector<uint64_t> FiledUnder(const Fact& fact) const;
  std::vector<uint64_t> AskedFor(const Fact& fact) const;
  // Whether two facts of different documents join one component.
  bool AreLinked(const Fact& a, const Fact& b) const;
  // Of a level or tally: known beforehand.
  static Component ComponentOfSeries(const std::string& series);
  // What lists of places say, for whom writes incidents down.
  const PlaceUnits& place_units() const { return *place_units_; }

 private:
  std::shared_ptr<const LinkRules> rules_;
  std::shared_ptr<const PlaceUnits> place_units_;
};

}  // namespace tadwin::link

#endif  // TADWIN_LINK_LINKER_H_

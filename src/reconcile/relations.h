// How incidents stand to one another: response, follows, repeats, part of, foils.
//
// In: a ledger, the cues of its documents where their texts are at hand, and the rules of what is
// inferred (rules/ar/link/relation.tsv). Out: relations by the later incident's date, each either
// stated (words of a document say so) or inferred (a row of the rules fits), never both.
// - Stated response: the event before the cue answers what stands behind it; at the head of a
//   sentence the cue is followed by what is answered, then by the answer. What is answered is often
//   named only by a word that points back ("the attack"): then it is the last violence before it in
//   the document whose victim answers, else the last violence before it, and `resolved` says so.
//   `to` is empty when the document tells none: the response is stated, the attack is not itemised.
// - Foils: an arrest or interception in the sentence that tells an attack as foiled or intercepted.
// Threads: safe; pure functions.

#ifndef TADWIN_RECONCILE_RELATIONS_H_
#define TADWIN_RECONCILE_RELATIONS_H_

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "reconcile/cues.h"
#include "reconcile/fields.h"
#include "reconcile/ledger_view.h"
#include "reconcile/sides.h"
#include "rules/table.h"

namespace tadwin::reconcile {

// One row of relation.tsv.
struct RelationRule {
  std::string relation;
  std::string earlier_type;
  std::string earlier_subtype;
  std::string later_type;
  std::string later_subtype;
  std::string parties;  // crossed, same, any
  std::string place;    // same, country, any
  int32_t days = 0;
  std::string name;  // "relation.tsv:12"
};

std::vector<RelationRule> LoadRelationRules(const rules::RuleSet& rules,
                                            std::vector<Error>* errors);

struct Relation {
  std::string kind;  // "response", "follows", "repeats", "part_of", "foils"
  std::string from;  // incident: the later one, the answer, the part, what foils
  std::string to;    // empty: stated of something this ledger does not itemise
  bool stated = false;
  bool resolved = false;  // stated, but which one is meant was worked out
  std::string rule;       // of relation.tsv, or of the words
  std::string reason;     // one line
  std::string doc;        // stated: where, and the words
  std::string doc_sha256;
  Span words;
  std::vector<Telling> tellings;  // facts that show it
};

// By LedgerView::DocumentKey.
using CuesByDocument = std::map<std::string, std::vector<Cue>>;

std::vector<Relation> ReadRelations(const LedgerView& ledger, const CuesByDocument& cues,
                                    const std::vector<RelationRule>& rules,
                                    const SideReader& sides);

}  // namespace tadwin::reconcile

#endif  // TADWIN_RECONCILE_RELATIONS_H_

// Who claims an incident, who blames whom for it, who denies it and who condemns it.
//
// In: a ledger and the rules of stances. Out: per incident, by kind, then party. What its own facts
// say: the speaker claims or denies it; the speaker names somebody else as the one who did it
// (blamed). What facts beside it in its sentence say: somebody accuses, condemns, denies. An
// accusation or condemnation that stands alone in its sentence is taken to speak of the violence
// told last before it, at most two sentences back, and is then not certain. Every stance keeps the
// facts that show it. Threads: safe; pure functions.

#ifndef TADWIN_RECONCILE_STANCES_H_
#define TADWIN_RECONCILE_STANCES_H_

#include <map>
#include <string>
#include <vector>

#include "reconcile/ledger_view.h"
#include "reconcile/stance_rules.h"

namespace tadwin::reconcile {

// A party by its id where it is known, else by its words.
struct Party {
  std::string id;
  std::string text;
  std::string name_en;
  bool operator==(const Party&) const = default;
};
Party PartyOf(const NamedRef& ref);
const std::string& PartyKey(const Party& party);    // the id, else the words
const std::string& PartyLabel(const Party& party);  // English where known, else the words

struct Stance {
  std::string incident;
  StanceKind kind = StanceKind::kClaimed;
  Party by;
  std::string by_type;    // SpeakerTypeName; empty where it is told as an actor
  std::vector<Party> on;  // blamed: who is said to have done it; sorted
  std::string rule;       // the row of the table, or what was inferred
  bool certain = true;
  std::vector<Telling> tellings;
};

std::vector<Stance> StancesOn(const LedgerView& ledger, const Incident& incident,
                              const StanceRules& rules);
// Of all incidents, by incident.
std::vector<Stance> ReadStances(const LedgerView& ledger, const StanceRules& rules);

}  // namespace tadwin::reconcile

#endif  // TADWIN_RECONCILE_STANCES_H_

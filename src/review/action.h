// What a person does to a fact or to incidents, and the line it is kept as.
//
// An action is never changed or taken away: what holds now comes from playing all of them in order
// (standing.h). Out: canonical JSON of what was done; who, when and why are kept beside it.
// Errors: kBadFormat for what is no action. Threads: safe.

#ifndef TADWIN_REVIEW_ACTION_H_
#define TADWIN_REVIEW_ACTION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "model/fact.h"

namespace tadwin::review {

// Stored by name.
enum class Verb : uint8_t {
  kConfirm,        // read against the text, and right as it stands
  kReject,         // no such fact is told
  kReopen,         // takes confirmations, a rejection, a mark of a duplicate and a closure back
  kCorrect,        // sets fields
  kRelease,        // takes corrections of fields back: the rules' values again
  kComment,        // note: what is said
  kAssign,         // note: who is to read it; empty: nobody
  kAdd,            // a fact the rules did not find
  kDuplicate,      // note: the fact that says the same
  kClose,          // of a commitment; note: met, missed, withdrawn or void
  kMerge,          // incidents are one: `facts` are told of one incident
  kSplit,          // incidents are not one: none of `facts` is told of an incident of `apart`
  kMergeEntities,  // parties are one: `facts` has the id that stays, `apart` those put under it
  kSplitEntities   // parties are not one, and no link between them holds: the same
};
const char* VerbName(Verb verb);
std::optional<Verb> FindVerb(std::string_view name);

struct Action {
  Verb verb = Verb::kComment;
  std::string fact;      // id; empty for merge and split
  std::string document;  // sha256 of the fact's; empty for merge and split
  std::string note;
  std::vector<std::pair<std::string, std::string>> fields;  // correct: values; release: names
  std::vector<std::string> facts;                           // merge, split: sorted ids; see Verb
  std::vector<std::string> apart;                           // split: sorted ids
  std::optional<Fact> seen;  // the fact as the person saw it; add: the fact itself

  std::string author;
  std::string reason;  // empty when none was given
  std::string time;    // "2026-01-31T09:30:00Z"; empty when not known
  uint64_t seq = 0;    // of its revision
};

// Without author, reason, time and seq.
std::string ActionRecord(const Action& action);
Result<Action> ParseActionRecord(std::string_view record);

}  // namespace tadwin::review

#endif  // TADWIN_REVIEW_ACTION_H_

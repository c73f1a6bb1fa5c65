// Where a fact stands in its review, from the actions of people.
//
// machine -> in review -> confirmed by one -> confirmed by two; or rejected. The second reader is
// another person than the first. A correction counts as no confirmation, and takes those back that
// were given to other values. A fact that was confirmed keeps the values that were confirmed.
// Errors: kConflict says what was done before that stands against an action, kInvalidArgument what
// is wrong with it. Threads: safe.

#ifndef TADWIN_REVIEW_STANDING_H_
#define TADWIN_REVIEW_STANDING_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/fact.h"
#include "review/action.h"

namespace tadwin::review {

// Stored by name.
enum class State : uint8_t { kMachine, kInReview, kConfirmedByOne, kConfirmedByTwo, kRejected };
const char* StateName(State state);  // "machine", "in review", "confirmed by one", ...
std::optional<State> FindState(std::string_view name);

struct Correction {
  std::string field;
  std::string value;  // empty: not known
  std::string author;
  std::string reason;
  uint64_t seq = 0;
};

struct Standing {
  std::string fact;
  std::string document;  // sha256
  State state = State::kMachine;
  std::string assignee;
  std::string first_reader;  // who confirmed, or rejected
  std::string second_reader;
  std::vector<Correction> corrections;  // that hold, in the order they were made; one per field
  std::string duplicate_of;
  std::string closed_as;  // commitment: met, missed, withdrawn, void
  std::string closed_by;
  uint32_t comments = 0;
  bool added = false;          // by a person
  std::optional<Fact> pinned;  // as confirmed, or as added
  std::optional<Fact> seen;    // as last seen by a person who confirmed or corrected it
  uint64_t last_seq = 0;

  // Whether the fact may differ from what the rules say of it.
  bool Binds() const { return pinned || !corrections.empty() || state == State::kRejected; }
};

// Plays one action. Merges and splits are none of a fact's.
Status Advance(const Action& action, Standing* standing);

// Plays all actions, in order; those that are not possible are left out.
std::map<std::string, Standing> StandingsOf(const std::vector<Action>& actions);

}  // namespace tadwin::review

#endif  // TADWIN_REVIEW_STANDING_H_

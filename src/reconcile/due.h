// What became of the commitments of a ledger, as far as its facts say so.
//
// In: facts, incidents, the table of deeds, and the topic of a commitment's words. Out: one record
// per commitment, by due date, undated ones last; every due date that was told, the state, and the
// facts that say so. Only what documents told by `as_of` is used; documents without a date always
// are. A due date that passed is no evidence of anything: the state is then unknown.
// Threads: safe; pure functions. Units: days.

#ifndef TADWIN_RECONCILE_DUE_H_
#define TADWIN_RECONCILE_DUE_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "model/fact.h"
#include "model/incident.h"
#include "reconcile/fulfilment.h"

namespace tadwin::reconcile {

enum class DueState : uint8_t {
  kOpen,       // due later than the days asked for
  kDue,        // due within them
  kMoved,      // as open or due, and a later telling moved the date
  kMet,        // the party did it by the due date, or within a week
  kLate,       // it did it after that
  kMissed,     // a fact told after the due date says that it did not happen
  kWithdrawn,  // a later telling denies the commitment
  kUnknown,    // the due date passed and no fact says what became of it, or facts disagree
  kUndated     // no due date is told
};
const char* DueStateName(DueState state);

// A due date as told.
struct DueDate {
  std::string value;  // as in IncidentField: "2020-09-30", "2020-09", ...
  DateInterval when;
  std::vector<std::string> facts;
  std::vector<std::string> speakers;  // "" is the article itself
  std::optional<Date> first_told;     // empty when no document of it has a date
  std::optional<Date> last_told;
  bool current = false;  // the one the state is reckoned by
};

struct DueCommitment {
  std::string incident;
  std::string who;
  std::string to_whom;
  std::string what;
  std::string topic;  // empty when the words name none
  std::string made_on;
  std::vector<std::string> statuses;  // of its facts, sorted, distinct
  std::vector<std::string> facts;
  std::vector<DueDate> due;  // by date
  bool contested = false;    // due dates that exclude one another
  std::string moved_from;    // the due date of earlier tellings; empty when none moved it
  DueState state = DueState::kUndated;
  std::string reason;                    // one line
  std::vector<std::string> state_facts;  // that say so

  const DueDate* current() const;
};

struct DueOptions {
  Date as_of;
  int32_t within = 30;
};

struct DueList {
  std::vector<DueCommitment> commitments;
  uint32_t told_later = 0;  // commitments that no document told by `as_of`
};

using TopicOf = std::function<std::string(const Fact&)>;

DueList FollowUp(const std::vector<Fact>& facts, const std::vector<Incident>& incidents,
                 const Fulfilment& fulfilment, const TopicOf& topic_of, const DueOptions& options);

}  // namespace tadwin::reconcile

#endif  // TADWIN_RECONCILE_DUE_H_

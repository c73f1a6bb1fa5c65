// Commitments by due date, as a list and as a calendar.

#include <string>
#include <utility>
#include <vector>

#include "reconcile/calendar_file.h"
#include "serve/api/commitments.h"
#include "serve/api/page.h"
#include "serve/api/services.h"

namespace tadwin::serve {
namespace {

constexpr size_t kMaxDays = 36500;
constexpr size_t kDaysAhead = 30;

struct Asked {
  Date as_of;
  std::vector<reconcile::DueCommitment> commitments;
};

Result<Asked> Ask(const Services& services, const Snapshot& snapshot, const Call& call) {
  Asked asked;
  asked.as_of = services.today();
  const auto day = ParseDate(call, "as_of");
  if (!day) return day.error();
  if (*day) {
    if ((*day)->start != (*day)->stop) {
      return Error{ErrorCode::kInvalidArgument, "as_of: a day is needed: YYYY-MM-DD", ""};
    }
    asked.as_of = (*day)->start;
  }
  size_t within = kDaysAhead;
  if (const std::string* text = call.Query("within")) {
    const Result<size_t> days = ParseCount("within", *text, kMaxDays);
    if (!days) return days.error();
    within = *days;
  }
  const std::string* state = call.Query("state");
  if (state != nullptr) {
    const std::string known = " open due met late missed moved withdrawn unknown undated ";
    if (state->empty() || known.find(" " + *state + " ") == std::string::npos) {
      return Error{ErrorCode::kInvalidArgument, "state: one of" + known, ""};
    }
  }
  const auto rules = services.rules.Current();
  const auto list = rules->commitments->AsOf(snapshot, asked.as_of, static_cast<int32_t>(within));
  for (const reconcile::DueCommitment& commitment : list->commitments) {
    if (state == nullptr || IsInState(commitment, *state)) asked.commitments.push_back(commitment);
  }
  return asked;
}

Response ListCommitments(const Services& services, const Snapshot& snapshot, const Call& call) {
  if (Status checked = CheckParameters(call, {"limit", "cursor", "as_of", "within", "state"});
      !checked) {
    return ErrorResponse(checked.error());
  }
  const auto asked = Ask(services, snapshot, call);
  if (!asked) return ErrorResponse(asked.error());
  const auto& commitments = asked->commitments;
  return ListResponse(
      call, commitments.size(), [&](size_t i) { return commitments[i].incident; },
      [&](size_t i, JsonWriter* out) { WriteCommitment(commitments[i], out); });
}

Response Calendar(const Services& services, const Snapshot& snapshot, const Call& call) {
  if (Status checked = CheckParameters(call, {"as_of", "within", "state"}); !checked) {
    return ErrorResponse(checked.error());
  }
  const auto asked = Ask(services, snapshot, call);
  if (!asked) return ErrorResponse(asked.error());
  return TextResponse(reconcile::CalendarFile(asked->commitments, asked->as_of),
                      "text/calendar; charset=utf-8");
}

}  // namespace

void AddCommitmentRoutes(Services* services, Router* router) {
  AddRead(services, router, "/commitments", [services](const Snapshot& snapshot, const Call& call) {
    return ListCommitments(*services, snapshot, call);
  });
  AddRead(services, router, "/commitments.ics",
          [services](const Snapshot& snapshot, const Call& call) {
            return Calendar(*services, snapshot, call);
          });
}

}  // namespace tadwin::serve

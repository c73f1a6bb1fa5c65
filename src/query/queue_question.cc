#include "query/queue_question.h"

#include <algorithm>
#include <utility>

namespace tadwin::query {
namespace {

// "in review", "in_review"; "confirmed_one" as filters of incidents call it.
Result<review::State> OpenState(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  if (name == "confirmed one") name = "confirmed by one";
  const auto state = review::FindState(name);
  const bool is_open =
      state && *state != review::State::kConfirmedByTwo && *state != review::State::kRejected;
  if (is_open) return *state;
  return Error{ErrorCode::kInvalidArgument,
               "state: machine, in_review or confirmed_by_one; what is confirmed by two or "
               "rejected waits for nobody",
               ""};
}

}  // namespace

Result<QueueQuestion> ParseQueueQuestion(const Pairs& pairs) {
  QueueQuestion question;
  Pairs of_facts;
  for (const auto& [name, value] : pairs) {
    if (name == "state") {
      const Result<review::State> state = OpenState(value);
      if (!state) return state.error();
      question.state = *state;
    } else if (name == "assignee") {
      question.assignee = value;
    } else if (name == "reader") {
      question.reader = value;
    } else {
      of_facts.emplace_back(name, value);
    }
  }
  Result<Filter> filter = ParseFilter(of_facts);
  if (!filter) return filter.error();
  question.filter = *std::move(filter);
  return question;
}

}  // namespace tadwin::query

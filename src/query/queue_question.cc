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

Status SetOnce(const std::string& name, const std::string& value, std::string* word) {
  if (!word->empty()) {
    return Error{ErrorCode::kInvalidArgument, name + ": given twice; it takes one value", ""};
  }
  *word = value;
  return {};
}

}  // namespace

Result<QueueQuestion> ParseQueueQuestion(const Pairs& pairs) {
  QueueQuestion question;
  Pairs of_facts;
  std::string state;
  for (const auto& [name, value] : pairs) {
    Status set;
    if (name == "state") {
      set = SetOnce(name, value, &state);
    } else if (name == "assignee") {
      set = SetOnce(name, value, &question.assignee);
    } else if (name == "reader") {
      set = SetOnce(name, value, &question.reader);
    } else {
      of_facts.emplace_back(name, value);
    }
    if (!set) return set.error();
  }
  if (!state.empty()) {
    const Result<review::State> open = OpenState(state);
    if (!open) return open.error();
    question.state = *open;
  }
  Result<Filter> filter = ParseFilter(of_facts);
  if (!filter) return filter.error();
  question.filter = *std::move(filter);
  return question;
}

}  // namespace tadwin::query

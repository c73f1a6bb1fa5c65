#include "serve/api/commitments.h"

#include <utility>

#include "link/topic.h"
#include "pipeline/reviewing.h"
#include "serve/api/json_values.h"

namespace tadwin::serve {

using reconcile::DueState;

std::unique_ptr<CommitmentBook> CommitmentBook::Create(const rules::RuleSet& rules,
                                                       std::vector<Error>* errors) {
  std::unique_ptr<CommitmentBook> book(new CommitmentBook());
  book->fulfilment_ = reconcile::Fulfilment::Load(rules, errors);
  book->link_rules_ = link::LinkRules::Load(rules, errors);
  return book;
}

std::shared_ptr<const reconcile::DueList> CommitmentBook::AsOf(const Snapshot& snapshot, Date day,
                                                               int32_t within) {
  std::tuple key(snapshot.version, day.days, within);
  const std::lock_guard lock(mutex_);
  if (list_ != nullptr && key_ == key) return list_;
  const auto topic_of = [this](const Fact& fact) { return link::TopicOf(link_rules_, fact); };
  auto list = std::make_shared<reconcile::DueList>(reconcile::FollowUp(
      snapshot.facts, snapshot.incidents, fulfilment_, topic_of, {.as_of = day, .within = within}));
  pipeline::CloseByPeople(snapshot.reviews, list.get());
  list_ = std::move(list);
  key_ = std::move(key);
  return list_;
}

bool IsInState(const reconcile::DueCommitment& commitment, const std::string& state) {
  if (state.empty() || state == reconcile::DueStateName(commitment.state)) return true;
  if (state == "open") return commitment.state == DueState::kDue;
  if (state == "met") return commitment.state == DueState::kLate;
  return state == "moved" && !commitment.moved_from.empty();
}

void WriteCommitment(const reconcile::DueCommitment& commitment, JsonWriter* out) {
  out->BeginObject();
  Field("incident", commitment.incident, out);
  FieldOrNull("who", commitment.who, out);
  FieldOrNull("to_whom", commitment.to_whom, out);
  FieldOrNull("what", commitment.what, out);
  FieldOrNull("topic", commitment.topic, out);
  FieldOrNull("made_on", commitment.made_on, out);
  Texts("statuses", commitment.statuses, out);
  Field("state", reconcile::DueStateName(commitment.state), out);
  Field("reason", commitment.reason, out);
  Texts("state_facts", commitment.state_facts, out);
  FieldOrNull("moved_from", commitment.moved_from, out);
  Flag("contested", commitment.contested, out);
  out->Key("due");
  out->BeginArray();
  for (const reconcile::DueDate& due : commitment.due) {
    out->BeginObject();
    Field("value", due.value, out);
    Field("start", ToIso(due.when.start), out);
    Field("stop", ToIso(due.when.stop), out);
    Flag("current", due.current, out);
    Texts("facts", due.facts, out);
    Texts("speakers", due.speakers, out);
    DateOrNull("first_told", due.first_told, out);
    DateOrNull("last_told", due.last_told, out);
    out->EndObject();
  }
  out->EndArray();
  Texts("facts", commitment.facts, out);
  out->EndObject();
}

}  // namespace tadwin::serve

#include "pipeline/reviewing.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "review/fields.h"
#include "store/sql_connection.h"

namespace tadwin::pipeline {
namespace {

// By fact: the fields of its incident that are told in conflict, the fact among those who tell
// them. Views of `incidents`.
std::unordered_map<std::string_view, std::set<std::string_view>> ContestedOf(
    const std::vector<Incident>& incidents) {
  std::unordered_map<std::string_view, std::set<std::string_view>> contested;
  for (const Incident& incident : incidents) {
    for (const IncidentField& field : incident.fields) {
      if (!field.contested) continue;
      for (const FieldValue& value : field.values) {
        for (const std::string& fact : value.facts) contested[fact].insert(field.field);
      }
    }
  }
  return contested;
}

// The machine's coding of every fact that somebody acted on, by the id it was reviewed under.
Result<std::map<std::string, Fact>> MachineOf(store::Store* ledger,
                                              const std::set<std::string>& documents) {
  std::map<std::string, Fact> machine;
  for (const std::string& sha256 : documents) {
    const auto facts = ledger->MachineFactsOf(sha256);
    if (!facts && facts.error().code == ErrorCode::kNotFound) continue;  // withdrawn
    if (!facts) return facts.error();
    for (const Fact& fact : *facts) machine[fact.id] = fact;
  }
  return machine;
}

// The facts of incidents, sorted; incidents of one kind only.
Result<std::vector<std::string>> FactsOf(const std::vector<Incident>& all,
                                         const std::vector<std::string>& wanted) {
  std::vector<std::string> facts;
  std::string kind;
  for (const std::string& id : wanted) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&id](const Incident& one) { return one.id == id; });
    if (found == all.end()) return Error{ErrorCode::kNotFound, "no such incident", id};
    if (!kind.empty() && kind != found->kind) {
      return Error{ErrorCode::kInvalidArgument, "one is a " + kind + ", the other a " + found->kind,
                   id};
    }
    kind = found->kind;
    facts.insert(facts.end(), found->facts.begin(), found->facts.end());
  }
  std::sort(facts.begin(), facts.end());
  return facts;
}

}  // namespace

bool PassesQueue(const QueueFilter& filter, const std::string& fact, const store::Review* review) {
  const review::State state = review == nullptr ? review::State::kMachine : review->state;
  if (filter.state && *filter.state != state) return false;
  const std::string assignee = review == nullptr ? std::string() : review->assignee;
  if (!filter.assignee.empty() && filter.assignee != assignee) return false;
  const bool is_theirs = review != nullptr && review->first_reader == filter.reader;
  if (!filter.reader.empty() && is_theirs) return false;
  return !filter.facts || filter.facts->count(fact) > 0;
}

std::vector<review::QueueItem> RankFacts(const std::vector<Fact>& facts,
                                         const std::vector<Incident>& incidents,
                                         const std::vector<store::Review>& reviews,
                                         const QueueFilter& filter) {
  std::unordered_map<std::string_view, const store::Review*> review_of;
  for (const store::Review& review : reviews) review_of[review.fact] = &review;
  const auto contested = ContestedOf(incidents);
  std::vector<review::QueueCandidate> candidates;
  candidates.reserve(facts.size());
  for (const Fact& fact : facts) {
    review::QueueCandidate candidate;
    candidate.fact = &fact;
    const auto known = review_of.find(fact.id);
    const store::Review* review = known == review_of.end() ? nullptr : known->second;
    if (!PassesQueue(filter, fact.id, review)) continue;
    if (review != nullptr) {
      candidate.state = review->state;
      candidate.assignee = review->assignee;
    }
    if (const auto found = contested.find(fact.id); found != contested.end()) {
      candidate.contested.assign(found->second.begin(), found->second.end());
    }
    candidates.push_back(std::move(candidate));
  }
  return review::Rank(candidates);
}

Result<std::unique_ptr<ReviewQueue>> ReadQueue(store::Store* ledger, const QueueFilter& filter) {
  store::ReadSnapshot snapshot(&ledger->connection());
  if (Status begun = snapshot.Begin(); !begun) return begun.error();
  auto queue = std::make_unique<ReviewQueue>();
  Result<std::vector<Fact>> facts = ledger->Facts();
  if (!facts) return facts.error();
  queue->facts = *std::move(facts);
  const Result<std::vector<Incident>> incidents = ledger->Incidents();
  if (!incidents) return incidents.error();
  const Result<std::vector<store::Review>> reviews = ledger->Reviews();
  if (!reviews) return reviews.error();
  queue->items = RankFacts(queue->facts, *incidents, *reviews, filter);
  return queue;
}

Result<review::Action> MakeAddition(store::Store* ledger, const std::string& sha256,
                                    const AddedFact& added, const std::string& author) {
  const auto document = ledger->FindDocument(sha256);
  if (!document) return document.error();
  if (!*document) return Error{ErrorCode::kNotFound, "no such document", sha256};
  const std::string& text = (*document)->text;
  if (added.span.empty() || added.span.end > text.size()) {
    return Error{ErrorCode::kInvalidArgument, "the words are not in the document's text", sha256};
  }
  review::Action action;
  action.verb = review::Verb::kAdd;
  action.author = author;
  action.document = sha256;
  Fact fact;
  fact.kind = added.kind;
  fact.span = added.span;
  fact.text = text.substr(added.span.begin, added.span.size());
  fact.rules = {"person/" + author};
  fact.score = fact.kind == FactKind::kEvent ? 1.0 : 0.0;  // somebody read it
  // Linking asks how far apart in a text facts stand: it stands with the one told before it.
  const Result<std::vector<Fact>> others = ledger->FactsOfDocument(sha256);
  if (!others) return others.error();
  for (const Fact& other : *others) {
    if (other.span.begin <= fact.span.begin)
      fact.sentence = std::max(fact.sentence, other.sentence);
  }
  for (const auto& [field, value] : added.fields) {
    if (Status set = review::SetField(field, value, "person/" + author, &fact); !set) {
      return set.error();
    }
  }
  if (fact.kind == FactKind::kEvent && fact.plover.empty()) {
    return Error{ErrorCode::kInvalidArgument, "an event needs its type: plover=ASSAULT", ""};
  }
  action.seen = std::move(fact);
  return action;
}

Result<review::Action> MakeMerge(const std::vector<Incident>& all,
                                 const std::vector<std::string>& incidents) {
  review::Action action;
  action.verb = review::Verb::kMerge;
  Result<std::vector<std::string>> facts = FactsOf(all, incidents);
  if (!facts) return facts.error();
  action.facts = *std::move(facts);
  return action;
}

Result<review::Action> MakeSplit(const std::vector<Incident>& all, const std::string& incident,
                                 const std::vector<std::string>& facts) {
  review::Action action;
  action.verb = review::Verb::kSplit;
  Result<std::vector<std::string>> rest = FactsOf(all, {incident});
  if (!rest) return rest.error();
  for (const std::string& fact : facts) {
    if (std::erase(*rest, fact) == 0) {
      return Error{ErrorCode::kInvalidArgument, "it is no fact of incident " + incident, fact};
    }
    action.facts.push_back(fact);
  }
  if (rest->empty()) {
    return Error{ErrorCode::kInvalidArgument, "these are all its facts: leave some in it",
                 incident};
  }
  std::sort(action.facts.begin(), action.facts.end());
  action.apart = *std::move(rest);
  return action;
}

std::vector<const Incident*> IncidentsHolding(const std::vector<Incident>& all,
                                              const review::Action& action) {
  std::set<std::string> facts(action.facts.begin(), action.facts.end());
  facts.insert(action.apart.begin(), action.apart.end());
  std::vector<const Incident*> holding;
  for (const Incident& incident : all) {
    const auto is_in = [&facts](const std::string& fact) { return facts.count(fact) > 0; };
    if (std::any_of(incident.facts.begin(), incident.facts.end(), is_in)) {
      holding.push_back(&incident);
    }
  }
  return holding;
}

void CloseByPeople(const std::vector<store::Review>& reviews, reconcile::DueList* list) {
  using reconcile::DueState;
  std::map<std::string, const store::Review*> closed;
  for (const store::Review& review : reviews) {
    if (!review.closed_as.empty()) closed[review.fact] = &review;
  }
  for (reconcile::DueCommitment& commitment : list->commitments) {
    for (const std::string& fact : commitment.facts) {
      const auto found = closed.find(fact);
      if (found == closed.end()) continue;
      const std::string& as = found->second->closed_as;
      commitment.state = as == "met"      ? DueState::kMet
                         : as == "missed" ? DueState::kMissed
                                          : DueState::kWithdrawn;
      commitment.reason = "closed as " + as + " by " + found->second->closed_by;
      commitment.state_facts = {fact};
    }
  }
}

Status CheckReason(const review::Action& action) {
  const bool needs_reason = action.verb == review::Verb::kCorrect ||
                            action.verb == review::Verb::kReject ||
                            action.verb == review::Verb::kClose;
  if (!needs_reason || !action.reason.empty()) return {};
  return Error{
      ErrorCode::kInvalidArgument,
      std::string(review::VerbName(action.verb)) + " needs a reason for those who read it later",
      ""};
}

Result<std::string> DoAction(store::Store* ledger, const store::RunStart& start,
                             review::Action action, const LinkAnew& link) {
  action.author = start.author;
  action.reason = start.reason;
  if (Status checked = CheckReason(action); !checked) return checked.error();
  ledger->BeginRun(start);
  std::string fact;
  if (action.verb == review::Verb::kMerge || action.verb == review::Verb::kSplit) {
    if (Status put = ledger->PutIncidentAction(action); !put) return put.error();
  } else {
    Result<std::string> put = ledger->PutAction(std::move(action));
    if (!put) return put.error();
    fact = *std::move(put);
  }
  const Result<bool> needed = ledger->NeedsLinking();
  if (!needed) return needed.error();
  if (*needed) {
    if (Status linked = link(ledger); !linked) return linked.error();
  }
  if (Status ended = ledger->EndRun(); !ended) return ended.error();
  return fact;
}

Result<std::vector<review::FieldAgreement>> ReadAgreement(store::Store* ledger,
                                                          review::Coders who) {
  store::ReadSnapshot snapshot(&ledger->connection());
  if (Status begun = snapshot.Begin(); !begun) return begun.error();
  const Result<std::vector<review::Action>> actions = ledger->Actions("");
  if (!actions) return actions.error();
  std::map<std::string, review::CodedFact> coded;
  std::set<std::string> documents;
  for (const review::Action& action : *actions) {
    if (action.fact.empty()) continue;
    coded[action.fact].actions.push_back(action);
    documents.insert(action.document);
  }
  Result<std::map<std::string, Fact>> machine = MachineOf(ledger, documents);
  if (!machine) return machine.error();
  std::vector<review::CodedFact> facts;
  for (auto& [id, one] : coded) {
    const auto found = machine->find(id);
    if (found != machine->end()) one.machine = std::move(found->second);
    facts.push_back(std::move(one));
  }
  return review::AgreementByField(facts, who);
}

}  // namespace tadwin::pipeline

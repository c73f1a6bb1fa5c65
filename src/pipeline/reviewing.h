// Reviews as a program does them: the queue, one action with the linking that follows, agreement.
//
// The command line and the server do the same here. Errors: of the store; kInvalidArgument and
// kConflict say why an action is not possible. Threads: one at a time per ledger.

#ifndef TADWIN_PIPELINE_REVIEWING_H_
#define TADWIN_PIPELINE_REVIEWING_H_

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "link/linker.h"
#include "reconcile/due.h"
#include "review/coders.h"
#include "review/queue.h"
#include "store/store.h"

namespace tadwin::pipeline {

struct QueueFilter {
  std::string assignee;                        // empty: anybody's and nobody's
  std::string reader;                          // leaves out what this one confirmed
  std::optional<review::State> state;          // nothing: all that is open
  std::optional<std::set<std::string>> facts;  // ids; nothing: all
};
// `review`: of the fact; nullptr: nobody acted on it.
bool PassesQueue(const QueueFilter& filter, const std::string& fact, const store::Review* review);

// The queue owns the facts that its items point to.
struct ReviewQueue {
  std::vector<Fact> facts;
  std::vector<review::QueueItem> items;  // most useful first
};
Result<std::unique_ptr<ReviewQueue>> ReadQueue(store::Store* ledger, const QueueFilter& filter);
// The same of what was read already; the items point into `facts`.
std::vector<review::QueueItem> RankFacts(const std::vector<Fact>& facts,
                                         const std::vector<Incident>& incidents,
                                         const std::vector<store::Review>& reviews,
                                         const QueueFilter& filter);

// A fact that a person adds: of a kind, on words of a document (bytes), with fields set.
struct AddedFact {
  FactKind kind = FactKind::kEvent;
  Span span;
  std::vector<std::pair<std::string, std::string>> fields;
};
Result<review::Action> MakeAddition(store::Store* ledger, const std::string& sha256,
                                    const AddedFact& added, const std::string& author);

// That incidents are one; that facts of an incident are told of another. Errors: kNotFound;
// kInvalidArgument for incidents of two kinds, a fact of another incident, all facts of it.
Result<review::Action> MakeMerge(const std::vector<Incident>& all,
                                 const std::vector<std::string>& incidents);
Result<review::Action> MakeSplit(const std::vector<Incident>& all, const std::string& incident,
                                 const std::vector<std::string>& facts);
// The incidents that hold facts of a merge or split.
std::vector<const Incident*> IncidentsHolding(const std::vector<Incident>& all,
                                              const review::Action& action);

// What a person said of a commitment's end comes before what the facts let suppose.
void CloseByPeople(const std::vector<store::Review>& reviews, reconcile::DueList* list);

// kInvalidArgument when the action tells no reason and needs one.
Status CheckReason(const review::Action& action);

// Makes incidents follow the facts, where they must.
using LinkAnew = std::function<Status(store::Store*)>;
// Does one action as a run of its own. Out: the fact's id; empty for merge and split.
Result<std::string> DoAction(store::Store* ledger, const store::RunStart& start,
                             review::Action action, const LinkAnew& link);

Result<std::vector<review::FieldAgreement>> ReadAgreement(store::Store* ledger, review::Coders who);

}  // namespace tadwin::pipeline

#endif  // TADWIN_PIPELINE_REVIEWING_H_

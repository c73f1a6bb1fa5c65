// Reviews as a program does them: the queue, one action with the linking that follows, agreement.
//
// Errors: of the store; kInvalidArgument says why an action is not possible. Threads: one at a time
// per ledger.

#ifndef TADWIN_PIPELINE_REVIEWING_H_
#define TADWIN_PIPELINE_REVIEWING_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "link/linker.h"
#include "review/coders.h"
#include "review/queue.h"
#include "store/store.h"

namespace tadwin::pipeline {

struct QueueFilter {
  std::string assignee;                // empty: anybody's and nobody's
  std::optional<review::State> state;  // nothing: all that is open
  std::optional<FactKind> kind;
};

// The queue owns the facts that its items point to.
struct ReviewQueue {
  std::vector<Fact> facts;
  std::vector<review::QueueItem> items;  // most useful first
};
Result<std::unique_ptr<ReviewQueue>> ReadQueue(store::Store* ledger, const QueueFilter& filter);

// A fact that a person adds: of a kind, on words of a document (bytes), with fields set.
struct AddedFact {
  FactKind kind = FactKind::kEvent;
  Span span;
  std::vector<std::pair<std::string, std::string>> fields;
};
Result<review::Action> MakeAddition(store::Store* ledger, const std::string& sha256,
                                    const AddedFact& added, const std::string& author);

Result<std::vector<review::FieldAgreement>> ReadAgreement(store::Store* ledger, review::Coders who);

}  // namespace tadwin::pipeline

#endif  // TADWIN_PIPELINE_REVIEWING_H_

// Commitments of a snapshot and what became of them by a day, kept while the ledger stays as it is.
//
// Errors: none once made; the tables were read at start. Threads: safe.

#ifndef TADWIN_SERVE_API_COMMITMENTS_H_
#define TADWIN_SERVE_API_COMMITMENTS_H_

#include <memory>
#include <mutex>
#include <string>
#include <tuple>

#include "link/link_rules.h"
#include "reconcile/due.h"
#include "reconcile/fulfilment.h"
#include "serve/api/ledger_reader.h"

namespace tadwin::serve {

class CommitmentBook {
 public:
  static std::unique_ptr<CommitmentBook> Create(const rules::RuleSet& rules,
                                                std::vector<Error>* errors);
  std::shared_ptr<const reconcile::DueList> AsOf(const Snapshot& snapshot, Date day,
                                                 int32_t within);

 private:
  CommitmentBook() = default;
  reconcile::Fulfilment fulfilment_;
  link::LinkRules link_rules_;
  std::mutex mutex_;
  std::tuple<std::string, int32_t, int32_t> key_;
  std::shared_ptr<const reconcile::DueList> list_;
};

void WriteCommitment(const reconcile::DueCommitment& commitment, JsonWriter* out);
// "open" holds what is due, "met" what was late, "moved" whatever became of it since.
bool IsInState(const reconcile::DueCommitment& commitment, const std::string& state);

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_API_COMMITMENTS_H_

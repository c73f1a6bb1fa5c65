// What other rules would change in a ledger, without changing it.
//
// Every document is coded again in memory and held against what the rules said when it was coded;
// what people said of facts is left out of it. Errors: of the store. Threads: one per ledger; codes
// on `threads` threads, and the result does not depend on how many.

#ifndef TADWIN_TRIAL_LEDGER_TRIAL_H_
#define TADWIN_TRIAL_LEDGER_TRIAL_H_

#include <cstdint>
#include <functional>

#include "base/result.h"
#include "pipeline/coder.h"
#include "pipeline/past_ledger.h"
#include "store/store.h"

namespace tadwin::trial {

struct LedgerTrial {
  uint64_t documents = 0;     // looked at
  pipeline::LedgerDiff diff;  // by document, then place in it
};

struct TrialOptions {
  unsigned threads = 1;
  uint64_t max_documents = 0;  // the first by name; 0: all
  // Told how many documents are done; stops the trial with kInterrupted by returning false.
  std::function<bool(uint64_t done)> progress = nullptr;
};

Result<LedgerTrial> TryOnLedger(store::Store* ledger, const pipeline::Coder& coder,
                                const TrialOptions& options);

}  // namespace tadwin::trial

#endif  // TADWIN_TRIAL_LEDGER_TRIAL_H_

// Brings the incidents of a ledger up to date with its facts.
//
// New facts are linked with the components they touch and no others: the cost is that of their
// candidates. When much is new, or the rules are other than those the incidents were made by, all
// is linked anew; the incidents are the same either way. Errors: of the store. Threads: one at a
// time per ledger; scores on `threads` threads.

#ifndef TADWIN_PIPELINE_LINK_LEDGER_H_
#define TADWIN_PIPELINE_LINK_LEDGER_H_

#include <functional>
#include <string>

#include "base/result.h"
#include "link/linker.h"
#include "store/store.h"

namespace tadwin::pipeline {

// true when there was anything to do. `rules_hash` is that of the rules `linker` was made of.
// `should_stop`, when given, is asked from every thread; once it is true nothing is written and the
// error is kInterrupted: the next call does it all.
Result<bool> LinkLedger(const link::Linker& linker, const std::string& rules_hash, unsigned threads,
                        store::Store* store, const std::function<bool()>& should_stop = {});

}  // namespace tadwin::pipeline

#endif  // TADWIN_PIPELINE_LINK_LEDGER_H_

// Ledgers as they were: opened beside the present one, told apart from it, and brought back.
//
// Errors: of the store. Threads: one at a time per ledger.

#ifndef TADWIN_PIPELINE_PAST_LEDGER_H_
#define TADWIN_PIPELINE_PAST_LEDGER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "link/linker.h"
#include "review/fields.h"
#include "store/store.h"

namespace tadwin::pipeline {

// What was known after a revision, as a ledger of its own in memory, linked by these rules.
Result<std::unique_ptr<store::Store>> OpenPast(store::Store* ledger, uint64_t seq,
                                               const link::Linker& linker,
                                               const std::string& rules_hash, unsigned threads);

struct FactChange {
  enum class What { kAppeared, kVanished, kChanged };
  What what = What::kChanged;
  std::string fact;      // as it is called after, or was when it vanished
  std::string before;    // another id that it had before; empty when the same
  std::string document;  // name
  std::string words;     // that it stands on
  std::string kind;
  std::vector<review::FieldChange> fields;  // changed; appeared and vanished: what it says
};
const char* ChangeName(FactChange::What what);

struct LedgerDiff {
  std::vector<FactChange> changes;  // by document, then place in it
  uint64_t unchanged = 0;           // facts of documents that changed otherwise
  uint64_t documents_appeared = 0;
  uint64_t documents_vanished = 0;
  uint64_t documents_changed = 0;  // with facts that differ
};

// The facts of one document, before and after: those that other rules gave another id are paired by
// kind and words.
void DiffFacts(const std::vector<Fact>& before, const std::vector<Fact>& after, LedgerDiff* diff);
// What held after one revision against what held after another, either way round.
Result<LedgerDiff> DiffPast(store::Store* ledger, uint64_t before, uint64_t after);

struct RollbackSummary {
  uint64_t restored = 0;   // documents that got their coding of then back
  uint64_t withdrawn = 0;  // that were not there then
  uint64_t unchanged = 0;  // that changed since and are again as they were
};

// Makes what the rules had said after revision `seq` what they say now; what people said stays.
// Each document is a transaction: stopped and run again it goes on.
Result<RollbackSummary> RollBack(store::Store* ledger, uint64_t seq, const link::Linker& linker,
                                 const std::string& rules_hash, unsigned threads);

}  // namespace tadwin::pipeline

#endif  // TADWIN_PIPELINE_PAST_LEDGER_H_

// What became of facts over time: the revisions of the chain that speak of them, with what each
// changed.
//
// Out: codings of their documents that changed them, withdrawals, what people did to them and to
// their incidents, notes that the rules came to say the same; oldest first. What linking did is not
// among it: the chain keeps sums over it. Errors: of the store. Threads: one at a time per ledger.

#ifndef TADWIN_PIPELINE_HISTORY_H_
#define TADWIN_PIPELINE_HISTORY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json_writer.h"
#include "base/result.h"
#include "pipeline/past_ledger.h"
#include "review/action.h"
#include "store/store.h"

namespace tadwin::pipeline {

struct HistoryEntry {
  uint64_t seq = 0;
  int64_t run = 0;
  std::string run_kind;  // code, person, rollback, ...
  std::string time;
  std::string author;
  std::string reason;
  std::string kind;      // document, withdraw, action, note
  std::string document;  // sha256; empty for merge and split
  std::string fact;      // action, note
  std::string field;     // note
  std::optional<review::Action> action;
  std::vector<FactChange> changes;  // document: what the coding changed of the facts
};

// `facts`: as they are held now.
Result<std::vector<HistoryEntry>> ReadHistory(store::Store* ledger, const std::vector<Fact>& facts);

void WriteHistoryEntry(const HistoryEntry& entry, JsonWriter* json);
// One run: id, kind, started, finished, author, program, rules, reason, revisions {kind: n}.
void WriteRun(const store::RunRecord& run, JsonWriter* json);
// How many facts appeared, vanished, changed, did not; documents the same.
void WriteDiffSummary(const LedgerDiff& diff, JsonWriter* json);
// One changed fact: change, fact, before, document, kind, words, fields.
void WriteFactChange(const FactChange& change, JsonWriter* json);

}  // namespace tadwin::pipeline

#endif  // TADWIN_PIPELINE_HISTORY_H_

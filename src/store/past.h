// A ledger as it was after any of its revisions.
//
// What held then is what the rules had said of each document by then (the present rows and the
// history), with what people had said by then laid over it; incidents are linked anew from that by
// whoever asks, since linking is a pure function of facts.
// Errors: of the database, kNotFound. Threads: as the store; sees one state, whoever writes
// meanwhile, when it is used inside a ReadSnapshot.

#ifndef TADWIN_STORE_PAST_H_
#define TADWIN_STORE_PAST_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/store.h"

namespace tadwin::store {

// The last revision recorded by the end of a day ("2026-01-31") or by a time
// ("2026-01-31T09:30:00Z"); 0 when there was none. What has no time was there before. Errors:
// kInvalidArgument for what is neither.
Result<uint64_t> RevisionAt(Store* store, const std::string& when);
// The last revision of a run; 0 for run 0, before everything. Errors: kNotFound names the runs.
Result<uint64_t> RevisionOfRun(Store* store, int64_t run);

// The revisions that are about a document or its facts, in order.
Result<std::vector<Revision>> RevisionsOfDocument(Store* store, const std::string& sha256);

struct PastDocument {
  DocumentRecord document;
  std::vector<Fact> machine;            // what the rules said
  std::vector<review::Action> actions;  // what people had done
  std::vector<Fact> facts;              // what held: the one laid over the other
};

// A document after revision `seq`; nothing when the ledger did not hold it.
Result<std::optional<PastDocument>> ReadPast(Store* store, const std::string& sha256, uint64_t seq);
// The documents a ledger held, or had something said of, up to `seq`: sorted.
Result<std::vector<std::string>> DocumentsUntil(Store* store, uint64_t seq);
// Documents that changed after one revision and up to another: sorted.
Result<std::vector<std::string>> DocumentsChanged(Store* store, uint64_t after, uint64_t until);

// Writes what held after `seq` into an empty ledger, incidents apart.
Status CopyPast(Store* store, uint64_t seq, Store* into);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_PAST_H_

// The queue of a snapshot: its facts by how useful it is to read them.
//
// Ranked once per content as if nobody had acted on them; what people did moves the facts they
// acted on. Threads: safe.

#ifndef TADWIN_SERVE_API_REVIEW_BOOK_H_
#define TADWIN_SERVE_API_REVIEW_BOOK_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "review/queue.h"
#include "serve/api/ledger_reader.h"

namespace tadwin::serve {

// Of a content, as if nobody had acted on its facts.
struct UntouchedRanking {
  std::shared_ptr<const Content> content;
  std::vector<review::QueueItem> items;  // all facts, most useful first
  std::vector<uint32_t> place;           // in `items`, of content->facts[i]
};

// The items point into the snapshot, which is kept with them.
struct RankedFacts {
  std::shared_ptr<const Snapshot> snapshot;
  std::shared_ptr<const UntouchedRanking> untouched;
  std::vector<review::QueueItem> acted_on;
  std::vector<const review::QueueItem*> items;  // most useful first
};

class ReviewBook {
 public:
  std::shared_ptr<const RankedFacts> Of(const Snapshot& snapshot);

 private:
  std::mutex mutex_;
  std::shared_ptr<const UntouchedRanking> untouched_;
  std::shared_ptr<const RankedFacts> ranked_;
};

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_API_REVIEW_BOOK_H_

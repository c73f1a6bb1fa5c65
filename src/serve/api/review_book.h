// The queue of a snapshot: its facts by how useful it is to read them, ranked once per content.
//
// Threads: safe.

#ifndef TADWIN_SERVE_API_REVIEW_BOOK_H_
#define TADWIN_SERVE_API_REVIEW_BOOK_H_

#include <memory>
#include <mutex>
#include <vector>

#include "pipeline/reviewing.h"
#include "serve/api/ledger_reader.h"

namespace tadwin::serve {

// The items point into the snapshot, which is kept with them.
struct RankedFacts {
  std::shared_ptr<const Snapshot> snapshot;
  std::vector<review::QueueItem> items;  // most useful first
};

class ReviewBook {
 public:
  std::shared_ptr<const RankedFacts> Of(const Snapshot& snapshot) {
    const std::lock_guard lock(mutex_);
    if (ranked_ != nullptr && ranked_->snapshot.get() == &snapshot) return ranked_;
    auto ranked = std::make_shared<RankedFacts>();
    ranked->snapshot = snapshot.shared_from_this();
    ranked->items = pipeline::RankFacts(snapshot.facts, snapshot.incidents, snapshot.reviews, {});
    ranked_ = std::move(ranked);
    return ranked_;
  }

 private:
  std::mutex mutex_;
  std::shared_ptr<const RankedFacts> ranked_;
};

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_API_REVIEW_BOOK_H_

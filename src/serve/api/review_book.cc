#include "serve/api/review_book.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "pipeline/reviewing.h"

namespace tadwin::serve {
namespace {

std::shared_ptr<const UntouchedRanking> RankUntouched(std::shared_ptr<const Content> content) {
  auto ranking = std::make_shared<UntouchedRanking>();
  ranking->items = pipeline::RankFacts(content->facts, content->incidents, {}, {});
  ranking->place.resize(content->facts.size());
  for (uint32_t i = 0; i < ranking->items.size(); ++i) {
    ranking->place[static_cast<size_t>(ranking->items[i].fact - content->facts.data())] = i;
  }
  ranking->content = std::move(content);
  return ranking;
}

std::shared_ptr<const RankedFacts> RankActedOn(std::shared_ptr<const UntouchedRanking> untouched,
                                               const Snapshot& snapshot) {
  auto ranked = std::make_shared<RankedFacts>();
  ranked->snapshot = snapshot.shared_from_this();
  std::vector<bool> is_moved(untouched->items.size());
  std::vector<review::QueueCandidate> candidates;
  for (const store::Review& review : snapshot.reviews) {
    review::QueueCandidate candidate;
    candidate.fact = snapshot.FindFact(review.fact);
    if (candidate.fact == nullptr) continue;
    candidate.state = review.state;
    candidate.assignee = review.assignee;
    const auto known = untouched->content->fact_by_id.find(review.fact);
    if (known != untouched->content->fact_by_id.end()) {
      const uint32_t place = untouched->place[known->second];
      candidate.contested = untouched->items[place].contested;
      is_moved[place] = true;
    }
    candidates.push_back(std::move(candidate));
  }
  ranked->acted_on = review::Rank(candidates);
  std::vector<const review::QueueItem*> left;
  left.reserve(untouched->items.size());
  for (uint32_t i = 0; i < untouched->items.size(); ++i) {
    if (!is_moved[i]) left.push_back(&untouched->items[i]);
  }
  std::vector<const review::QueueItem*> moved;
  for (const review::QueueItem& item : ranked->acted_on) moved.push_back(&item);
  ranked->items.reserve(left.size() + moved.size());
  std::merge(left.begin(), left.end(), moved.begin(), moved.end(),
             std::back_inserter(ranked->items),
             [](const review::QueueItem* a, const review::QueueItem* b) {
               return review::IsMoreUseful(*a, *b);
             });
  ranked->untouched = std::move(untouched);
  return ranked;
}

}  // namespace

std::shared_ptr<const RankedFacts> ReviewBook::Of(const Snapshot& snapshot) {
  const std::lock_guard lock(mutex_);
  if (ranked_ != nullptr && ranked_->snapshot.get() == &snapshot) return ranked_;
  if (untouched_ == nullptr || untouched_->content != snapshot.content) {
    untouched_ = RankUntouched(snapshot.content);
  }
  ranked_ = RankActedOn(untouched_, snapshot);
  return ranked_;
}

}  // namespace tadwin::serve

#include "model/mention_order.h"

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>

namespace tadwin {
namespace {

bool Before(const Mention& a, const Mention& b) {
  return std::tuple(a.span.begin, b.span.end, a.layer) <
         std::tuple(b.span.begin, a.span.end, b.layer);
}

}  // namespace

void SortMentions(std::vector<Mention>* mentions) {
  const auto first_behind = std::is_sorted_until(mentions->begin(), mentions->end(), Before);
  if (first_behind == mentions->end()) return;
  // A mention is large: its number is sorted in its stead.
  thread_local std::vector<uint32_t> order;
  thread_local std::vector<uint32_t> merged;
  order.resize(mentions->size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto before = [&](uint32_t a, uint32_t b) {
    return Before((*mentions)[a], (*mentions)[b]);
  };
  // Most often mentions in order were put behind others in order.
  const auto split = order.begin() + (first_behind - mentions->begin());
  std::sort(split, order.end(), [&](uint32_t a, uint32_t b) {
    if (before(a, b)) return true;
    return !before(b, a) && a < b;
  });
  merged.resize(order.size());
  std::merge(order.begin(), split, split, order.end(), merged.begin(), before);
  std::vector<Mention> sorted;
  sorted.reserve(merged.size());
  for (const uint32_t i : merged) sorted.push_back(std::move((*mentions)[i]));
  *mentions = std::move(sorted);
}

}  // namespace tadwin

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
  if (std::is_sorted(mentions->begin(), mentions->end(), Before)) return;
  // A mention is large: its number is sorted in its stead.
  thread_local std::vector<uint32_t> order;
  order.resize(mentions->size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    const Mention& left = (*mentions)[a];
    const Mention& right = (*mentions)[b];
    if (Before(left, right)) return true;
    return !Before(right, left) && a < b;
  });
  std::vector<Mention> sorted;
  sorted.reserve(order.size());
  for (const uint32_t i : order) sorted.push_back(std::move((*mentions)[i]));
  *mentions = std::move(sorted);
}

}  // namespace tadwin

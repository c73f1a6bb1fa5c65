#include "pipeline/ordered_pool.h"

#include <gtest/gtest.h>

#include <atomic>

namespace tadwin::pipeline {
namespace {

TEST(OrderedPoolTest, HandsResultsBackInOrderWhateverTheThreads) {
  for (const unsigned threads : {1u, 2u, 7u}) {
    OrderedPool<size_t> pool(500, threads, [](size_t i) {
      if (i % 50 == 0) std::this_thread::yield();
      return i * i;
    });
    for (size_t i = 0; i < 500; ++i) EXPECT_EQ(pool.Take(), i * i);
  }
}

TEST(OrderedPoolTest, DoesNotRunFarAheadOfTheReader) {
  std::atomic<size_t> begun = 0;
  OrderedPool<int> pool(1000, 2, [&begun](size_t) {
    ++begun;
    return 0;
  });
  for (int i = 0; i < 10; ++i) pool.Take();
  EXPECT_LE(begun.load(), 10u + 12u);
}

TEST(OrderedPoolTest, MayBeLeftBeforeTheEnd) {
  OrderedPool<int> pool(1000, 3, [](size_t) { return 0; });
  pool.Take();
}

TEST(OrderedPoolTest, NothingToDoEndsAtOnce) {
  const OrderedPool<int> pool(0, 2, [](size_t) { return 0; });
}

}  // namespace
}  // namespace tadwin::pipeline

// Runs a function over 0..count-1 on several threads and hands the results back in order.
//
// At most `window` results wait at a time, so memory does not grow with the number of items.
// Errors: none of its own; the function must not throw. Threads: Take is for one thread.
//
// Example: OrderedPool<int> pool(items.size(), 4, [&](size_t i) { return Work(items[i]); });
//          for (size_t i = 0; i < items.size(); ++i) Use(pool.Take());

#ifndef TADWIN_PIPELINE_ORDERED_POOL_H_
#define TADWIN_PIPELINE_ORDERED_POOL_H_

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

namespace tadwin::pipeline {

template <typename T>
class OrderedPool {
 public:
  OrderedPool(size_t count, unsigned threads, std::function<T(size_t)> work)
      : count_(count), work_(std::move(work)), slots_(kWindowPerThread * (threads + 1)) {
    for (unsigned i = 0; i < threads; ++i) {
      threads_.emplace_back([this](const std::stop_token& stop) { Serve(stop); });
    }
  }

  // The next result in order; waits for it. Call at most `count` times.
  T Take() {
    std::unique_lock lock(mutex_);
    std::optional<T>& slot = slots_[taken_ % slots_.size()];
    ready_.wait(lock, [&slot] { return slot.has_value(); });
    T result = *std::move(slot);
    slot.reset();
    ++taken_;
    room_.notify_all();
    return result;
  }

 private:
  static constexpr size_t kWindowPerThread = 4;

  void Serve(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (room_.wait(lock, stop,
                      [this] { return next_ == count_ || next_ < taken_ + slots_.size(); })) {
      if (next_ == count_ || stop.stop_requested()) return;
      const size_t index = next_++;
      lock.unlock();
      T result = work_(index);
      lock.lock();
      slots_[index % slots_.size()] = std::move(result);
      ready_.notify_one();
    }
  }

  const size_t count_;
  const std::function<T(size_t)> work_;
  std::mutex mutex_;
  std::condition_variable_any room_;   // a thread may begin another item
  std::condition_variable_any ready_;  // a result was put in its slot
  size_t next_ = 0;
  size_t taken_ = 0;
  std::vector<std::optional<T>> slots_;
  std::vector<std::jthread> threads_;  // last: stopped and joined before the rest goes
};

}  // namespace tadwin::pipeline

#endif  // TADWIN_PIPELINE_ORDERED_POOL_H_

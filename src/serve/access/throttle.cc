#include "serve/access/throttle.h"

#include <algorithm>

namespace tadwin::serve {
namespace {

constexpr int64_t kMaxWait = 15 * 60;
constexpr int64_t kForgetAfter = 60 * 60;
constexpr size_t kMaxKeys = 10'000;

}  // namespace

int64_t Throttle::Until(const Failures& failures) const {
  if (failures.count < free_) return failures.last;
  const uint32_t doublings = std::min(failures.count - free_, 10u);
  return failures.last + std::min(kMaxWait, int64_t{2} << doublings);
}

int64_t Throttle::WaitOf(const std::string& key, int64_t now) const {
  const std::lock_guard lock(mutex_);
  const auto found = failures_.find(key);
  if (found == failures_.end() || now - found->second.last > kForgetAfter) return 0;
  return std::max<int64_t>(0, Until(found->second) - now);
}

void Throttle::Fail(const std::string& key, int64_t now) {
  const std::lock_guard lock(mutex_);
  if (failures_.size() >= kMaxKeys) {
    std::erase_if(failures_, [&](const auto& one) { return now - one.second.last > kForgetAfter; });
  }
  if (failures_.size() >= kMaxKeys) {
    failures_.erase(std::min_element(
        failures_.begin(), failures_.end(),
        [](const auto& a, const auto& b) { return a.second.last < b.second.last; }));
  }
  Failures& failures = failures_[key];
  if (now - failures.last > kForgetAfter) failures.count = 0;
  ++failures.count;
  failures.last = now;
}

void Throttle::Succeed(const std::string& key) {
  const std::lock_guard lock(mutex_);
  failures_.erase(key);
}

}  // namespace tadwin::serve

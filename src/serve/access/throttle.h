// Slows down who guesses: after some failures a key must wait, twice as long after each further
// one.
//
// Keys are names and addresses. Bounded: the oldest keys are forgotten. Threads: safe.

#ifndef TADWIN_SERVE_ACCESS_THROTTLE_H_
#define TADWIN_SERVE_ACCESS_THROTTLE_H_

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace tadwin::serve {

class Throttle {
 public:
  // `free`: failures before anybody waits.
  explicit Throttle(uint32_t free) : free_(free) {}

  // Seconds to wait before the next attempt; 0: go on.
  int64_t WaitOf(const std::string& key, int64_t now) const;
  void Fail(const std::string& key, int64_t now);
  void Succeed(const std::string& key);

 private:
  struct Failures {
    uint32_t count = 0;
    int64_t last = 0;
  };
  int64_t Until(const Failures& failures) const;

  const uint32_t free_;
  mutable std::mutex mutex_;
  std::map<std::string, Failures> failures_;
};

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_ACCESS_THROTTLE_H_

// Counters and times of the server, as Prometheus reads them.
//
// Routes are counted under their patterns, so that their number is bounded. Threads: safe.
// Source: Prometheus text format 0.0.4.

#ifndef TADWIN_SERVE_METRICS_H_
#define TADWIN_SERVE_METRICS_H_

#include <cstddef>
#include <memory>
#include <string>

#include "store/store.h"

namespace tadwin::serve {

class Metrics {
 public:
  Metrics();
  ~Metrics();

  void Count(const std::string& route, const std::string& method, int status, double seconds,
             bool sent);
  void SetConnections(size_t open);
  void SetListeners(size_t listeners);
  void SetLedger(const store::LedgerCounts& counts);
  std::string Text() const;

 private:
  struct Families;
  std::unique_ptr<Families> families_;
};

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_METRICS_H_

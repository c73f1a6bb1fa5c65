#include "serve/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include "model/fact.h"

namespace tadwin::serve {
namespace {

const prometheus::Histogram::BucketBoundaries kSeconds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                       0.1,   0.25,   0.5,   1,    2.5,   10};

}  // namespace

struct Metrics::Families {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests = prometheus::BuildCounter()
                                                          .Name("tadwin_http_requests_total")
                                                          .Help("Requests answered")
                                                          .Register(registry);
  prometheus::Family<prometheus::Counter>& unsent =
      prometheus::BuildCounter()
          .Name("tadwin_http_unsent_total")
          .Help("Answers that the client did not take to the end")
          .Register(registry);
  prometheus::Family<prometheus::Histogram>& seconds =
      prometheus::BuildHistogram()
          .Name("tadwin_http_request_seconds")
          .Help("From the first byte of a request to the last of its answer")
          .Register(registry);
  prometheus::Family<prometheus::Gauge>& gauges =
      prometheus::BuildGauge()
          .Name("tadwin_http_open")
          .Help("Open connections, and listeners of events")
          .Register(registry);
  prometheus::Family<prometheus::Gauge>& ledger = prometheus::BuildGauge()
                                                      .Name("tadwin_ledger")
                                                      .Help("What the ledger holds")
                                                      .Register(registry);
};

Metrics::Metrics() : families_(std::make_unique<Families>()) {}
Metrics::~Metrics() = default;

void Metrics::Count(const std::string& route, const std::string& method, int status, double seconds,
                    bool sent) {
  families_->requests
      .Add({{"route", route}, {"method", method}, {"status", std::to_string(status)}})
      .Increment();
  if (!sent) families_->unsent.Add({{"route", route}}).Increment();
  families_->seconds.Add({{"route", route}}, kSeconds).Observe(seconds);
}

void Metrics::SetConnections(size_t open) {
  families_->gauges.Add({{"what", "connections"}}).Set(static_cast<double>(open));
}

void Metrics::SetListeners(size_t listeners) {
  families_->gauges.Add({{"what", "event_listeners"}}).Set(static_cast<double>(listeners));
}

void Metrics::SetLedger(const store::LedgerCounts& counts) {
  const auto set = [this](const char* what, uint64_t n) {
    families_->ledger.Add({{"what", what}}).Set(static_cast<double>(n));
  };
  set("documents", counts.documents);
  set("rejects", counts.rejects);
  set("incidents", counts.incidents);
  set("contested_fields", counts.contested_fields);
  for (const FactKind kind :
       {FactKind::kEvent, FactKind::kTally, FactKind::kLevel, FactKind::kCommitment}) {
    set(FactKindName(kind), counts.facts[static_cast<size_t>(kind)]);
  }
}

std::string Metrics::Text() const {
  return prometheus::TextSerializer().Serialize(families_->registry.Collect());
}

}  // namespace tadwin::serve

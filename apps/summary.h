// What a run of `tadwin code` ends with: the same figures for people and as JSON.

#ifndef TADWIN_APPS_SUMMARY_H_
#define TADWIN_APPS_SUMMARY_H_

#include <string>

#include "pipeline/pipeline.h"
#include "store/store.h"

namespace tadwin::apps {

struct RunFigures {
  pipeline::RunSummary run;
  store::LedgerCounts ledger;
  std::string location;  // empty: not kept
  double seconds = 0.0;

  double MegabytesPerSecond() const {
    return seconds > 0.0 ? static_cast<double>(run.bytes) / 1e6 / seconds : 0.0;
  }
};

std::string SummaryText(const RunFigures& report);
std::string SummaryJson(const RunFigures& report);  // one line

}  // namespace tadwin::apps

#endif  // TADWIN_APPS_SUMMARY_H_

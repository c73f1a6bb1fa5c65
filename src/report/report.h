// What the command line prints of a ledger: incidents, series, tallies, levels, commitments.
//
// In: a Store. Out: text, JSON or CSV. Threads: safe with a Store per thread.

#ifndef TADWIN_REPORT_REPORT_H_
#define TADWIN_REPORT_REPORT_H_

namespace tadwin::report {}  // namespace tadwin::report

#endif  // TADWIN_REPORT_REPORT_H_

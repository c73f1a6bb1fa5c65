// Incidents counted by period and type, with the tallies that others reported for those periods.
//
// In: incident rows and tallies. Out: SeriesTable. A date wider than the period is counted apart.
// Threads: safe.

#ifndef TADWIN_REPORT_SERIES_H_
#define TADWIN_REPORT_SERIES_H_

#include <string>
#include <vector>

#include "base/calendar.h"
#include "report/report_data.h"

namespace tadwin::report {

// Also fills TallyRow::itemised: incidents that happened within the tally's period and are of its
// subtype (of ASSAULT where it names none).
SeriesTable MakeSeries(const std::vector<IncidentRow>& incidents, std::vector<TallyRow>* tallies,
                       By by);

// "2020-09-15", "2020-09", "2020-Q3", "2020", "2020-09-20/2020-09-26".
std::string IntervalLabel(const DateInterval& when);

}  // namespace tadwin::report

#endif  // TADWIN_REPORT_SERIES_H_

#include "report/report.h"

namespace tadwin::report {

const std::vector<std::string>& SectionNames() {
  static const std::vector<std::string> kNames = {"incidents",   "series",    "tallies",  "levels",
                                                  "commitments", "contested", "coverage", "rejects"};
  return kNames;
}

Result<By> ParseBy(const std::string& text) {
  if (text == "month") return By::kMonth;
  if (text == "quarter") return By::kQuarter;
  if (text == "year") return By::kYear;
  return Error{ErrorCode::kInvalidArgument, "the period is month, quarter or year, not '" + text + "'",
               "--by"};
}

Result<std::string> Render(store::Store&, const ReportOptions&) {
  return Error{ErrorCode::kInvalidArgument, "the report is not written yet", ""};
}

}  // namespace tadwin::report

#include "report/report.h"

#include <algorithm>

#include "report/report_data.h"
#include "report/writers.h"

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
  return Error{ErrorCode::kInvalidArgument,
               "the period is month, quarter or year, not '" + text + "'", "--by"};
}

Result<std::string> Render(store::Store& store, const ReportOptions& options) {
  const auto& names = SectionNames();
  if (!options.section.empty() &&
      std::find(names.begin(), names.end(), options.section) == names.end()) {
    return Error{ErrorCode::kInvalidArgument,
                 "no section is called '" + options.section + "'", "--section"};
  }
  auto data = Collect(store, options);
  if (!data) return data.error();
  std::string out;
  switch (options.format) {
    case Format::kText: WriteText(*data, options, &out); break;
    case Format::kJson: WriteJson(*data, options, &out); break;
    case Format::kCsv: WriteCsv(*data, options, &out); break;
  }
  return out;
}

}  // namespace tadwin::report

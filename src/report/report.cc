#include "report/report.h"

#include <algorithm>
#include <utility>

#include "report/report_data.h"
#include "report/writers.h"

namespace tadwin::report {

const std::vector<std::string>& SectionNames() {
  static const std::vector<std::string> kNames = {"incidents",      "series",      "tallies",
                                                  "levels",         "commitments", "contested",
                                                  "contradictions", "coverage",    "rejects"};
  return kNames;
}

Result<By> ParseBy(const std::string& text) {
  if (text == "month") return By::kMonth;
  if (text == "quarter") return By::kQuarter;
  if (text == "year") return By::kYear;
  return Error{ErrorCode::kInvalidArgument,
               "the period is month, quarter or year, not '" + text + "'", "--by"};
}

Result<std::string> RenderContents(Contents contents, const ReportOptions& options) {
  const auto& names = SectionNames();
  if (!options.section.empty() &&
      std::find(names.begin(), names.end(), options.section) == names.end()) {
    return Error{ErrorCode::kInvalidArgument, "no section is called '" + options.section + "'",
                 "--section"};
  }
  const ReportData data = Collect(std::move(contents), options);
  std::string out;
  switch (options.format) {
    case Format::kText: WriteText(data, options, &out); break;
    case Format::kJson: WriteJson(data, options, &out); break;
    case Format::kCsv: WriteCsv(data, options, &out); break;
  }
  return out;
}

Result<std::string> Render(store::Store& store, const ReportOptions& options) {
  auto facts = store.Facts();
  if (!facts) return facts.error();
  auto incidents = store.Incidents();
  if (!incidents) return incidents.error();
  auto documents = store.Documents();
  if (!documents) return documents.error();
  auto rejects = store.Rejects();
  if (!rejects) return rejects.error();
  return RenderContents(
      {std::move(*facts), std::move(*incidents), std::move(*documents), std::move(*rejects)},
      options);
}

}  // namespace tadwin::report

// Incidents as CSV, plain and with HXL hashtags. docs/exports.md says what each column is.

#include "export/cells.h"
#include "export/format.h"
#include "export/incident_table.h"

namespace tadwin::exporting {
namespace {

class Csv : public Format {
 public:
  Csv(const FormatContext& context, bool hxl) : context_(context), hxl_(hxl) {}

  std::string Begin() override {
    std::string out = context_.bom ? "\xEF\xBB\xBF" : "";
    CsvRow header(&out);
    for (const Column& column : IncidentColumns()) header.Plain(column.name);
    header.End();
    if (!hxl_) return out;
    CsvRow tags(&out);
    for (const Column& column : IncidentColumns()) {
      tags.Plain(context_.mappings->HxlTag(column.name));
    }
    tags.End();
    return out;
  }

  bool Write(const IncidentView& incident, uint64_t /*row*/, Losses* losses,
             std::string* out) override {
    if (incident.kind != "event") {
      losses->LeaveOut(kNotAnEvent);
      return false;
    }
    LoseCommon(incident, losses);
    CsvRow row(out);
    for (const Cell& cell : IncidentRow(incident)) {
      if (const auto* text = std::get_if<std::string>(&cell)) {
        row.Text(*text);
      } else if (const auto* number = std::get_if<double>(&cell)) {
        row.Number(*number);
      } else {
        row.Empty();
      }
    }
    row.End();
    return true;
  }

 private:
  FormatContext context_;
  bool hxl_;
};

}  // namespace

std::unique_ptr<Format> MakeCsv(const FormatContext& context, bool hxl) {
  return std::make_unique<Csv>(context, hxl);
}

}  // namespace tadwin::exporting

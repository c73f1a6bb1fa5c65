// Incidents as CSV, plain and with HXL hashtags. docs/exports.md says what each column is.

#include <utility>

#include "export/cells.h"
#include "export/format.h"

namespace tadwin::exporting {
namespace {

constexpr const char* kColumns[] = {
    "id",          "title",   "type",         "mode",           "subtype",         "status",
    "outcome",     "start",   "stop",         "date_precision", "place",           "place_en",
    "place_id",    "country", "latitude",     "longitude",      "radius_km",       "actors",
    "actor_ids",   "targets", "target_ids",   "killed_low",     "killed",          "killed_high",
    "injured_low", "injured", "injured_high", "detained",       "missing",         "weapon",
    "munitions",   "score",   "documents",    "outlets",        "published_first", "contested",
    "withheld",    "facts"};

class Csv : public Format {
 public:
  Csv(const FormatContext& context, bool hxl) : context_(context), hxl_(hxl) {}

  std::string Begin() override {
    std::string out = context_.bom ? "\xEF\xBB\xBF" : "";
    CsvRow header(&out);
    for (const char* column : kColumns) header.Plain(column);
    header.End();
    if (!hxl_) return out;
    CsvRow tags(&out);
    for (const char* column : kColumns) tags.Plain(context_.mappings->HxlTag(column));
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
    row.Plain(incident.id);
    row.Text(incident.heading);
    row.Plain(incident.type);
    row.Plain(incident.mode);
    row.Plain(incident.subtype);
    row.Plain(incident.status);
    row.Plain(incident.outcome);
    row.Plain(incident.when ? ToIso(incident.when->start) : "");
    row.Plain(incident.when ? ToIso(incident.when->stop) : "");
    row.Plain(incident.when && incident.precision != Precision::kUnknown
                  ? PrecisionName(incident.precision)
                  : "");
    WritePlace(incident, &row);
    row.Text(Texts(incident.actors));
    row.Plain(Ids(incident.actors));
    row.Text(Texts(incident.targets));
    row.Plain(Ids(incident.targets));
    for (const auto& toll : {incident.killed, incident.injured}) {
      row.Number(toll ? toll->low : std::nullopt);
      row.Number(toll ? toll->best : std::nullopt);
      row.Number(toll ? toll->high : std::nullopt);
    }
    row.Number(OneNumber(incident.detained));
    row.Number(OneNumber(incident.missing));
    row.Text(incident.weapon);
    row.Text(incident.munitions);
    row.Plain(NumberText(incident.score));
    row.Plain(std::to_string(incident.sources.size()));
    row.Text(Joined(Outlets(incident), "; "));
    row.Plain(IsoOrEmpty(incident.first_told));
    row.Plain(Joined(incident.contested, "; "));
    row.Plain(incident.withheld ? "names" : "");
    row.Plain(Joined(incident.facts, " "));
    row.End();
    return true;
  }

 private:
  static void WritePlace(const IncidentView& incident, CsvRow* row) {
    if (!incident.place) {
      for (int i = 0; i < 7; ++i) row->Empty();
      return;
    }
    row->Text(incident.place->name.text);
    row->Text(incident.place->name.name_en);
    row->Plain(incident.place->name.id);
    row->Plain(incident.place->name.country);
    row->Number(incident.place->lat);
    row->Number(incident.place->lon);
    row->Number(incident.place->radius_km);
  }

  FormatContext context_;
  bool hxl_;
};

}  // namespace

std::unique_ptr<Format> MakeCsv(const FormatContext& context, bool hxl) {
  return std::make_unique<Csv>(context, hxl);
}

}  // namespace tadwin::exporting

// Deadly events in the columns of UCDP GED. UCDP's own ids and names of conflicts stay empty.
//
// Source: UCDP GED codebook 24.1, its 49 columns.

#include <algorithm>
#include <cmath>

#include "export/cells.h"
#include "export/format.h"

namespace tadwin::exporting {
namespace {

constexpr const char* kColumns[] = {"id",
                                    "relid",
                                    "year",
                                    "active_year",
                                    "code_status",
                                    "type_of_violence",
                                    "conflict_dset_id",
                                    "conflict_new_id",
                                    "conflict_name",
                                    "dyad_dset_id",
                                    "dyad_new_id",
                                    "dyad_name",
                                    "side_a_dset_id",
                                    "side_a_new_id",
                                    "side_a",
                                    "side_b_dset_id",
                                    "side_b_new_id",
                                    "side_b",
                                    "number_of_sources",
                                    "source_article",
                                    "source_office",
                                    "source_date",
                                    "source_headline",
                                    "source_original",
                                    "where_prec",
                                    "where_coordinates",
                                    "where_description",
                                    "adm_1",
                                    "adm_2",
                                    "latitude",
                                    "longitude",
                                    "geom_wkt",
                                    "priogrid_gid",
                                    "country",
                                    "country_id",
                                    "region",
                                    "event_clarity",
                                    "date_prec",
                                    "date_start",
                                    "date_end",
                                    "deaths_a",
                                    "deaths_b",
                                    "deaths_civilians",
                                    "deaths_unknown",
                                    "best",
                                    "high",
                                    "low",
                                    "gwnoa",
                                    "gwnob"};

// UCDP: 1 the place itself, 2 within 25 km, 3 the district, 4 the province, 6 the country, 7 sea.
const char* WherePrecision(const PlaceView& place, bool coarsened) {
  const double radius = place.radius_km.value_or(25);
  switch (place.name.kind) {
    case NameKind::kCountry: return "6";
    case NameKind::kWater: return "7";
    case NameKind::kAdmin: return radius > 40 ? "4" : "3";
    case NameKind::kRegion: return "4";
    case NameKind::kSettlement:
    case NameKind::kFacility: return coarsened || radius > 25 ? "2" : "1";
    default: return radius <= 25 ? "2" : "4";
  }
}

// UCDP: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 up to a year.
const char* DatePrecision(const DateInterval& when) {
  const int days = when.stop.days - when.start.days + 1;
  return days == 1 ? "1" : days <= 6 ? "2" : days <= 7 ? "3" : days <= 31 ? "4" : "5";
}

// The cell of PRIO-GRID: half a degree, row by row from the south-west corner.
std::string PrioGrid(double lat, double lon) {
  const auto row = static_cast<int64_t>(std::floor((90 + lat) * 2));
  const auto column = static_cast<int64_t>(std::floor((180 + lon) * 2));
  if (row < 0 || row >= 360 || column < 0 || column >= 720) return {};
  return std::to_string(row * 720 + column + 1);
}

class Ucdp : public Format {
 public:
  explicit Ucdp(const FormatContext& context) : context_(context) {}

  std::string Begin() override {
    std::string out = context_.bom ? "\xEF\xBB\xBF" : "";
    CsvRow header(&out);
    for (const char* column : kColumns) header.Plain(column);
    header.End();
    return out;
  }

  bool Write(const IncidentView& incident, uint64_t /*row*/, Losses* losses,
             std::string* out) override {
    if (!IsDeadly(incident, losses)) return false;
    LoseCommon(incident, losses);
    if (incident.injured) losses->Lose("the injured");
    if (incident.actors.size() > 1 || incident.targets.size() > 1) {
      losses->Lose("further parties: the sides name the first of each");
    }
    const Mappings& mappings = *context_.mappings;
    CsvRow row(out);
    row.Plain(incident.id);
    row.Empty();
    row.Plain(ToIso(incident.when->start).substr(0, 4));
    row.Empty();
    row.Empty();
    const std::string type(mappings.ViolenceType(Groups(incident.actors, mappings),
                                                 Groups(incident.targets, mappings)));
    row.Plain(type);
    if (type.empty()) losses->Lose("type of violence is left empty: the sides do not decide it");
    for (int i = 0; i < 6; ++i) row.Empty();  // conflict and dyad: UCDP's own
    losses->Lose("ids and names of conflicts and dyads, active_year, code_status: UCDP's own");
    WriteSides(incident, &row);
    WriteSources(incident, &row);
    WritePlace(incident, &row);
    row.Plain(incident.contested.empty() ? "1" : "2");
    row.Plain(DatePrecision(*incident.when));
    row.Plain(ToIso(incident.when->start));
    row.Plain(ToIso(incident.when->stop));
    WriteDeaths(incident, mappings, &row);
    row.End();
    return true;
  }

 private:
  static bool IsDeadly(const IncidentView& incident, Losses* losses) {
    const std::optional<double> dead = OneNumber(incident.killed);
    if (incident.kind != "event") {
      losses->LeaveOut(kNotAnEvent);
    } else if (!incident.happened) {
      losses->LeaveOut(kNotRealised);
    } else if (!dead || *dead < 1) {
      losses->LeaveOut("events without a death: UCDP holds deadly events");
    } else if (!incident.when) {
      losses->LeaveOut("events without a date");
    } else if (incident.type != "ASSAULT" && incident.type != "COERCE" &&
               incident.type != "PROTEST") {
      losses->LeaveOut("deaths that no violence is told of");
    } else {
      return true;
    }
    return false;
  }

  static void WriteSides(const IncidentView& incident, CsvRow* row) {
    for (const auto* side : {&incident.actors, &incident.targets}) {
      row->Empty();
      row->Empty();
      row->Text(side->empty() ? std::string() : side->front().Label());
    }
  }

  static void WriteSources(const IncidentView& incident, CsvRow* row) {
    row->Plain(std::to_string(incident.sources.size()));
    std::vector<std::string> articles, dates, headlines;
    for (const SourceView& source : incident.sources) {
      articles.push_back(source.url.empty() ? source.document : source.url);
      dates.push_back(source.published ? ToIso(source.published->start) : "");
      if (!source.title.empty()) headlines.push_back(source.title);
    }
    row->Text(Joined(articles, ";"));
    row->Text(Joined(Outlets(incident), ";"));
    row->Plain(Joined(dates, ";"));
    row->Text(Joined(headlines, ";"));
    row->Empty();  // source_original
  }

  void WritePlace(const IncidentView& incident, CsvRow* row) const {
    const CountryRow empty;
    const bool known = incident.place.has_value();
    const CountryRow& country =
        known ? context_.mappings->Country(incident.place->name.country) : empty;
    const bool point = known && incident.place->lat && incident.place->lon;
    row->Plain(point ? WherePrecision(*incident.place, incident.coarsened) : "");
    row->Text(known ? incident.place->name.name_en : "");
    row->Text(known ? incident.place->name.text : "");
    row->Empty();  // adm_1, adm_2
    row->Empty();
    row->Number(point ? incident.place->lat : std::nullopt);
    row->Number(point ? incident.place->lon : std::nullopt);
    row->Plain(point ? "POINT (" + NumberText(*incident.place->lon) + " " +
                           NumberText(*incident.place->lat) + ")"
                     : "");
    row->Plain(point ? PrioGrid(*incident.place->lat, *incident.place->lon) : "");
    row->Plain(country.name);
    row->Plain(country.gw);
    row->Plain(country.ucdp_region);
  }

  static void WriteDeaths(const IncidentView& incident, const Mappings& mappings, CsvRow* row) {
    const Quantity& killed = *incident.killed;
    const std::string best = NumberText(OneNumber(incident.killed));
    const std::vector<std::string> hit = Groups(incident.targets, mappings);
    const bool civilians = hit.size() == 1 && hit.front() == "civil";
    const bool fighters = hit.size() == 1 && hit.front() != "civil";
    // Whose dead they are is told by the target, where it is of one kind.
    row->Empty();
    row->Plain(fighters ? best : "");
    row->Plain(civilians ? best : "");
    row->Plain(!fighters && !civilians ? best : "");
    row->Plain(best);
    row->Number(killed.high ? killed.high : killed.best);
    row->Number(killed.low ? killed.low : killed.best);
    for (const auto* side : {&incident.actors, &incident.targets}) {
      const bool state = !side->empty() && mappings.Kind(side->front().kind).group == "state";
      row->Plain(state ? mappings.Country(side->front().country).gw : "");
    }
  }

  FormatContext context_;
};

}  // namespace

std::unique_ptr<Format> MakeUcdp(const FormatContext& context) {
  return std::make_unique<Ucdp>(context);
}

}  // namespace tadwin::exporting

// Events in ACLED's columns. What ACLED knows and the ledger does not stays empty.
//
// Source: ACLED codebook 2024, the 31 columns of its export.

#include <algorithm>

#include "export/cells.h"
#include "export/format.h"

namespace tadwin::exporting {
namespace {

constexpr const char* kColumns[] = {
    "event_id_cnty", "event_date",     "year",     "time_precision", "disorder_type",
    "event_type",    "sub_event_type", "actor1",   "assoc_actor_1",  "inter1",
    "actor2",        "assoc_actor_2",  "inter2",   "interaction",    "civilian_targeting",
    "iso",           "region",         "country",  "admin1",         "admin2",
    "admin3",        "location",       "latitude", "longitude",      "geo_precision",
    "source",        "source_scale",   "notes",    "fatalities",     "tags",
    "timestamp"};

// ACLED: 1 the day is known, 2 the week, 3 the month.
const char* TimePrecision(const DateInterval& when) {
  const int days = when.stop.days - when.start.days;
  return days == 0 ? "1" : days < 7 ? "2" : "3";
}

// ACLED: 1 the place itself, 2 near it or a part of a region, 3 a region. A coarsened point is 2.
const char* GeoPrecision(const PlaceView& place, bool coarsened) {
  if (place.name.kind == NameKind::kCountry || place.name.kind == NameKind::kRegion ||
      (place.name.kind == NameKind::kAdmin && place.radius_km.value_or(0) > 25)) {
    return "3";
  }
  const bool exact =
      place.name.kind == NameKind::kSettlement || place.name.kind == NameKind::kFacility;
  return exact && !coarsened ? "1" : "2";
}

struct Side {
  std::string name;
  std::string associated;
  std::string inter;
  std::string group;
};

Side SideOf(const std::vector<Party>& parties, const Mappings& mappings) {
  Side side;
  std::vector<std::string> others;
  for (const Party& party : parties) {
    if (party.Label().empty()) continue;
    if (side.name.empty()) {
      side.name = party.Label();
      side.inter = mappings.Kind(party.kind).inter;
      side.group = mappings.Kind(party.kind).group;
    } else {
      others.push_back(party.Label());
    }
  }
  side.associated = Joined(others, "; ");
  return side;
}

class Acled : public Format {
 public:
  explicit Acled(const FormatContext& context) : context_(context) {}

  std::string Begin() override {
    std::string out = context_.bom ? "\xEF\xBB\xBF" : "";
    CsvRow header(&out);
    for (const char* column : kColumns) header.Plain(column);
    header.End();
    return out;
  }

  bool Write(const IncidentView& incident, uint64_t /*row*/, Losses* losses,
             std::string* out) override {
    const AcledRow* type = TypeOf(incident, losses);
    if (type == nullptr) return false;
    LoseCommon(incident, losses);
    const Mappings& mappings = *context_.mappings;
    const std::string country = incident.place ? incident.place->name.country : std::string();
    const CountryRow& row_of = mappings.Country(country);
    CsvRow row(out);
    row.Plain(row_of.iso3 + incident.id);
    const DateInterval& when = *incident.when;
    row.Plain(ToIso(when.start));
    row.Plain(ToIso(when.start).substr(0, 4));
    row.Plain(TimePrecision(when));
    if (when.stop.days - when.start.days > 31) {
      losses->Lose("dates wider than a month: the first day stands for them");
    } else if (when.stop != when.start) {
      losses->Lose("the last day of a date of several days");
    }
    row.Plain(type->disorder_type);
    row.Plain(type->event_type);
    row.Plain(type->sub_event_type);
    WriteSides(incident, mappings, losses, &row);
    const std::vector<std::string> hit = Groups(incident.targets, mappings);
    const bool civilian = std::find(hit.begin(), hit.end(), "civil") != hit.end() &&
                          type->disorder_type.find("Political violence") != std::string::npos;
    row.Plain(civilian ? "Civilian targeting" : "");
    row.Plain(row_of.numeric);
    row.Plain(row_of.acled_region);
    row.Plain(row_of.name);
    for (int i = 0; i < 3; ++i) row.Empty();
    losses->Lose("admin1 to admin3 are left empty: facts keep a place without its districts");
    WritePlace(incident, losses, &row);
    row.Text(Joined(Outlets(incident), "; "));
    row.Empty();  // source_scale
    row.Text(Note(incident));
    const std::optional<double> dead = OneNumber(incident.killed);
    row.Number(dead);
    if (!dead) losses->Lose("fatalities are left empty where none are told (ACLED writes 0)");
    if (incident.killed && incident.killed->low != incident.killed->high) {
      losses->Lose("ranges of fatalities: one number stands for them");
    }
    if (incident.injured) losses->Lose("the injured");
    row.Empty();  // tags
    row.Empty();  // timestamp: the export has no clock
    row.End();
    return true;
  }

 private:
  const AcledRow* TypeOf(const IncidentView& incident, Losses* losses) const {
    if (incident.kind != "event") {
      losses->LeaveOut(kNotAnEvent);
      return nullptr;
    }
    if (!incident.happened) {
      losses->LeaveOut(kNotRealised);
      return nullptr;
    }
    const std::vector<std::string> targets = Groups(incident.targets, *context_.mappings);
    const AcledRow* type = context_.mappings->Acled(
        {incident.type, incident.mode, incident.subtype, incident.outcome, targets});
    if (type == nullptr) {
      losses->LeaveOut("events that are none of ACLED's types, or whose type is not decided");
    } else if (!incident.when) {
      losses->LeaveOut("events without a date");
      return nullptr;
    }
    return type;
  }

  static void WriteSides(const IncidentView& incident, const Mappings& mappings, Losses* losses,
                         CsvRow* row) {
    const Side first = SideOf(incident.actors, mappings);
    const Side second = SideOf(incident.targets, mappings);
    row->Text(first.name);
    row->Text(first.associated);
    row->Plain(first.inter);
    row->Text(second.name);
    row->Text(second.associated);
    row->Plain(second.inter);
    const bool unknown = (first.inter.empty() && !first.name.empty()) ||
                         (second.inter.empty() && !second.name.empty());
    if (unknown) losses->Lose("inter codes of parties whose kind does not tell them");
    if (first.inter.empty()) {
      row->Empty();
    } else if (second.name.empty()) {
      row->Plain(first.inter + " only");
    } else {
      row->Plain(second.inter.empty() ? "" : first.inter + "-" + second.inter);
    }
  }

  static void WritePlace(const IncidentView& incident, Losses* losses, CsvRow* row) {
    if (!incident.place) {
      for (int i = 0; i < 4; ++i) row->Empty();
      losses->Lose("location is left empty where none is told");
      return;
    }
    row->Text(incident.place->name.Label());
    row->Number(incident.place->lat);
    row->Number(incident.place->lon);
    row->Plain(incident.place->lat ? GeoPrecision(*incident.place, incident.coarsened) : "");
    if (incident.place->radius_km) losses->Lose("the radius of uncertainty, beyond geo_precision");
  }

  FormatContext context_;
};

}  // namespace

std::unique_ptr<Format> MakeAcled(const FormatContext& context) {
  return std::make_unique<Acled>(context);
}

}  // namespace tadwin::exporting

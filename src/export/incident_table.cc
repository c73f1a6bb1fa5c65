#include "export/incident_table.h"

#include "export/cells.h"

namespace tadwin::exporting {
namespace {

Cell TextCell(const std::string& text) { return text.empty() ? Cell() : Cell(text); }

Cell NumberCell(const std::optional<double>& number) { return number ? Cell(*number) : Cell(); }

void AddPlace(const IncidentView& incident, std::vector<Cell>* row) {
  if (!incident.place) {
    row->resize(row->size() + 7);
    return;
  }
  const PlaceView& place = *incident.place;
  row->push_back(TextCell(place.name.text));
  row->push_back(TextCell(place.name.name_en));
  row->push_back(TextCell(place.name.id));
  row->push_back(TextCell(place.name.country));
  row->push_back(NumberCell(place.lat));
  row->push_back(NumberCell(place.lon));
  row->push_back(NumberCell(place.radius_km));
}

void AddToll(const std::optional<Quantity>& toll, std::vector<Cell>* row) {
  row->push_back(NumberCell(toll ? toll->low : std::nullopt));
  row->push_back(NumberCell(toll ? toll->best : std::nullopt));
  row->push_back(NumberCell(toll ? toll->high : std::nullopt));
}

}  // namespace

const std::vector<Column>& IncidentColumns() {
  static const std::vector<Column> kColumns = {{"id", false},
                                               {"title", false},
                                               {"type", false},
                                               {"mode", false},
                                               {"subtype", false},
                                               {"status", false},
                                               {"outcome", false},
                                               {"start", false},
                                               {"stop", false},
                                               {"date_precision", false},
                                               {"place", false},
                                               {"place_en", false},
                                               {"place_id", false},
                                               {"country", false},
                                               {"latitude", true},
                                               {"longitude", true},
                                               {"radius_km", true},
                                               {"actors", false},
                                               {"actor_ids", false},
                                               {"targets", false},
                                               {"target_ids", false},
                                               {"killed_low", true},
                                               {"killed", true},
                                               {"killed_high", true},
                                               {"injured_low", true},
                                               {"injured", true},
                                               {"injured_high", true},
                                               {"detained", true},
                                               {"missing", true},
                                               {"weapon", false},
                                               {"munitions", false},
                                               {"score", true},
                                               {"documents", true},
                                               {"outlets", false},
                                               {"published_first", false},
                                               {"contested", false},
                                               {"withheld", false},
                                               {"facts", false}};
  return kColumns;
}

std::vector<Cell> IncidentRow(const IncidentView& incident) {
  std::vector<Cell> row;
  row.reserve(IncidentColumns().size());
  for (const std::string& text : {incident.id, incident.heading, incident.type, incident.mode,
                                  incident.subtype, incident.status, incident.outcome}) {
    row.push_back(TextCell(text));
  }
  row.push_back(TextCell(incident.when ? ToIso(incident.when->start) : ""));
  row.push_back(TextCell(incident.when ? ToIso(incident.when->stop) : ""));
  const bool precise = incident.when && incident.precision != Precision::kUnknown;
  row.push_back(TextCell(precise ? PrecisionName(incident.precision) : ""));
  AddPlace(incident, &row);
  row.push_back(TextCell(Texts(incident.actors)));
  row.push_back(TextCell(Ids(incident.actors)));
  row.push_back(TextCell(Texts(incident.targets)));
  row.push_back(TextCell(Ids(incident.targets)));
  AddToll(incident.killed, &row);
  AddToll(incident.injured, &row);
  row.push_back(NumberCell(OneNumber(incident.detained)));
  row.push_back(NumberCell(OneNumber(incident.missing)));
  row.push_back(TextCell(incident.weapon));
  row.push_back(TextCell(incident.munitions));
  row.push_back(NumberCell(incident.score));
  row.push_back(NumberCell(static_cast<double>(incident.sources.size())));
  row.push_back(TextCell(Joined(Outlets(incident), "; ")));
  row.push_back(TextCell(IsoOrEmpty(incident.first_told)));
  row.push_back(TextCell(Joined(incident.contested, "; ")));
  row.push_back(TextCell(incident.withheld ? "names" : ""));
  row.push_back(TextCell(Joined(incident.facts, " ")));
  return row;
}

}  // namespace tadwin::exporting

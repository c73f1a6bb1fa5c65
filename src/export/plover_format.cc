// Events as PLOVER 2.0 records (JSON Lines), and as CAMEO cue categories (TSV in Phoenix's
// columns).
//
// Source: PLOVER manual, draft 2.0; the columns of OEDA's Phoenix data.
// docs/schemas/plover.schema.json holds what the records keep to.

#include "base/json_writer.h"
#include "export/cells.h"
#include "export/format.h"

namespace tadwin::exporting {
namespace {

bool IsCodable(const IncidentView& incident, Losses* losses) {
  if (incident.kind != "event") {
    losses->LeaveOut(kNotAnEvent);
  } else if (!incident.happened && incident.type != "THREATEN" && incident.type != "REQUEST" &&
             incident.type != "AGREE") {
    // A threat of an attack is a THREATEN to PLOVER, not an ASSAULT; its own facts say it where
    // told.
    losses->LeaveOut(kNotRealised);
  } else if (!incident.when) {
    losses->LeaveOut("events without a date");
  } else {
    return true;
  }
  return false;
}

void TextOrNull(const char* key, const std::string& text, JsonWriter* json) {
  json->Key(key);
  if (text.empty()) {
    json->Null();
  } else {
    json->String(text);
  }
}

void NumberOrNull(const char* key, const std::optional<double>& number, JsonWriter* json) {
  json->Key(key);
  if (number) {
    json->Double(*number);
  } else {
    json->Null();
  }
}

class Plover : public Format {
 public:
  explicit Plover(const FormatContext& context) : context_(context) {}

  bool Write(const IncidentView& incident, uint64_t /*row*/, Losses* losses,
             std::string* out) override {
    if (!IsCodable(incident, losses)) return false;
    LoseCommon(incident, losses);
    const PloverRow& codes = context_.mappings->Plover(incident.type, incident.mode);
    JsonWriter json(out);
    json.BeginObject();
    TextOrNull("id", incident.id, &json);
    TextOrNull("date", ToIso(incident.when->start), &json);
    TextOrNull("enddate",
               incident.when->stop == incident.when->start ? "" : ToIso(incident.when->stop),
               &json);
    TextOrNull("time", "", &json);
    TextOrNull("endtime", "", &json);
    json.Key("actor");
    WriteParties(incident.actors, /*actor_needed=*/true, losses, &json);
    json.Key("recipient");
    WriteParties(incident.targets, /*actor_needed=*/false, losses, &json);
    json.Key("event");
    json.BeginArray();
    json.String(incident.type);
    json.EndArray();
    json.Key("has_event");
    json.Bool(incident.happened);
    json.Key("mode");
    json.BeginArray();
    if (!incident.mode.empty()) json.String(incident.mode);
    json.EndArray();
    json.Key("context");
    json.BeginArray();
    for (const std::string& context : incident.contexts) json.String(context);
    json.EndArray();
    json.Key("quad_code");
    json.Raw(codes.quad.empty() ? "null" : codes.quad);
    json.Key("event_scale");
    json.Raw(codes.score.empty() ? "null" : codes.score);
    WritePlace(incident, &json);
    WriteText(incident, &json);
    WriteCitation(incident, losses, &json);
    json.Key("size");
    json.BeginObject();
    NumberOrNull("dead", OneNumber(incident.killed), &json);
    NumberOrNull("injured", OneNumber(incident.injured), &json);
    NumberOrNull("arrested", OneNumber(incident.detained), &json);
    json.EndObject();
    json.Key("coder");
    json.String("Tadwin");
    json.Key("coded_date");
    json.Null();
    json.EndObject();
    out->push_back('\n');
    return true;
  }

 private:
  void WriteParties(const std::vector<Party>& parties, bool actor_needed, Losses* losses,
                    JsonWriter* json) const {
    json->BeginArray();
    for (const Party& party : parties) {
      const std::string sector = context_.mappings->Kind(party.kind).sector;
      const CountryRow& country = context_.mappings->Country(party.country);
      json->BeginObject();
      json->Key("code");
      json->String(country.iso3 + (sector.empty() ? "UNK" : sector));
      TextOrNull("country", country.iso3, json);
      json->Key("sector");
      json->String(sector.empty() ? "UNK" : sector);
      TextOrNull("name", party.name_en, json);
      TextOrNull("text", party.text, json);
      TextOrNull("id", party.id, json);
      json->Key("told");
      json->Bool(true);
      json->EndObject();
    }
    if (parties.empty() && actor_needed) {
      // PLOVER insists on an actor; that nobody is named is marked.
      losses->Lose("events without an actor: UNK stands for it, marked \"told\": false");
      json->Raw(R"({"code":"UNK","country":null,"sector":"UNK","name":null,"text":null,)"
                R"("id":null,"told":false})");
    }
    json->EndArray();
  }

  static void WritePlace(const IncidentView& incident, JsonWriter* json) {
    json->Key("event_loc");
    if (!incident.place) {
      json->Null();
      return;
    }
    json->BeginObject();
    TextOrNull("name", incident.place->name.Label(), json);
    TextOrNull("geoname_id", incident.place->name.id, json);
    TextOrNull("country", incident.place->name.country, json);
    NumberOrNull("lat", incident.place->lat, json);
    NumberOrNull("lon", incident.place->lon, json);
    NumberOrNull("radius_km", incident.place->radius_km, json);
    json->EndObject();
  }

  static void WriteText(const IncidentView& incident, JsonWriter* json) {
    json->Key("event_text");
    json->BeginArray();
    for (const std::string& words : incident.words) json->String(words);
    json->EndArray();
    TextOrNull("text", "", json);  // articles are not ours to hand on
    json->Key("text_info");
    json->BeginArray();
    for (const std::string& fact : incident.facts) json->String(fact);
    json->EndArray();
  }

  static void WriteCitation(const IncidentView& incident, Losses* losses, JsonWriter* json) {
    TextOrNull("link", incident.sources.empty() ? "" : incident.sources.front().url, json);
    json->Key("cite_info");
    json->BeginArray();
    for (const SourceView& source : incident.sources) {
      json->BeginObject();
      TextOrNull("publication", source.outlet, json);
      TextOrNull("title", source.title, json);
      TextOrNull("url", source.url, json);
      json->Key("language");
      json->String("ara");
      TextOrNull("date", source.published ? ToIso(source.published->start) : "", json);
      TextOrNull("document", source.document, json);
      json->EndObject();
    }
    json->EndArray();
    if (!incident.subtype.empty()) losses->Lose("the subtype, finer than PLOVER's modes");
    if (incident.killed && incident.killed->low != incident.killed->high) {
      losses->Lose("ranges of dead and injured: one number stands for them");
    }
  }

  FormatContext context_;
};

constexpr const char* kPhoenix[] = {"EventID",
                                    "Date",
                                    "Year",
                                    "Month",
                                    "Day",
                                    "SourceActorFull",
                                    "SourceActorEntity",
                                    "SourceActorRole",
                                    "SourceActorAttribute",
                                    "TargetActorFull",
                                    "TargetActorEntity",
                                    "TargetActorRole",
                                    "TargetActorAttribute",
                                    "EventCode",
                                    "EventRootCode",
                                    "PentaClass",
                                    "GoldsteinScore",
                                    "Issues",
                                    "Lat",
                                    "Lon",
                                    "LocationName",
                                    "StateName",
                                    "CountryCode",
                                    "SentenceID",
                                    "URLs",
                                    "NewsSources"};

class Cameo : public Format {
 public:
  explicit Cameo(const FormatContext& context) : context_(context) {}

  std::string Begin() override {
    std::string out;
    for (const char* column : kPhoenix) Cell(column, &out);
    return End(&out);
  }

  bool Write(const IncidentView& incident, uint64_t /*row*/, Losses* losses,
             std::string* out) override {
    if (!IsCodable(incident, losses)) return false;
    const PloverRow& codes = context_.mappings->Plover(incident.type, incident.mode);
    if (codes.cameo.empty()) {
      losses->LeaveOut("events of a type without a CAMEO category");
      return false;
    }
    LoseCommon(incident, losses);
    losses->Lose("modes and subtypes: only the two-digit cue category is given");
    if (incident.killed || incident.injured) losses->Lose("the dead and injured");
    if (incident.when->stop != incident.when->start) losses->Lose("the last day of a date");
    if (incident.actors.empty()) losses->Lose("events without an actor: the source is left empty");
    std::string line;
    Cell(incident.id, &line);
    const CivilDate day = ToCivil(incident.when->start);
    std::string date = ToIso(incident.when->start);
    std::erase(date, '-');
    Cell(date, &line);
    Cell(std::to_string(day.year), &line);
    Cell(std::to_string(day.month), &line);
    Cell(std::to_string(day.day), &line);
    Actor(incident.actors, &line);
    Actor(incident.targets, &line);
    Cell(codes.cameo, &line);
    Cell(codes.cameo, &line);
    // Statements are class 0, the four quads 1 to 4.
    Cell(codes.quad, &line);
    Cell(codes.goldstein, &line);
    Cell("", &line);
    const bool placed = incident.place.has_value();
    Cell(placed ? NumberText(incident.place->lat) : "", &line);
    Cell(placed ? NumberText(incident.place->lon) : "", &line);
    Cell(placed ? incident.place->name.Label() : "", &line);
    Cell("", &line);
    Cell(placed ? context_.mappings->Country(incident.place->name.country).iso3 : "", &line);
    Cell(Joined(incident.facts, ";"), &line);
    std::vector<std::string> urls;
    for (const SourceView& source : incident.sources) {
      if (!source.url.empty()) urls.push_back(source.url);
    }
    Cell(Joined(urls, ";"), &line);
    Cell(Joined(Outlets(incident), ";"), &line);
    *out += End(&line);
    return true;
  }

 private:
  // No cell holds a tab or a line end: the format has no way to write them.
  static void Cell(std::string_view text, std::string* line) {
    for (const char c : text) line->push_back(static_cast<unsigned char>(c) < 0x20 ? ' ' : c);
    line->push_back('\t');
  }
  static std::string End(std::string* line) {
    line->back() = '\n';
    return *line;
  }
  void Actor(const std::vector<Party>& parties, std::string* line) const {
    if (parties.empty()) {
      for (int i = 0; i < 4; ++i) Cell("", line);
      return;
    }
    const Party& first = parties.front();
    const std::string iso3 = context_.mappings->Country(first.country).iso3;
    const std::string sector = context_.mappings->Kind(first.kind).sector;
    Cell(iso3 + sector, line);
    Cell(iso3, line);
    Cell(sector, line);
    Cell(first.id, line);
  }

  FormatContext context_;
};

}  // namespace

std::unique_ptr<Format> MakePlover(const FormatContext& context) {
  return std::make_unique<Plover>(context);
}

std::unique_ptr<Format> MakeCameo(const FormatContext& context) {
  return std::make_unique<Cameo>(context);
}

}  // namespace tadwin::exporting

// Incidents on maps: GeoJSON (RFC 7946), KML 2.2, and the JSON that TimeMap's datasheet server
// gives.
//
// An incident without a point is a feature without geometry in GeoJSON and left out elsewhere.
// Source: RFC 7946; OGC 07-147r2 (KML); forensic-architecture/timemap, documentation of its events.

#include "base/json_writer.h"
#include "export/cells.h"
#include "export/format.h"

namespace tadwin::exporting {
namespace {

constexpr char kNoPoint[] = "events without a point";

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

void WriteTexts(const char* key, const std::vector<std::string>& texts, JsonWriter* json) {
  json->Key(key);
  json->BeginArray();
  for (const std::string& text : texts) json->String(text);
  json->EndArray();
}

bool HasPoint(const IncidentView& incident) {
  return incident.place && incident.place->lat && incident.place->lon;
}

bool IsEvent(const IncidentView& incident, Losses* losses) {
  if (incident.kind == "event") return true;
  losses->LeaveOut(kNotAnEvent);
  return false;
}

std::string StartOf(const IncidentView& incident) {
  return incident.when ? ToIso(incident.when->start) : std::string();
}

std::string StopOf(const IncidentView& incident) {
  return incident.when ? ToIso(incident.when->stop) : std::string();
}

// Joins the records of a JSON array.
class JsonArrayFormat : public Format {
 public:
  bool Write(const IncidentView& incident, uint64_t row, Losses* losses,
             std::string* out) override {
    std::string record;
    if (!WriteRecord(incident, losses, &record)) return false;
    *out += row == 0 ? "\n" : ",\n";
    *out += record;
    return true;
  }

 protected:
  virtual bool WriteRecord(const IncidentView& incident, Losses* losses, std::string* out) = 0;
};

class GeoJson : public JsonArrayFormat {
 public:
  std::string Begin() override {
    return "{\"type\":\"FeatureCollection\",\"name\":\"tadwin\",\"features\":[";
  }
  std::string End() override { return "\n]}\n"; }

 protected:
  bool WriteRecord(const IncidentView& incident, Losses* losses, std::string* out) override {
    if (!IsEvent(incident, losses)) return false;
    LoseCommon(incident, losses);
    if (!HasPoint(incident)) losses->Lose("geometry is null: events without a point");
    JsonWriter json(out);
    json.BeginObject();
    json.Key("type");
    json.String("Feature");
    json.Key("id");
    json.String(incident.id);
    json.Key("geometry");
    if (HasPoint(incident)) {
      json.BeginObject();
      json.Key("type");
      json.String("Point");
      json.Key("coordinates");
      json.BeginArray();
      json.Double(*incident.place->lon);
      json.Double(*incident.place->lat);
      json.EndArray();
      json.EndObject();
    } else {
      json.Null();
    }
    json.Key("properties");
    WriteProperties(incident, &json);
    json.EndObject();
    return true;
  }

 private:
  static void WriteProperties(const IncidentView& incident, JsonWriter* json) {
    json->BeginObject();
    TextOrNull("id", incident.id, json);
    TextOrNull("title", incident.heading, json);
    TextOrNull("type", incident.type, json);
    TextOrNull("mode", incident.mode, json);
    TextOrNull("subtype", incident.subtype, json);
    TextOrNull("status", incident.status, json);
    TextOrNull("outcome", incident.outcome, json);
    TextOrNull("start", StartOf(incident), json);
    TextOrNull("stop", StopOf(incident), json);
    TextOrNull("place", incident.place ? incident.place->name.Label() : "", json);
    TextOrNull("country", incident.place ? incident.place->name.country : "", json);
    NumberOrNull("radius_km", incident.place ? incident.place->radius_km : std::nullopt, json);
    TextOrNull("actors", Labels(incident.actors), json);
    TextOrNull("targets", Labels(incident.targets), json);
    NumberOrNull("killed_low", incident.killed ? incident.killed->low : std::nullopt, json);
    NumberOrNull("killed", incident.killed ? incident.killed->best : std::nullopt, json);
    NumberOrNull("killed_high", incident.killed ? incident.killed->high : std::nullopt, json);
    NumberOrNull("injured", OneNumber(incident.injured), json);
    json->Key("documents");
    json->Int(static_cast<int64_t>(incident.sources.size()));
    TextOrNull("outlets", Joined(Outlets(incident), "; "), json);
    TextOrNull("contested", Joined(incident.contested, "; "), json);
    json->Key("coarsened");
    json->Bool(incident.coarsened);
    json->EndObject();
  }
};

class Kml : public Format {
 public:
  std::string Begin() override {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n<name>Tadwin</name>\n";
  }
  std::string End() override { return "</Document>\n</kml>\n"; }

  bool Write(const IncidentView& incident, uint64_t /*row*/, Losses* losses,
             std::string* out) override {
    if (!IsEvent(incident, losses)) return false;
    if (!HasPoint(incident)) {
      losses->LeaveOut(kNoPoint);
      return false;
    }
    LoseCommon(incident, losses);
    *out += "<Placemark id=\"i" + incident.id + "\">\n<name>" + XmlText(incident.heading) +
            "</name>\n<description>" + XmlText(Note(incident)) + "</description>\n";
    if (incident.when) {
      *out += "<TimeSpan><begin>" + StartOf(incident) + "</begin><end>" + StopOf(incident) +
              "</end></TimeSpan>\n";
    }
    *out += "<ExtendedData>\n";
    Data("type", incident.type, out);
    Data("mode", incident.mode, out);
    Data("subtype", incident.subtype, out);
    Data("status", incident.status, out);
    Data("radius_km", NumberText(incident.place->radius_km), out);
    Data("killed", NumberText(OneNumber(incident.killed)), out);
    Data("injured", NumberText(OneNumber(incident.injured)), out);
    Data("actors", Labels(incident.actors), out);
    Data("targets", Labels(incident.targets), out);
    Data("contested", Joined(incident.contested, "; "), out);
    *out += "</ExtendedData>\n<Point><coordinates>" + NumberText(*incident.place->lon) + "," +
            NumberText(*incident.place->lat) + "</coordinates></Point>\n</Placemark>\n";
    return true;
  }

 private:
  static void Data(const char* name, const std::string& value, std::string* out) {
    if (value.empty()) return;
    *out +=
        std::string("<Data name=\"") + name + "\"><value>" + XmlText(value) + "</value></Data>\n";
  }
};

class TimeMap : public JsonArrayFormat {
 public:
  std::string Begin() override { return "["; }
  std::string End() override { return "\n]\n"; }

 protected:
  bool WriteRecord(const IncidentView& incident, Losses* losses, std::string* out) override {
    if (!IsEvent(incident, losses)) return false;
    if (!HasPoint(incident) || !incident.when) {
      losses->LeaveOut(HasPoint(incident) ? "events without a date" : kNoPoint);
      return false;
    }
    LoseCommon(incident, losses);
    if (incident.when->stop != incident.when->start) losses->Lose("the last day of a date");
    losses->Lose("the status, the parties and the toll, but in the description");
    JsonWriter json(out);
    json.BeginObject();
    TextOrNull("id", incident.id, &json);
    TextOrNull("description", Note(incident), &json);
    TextOrNull("date", StartOf(incident), &json);
    json.Key("time");
    json.String("");
    TextOrNull("location", incident.place->name.Label(), &json);
    // TimeMap reads numbers from text.
    TextOrNull("latitude", NumberText(*incident.place->lat), &json);
    TextOrNull("longitude", NumberText(*incident.place->lon), &json);
    TextOrNull("category", incident.label, &json);
    WriteTexts("associations", {incident.type}, &json);
    std::vector<std::string> sources;
    for (const SourceView& source : incident.sources) sources.push_back(source.document);
    WriteTexts("sources", sources, &json);
    json.Key("location_precision");
    json.String(NumberText(incident.place->radius_km.value_or(0)) + " km");
    json.EndObject();
    return true;
  }
};

class Timeline : public JsonArrayFormat {
 public:
  std::string Begin() override { return "{\"events\":["; }
  std::string End() override { return "\n]}\n"; }

 protected:
  bool WriteRecord(const IncidentView& incident, Losses* losses, std::string* out) override {
    if (!IsEvent(incident, losses)) return false;
    if (!incident.when) {
      losses->LeaveOut("events without a date");
      return false;
    }
    LoseCommon(incident, losses);
    losses->Lose("the codes, the parties and the toll, but in the text; the point");
    JsonWriter json(out);
    json.BeginObject();
    TextOrNull("unique_id", "i" + incident.id, &json);
    json.Key("start_date");
    WriteDate(*incident.when, incident.when->start, &json);
    if (incident.when->stop != incident.when->start) {
      json.Key("end_date");
      WriteDate(*incident.when, incident.when->stop, &json);
    }
    json.Key("text");
    json.BeginObject();
    TextOrNull("headline", XmlText(incident.heading), &json);
    TextOrNull("text", XmlText(Note(incident)), &json);
    json.EndObject();
    TextOrNull("group", incident.label, &json);
    json.EndObject();
    return true;
  }

 private:
  // Months and years stay what they are: TimelineJS shows what is given.
  static void WriteDate(const DateInterval& when, Date date, JsonWriter* json) {
    const CivilDate civil = ToCivil(date);
    const CivilDate first = ToCivil(when.start);
    const CivilDate last = ToCivil(when.stop);
    const bool months = first.day == 1 && last.day == DaysInMonth(last.year, last.month);
    const bool years = months && first.month == 1 && last.month == 12;
    json->BeginObject();
    json->Key("year");
    json->Int(civil.year);
    if (!years) {
      json->Key("month");
      json->Int(civil.month);
    }
    if (!months) {
      json->Key("day");
      json->Int(civil.day);
    }
    json->EndObject();
  }
};

}  // namespace

std::unique_ptr<Format> MakeGeoJson(const FormatContext& /*context*/) {
  return std::make_unique<GeoJson>();
}
std::unique_ptr<Format> MakeKml(const FormatContext& /*context*/) {
  return std::make_unique<Kml>();
}
std::unique_ptr<Format> MakeTimeMap(const FormatContext& /*context*/) {
  return std::make_unique<TimeMap>();
}
std::unique_ptr<Format> MakeTimeline(const FormatContext& /*context*/) {
  return std::make_unique<Timeline>();
}

}  // namespace tadwin::exporting

#include "export/format.h"

namespace tadwin::exporting {

const std::vector<FormatInfo>& Formats() {
  static const std::vector<FormatInfo> kFormats = {
      {"jsonl", "the facts file: one fact a line", 1, "application/x-ndjson", "facts.jsonl"},
      {"csv", "incidents for spreadsheets", 1, "text/csv", "incidents.csv"},
      {"acled", "events in ACLED's 31 columns", 1, "text/csv", "acled.csv"},
      {"ucdp", "deadly events in UCDP GED's 49 columns", 1, "text/csv", "ucdp.csv"},
      {"plover", "events as PLOVER 2.0 records", 1, "application/x-ndjson", "plover.jsonl"},
      {"cameo", "events with CAMEO cue categories, in Phoenix's columns", 1,
       "text/tab-separated-values", "cameo.tsv"},
      {"geojson", "events as GeoJSON features", 1, "application/geo+json", "events.geojson"},
      {"kml", "events on a map, KML 2.2", 1, "application/vnd.google-earth.kml+xml", "events.kml"},
      {"timemap", "events for TimeMap", 1, "application/json", "timemap.json"},
      {"timeline", "events for TimelineJS", 1, "application/json", "timeline.json"},
      {"hxl", "incidents with HXL hashtags", 1, "text/csv", "incidents.hxl.csv"},
      {"ics", "what falls due, as a calendar", 1, "text/calendar", "deadlines.ics"},
      {"atom", "the incidents told last, as a feed", 1, "application/atom+xml", "incidents.atom"},
      {"parquet", "incidents as Parquet, by DuckDB", 1, "application/vnd.apache.parquet",
       "incidents.parquet"},
      {"sqlite", "incidents as a SQLite table", 1, "application/vnd.sqlite3", "incidents.sqlite"}};
  return kFormats;
}

const FormatInfo* FindFormat(std::string_view name) {
  for (const FormatInfo& format : Formats()) {
    if (name == format.name) return &format;
  }
  return nullptr;
}

std::unique_ptr<Format> MakeFormat(std::string_view name, const FormatContext& context) {
  if (name == "csv") return MakeCsv(context, /*hxl=*/false);
  if (name == "hxl") return MakeCsv(context, /*hxl=*/true);
  if (name == "acled") return MakeAcled(context);
  if (name == "ucdp") return MakeUcdp(context);
  if (name == "plover") return MakePlover(context);
  if (name == "cameo") return MakeCameo(context);
  if (name == "geojson") return MakeGeoJson(context);
  if (name == "kml") return MakeKml(context);
  if (name == "timemap") return MakeTimeMap(context);
  if (name == "timeline") return MakeTimeline(context);
  if (name == "ics") return MakeCalendar(context);
  if (name == "atom") return MakeAtom(context);
  return nullptr;
}

}  // namespace tadwin::exporting

// Tallies, levels and series: what the report of the command line shows, as lists.

#include <memory>
#include <string>
#include <utility>

#include "report/report_data.h"
#include "serve/api/json_values.h"
#include "serve/api/page.h"
#include "serve/api/services.h"

namespace tadwin::serve {
namespace {

using report::ReportData;
using report::ReportOptions;

Result<ReportOptions> OptionsOf(const Call& call, bool has_pages, bool has_by) {
  const Status checked =
      has_by      ? CheckParameters(call, {"by", "from", "to", "type", "place", "actor"})
      : has_pages ? CheckParameters(call, {"limit", "cursor", "from", "to", "type", "place",
                                           "actor", "contested"})
                  : CheckParameters(call, {});
  if (!checked) return checked.error();
  ReportOptions options;
  const auto from = ParseDate(call, "from");
  if (!from) return from.error();
  const auto to = ParseDate(call, "to");
  if (!to) return to.error();
  if (*from) options.from = (*from)->start;
  if (*to) options.to = (*to)->stop;
  if (const std::string* text = call.Query("type")) options.types = SplitCommas(*text);
  if (const std::string* text = call.Query("place")) options.places = SplitCommas(*text);
  if (const std::string* text = call.Query("actor")) options.actors = SplitCommas(*text);
  if (const std::string* text = call.Query("contested")) options.contested_only = *text == "true";
  options.by = report::By::kMonth;
  if (const std::string* text = call.Query("by")) {
    const auto by = report::ParseBy(*text);
    if (!by) return by.error();
    options.by = *by;
  }
  return options;
}

ReportData DataOf(const Snapshot& snapshot, const ReportOptions& options) {
  return report::Collect({snapshot.facts, snapshot.incidents, snapshot.documents, {}}, options);
}

void WriteSource(const report::Source& source, JsonWriter* out) {
  out->BeginObject();
  Field("fact", source.fact, out);
  Field("doc", source.doc, out);
  Field("begin", source.begin, out);
  Field("end", source.end, out);
  Field("words", source.words, out);
  Field("before", source.before, out);
  Field("after", source.after, out);
  Field("status", source.status, out);
  FieldOrNull("speaker", source.speaker, out);
  FieldOrNull("speaker_type", source.speaker_type, out);
  out->EndObject();
}

void WriteSources(const std::vector<report::Source>& sources, JsonWriter* out) {
  out->Key("sources");
  out->BeginArray();
  for (const report::Source& source : sources) WriteSource(source, out);
  out->EndArray();
}

void WriteTally(const report::TallyRow& row, JsonWriter* out) {
  out->BeginObject();
  Field("incident", row.incident, out);
  Number("n", row.n, out);
  Field("what", row.what, out);
  FieldOrNull("what_key", row.what_key, out);
  Field("series", row.series, out);
  Field("series_label", row.series_label, out);
  FieldOrNull("subtype", row.subtype, out);
  IntervalOrNull("period", row.when, out);
  FieldOrNull("place", row.place, out);
  out->Key("itemised");
  if (row.itemised) {
    out->Int(*row.itemised);
  } else {
    out->Null();
  }
  Flag("contested", row.contested, out);
  WriteSources(row.sources, out);
  out->EndObject();
}

Response ListTallies(const Snapshot& snapshot, const Call& call) {
  const auto options = OptionsOf(call, true, false);
  if (!options) return ErrorResponse(options.error());
  const ReportData data = DataOf(snapshot, *options);
  return ListResponse(
      call, data.tallies.size(),
      [&](size_t i) { return data.tallies[i].incident + " " + std::to_string(data.tallies[i].n); },
      [&](size_t i, JsonWriter* out) { WriteTally(data.tallies[i], out); });
}

void WriteLevels(const report::LevelSeries& series, JsonWriter* out) {
  out->BeginObject();
  Field("what", series.what, out);
  FieldOrNull("what_key", series.what_key, out);
  Flag("contested", series.contested, out);
  out->Key("points");
  out->BeginArray();
  for (const report::LevelRow& row : series.rows) {
    out->BeginObject();
    Number("n", row.n, out);
    FieldOrNull("at", row.at, out);
    FieldOrNull("told", row.told, out);
    out->Key("source");
    WriteSource(row.source, out);
    out->EndObject();
  }
  out->EndArray();
  out->EndObject();
}

Response ListLevels(const Snapshot& snapshot, const Call& call) {
  auto options = OptionsOf(call, true, false);
  if (!options) return ErrorResponse(options.error());
  options->section = "levels";
  const ReportData data = DataOf(snapshot, *options);
  return ListResponse(
      call, data.levels.size(), [&](size_t i) { return data.levels[i].rows.front().source.fact; },
      [&](size_t i, JsonWriter* out) { WriteLevels(data.levels[i], out); });
}

void WriteSeries(const report::SeriesTable& series, const char* by, JsonWriter* out) {
  out->BeginObject();
  Field("by", by, out);
  Texts("periods", series.periods, out);
  out->Key("rows");
  out->BeginArray();
  for (const auto& row : series.rows) {
    out->BeginObject();
    Field("label", row.label, out);
    out->Key("counts");
    out->BeginArray();
    for (const uint32_t count : row.counts) out->Int(count);
    out->EndArray();
    Field("total", row.total, out);
    out->EndObject();
  }
  out->EndArray();
  const auto strings = [out](const char* key, const std::vector<std::string>& texts) {
    out->Key(key);
    out->BeginArray();
    for (const std::string& text : texts) out->String(text);
    out->EndArray();
  };
  out->Key("tallies");
  out->BeginArray();
  for (const auto& tally : series.tallies) {
    out->BeginObject();
    Field("what", tally.what, out);
    FieldOrNull("what_key", tally.what_key, out);
    strings("values", tally.values);
    strings("itemised", tally.itemised);
    WriteSources(tally.sources, out);
    out->EndObject();
  }
  out->EndArray();
  Field("undated", series.undated, out);
  Field("too_wide", series.too_wide, out);
  out->EndObject();
}

Response Series(const Snapshot& snapshot, const Call& call) {
  const auto options = OptionsOf(call, false, true);
  if (!options) return ErrorResponse(options.error());
  const char* by = options->by == report::By::kMonth     ? "month"
                   : options->by == report::By::kQuarter ? "quarter"
                                                         : "year";
  std::string json;
  JsonWriter out(&json);
  WriteSeries(DataOf(snapshot, *options).series, by, &out);
  return JsonResponse(std::move(json));
}

}  // namespace

void AddReportRoutes(Services* services, Router* router) {
  AddRead(services, router, "/tallies", ListTallies);
  AddRead(services, router, "/levels", ListLevels);
  AddRead(services, router, "/series", Series);
}

}  // namespace tadwin::serve

#include "export/sidecar.h"

#include "base/json_writer.h"
#include "export/redactor.h"

namespace tadwin::exporting {
namespace {

void WriteCounts(const char* key, const std::map<std::string, uint64_t>& counts, JsonWriter* json) {
  json->Key(key);
  json->BeginArray();
  for (const auto& [what, rows] : counts) {
    json->BeginObject();
    json->Key("what");
    json->String(what);
    json->Key("rows");
    json->Int(static_cast<int64_t>(rows));
    json->EndObject();
  }
  json->EndArray();
}

void WriteRedaction(bool redact, JsonWriter* json) {
  json->Key("redaction");
  json->BeginObject();
  json->Key("redacted");
  json->Bool(redact);
  json->Key("names");
  json->String(redact
                   ? "words of articles are given only where they are listed words for kinds of "
                     "people, bodies, places and deeds; every other word is \"[withheld]\". Those "
                     "in the public register (bodies, holders of office) keep their names. "
                     "Titles and names of documents are withheld, links are cut to numbers"
                   : "given as the articles have them, those of victims too: do not publish");
  json->Key("points");
  json->String(redact ? "rounded to 0.1 degree; 8 km are added to the radius of uncertainty"
                      : "as the ledger has them");
  json->EndObject();
}

}  // namespace

std::string AskedJson(const ExportOptions& options) {
  std::string out;
  JsonWriter json(&out);
  json.BeginArray();
  if (options.only) {
    for (const std::string& condition : options.only->asked) json.String(condition);
  }
  json.EndArray();
  return out;
}

std::string Sidecar(const SidecarFacts& facts, const ExportOptions& options, const Losses& losses) {
  std::string out;
  JsonWriter json(&out);
  json.BeginObject();
  json.Key("tadwin_export");
  json.Int(1);
  json.Key("file");
  json.String(facts.file);
  json.Key("format");
  json.String(facts.format->name);
  json.Key("format_version");
  json.Int(facts.format->version);
  json.Key("media_type");
  json.String(facts.format->media_type);
  json.Key("mappings");
  json.String(facts.mapping_hash);
  json.Key("ledger");
  json.String(facts.ledger_digest);
  json.Key("filter");
  json.Raw(AskedJson(options));
  json.Key("limit");
  options.limit == 0 ? json.Null() : json.Int(static_cast<int64_t>(options.limit));
  WriteRedaction(options.redact, &json);
  json.Key("rows");
  json.Int(static_cast<int64_t>(facts.rows));
  WriteCounts("left_out", losses.left_out, &json);
  WriteCounts("lost", losses.lost, &json);
  json.Key("licence");
  json.BeginObject();
  json.Key("places");
  json.String(
      "Names and points of places: GeoNames (geonames.org), CC BY 4.0, and Tadwin's own "
      "supplement, Apache-2.0. Keep this line where the places are shown.");
  json.Key("facts");
  json.String("Coded from the articles named; the rights in the articles are their publishers'.");
  json.EndObject();
  json.EndObject();
  out.push_back('\n');
  return out;
}

}  // namespace tadwin::exporting

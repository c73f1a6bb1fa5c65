#include "compare/reference.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <iterator>
#include <optional>
#include <utility>

#include "base/hash.h"

namespace tadwin::compare {
namespace {

// What a column may be called; ACLED's names among them.
constexpr std::pair<const char*, const char*> kNames[] = {
    {"id", "id"},
    {"event_id", "id"},
    {"event_id_cnty", "id"},
    {"date", "start"},
    {"start", "start"},
    {"event_date", "start"},
    {"date_start", "start"},
    {"end", "stop"},
    {"stop", "stop"},
    {"date_end", "stop"},
    {"time_precision", "time_precision"},
    {"type", "type"},
    {"plover", "type"},
    {"event_type", "event_type"},
    {"sub_event_type", "sub_event_type"},
    {"mode", "mode"},
    {"subtype", "subtype"},
    {"place", "place"},
    {"location", "place"},
    {"where_coordinates", "place"},
    {"country", "country"},
    {"iso", "iso"},
    {"latitude", "lat"},
    {"lat", "lat"},
    {"longitude", "lon"},
    {"lon", "lon"},
    {"lng", "lon"},
    {"radius_km", "radius_km"},
    {"actor", "actor"},
    {"actors", "actor"},
    {"actor1", "actor"},
    {"side_a", "actor"},
    {"assoc_actor_1", "assoc_actor"},
    {"target", "target"},
    {"targets", "target"},
    {"actor2", "target"},
    {"side_b", "target"},
    {"assoc_actor_2", "assoc_target"},
    {"killed", "killed"},
    {"fatalities", "killed"},
    {"deaths", "killed"},
    {"best", "killed"},
    {"injured", "injured"},
    {"detained", "detained"},
    {"source", "source"},
    {"outlet", "source"},
    {"source_office", "source"},
    {"url", "url"},
    {"notes", "notes"},
    {"title", "title"},
};

constexpr std::array<const char*, 16> kTypes = {
    "AGREE",  "CONSULT", "SUPPORT",  "CONCEDE", "COOPERATE", "AID",      "RETREAT", "REQUEST",
    "ACCUSE", "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",  "ASSAULT"};

constexpr std::array<const char*, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                 "jul", "aug", "sep", "oct", "nov", "dec"};

std::string Lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return text;
}

std::string Upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  }
  return text;
}

std::optional<double> NumberOf(const std::string& text) {
  double number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

Error BadCell(const char* column, const std::string& cell, const std::string& wanted) {
  return {ErrorCode::kBadFormat,
          std::string(column) + ": \"" + cell.substr(0, 60) + "\" is not " + wanted, ""};
}

// Parts of "a; b".
void AddNames(const std::string& cell, std::vector<NamedRef>* names) {
  size_t begin = 0;
  while (begin <= cell.size()) {
    const size_t end = std::min(cell.find(';', begin), cell.size());
    const size_t first = cell.find_first_not_of(' ', begin);
    if (first < end) {
      const size_t last = cell.find_last_not_of(' ', end - 1);
      NamedRef ref;
      ref.text = cell.substr(first, last - first + 1);
      names->push_back(std::move(ref));
    }
    begin = end + 1;
  }
}

}  // namespace

std::optional<DateInterval> ReadReferenceDate(const std::string& text) {
  if (const Result<DateInterval> iso = ParseIsoDate(text)) return *iso;
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == ' ' || c == '-' || c == '/' || c == '.' || c == ',') {
      if (!parts.back().empty()) parts.emplace_back();
    } else {
      parts.back().push_back(c);
    }
  }
  if (parts.back().empty()) parts.pop_back();
  if (parts.size() != 3) return std::nullopt;
  const std::optional<double> day = NumberOf(parts[0]);
  const std::optional<double> year = NumberOf(parts[2]);
  std::optional<double> month = NumberOf(parts[1]);
  for (size_t i = 0; i < kMonths.size() && !month; ++i) {
    if (Lower(parts[1]).starts_with(kMonths[i])) month = static_cast<double>(i + 1);
  }
  if (!day || !month || !year || *year < 1000) return std::nullopt;
  const int y = static_cast<int>(*year), m = static_cast<int>(*month), d = static_cast<int>(*day);
  if (!IsCivilDate(y, m, d)) return std::nullopt;
  return DateInterval{FromCivil(y, m, d), FromCivil(y, m, d)};
}

Result<ReferenceReader> ReferenceReader::Create(const std::vector<std::string>& header,
                                                const exporting::Mappings& mappings,
                                                std::string file) {
  ReferenceReader reader(mappings, std::move(file));
  for (size_t i = 0; i < header.size(); ++i) {
    const std::string name = Lower(header[i]);
    const auto found = std::find_if(std::begin(kNames), std::end(kNames),
                                    [&](const auto& known) { return name == known.first; });
    if (found == std::end(kNames) || reader.columns_.count(found->second) != 0) {
      reader.ignored_.push_back(header[i]);
      continue;
    }
    reader.columns_[found->second] = i;
    reader.known_.push_back(header[i]);
  }
  const auto has = [&](const char* column) { return reader.columns_.count(column) != 0; };
  if (!has("start") || (!has("type") && !has("event_type"))) {
    return Error{ErrorCode::kBadFormat,
                 "the header needs a date (date, start, event_date) and a type (type, event_type): "
                 "see docs/import.md",
                 reader.file_ + ":1"};
  }
  return reader;
}

std::string ReferenceReader::Cell(const CsvRecord& record, const char* column) const {
  const auto found = columns_.find(column);
  if (found == columns_.end() || found->second >= record.cells.size()) return {};
  return record.cells[found->second];
}

Status ReferenceReader::ReadWhen(const CsvRecord& record, Fact* fact) const {
  const std::string start = Cell(record, "start");
  if (start.empty()) return Error{ErrorCode::kBadFormat, "the row has no date", ""};
  std::optional<DateInterval> when = ReadReferenceDate(start);
  if (!when) return BadCell("date", start, "a date (2020-09-15, 15 September 2020)");
  const std::string stop = Cell(record, "stop");
  if (!stop.empty()) {
    const std::optional<DateInterval> last = ReadReferenceDate(stop);
    if (!last || last->stop < when->start) {
      return BadCell("end", stop, "a date at or after the first");
    }
    when->stop = last->stop;
  }
  const std::string precision = Cell(record, "time_precision");
  fact->time.precision = Precision::kDay;
  if (precision == "2") fact->time.precision = Precision::kWeek;
  if (precision == "3" && stop.empty()) {
    const CivilDate day = ToCivil(when->start);
    when = DateInterval{FromCivil(day.year, day.month, 1),
                        FromCivil(day.year, day.month, DaysInMonth(day.year, day.month))};
    fact->time.precision = Precision::kMonth;
  }
  fact->time.start = when->start;
  fact->time.stop = when->stop;
  fact->date_text = start;
  return {};
}

Status ReferenceReader::ReadType(const CsvRecord& record, Fact* fact) const {
  const std::string type = Upper(Cell(record, "type"));
  if (!type.empty()) {
    if (std::find(kTypes.begin(), kTypes.end(), type) == kTypes.end()) {
      return BadCell("type", type, "a PLOVER type (ASSAULT, PROTEST, ...)");
    }
    fact->plover = type;
    fact->mode = Cell(record, "mode");
    fact->subtype = Cell(record, "subtype");
    return {};
  }
  const std::string event = Cell(record, "event_type");
  const std::string sub = Cell(record, "sub_event_type");
  if (event.empty()) return Error{ErrorCode::kBadFormat, "the row has no type", ""};
  const rules::Table& table = *mappings_->tables().FindTable("acled_import");
  for (uint32_t row = 0; row < table.rows.size(); ++row) {
    const bool fits = Lower(std::string(table.Cell(row, "event_type"))) == Lower(event) &&
                      (table.Cell(row, "sub_event_type") == "*" ||
                       Lower(std::string(table.Cell(row, "sub_event_type"))) == Lower(sub));
    if (!fits) continue;
    fact->plover = table.Cell(row, "plover");
    fact->mode = table.Cell(row, "mode");
    fact->subtype = table.Cell(row, "subtype");
    return {};
  }
  return BadCell("event_type", event + " / " + sub, "a type of ACLED's that is known here");
}

Result<std::string> ReferenceReader::CountryOf(const CsvRecord& record) const {
  const std::string cell =
      Cell(record, "country").empty() ? Cell(record, "iso") : Cell(record, "country");
  if (cell.empty()) return std::string();
  const rules::Table& table = *mappings_->tables().FindTable("country");
  std::string digits = cell;
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  for (uint32_t row = 0; row < table.rows.size(); ++row) {
    const bool same = Upper(cell) == table.Cell(row, "iso2") ||
                      Upper(cell) == table.Cell(row, "iso3") ||
                      digits == table.Cell(row, "numeric") ||
                      Lower(cell) == Lower(std::string(table.Cell(row, "name")));
    if (same) return std::string(table.Cell(row, "iso2"));
  }
  return BadCell("country", cell, "an ISO 3166 code or an English name of a country");
}

Status ReferenceReader::ReadPlace(const CsvRecord& record, Fact* fact) const {
  const Result<std::string> country = CountryOf(record);
  if (!country) return country.error();
  NamedRef place;
  place.text = Cell(record, "place");
  place.name.country = *country;
  for (const auto& [column, out, bound] :
       {std::tuple("lat", &place.name.lat, 90.0), std::tuple("lon", &place.name.lon, 180.0),
        std::tuple("radius_km", &place.name.radius_km, 20040.0)}) {
    const std::string cell = Cell(record, column);
    if (cell.empty()) continue;
    *out = NumberOf(cell);
    if (!*out || std::fabs(**out) > bound) return BadCell(column, cell, "a number within bounds");
  }
  if (place.name.lat.has_value() != place.name.lon.has_value()) {
    return Error{ErrorCode::kBadFormat, "a latitude without a longitude, or the other way round",
                 ""};
  }
  if (place.text.empty()) place.text = Cell(record, "country");
  if (!place.text.empty() || place.name.lat) fact->place = std::move(place);
  return {};
}

Status ReferenceReader::ReadToll(const CsvRecord& record, const char* column,
                                 std::optional<Quantity>* toll) const {
  const std::string cell = Cell(record, column);
  if (cell.empty()) return {};
  const std::optional<double> number = NumberOf(cell);
  if (!number || *number < 0 || *number != std::floor(*number)) {
    return BadCell(column, cell, "a whole number");
  }
  *toll = Quantity{number, number, number};
  return {};
}

Result<Reference> ReferenceReader::Read(const CsvRecord& record) const {
  if (record.torn) {
    return Error{ErrorCode::kBadFormat, "a quote is opened here and never closed", ""};
  }
  Reference out;
  Fact& fact = out.fact;
  if (Status read = ReadWhen(record, &fact); !read) return read.error();
  if (Status read = ReadType(record, &fact); !read) return read.error();
  if (Status read = ReadPlace(record, &fact); !read) return read.error();
  for (const auto& [column, toll] :
       {std::pair("killed", &fact.killed), std::pair("injured", &fact.injured),
        std::pair("detained", &fact.detained)}) {
    if (Status read = ReadToll(record, column, toll); !read) return read.error();
  }
  for (const char* column : {"actor", "assoc_actor"}) AddNames(Cell(record, column), &fact.actors);
  for (const char* column : {"target", "assoc_target"}) {
    AddNames(Cell(record, column), &fact.targets);
  }
  store::DocumentRecord& document = out.document;
  std::string identity = kReferenceRules;
  for (const std::string& cell : record.cells) identity += "\x1f" + cell;
  document.sha256 = Sha256Hex(identity);
  const std::string id = Cell(record, "id");
  document.name = file_ + "#" + (id.empty() ? "line " + std::to_string(record.line) : id);
  document.text = Cell(record, "notes");
  document.folded = document.text;
  if (const std::string title = Cell(record, "title"); !title.empty()) document.title = title;
  if (const std::string source = Cell(record, "source"); !source.empty()) document.outlet = source;
  if (const std::string url = Cell(record, "url"); !url.empty()) document.url = url;
  document.rules_hash = kReferenceRules;
  fact.id = Hash64Hex("reference\x1f" + document.sha256);
  fact.doc = document.name;
  fact.doc_sha256 = document.sha256;
  fact.rules = {kReferenceRule};
  fact.score = 1;
  fact.outcome = Outcome::kUnknown;
  return out;
}

}  // namespace tadwin::compare

#include "apps/query_output.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/calendar.h"
#include "report/columns.h"
#include "report/series.h"

namespace tadwin::apps {
namespace {

// More columns than this are shown as rows.
constexpr size_t kMostColumns = 12;
constexpr size_t kWidestCell = 48;

std::string NumberText(const std::optional<double>& number) {
  if (!number) return {};
  if (*number == static_cast<double>(static_cast<int64_t>(*number))) {
    return std::to_string(static_cast<int64_t>(*number));
  }
  return fmt::format("{}", *number);
}

std::string QuantityText(const std::optional<Quantity>& quantity) {
  if (!quantity) return {};
  const std::string low = NumberText(quantity->low);
  const std::string best = NumberText(quantity->best);
  const std::string high = NumberText(quantity->high);
  if (!best.empty()) return best;
  if (high.empty()) return low.empty() ? "" : low + "+";
  return low + "-" + high;
}

std::string NameText(const query::NameCell& name) {
  return name.name_en.empty() ? name.text : name.name_en;
}

std::string NamesText(const std::vector<query::NameCell>& names, bool ids) {
  std::string text;
  for (const query::NameCell& name : names) {
    const std::string one = ids ? name.id : NameText(name);
    if (!one.empty()) text += (text.empty() ? "" : "; ") + one;
  }
  return text;
}

std::string PlaceText(const std::optional<query::PlaceCell>& place) {
  if (!place) return {};
  return place->name_en.empty() ? place->text : place->name_en;
}

// "2020-09-15", "2020-09", "2020-07-01/2020-09-30".
std::string DaysText(const std::string& start, const std::string& stop) {
  const Result<DateInterval> first = ParseIsoDate(start);
  const Result<DateInterval> last = ParseIsoDate(stop);
  if (!first || !last) return start;
  return report::IntervalLabel({first->start, last->stop});
}

std::string Joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "; ") + part;
  return text;
}

void AddQuantity(const std::optional<Quantity>& quantity, std::vector<std::string>* cells) {
  const Quantity known = quantity.value_or(Quantity{});
  for (const auto& bound : {known.low, known.best, known.high}) cells->push_back(NumberText(bound));
}

void AddPlace(const std::optional<query::PlaceCell>& place, std::vector<std::string>* cells) {
  const query::PlaceCell known = place.value_or(query::PlaceCell{});
  for (const std::string& text : {known.text, known.id, known.country, known.admin}) {
    cells->push_back(text);
  }
  for (const auto& number : {known.lat, known.lon, known.radius_km}) {
    cells->push_back(NumberText(number));
  }
}

void CsvRecord(const std::vector<std::string>& fields, std::string* out) {
  for (size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out->push_back(',');
    if (fields[i].find_first_of(",\"\r\n") == std::string::npos) {
      out->append(fields[i]);
      continue;
    }
    out->push_back('"');
    for (const char c : fields[i]) {
      if (c == '"') out->push_back('"');
      out->push_back(c);
    }
    out->push_back('"');
  }
  out->append("\r\n");
}

std::string LabelOf(const query::AggregateValue& value) {
  if (value.key.empty()) return "(not known)";
  return value.label.empty() ? value.key : value.label;
}

// Empty when it is not known of any.
std::string SumText(const query::Sum& sum, int64_t incidents) {
  if (sum.unknown == incidents) return "";
  return std::to_string(sum.sum);
}

}  // namespace

TextTable TableOf(const std::vector<query::IncidentRow>& rows) {
  TextTable table;
  table.header = {
      "id",          "when",        "title",        "place",        "killed",     "injured",
      "status",      "docs",        "contested",    "review",       "kind",       "type",
      "mode",        "subtype",     "start",        "stop",         "actors",     "actor_ids",
      "targets",     "target_ids",  "speakers",     "place_text",   "place_id",   "country",
      "admin",       "lat",         "lon",          "radius_km",    "killed_low", "killed_best",
      "killed_high", "injured_low", "injured_best", "injured_high", "outcome",    "weapon",
      "n",           "what",        "made_on",      "score",        "facts",      "context"};
  table.shown = 10;
  for (const query::IncidentRow& row : rows) {
    std::vector<std::string> cells{row.id,
                                   DaysText(row.start, row.stop),
                                   row.title,
                                   PlaceText(row.place),
                                   QuantityText(row.killed),
                                   QuantityText(row.injured),
                                   row.status,
                                   std::to_string(row.documents),
                                   Joined(row.contested),
                                   row.review,
                                   row.kind,
                                   row.type,
                                   row.mode,
                                   row.subtype,
                                   row.start,
                                   row.stop,
                                   NamesText(row.actors, false),
                                   NamesText(row.actors, true),
                                   NamesText(row.targets, false),
                                   NamesText(row.targets, true),
                                   NamesText(row.speakers, false)};
    AddPlace(row.place, &cells);
    AddQuantity(row.killed, &cells);
    AddQuantity(row.injured, &cells);
    for (const std::string& text :
         {row.outcome, row.weapon, NumberText(row.n), row.what, row.made_on, NumberText(row.score),
          std::to_string(row.facts), Joined(row.contexts)}) {
      cells.push_back(text);
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

TextTable TableOf(const std::vector<query::FactRow>& rows) {
  TextTable table;
  table.header = {
      "id",          "when",         "type",         "words",        "place",       "actors",
      "targets",     "killed",       "status",       "speaker",      "document",    "kind",
      "incident",    "sha256",       "outlet",       "published",    "mode",        "subtype",
      "start",       "stop",         "place_text",   "place_id",     "country",     "admin",
      "lat",         "lon",          "radius_km",    "killed_low",   "killed_best", "killed_high",
      "injured_low", "injured_best", "injured_high", "speaker_type", "outcome",     "weapon",
      "n",           "what",         "score",        "context"};
  table.shown = 11;
  for (const query::FactRow& row : rows) {
    const query::NameCell speaker = row.speaker.value_or(query::NameCell{});
    std::vector<std::string> cells{row.id,
                                   DaysText(row.start, row.stop),
                                   row.kind != "event"   ? row.kind
                                   : row.subtype.empty() ? row.type
                                                         : row.type + "/" + row.subtype,
                                   row.text,
                                   PlaceText(row.place),
                                   NamesText(row.actors, false),
                                   NamesText(row.targets, false),
                                   QuantityText(row.killed),
                                   row.status,
                                   speaker.text,
                                   row.document_name,
                                   row.kind,
                                   row.incident,
                                   row.document,
                                   row.outlet,
                                   row.published,
                                   row.mode,
                                   row.subtype,
                                   row.start,
                                   row.stop};
    AddPlace(row.place, &cells);
    AddQuantity(row.killed, &cells);
    AddQuantity(row.injured, &cells);
    for (const std::string& text : {speaker.type, row.outcome, row.weapon, NumberText(row.n),
                                    row.what, NumberText(row.score), Joined(row.contexts)}) {
      cells.push_back(text);
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

TextTable TableOf(const std::vector<query::DocumentRow>& rows) {
  TextTable table;
  table.header = {"name", "published", "outlet", "title", "facts", "sentences", "sha256", "url"};
  table.shown = 6;
  for (const query::DocumentRow& row : rows) {
    table.rows.push_back({row.name, DaysText(row.published_start, row.published_stop), row.outlet,
                          row.title, std::to_string(row.facts), std::to_string(row.sentences),
                          row.sha256, row.url});
  }
  return table;
}

// A row per snippet.
TextTable TableOf(const std::vector<query::SearchRow>& rows) {
  TextTable table;
  table.header = {"name", "published", "words", "begin", "end", "outlet", "title", "sha256"};
  table.shown = 5;
  for (const query::SearchRow& row : rows) {
    const query::DocumentRow& document = row.document;
    for (const query::Snippet& snippet : row.snippets) {
      table.rows.push_back(
          {document.name, DaysText(document.published_start, document.published_stop), snippet.text,
           std::to_string(snippet.begin), std::to_string(snippet.end), document.outlet,
           document.title, document.sha256});
    }
  }
  return table;
}

TextTable TableOf(const std::vector<query::ActorRow>& rows) {
  TextTable table;
  table.header = {"id", "name", "text", "type", "country", "as_actor", "as_target", "as_speaker"};
  table.shown = table.header.size();
  for (const query::ActorRow& row : rows) {
    table.rows.push_back({row.id, row.name_en, row.text, row.type, row.country,
                          std::to_string(row.as_actor), std::to_string(row.as_target),
                          std::to_string(row.as_speaker)});
  }
  return table;
}

TextTable TableOf(const std::vector<query::PlaceRow>& rows) {
  TextTable table;
  table.header = {"name", "text", "id",        "country", "admin",
                  "lat",  "lon",  "radius_km", "type",    "incidents"};
  table.shown = table.header.size();
  for (const query::PlaceRow& row : rows) {
    table.rows.push_back({row.place.name_en, row.place.text, row.place.id, row.place.country,
                          row.place.admin, NumberText(row.place.lat), NumberText(row.place.lon),
                          NumberText(row.place.radius_km), row.type,
                          std::to_string(row.incidents)});
  }
  return table;
}

TextTable TableOf(const query::Aggregate& aggregate) {
  TextTable table;
  for (const std::string& name : aggregate.by) table.header.push_back(name);
  for (const char* name : {"incidents", "killed", "killed_unknown", "injured", "injured_unknown"}) {
    table.header.emplace_back(name);
  }
  table.shown = table.header.size();
  for (const std::string& name : aggregate.by) table.header.push_back(name + "_key");
  for (const char* toll : {"killed", "injured"}) {
    for (const char* bound : {"low", "best", "high"}) {
      table.header.push_back(std::string(toll) + "_" + bound);
      table.header.push_back(std::string(toll) + "_" + bound + "_unknown");
    }
  }
  for (const query::AggregateRow& row : aggregate.rows) {
    std::vector<std::string> cells;
    for (size_t i = 0; i < aggregate.by.size(); ++i) {
      cells.push_back(LabelOf(aggregate.ValueOf(row, i)));
    }
    cells.push_back(std::to_string(row.incidents));
    for (const auto* sums : {&row.killed, &row.injured}) {
      cells.push_back(SumText((*sums)[1], row.incidents));
      cells.push_back(std::to_string((*sums)[1].unknown));
    }
    for (size_t i = 0; i < aggregate.by.size(); ++i) {
      cells.push_back(aggregate.ValueOf(row, i).key);
    }
    for (const auto* sums : {&row.killed, &row.injured}) {
      for (const query::Sum& sum : *sums) {
        cells.push_back(SumText(sum, row.incidents));
        cells.push_back(std::to_string(sum.unknown));
      }
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

std::string ShownText(const TextTable& table, size_t width) {
  const auto some = [&table](const std::vector<std::string>& all) {
    return std::vector<std::string>(all.begin(), all.begin() + static_cast<int64_t>(table.shown));
  };
  std::vector<std::vector<std::string>> rows;
  for (const std::vector<std::string>& row : table.rows) {
    std::vector<std::string> cells = some(row);
    for (std::string& cell : cells) {
      // A line end or a tab in a cell would break the table.
      std::replace_if(
          cell.begin(), cell.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; },
          ' ');
      cell = report::Cut(cell, kWidestCell);
    }
    rows.push_back(std::move(cells));
  }
  // Columns in which nothing is known say nothing.
  std::vector<std::string> header = some(table.header);
  for (size_t column = header.size(); column-- > 0;) {
    const bool is_empty =
        !rows.empty() && std::all_of(rows.begin(), rows.end(),
                                     [column](const auto& row) { return row[column].empty(); });
    if (!is_empty) continue;
    header.erase(header.begin() + static_cast<int64_t>(column));
    for (auto& row : rows) row.erase(row.begin() + static_cast<int64_t>(column));
  }
  const std::string text = report::FormatTable(header, rows, 0);
  if (width == 0) return text;
  std::string cut;
  for (size_t at = 0; at < text.size();) {
    const size_t end = text.find('\n', at);
    cut += report::Cut(text.substr(at, end - at), width) + "\n";
    at = end + 1;
  }
  return cut;
}

std::string CsvText(const TextTable& table, bool with_header) {
  std::string out;
  if (with_header) CsvRecord(table.header, &out);
  for (const std::vector<std::string>& row : table.rows) CsvRecord(row, &out);
  return out;
}

std::string ShownCounts(const query::Aggregate& aggregate, size_t width) {
  if (aggregate.by.size() != 2) return ShownText(TableOf(aggregate), width);
  std::map<std::string, int64_t> columns;
  std::vector<std::string> lines;
  std::map<std::string, std::map<std::string, int64_t>> counts;
  for (const query::AggregateRow& row : aggregate.rows) {
    const std::string line = LabelOf(aggregate.ValueOf(row, 0));
    if (counts.find(line) == counts.end()) lines.push_back(line);
    counts[line][LabelOf(aggregate.ValueOf(row, 1))] += row.incidents;
    columns[LabelOf(aggregate.ValueOf(row, 1))] += row.incidents;
  }
  if (columns.size() > kMostColumns) return ShownText(TableOf(aggregate), width);
  TextTable table;
  table.header.push_back(aggregate.by[0]);
  for (const auto& entry : columns) table.header.push_back(entry.first);
  table.header.emplace_back("sum");
  table.shown = table.header.size();
  for (const std::string& line : lines) {
    std::vector<std::string> cells{line};
    int64_t all = 0;
    for (const auto& entry : columns) {
      const auto found = counts[line].find(entry.first);
      const int64_t count = found == counts[line].end() ? 0 : found->second;
      all += count;
      cells.push_back(std::to_string(count));
    }
    cells.push_back(std::to_string(all));
    table.rows.push_back(std::move(cells));
  }
  return ShownText(table, width);
}

}  // namespace tadwin::apps

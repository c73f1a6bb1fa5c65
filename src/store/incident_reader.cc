#include "store/incident_reader.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <set>
#include <utility>

#include "base/hash.h"
#include "model/fact.h"
#include "store/fact_codec.h"

namespace tadwin::store {
namespace {

// Ids in one question; the last of them are filled up with blanks.
constexpr size_t kIdsAtOnce = 64;

std::string IdMarks() {
  std::string marks = "(?";
  for (size_t i = 1; i < kIdsAtOnce; ++i) marks += ", ?";
  return marks + ")";
}

// A name as a fact has it.
struct ToldName {
  std::string role;
  std::string text;
  std::string id;
  std::string name_en;
  std::string country;
  std::string type;
  std::optional<double> lat;
  std::optional<double> lon;
  std::optional<double> radius_km;
};

struct ToldValue {
  std::string value;
  std::string label;
  bool preferred = false;
};

// All that is read of one incident.
struct Material {
  std::string kind;
  std::string title;
  std::map<std::string, std::vector<ToldValue>> fields;
  std::set<std::string> contested;
  std::vector<ToldName> names;
  std::map<std::string, std::string> outlets;              // by key
  std::set<std::pair<std::string, std::string>> speakers;  // (id or words, type)
  std::map<std::string, std::string> speaker_texts;
  std::set<int64_t> documents;
  std::set<std::string> reviews;  // states of its facts
  std::set<std::string> contexts;
  std::optional<int64_t> told;  // day of the last document
  int64_t facts = 0;
  double score = 0;
};

// An incident is as far as the least read of its facts; in review when some were read, some not.
std::string ReviewOf(const std::set<std::string>& states) {
  if (states.empty() || states == std::set<std::string>{"machine"}) return "machine";
  if (states == std::set<std::string>{"confirmed by two"}) return "confirmed_two";
  const bool all_confirmed =
      std::all_of(states.begin(), states.end(),
                  [](const std::string& state) { return state.rfind("confirmed", 0) == 0; });
  return all_confirmed ? "confirmed_one" : "in_review";
}

using Materials = std::map<std::string, Material>;

class Gatherer {
 public:
  Gatherer(Connection* connection, const std::vector<SqlValue>& ids)
      : connection_(connection), ids_(ids) {}

  Result<Materials> Gather() {
    for (const auto read :
         {&Gatherer::ReadHeads, &Gatherer::ReadFields, &Gatherer::ReadFacts, &Gatherer::ReadNames,
          &Gatherer::ReadSpeakers, &Gatherer::ReadContexts}) {
      if (Status done = (this->*read)(); !done) return done.error();
    }
    return std::move(materials_);
  }

 private:
  // Calls `read` with the rows of a query over the ids, whose first column is an incident's id.
  template <typename Read>
  Status ForEach(const std::string& sql, const Read& read) {
    Statement& query = connection_->Prepare(sql);
    query.StartWith(ids_);
    return ForEachRow(&query, [this, &read](const Statement& row) {
      const auto found = materials_.find(row.Text(0));
      if (found != materials_.end()) read(row, &found->second);
    });
  }

  Status ReadHeads() {
    static const std::string kSql =
        "SELECT id, kind, title FROM incidents WHERE id IN " + IdMarks();
    Statement& query = connection_->Prepare(kSql);
    query.StartWith(ids_);
    return ForEachRow(&query, [this](const Statement& row) {
      Material& material = materials_[row.Text(0)];
      material.kind = row.Text(1);
      material.title = row.Text(2);
    });
  }

  Status ReadFields() {
    static const std::string kSql =
        "SELECT f.incident_id, f.field, f.contested, v.value, v.label, v.preferred "
        "FROM incident_fields f JOIN incident_values v ON v.incident_id = f.incident_id AND "
        "v.field = f.position WHERE f.incident_id IN " +
        IdMarks() + " ORDER BY f.incident_id, f.position, v.position";
    return ForEach(kSql, [](const Statement& row, Material* material) {
      std::string field = row.Text(1);
      if (row.Bool(2)) material->contested.insert(field);
      material->fields[std::move(field)].push_back({row.Text(3), row.Text(4), row.Bool(5)});
    });
  }

  Status ReadFacts() {
    static const std::string kSql =
        "SELECT i.incident_id, f.score, f.document_id, d.outlet, coalesce(r.state, 'machine'), "
        "d.published_stop "
        "FROM incident_facts i JOIN facts f ON f.id = i.fact_id "
        "JOIN documents d ON d.id = f.document_id LEFT JOIN reviews r ON r.fact_id = f.id "
        "WHERE i.incident_id IN " +
        IdMarks();
    return ForEach(kSql, [](const Statement& row, Material* material) {
      ++material->facts;
      material->score = std::max(material->score, row.Double(1));
      material->documents.insert(row.Int(2));
      material->reviews.insert(row.Text(4));
      if (const std::optional<Date> told = DateOf(row.Text(5))) {
        material->told = std::max(material->told.value_or(told->days), int64_t{told->days});
      }
      if (!row.IsNull(3) && !row.View(3).empty()) material->outlets[row.Text(3)] = row.Text(3);
    });
  }

  Status ReadNames() {
    static const std::string kSql =
        "SELECT i.incident_id, n.role, n.text, n.id, n.name_en, n.country, n.kind, n.lat, n.lon, "
        "n.radius_km FROM incident_facts i JOIN fact_names n ON n.fact_id = i.fact_id "
        "WHERE i.incident_id IN " +
        IdMarks() + " ORDER BY i.incident_id, n.fact_id, n.role, n.position";
    return ForEach(kSql, [](const Statement& row, Material* material) {
      ToldName name;
      name.role = row.Text(1);
      name.text = row.Text(2);
      name.id = row.Text(3);
      name.name_en = row.Text(4);
      name.country = row.Text(5);
      name.type = row.Text(6);
      name.lat = row.MaybeDouble(7);
      name.lon = row.MaybeDouble(8);
      name.radius_km = row.MaybeDouble(9);
      material->names.push_back(std::move(name));
    });
  }

  Status ReadSpeakers() {
    static const std::string kSql =
        "SELECT i.incident_id, s.text, s.type, s.id FROM incident_facts i "
        "JOIN fact_speakers s ON s.fact_id = i.fact_id AND s.position = 0 "
        "WHERE i.incident_id IN " +
        IdMarks() + " ORDER BY i.incident_id, s.fact_id";
    return ForEach(kSql, [](const Statement& row, Material* material) {
      std::string text = row.Text(1);
      std::string key = row.IsNull(3) ? text : row.Text(3);
      if (key.empty()) return;
      material->speaker_texts.emplace(key, std::move(text));
      material->speakers.emplace(std::move(key), row.Text(2));
    });
  }

  Status ReadContexts() {
    static const std::string kSql =
        "SELECT i.incident_id, e.rule FROM incident_facts i JOIN fact_evidence e "
        "ON e.fact_id = i.fact_id WHERE e.field = 'context' AND i.incident_id IN " +
        IdMarks();
    return ForEach(kSql, [](const Statement& row, Material* material) {
      const std::string_view rule = row.View(1);
      if (rule.substr(0, kContextRule.size()) != kContextRule) return;
      material->contexts.emplace(rule.substr(kContextRule.size()));
    });
  }

  Connection* connection_;
  const std::vector<SqlValue>& ids_;
  Materials materials_;
};

const ToldValue* Preferred(const Material& material, const std::string& field) {
  const auto found = material.fields.find(field);
  if (found == material.fields.end()) return nullptr;
  for (const ToldValue& value : found->second) {
    if (value.preferred) return &value;
  }
  return nullptr;
}

std::string PreferredText(const Material& material, const std::string& field) {
  const ToldValue* value = Preferred(material, field);
  return value == nullptr ? std::string() : value->value;
}

// An index holds no texts of any length, and nobody reads a list sorted further than this.
std::string TextToSortBy(const std::string& text) {
  constexpr size_t kLongest = 200;
  if (text.size() <= kLongest) return text;
  size_t end = kLongest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

// Which field holds the day of an incident of this kind.
const char* DayField(const std::string& kind) {
  if (kind == "level") return "at";
  return kind == "commitment" ? "due" : "start";
}

class RecordMaker {
 public:
  RecordMaker(const std::map<std::string, std::string>& units, ReadIncidents* out)
      : units_(units), out_(out) {}

  void Make(const std::string& id, const Material& material) {
    IncidentRecord r;
    r.id = id;
    r.number = static_cast<int64_t>(Hash64(id) >> 1);
    r.kind = material.kind;
    r.title = TextToSortBy(material.title);
    r.type = PreferredText(material, "type");
    r.mode = PreferredText(material, "mode");
    r.subtype = PreferredText(material, "subtype");
    r.status = PreferredText(material, "status");
    r.outcome = PreferredText(material, "outcome");
    r.weapon = PreferredText(material, "weapon");
    r.score = material.score;
    r.review = ReviewOf(material.reviews);
    r.documents = static_cast<int64_t>(material.documents.size());
    r.facts = material.facts;
    if (const auto when = ParseDateValue(PreferredText(material, DayField(material.kind)))) {
      r.day = when->start.days;
      r.last_day = when->stop.days;
    }
    r.killed = ParseQuantityValue(PreferredText(material, "killed"));
    r.injured = ParseQuantityValue(PreferredText(material, "injured"));
    if (const ToldValue* n = Preferred(material, "n")) {
      r.n = std::strtod(n->value.substr(0, n->value.find('@')).c_str(), nullptr);
    }
    AddPlace(material, &r);
    const bool is_promise = material.kind == "commitment";
    AddNames(material, is_promise ? "who" : "actor", "actor", &r);
    AddNames(material, is_promise ? "to_whom" : "target", "target", &r);
    for (const auto& [key, type] : material.speakers) {
      const std::string& text = material.speaker_texts.at(key);
      LedgerName name;
      name.role = "speaker";
      name.key = key;
      name.id = key == text ? "" : key;
      name.type = type;
      Add(std::move(name), text, true, &r);
    }
    for (const auto& [key, text] : material.outlets) {
      LedgerName name;
      name.role = "outlet";
      name.key = key;
      Add(std::move(name), text, true, &r);
    }
    AddWords(material.contested, "contested", &r);
    AddWords(material.contexts, "context", &r);
    r.told = material.told;
    out_->records.push_back(std::move(r));
  }

 private:
  int64_t Add(LedgerName name, const std::string& text, bool preferred, IncidentRecord* r) {
    const int64_t number = name.Number();
    r->names.push_back({name.role, number, text, preferred});
    out_->names.emplace(number, std::move(name));
    return number;
  }

  void AddWords(const std::set<std::string>& words, const char* role, IncidentRecord* r) {
    for (const std::string& word : words) {
      LedgerName name;
      name.role = role;
      name.key = word;
      Add(std::move(name), word, true, r);
    }
  }

  // What the facts say of a value: by id, else by words.
  static const ToldName* Find(const Material& material, const std::string& role,
                              const ToldValue& value) {
    for (const ToldName& name : material.names) {
      if (name.role != role) continue;
      const bool says_so = name.text == value.label || name.name_en == value.label;
      if (name.id == value.value || (name.id.empty() && says_so)) return &name;
    }
    return nullptr;
  }

  LedgerName NameOf(const ToldName* told, const char* role, const ToldValue& value) const {
    LedgerName name;
    name.role = role;
    name.key = value.value;
    if (told == nullptr) return name;
    name.id = told->id;
    name.name_en = told->name_en;
    name.country = told->country;
    name.type = told->type;
    return name;
  }

  void AddNames(const Material& material, const char* field, const char* role, IncidentRecord* r) {
    const auto found = material.fields.find(field);
    if (found == material.fields.end()) return;
    for (const bool preferred : {true, false}) {
      for (const ToldValue& value : found->second) {
        if (value.preferred != preferred) continue;
        const ToldName* told = Find(material, field, value);
        Add(NameOf(told, role, value), told == nullptr ? value.label : told->text, preferred, r);
      }
    }
  }

  void AddPlace(const Material& material, IncidentRecord* r) {
    const ToldValue* value = Preferred(material, "place");
    if (value == nullptr) return;
    const ToldName* told = Find(material, "place", *value);
    LedgerName name = NameOf(told, "place", *value);
    if (told != nullptr) {
      name.lat = told->lat;
      name.lon = told->lon;
      name.radius_km = told->radius_km;
      if (const auto unit = units_.find(told->id); unit != units_.end()) name.admin = unit->second;
    }
    r->country = name.country;
    r->admin = name.admin;
    r->place_name = TextToSortBy(name.name_en.empty() ? name.key : name.name_en);
    r->place = Add(std::move(name), told == nullptr ? value->label : told->text, true, r);
  }

  const std::map<std::string, std::string>& units_;
  ReadIncidents* out_;
};

// The first-level units of the places that are told.
Result<std::map<std::string, std::string>> ReadUnits(Connection* connection,
                                                     const Materials& materials) {
  static const std::string kSql = "SELECT place, unit FROM place_units WHERE place IN " + IdMarks();
  std::set<std::string> places;
  for (const auto& entry : materials) {
    for (const ToldName& name : entry.second.names) {
      if (name.role == "place" && !name.id.empty()) places.insert(name.id);
    }
  }
  std::map<std::string, std::string> units;
  for (auto place = places.begin(); place != places.end();) {
    std::vector<SqlValue> some;
    for (; place != places.end() && some.size() < kIdsAtOnce; ++place) some.emplace_back(*place);
    some.resize(kIdsAtOnce, std::string());
    Statement& query = connection->Prepare(kSql);
    query.StartWith(some);
    const Status read =
        ForEachRow(&query, [&units](const Statement& row) { units[row.Text(0)] = row.Text(1); });
    if (!read) return read.error();
  }
  return units;
}

std::optional<double> EatNumber(std::string_view* text) {
  double number = 0;
  const auto [end, code] =
      std::from_chars(text->data(), text->data() + text->size(), number, std::chars_format::fixed);
  if (code != std::errc()) return std::nullopt;
  text->remove_prefix(static_cast<size_t>(end - text->data()));
  return number;
}

bool Eat(std::string_view what, std::string_view* text) {
  if (text->substr(0, what.size()) != what) return false;
  text->remove_prefix(what.size());
  return true;
}

}  // namespace

std::optional<DateInterval> ParseDateValue(std::string_view value) {
  const size_t slash = value.find('/');
  const Result<DateInterval> first = ParseIsoDate(value.substr(0, slash));
  if (!first) return std::nullopt;
  if (slash == std::string_view::npos) return *first;
  const Result<DateInterval> last = ParseIsoDate(value.substr(slash + 1));
  if (!last || last->stop < first->start) return std::nullopt;
  return DateInterval{first->start, last->stop};
}

std::optional<Quantity> ParseQuantityValue(std::string_view value) {
  const std::optional<double> first = EatNumber(&value);
  if (!first) return std::nullopt;
  if (value.empty()) return Quantity{first, first, first};
  if (value == "+") return Quantity{first, std::nullopt, std::nullopt};
  if (Eat("-", &value)) {
    const std::optional<double> last = EatNumber(&value);
    if (!last || !value.empty()) return std::nullopt;
    return Quantity{first, std::nullopt, last};
  }
  if (!Eat(" (", &value)) return std::nullopt;
  const std::optional<double> low = EatNumber(&value);
  if (!low || !Eat("-", &value)) return std::nullopt;
  const std::optional<double> high = EatNumber(&value);
  if (value != ")") return std::nullopt;
  return Quantity{low, first, high};
}

Result<ReadIncidents> ReadIncidentRecords(Connection* connection,
                                          const std::vector<std::string>& ids) {
  ReadIncidents out;
  for (size_t at = 0; at < ids.size(); at += kIdsAtOnce) {
    std::vector<SqlValue> some(kIdsAtOnce, std::string());
    std::copy(ids.begin() + static_cast<int64_t>(at),
              ids.begin() + static_cast<int64_t>(std::min(ids.size(), at + kIdsAtOnce)),
              some.begin());
    const Result<Materials> materials = Gatherer(connection, some).Gather();
    if (!materials) return materials.error();
    const Result<std::map<std::string, std::string>> units = ReadUnits(connection, *materials);
    if (!units) return units.error();
    RecordMaker maker(*units, &out);
    for (const auto& [id, material] : *materials) maker.Make(id, material);
  }
  return out;
}

}  // namespace tadwin::store

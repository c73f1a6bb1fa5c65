#include "serve/api/incident_row.h"

#include <algorithm>
#include <set>
#include <utility>

#include "serve/api/json_values.h"

namespace tadwin::serve {
namespace {

class RowMaker {
 public:
  RowMaker(const Incident& incident, IncidentRow* row) : incident_(incident), row_(*row) {}

  void Make() {
    const bool promises = incident_.kind == FactKindName(FactKind::kCommitment);
    row_.type = Preferred("type");
    row_.mode = Preferred("mode");
    row_.subtype = Preferred("subtype");
    row_.status = Preferred("status");
    row_.when = ParseInterval(Preferred(promises ? "due" : "start"));
    row_.actors = Names(promises ? "who" : "actor", promises ? &Fact::who : &Fact::actors);
    row_.targets =
        Names(promises ? "to_whom" : "target", promises ? &Fact::to_whom : &Fact::targets);
    row_.killed = Told("killed", &Fact::killed);
    row_.injured = Told("injured", &Fact::injured);
    Place();
    for (const IncidentField& field : incident_.fields) {
      if (field.contested) row_.contested.push_back(field.field);
    }
    std::set<std::string_view> documents;
    std::set<std::string> contexts;
    for (const Fact* fact : row_.facts) {
      documents.insert(fact->doc_sha256);
      contexts.insert(fact->contexts.begin(), fact->contexts.end());
      if (fact->kind == FactKind::kEvent)
        row_.score = std::max(row_.score.value_or(0), fact->score);
      if (!fact->told) continue;
      row_.first_told = std::min(row_.first_told.value_or(fact->told->start), fact->told->start);
      row_.last_told = std::max(row_.last_told.value_or(fact->told->stop), fact->told->stop);
    }
    row_.contexts.assign(contexts.begin(), contexts.end());
    row_.documents = static_cast<uint32_t>(documents.size());
    if (row_.status.empty() && !row_.facts.empty()) {
      row_.status = FactStatusName(row_.facts.front()->status);
    }
  }

 private:
  const FieldValue* PreferredValue(std::string_view name) const {
    const IncidentField* field = FindField(incident_, name);
    if (field == nullptr) return nullptr;
    for (const FieldValue& value : field->values) {
      if (value.preferred) return &value;
    }
    return nullptr;
  }

  std::string Preferred(std::string_view name) const {
    const FieldValue* value = PreferredValue(name);
    return value == nullptr ? std::string() : value->value;
  }

  const Fact* FactOf(const std::string& id) const {
    for (const Fact* fact : row_.facts) {
      if (fact->id == id) return fact;
    }
    return nullptr;
  }

  std::optional<Quantity> Told(std::string_view name,
                               std::optional<Quantity> Fact::* quantity) const {
    const FieldValue* value = PreferredValue(name);
    if (value == nullptr) return std::nullopt;
    for (const std::string& id : value->facts) {
      const Fact* fact = FactOf(id);
      if (fact != nullptr && fact->*quantity) return fact->*quantity;
    }
    return std::nullopt;
  }

  void Place() {
    const FieldValue* value = PreferredValue("place");
    if (value == nullptr) return;
    for (const std::string& id : value->facts) {
      const Fact* fact = FactOf(id);
      if (fact == nullptr || !fact->place) continue;
      row_.place = &*fact->place;
      return;
    }
  }

  // Each preferred value as the first of its facts names it.
  std::vector<const NamedRef*> Names(std::string_view name,
                                     std::vector<NamedRef> Fact::* names) const {
    std::vector<const NamedRef*> out;
    const IncidentField* field = FindField(incident_, name);
    if (field == nullptr) return out;
    for (const FieldValue& value : field->values) {
      if (!value.preferred) continue;
      if (const NamedRef* ref = NameOf(value, names)) out.push_back(ref);
    }
    return out;
  }

  const NamedRef* NameOf(const FieldValue& value, std::vector<NamedRef> Fact::* names) const {
    for (const std::string& id : value.facts) {
      const Fact* fact = FactOf(id);
      if (fact == nullptr) continue;
      for (const NamedRef& ref : fact->*names) {
        if (!ref.name.id.empty() && ref.name.id == value.value) return &ref;
        const bool is_words =
            ref.name.id.empty() && (ref.text == value.label || ref.name.name_en == value.label);
        if (is_words) return &ref;
      }
    }
    return nullptr;
  }

  const Incident& incident_;
  IncidentRow& row_;
};

void WriteNames(const char* key, const std::vector<const NamedRef*>& names, JsonWriter* out) {
  out->Key(key);
  out->BeginArray();
  for (const NamedRef* ref : names) {
    out->BeginObject();
    FieldOrNull("text", ref->text, out);
    FieldOrNull("id", ref->name.id, out);
    FieldOrNull("name_en", ref->name.name_en, out);
    out->EndObject();
  }
  out->EndArray();
}

}  // namespace

bool IncidentRow::happened() const {
  return status != FactStatusName(FactStatus::kThreatened) &&
         status != FactStatusName(FactStatus::kPlanned) &&
         status != FactStatusName(FactStatus::kConditional) &&
         status != FactStatusName(FactStatus::kDenied);
}

const IncidentField* FindField(const Incident& incident, std::string_view name) {
  for (const IncidentField& field : incident.fields) {
    if (field.field == name) return &field;
  }
  return nullptr;
}

std::optional<DateInterval> ParseInterval(std::string_view value) {
  if (value.empty()) return std::nullopt;
  const size_t slash = value.find('/');
  const auto first = ParseIsoDate(value.substr(0, slash));
  if (!first) return std::nullopt;
  if (slash == std::string_view::npos) return *first;
  const auto last = ParseIsoDate(value.substr(slash + 1));
  if (!last) return std::nullopt;
  return DateInterval{first->start, last->stop};
}

IncidentRow MakeIncidentRow(const Incident& incident, std::vector<const Fact*> facts) {
  IncidentRow row;
  row.incident = &incident;
  row.facts = std::move(facts);
  RowMaker(incident, &row).Make();
  return row;
}

void WritePlace(const NamedRef* place, JsonWriter* out) {
  if (place == nullptr) {
    out->Null();
    return;
  }
  out->BeginObject();
  FieldOrNull("text", place->text, out);
  FieldOrNull("id", place->name.id, out);
  FieldOrNull("name_en", place->name.name_en, out);
  FieldOrNull("country", place->name.country, out);
  NumberOrNull("lat", place->name.lat, out);
  NumberOrNull("lon", place->name.lon, out);
  NumberOrNull("radius_km", place->name.radius_km, out);
  out->EndObject();
}

void WriteIncidentRow(const IncidentRow& row, JsonWriter* out) {
  out->BeginObject();
  Field("id", row.incident->id, out);
  Field("kind", row.incident->kind, out);
  Field("title", row.incident->title, out);
  FieldOrNull("type", row.type, out);
  FieldOrNull("mode", row.mode, out);
  FieldOrNull("subtype", row.subtype, out);
  FieldOrNull("start", row.when ? ToIso(row.when->start) : std::string(), out);
  FieldOrNull("stop", row.when ? ToIso(row.when->stop) : std::string(), out);
  out->Key("place");
  WritePlace(row.place, out);
  WriteNames("actors", row.actors, out);
  WriteNames("targets", row.targets, out);
  QuantityOrNull("killed", row.killed, out);
  QuantityOrNull("injured", row.injured, out);
  FieldOrNull("status", row.status, out);
  NumberOrNull("score", row.score, out);
  Field("documents", row.documents, out);
  Field("facts", row.facts.size(), out);
  Texts("contested", row.contested, out);
  Texts("context", row.contexts, out);
  out->Key("review");
  out->Null();
  out->EndObject();
}

}  // namespace tadwin::serve

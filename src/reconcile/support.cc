#include "reconcile/support.h"

#include <algorithm>
#include <set>

#include "base/json_fields.h"
#include "reconcile/reconcile_json.h"

namespace tadwin::reconcile {
namespace {

using json_fields::Text;

constexpr double kUnbounded = 1e12;

ValueSupport Support(const LedgerView& ledger, const FieldValue& value) {
  ValueSupport out;
  out.value = &value;
  std::set<std::pair<std::string, std::string>> statuses;
  for (const Fact* fact : ledger.FactsOf(value)) {
    out.tellings.push_back(TellingOf(*fact));
    statuses.emplace(fact->speaker ? fact->speaker->text : "", FactStatusName(fact->status));
    if (!fact->told) continue;
    if (!out.first_told || fact->told->start < *out.first_told) {
      out.first_told = fact->told->start;
      out.first_doc = fact->doc;
    }
    if (!out.last_told || fact->told->stop > *out.last_told) {
      out.last_told = fact->told->stop;
      out.last_doc = fact->doc;
    }
  }
  out.statuses.assign(statuses.begin(), statuses.end());
  return out;
}

struct Toll {
  const char* field;
  std::optional<Quantity> Fact::* quantity;
};

constexpr Toll kTolls[] = {{"killed", &Fact::killed},
                           {"injured", &Fact::injured},
                           {"detained", &Fact::detained},
                           {"missing", &Fact::missing}};

// The value of a field that a fact says.
std::string ValueOf(const Incident& incident, const char* name, const Fact& fact) {
  const IncidentField* field = FieldOf(incident, name);
  if (field == nullptr) return {};
  for (const FieldValue& value : field->values) {
    if (std::binary_search(value.facts.begin(), value.facts.end(), fact.id)) return value.value;
  }
  return {};
}

TollHistory HistoryOf(const LedgerView& ledger, const Incident& incident, const Toll& toll) {
  TollHistory history;
  history.field = toll.field;
  history.best = PreferredText(incident, toll.field);
  std::optional<NumberRange> bounds;
  std::optional<NumberRange> before;  // the last number told on an earlier day, or on the same
  double most = 0;
  for (const Fact* fact : ledger.FactsOf(incident)) {
    const std::optional<Quantity>& told = fact->*toll.quantity;
    if (!told || !(told->low || told->best || told->high)) continue;
    TollStep step;
    step.range = RangeOf(*told);
    step.value = ValueOf(incident, toll.field, *fact);
    if (step.value.empty()) step.value = NumberText(BestOf(*told));
    step.telling = TellingOf(*fact);
    bounds = bounds ? NumberRange{std::min(bounds->low, step.range.low),
                                  std::max(bounds->high, step.range.high)}
                    : step.range;
    if (!fact->told) {
      history.undated.push_back(std::move(step));
      continue;
    }
    const bool same = !history.steps.empty() && history.steps.back().value == step.value;
    if (same) continue;
    step.rises = before && step.range.low > most;
    step.falls = before && step.range.high < before->low;
    before = step.range;
    most = std::max(most, std::min(step.range.high, kUnbounded));
    history.steps.push_back(std::move(step));
  }
  if (bounds) {
    history.low = bounds->low;
    if (bounds->high < kUnbounded) history.high = bounds->high;
  }
  return history;
}

void Told(const char* key, const std::optional<Date>& day, const std::string& doc,
          JsonWriter* json) {
  json->Key(key);
  if (!day) {
    json->Null();
    return;
  }
  json->BeginObject();
  Text("date", ToIso(*day), json);
  Text("doc", doc, json);
  json->EndObject();
}

void WriteSteps(const char* key, const std::vector<TollStep>& steps, JsonWriter* json) {
  json->Key(key);
  json->BeginArray();
  for (const TollStep& step : steps) {
    json->BeginObject();
    Text("value", step.value, json);
    json->Key("rises");
    json->Bool(step.rises);
    json->Key("falls");
    json->Bool(step.falls);
    json->Key("telling");
    WriteTelling(step.telling, json);
    json->EndObject();
  }
  json->EndArray();
}

}  // namespace

std::vector<FieldSupport> SupportOf(const LedgerView& ledger, const Incident& incident) {
  std::vector<FieldSupport> out;
  for (const IncidentField& field : incident.fields) {
    FieldSupport support;
    support.field = &field;
    for (const FieldValue& value : field.values) support.values.push_back(Support(ledger, value));
    out.push_back(std::move(support));
  }
  return out;
}

std::vector<TollHistory> TollsOf(const LedgerView& ledger, const Incident& incident) {
  std::vector<TollHistory> out;
  for (const Toll& toll : kTolls) {
    TollHistory history = HistoryOf(ledger, incident, toll);
    if (!history.steps.empty() || !history.undated.empty()) out.push_back(std::move(history));
  }
  return out;
}

void WriteFieldSupport(const FieldSupport& field, JsonWriter* json) {
  json->BeginObject();
  Text("field", field.field->field, json);
  json->Key("contested");
  json->Bool(field.field->contested);
  Text("rule", field.field->rule, json);
  json->Key("values");
  json->BeginArray();
  for (const ValueSupport& value : field.values) {
    json->BeginObject();
    Text("value", value.value->value, json);
    Text("label", value.value->label, json);
    json->Key("preferred");
    json->Bool(value.value->preferred);
    json->Key("documents");
    json->Int(value.value->documents);
    json->Key("origins");
    json->BeginArray();
    for (const std::string& origin : value.value->origins) json->String(origin);
    json->EndArray();
    Told("first_told", value.first_told, value.first_doc, json);
    Told("last_told", value.last_told, value.last_doc, json);
    json->Key("said_by");
    json->BeginArray();
    for (const auto& [speaker, status] : value.statuses) {
      json->BeginObject();
      Text("speaker", speaker, json);
      Text("status", status, json);
      json->EndObject();
    }
    json->EndArray();
    json->Key("tellings");
    json->BeginArray();
    for (const Telling& telling : value.tellings) WriteTelling(telling, json);
    json->EndArray();
    json->EndObject();
  }
  json->EndArray();
  json->EndObject();
}

void WriteTollHistory(const TollHistory& history, JsonWriter* json) {
  json->BeginObject();
  Text("field", history.field, json);
  json->Key("low");
  json->Double(history.low);
  Text("best", history.best, json);
  json->Key("high");
  if (history.high) {
    json->Double(*history.high);
  } else {
    json->Null();
  }
  WriteSteps("steps", history.steps, json);
  WriteSteps("undated", history.undated, json);
  json->EndObject();
}

}  // namespace tadwin::reconcile

#include "reconcile/reconcile_json.h"

#include <string_view>
#include <vector>

#include "base/json_fields.h"
#include "base/utf8.h"

namespace tadwin::reconcile {
namespace {

using json_fields::Flag;
using json_fields::Number;
using json_fields::Text;
using json_fields::Texts;

// The upper bound of "at least" is not known.
void Range(const NumberRange& range, JsonWriter* json) {
  constexpr double kUnbounded = 1e12;
  Number("low", range.low, json);
  json->Key("high");
  if (range.high >= kUnbounded) {
    json->Null();
  } else {
    json->Double(range.high);
  }
}

void Tellings(const std::vector<Telling>& tellings, JsonWriter* json) {
  json->Key("tellings");
  json->BeginArray();
  for (const Telling& telling : tellings) WriteTelling(telling, json);
  json->EndArray();
}

// Where words stand; null where the text is not at hand.
void WriteWords(const std::string& doc, Span words, const std::string* text, JsonWriter* json) {
  if (text == nullptr || words.empty() || words.end > text->size()) {
    json->Null();
    return;
  }
  const CodePointIndex index(*text);
  json->BeginObject();
  Text("doc", doc, json);
  json->Key("begin");
  json->Int(index.FromByte(words.begin));
  json->Key("end");
  json->Int(index.FromByte(words.end));
  Text("text", std::string_view(*text).substr(words.begin, words.size()), json);
  json->EndObject();
}

void Interval(const char* key, const std::optional<DateInterval>& when, JsonWriter* json) {
  json->Key(key);
  if (!when) {
    json->Null();
    return;
  }
  json->BeginObject();
  Text("value", IntervalText(*when), json);
  Text("start", ToIso(when->start), json);
  Text("stop", ToIso(when->stop), json);
  json->EndObject();
}

void WriteParty(const Party& party, JsonWriter* json) {
  json->BeginObject();
  Text("text", party.text, json);
  Text("id", party.id, json);
  Text("name_en", party.name_en, json);
  json->EndObject();
}

void WriteSide(const char* key, const Side& side, JsonWriter* json) {
  json->Key(key);
  if (side.key.empty()) {
    json->Null();
    return;
  }
  json->BeginObject();
  Text("key", side.key, json);
  Text("label", side.label, json);
  json->EndObject();
}

void WriteLevelValue(const LevelValue& value, JsonWriter* json) {
  json->BeginObject();
  Number("n", value.n, json);
  Range(value.range, json);
  Flag("ahead", value.ahead, json);
  Tellings(value.tellings, json);
  json->EndObject();
}

void WriteLevelValues(const char* key, const std::vector<LevelValue>& values, JsonWriter* json) {
  json->Key(key);
  json->BeginArray();
  for (const LevelValue& value : values) WriteLevelValue(value, json);
  json->EndArray();
}

}  // namespace

void WriteTelling(const Telling& telling, JsonWriter* json) {
  json->BeginObject();
  Text("fact", telling.fact, json);
  Text("doc", telling.doc, json);
  Text("speaker", telling.speaker, json);
  Text("speaker_type", telling.speaker_type, json);
  Text("status", telling.status, json);
  Text("told", telling.told ? ToIso(*telling.told) : "", json);
  json->EndObject();
}

void WriteTally(const TallyRecord& tally, JsonWriter* json) {
  json->BeginObject();
  Text("incident", tally.incident, json);
  Number("n", tally.n, json);
  Range(tally.range, json);
  Text("what", tally.what, json);
  Text("key", tally.key, json);
  Text("scope", tally.scope, json);
  Interval("period", tally.period, json);
  Text("place", tally.place, json);
  Text("country", tally.country, json);
  Flag("country_told", tally.country_told, json);
  Text("counts", CountedName(tally.counts), json);
  Text("why_not", tally.why_not, json);
  Number("itemised", tally.itemised, json);
  Number("possible", tally.possible, json);
  json->Key("items");
  json->BeginArray();
  for (const TallyItem& item : tally.items) {
    json->BeginObject();
    Text("incident", item.incident, json);
    Text("title", item.title, json);
    Text("when", item.when, json);
    Number("counts_for", item.counts_for, json);
    Flag("certain", item.certain, json);
    Text("open", item.open, json);
    json->EndObject();
  }
  json->EndArray();
  Tellings(tally.tellings, json);
  json->EndObject();
}

void WriteTallyConflict(const TallyConflict& conflict, JsonWriter* json) {
  json->BeginObject();
  Text("kind", conflict.kind, json);
  Texts("incidents", {conflict.first, conflict.second}, json);
  Text("reason", conflict.reason, json);
  json->EndObject();
}

void WriteLevelSeries(const LevelSeries& series, JsonWriter* json) {
  json->BeginObject();
  Text("key", series.key, json);
  Text("what", series.what, json);
  Texts("incidents", series.incidents, json);
  json->Key("steps");
  json->BeginArray();
  for (const LevelStep& step : series.steps) {
    json->BeginObject();
    Text("at", IntervalText(step.when), json);
    Text("start", ToIso(step.when.start), json);
    Text("stop", ToIso(step.when.stop), json);
    Flag("contested", step.contested, json);
    json->Key("change");
    if (step.change) {
      json->Double(*step.change);
    } else {
      json->Null();
    }
    WriteLevelValues("values", step.values, json);
    json->EndObject();
  }
  json->EndArray();
  WriteLevelValues("undated", series.undated, json);
  json->Key("conflicts");
  json->BeginArray();
  for (const LevelConflict& conflict : series.conflicts) {
    json->BeginObject();
    Text("rule", conflict.rule, json);
    Texts("at", {conflict.first_date, conflict.second_date}, json);
    WriteLevelValues("values", {conflict.first, conflict.second}, json);
    json->EndObject();
  }
  json->EndArray();
  json->EndObject();
}

void WriteContradiction(const Contradiction& contradiction, const TextOf& text_of,
                        JsonWriter* json) {
  json->BeginObject();
  Text("doc", contradiction.doc, json);
  Text("doc_sha256", contradiction.doc_sha256, json);
  Text("field", contradiction.field, json);
  Text("rule", contradiction.rule, json);
  Flag("same_teller", contradiction.same_teller, json);
  Flag("certain", contradiction.certain, json);
  Texts("incidents", contradiction.incidents, json);
  Text("title", contradiction.title, json);
  const std::string* text = text_of ? text_of(contradiction.doc_sha256) : nullptr;
  json->Key("values");
  json->BeginArray();
  for (const ContradictingValue& value : contradiction.values) {
    json->BeginObject();
    Text("value", value.value, json);
    json->Key("begin");
    if (text == nullptr || value.tellings.empty()) {
      json->Null();
    } else {
      json->Int(CodePointIndex(*text).FromByte(value.begin));
    }
    Tellings(value.tellings, json);
    json->EndObject();
  }
  json->EndArray();
  json->EndObject();
}

void WriteStance(const Stance& stance, JsonWriter* json) {
  json->BeginObject();
  Text("incident", stance.incident, json);
  Text("stance", StanceKindName(stance.kind), json);
  json->Key("by");
  WriteParty(stance.by, json);
  Text("by_type", stance.by_type, json);
  json->Key("on");
  json->BeginArray();
  for (const Party& party : stance.on) WriteParty(party, json);
  json->EndArray();
  Text("rule", stance.rule, json);
  Flag("certain", stance.certain, json);
  Tellings(stance.tellings, json);
  json->EndObject();
}

void WriteRelation(const Relation& relation, const TextOf& text_of, JsonWriter* json) {
  json->BeginObject();
  Text("kind", relation.kind, json);
  Text("from", relation.from, json);
  Text("to", relation.to, json);
  Text("basis", relation.stated ? "stated" : "inferred", json);
  Flag("resolved", relation.resolved, json);
  Text("rule", relation.rule, json);
  Text("reason", relation.reason, json);
  json->Key("words");
  const std::string* text = relation.stated && text_of ? text_of(relation.doc_sha256) : nullptr;
  WriteWords(relation.doc, relation.words, text, json);
  Tellings(relation.tellings, json);
  json->EndObject();
}

void WriteResponseRow(const ResponseRow& row, JsonWriter* json) {
  json->BeginObject();
  WriteSide("side", row.side, json);
  WriteSide("against", row.against, json);
  Text("period", row.period, json);
  json->Key("attacks");
  json->Int(static_cast<int64_t>(row.attacks.size()));
  json->Key("responses");
  json->BeginObject();
  json->Key("stated");
  json->Int(static_cast<int64_t>(row.stated.size()));
  json->Key("inferred");
  json->Int(static_cast<int64_t>(row.inferred.size()));
  json->EndObject();
  json->Key("ratio");
  if (row.ratio) {
    json->Double(*row.ratio);
  } else {
    json->Null();
  }
  Texts("attack_incidents", row.attacks, json);
  Texts("stated_incidents", row.stated, json);
  Texts("inferred_incidents", row.inferred, json);
  Texts("assumed_side", row.assumed, json);
  json->EndObject();
}

void WriteEntityLink(const EntityLink& link, const TextOf& text_of, JsonWriter* json) {
  json->BeginObject();
  Text("kind", link.kind, json);
  Text("to", link.to, json);
  Text("to_name", link.to_name, json);
  json->Key("asserted");
  json->BeginArray();
  for (const EntityAssertion& assertion : link.assertions) {
    json->BeginObject();
    Text("by", assertion.by, json);
    Text("by_type", assertion.by_type, json);
    Text("since", assertion.since, json);
    Text("until", assertion.until, json);
    Text("doc", assertion.doc, json);
    Text("sha256", assertion.doc_sha256, json);
    json->Key("words");
    WriteWords(assertion.doc, assertion.words,
               assertion.doc_sha256.empty() ? nullptr : text_of(assertion.doc_sha256), json);
    json->EndObject();
  }
  json->EndArray();
  json->EndObject();
}

void WriteEntity(const Entity& entity, const TextOf& text_of, JsonWriter* json) {
  json->BeginObject();
  Text("id", entity.id, json);
  Text("name_en", entity.name_en, json);
  Text("kind", entity.kind, json);
  Text("country", entity.country, json);
  json->Key("names");
  json->BeginArray();
  for (const EntityName& name : entity.names) {
    json->BeginObject();
    Text("text", name.text, json);
    json->Key("facts");
    json->Int(name.facts);
    json->Key("documents");
    json->Int(name.documents);
    json->EndObject();
  }
  json->EndArray();
  json->Key("links");
  json->BeginArray();
  for (const EntityLink& link : entity.links) WriteEntityLink(link, text_of, json);
  json->EndArray();
  Texts("merged", entity.merged, json);
  json->EndObject();
}

}  // namespace tadwin::reconcile

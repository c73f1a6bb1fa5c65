#include "model/fact_record.h"

#include <cstdio>

#include <simdjson.h>

#include "base/json_writer.h"
#include "model/enum_names.h"

namespace tadwin {
namespace {

// --- Writing: a key is left out when there is nothing to say.

void Put(const char* key, const std::string& text, JsonWriter* out) {
  if (text.empty()) return;
  out->Key(key);
  out->String(text);
}

void Put(const char* key, const std::optional<double>& number, JsonWriter* out) {
  if (!number) return;
  out->Key(key);
  out->Double(*number);
}

void Put(const char* key, const std::optional<Date>& date, JsonWriter* out) {
  if (date) Put(key, ToIso(*date), out);
}

void Put(const char* key, bool flag, JsonWriter* out) {
  if (!flag) return;
  out->Key(key);
  out->Bool(true);
}

void Put(const char* key, Span span, JsonWriter* out) {
  if (span == Span{}) return;
  out->Key(key);
  out->BeginArray();
  out->Int(span.begin);
  out->Int(span.end);
  out->EndArray();
}

void Put(const char* key, const Quantity& quantity, JsonWriter* out) {
  out->Key(key);
  out->BeginObject();
  Put("low", quantity.low, out);
  Put("best", quantity.best, out);
  Put("high", quantity.high, out);
  out->EndObject();
}

void Put(const char* key, const std::optional<Quantity>& quantity, JsonWriter* out) {
  if (quantity) Put(key, *quantity, out);
}

void Put(const char* key, const TimeValue& time, JsonWriter* out) {
  const bool told = time.start || time.stop || time.precision != Precision::kUnknown ||
                    time.anchor != TimeAnchor::kExplicit || time.is_duration || time.length_days ||
                    time.is_deadline || time.yearless;
  if (!told) return;
  out->Key(key);
  out->BeginObject();
  Put("start", time.start, out);
  Put("stop", time.stop, out);
  if (time.precision != Precision::kUnknown) {
    Put("precision", std::string(PrecisionName(time.precision)), out);
  }
  if (time.anchor != TimeAnchor::kExplicit) {
    Put("anchor", std::string(TimeAnchorName(time.anchor)), out);
  }
  Put("duration", time.is_duration, out);
  Put("length_days", time.length_days, out);
  Put("deadline", time.is_deadline, out);
  Put("yearless", time.yearless, out);
  out->EndObject();
}

void WriteName(const NamedRef& ref, JsonWriter* out) {
  out->BeginObject();
  Put("text", ref.text, out);
  Put("span", ref.span, out);
  Put("id", ref.name.id, out);
  Put("name_en", ref.name.name_en, out);
  Put("country", ref.name.country, out);
  if (ref.name.kind != NameKind::kUnknown) {
    Put("kind", std::string(NameKindName(ref.name.kind)), out);
  }
  Put("lat", ref.name.lat, out);
  Put("lon", ref.name.lon, out);
  Put("radius_km", ref.name.radius_km, out);
  Put("actor_id", ref.name.actor_id, out);
  out->EndObject();
}

void Put(const char* key, const std::vector<NamedRef>& names, JsonWriter* out) {
  if (names.empty()) return;
  out->Key(key);
  out->BeginArray();
  for (const NamedRef& ref : names) WriteName(ref, out);
  out->EndArray();
}

void Put(const char* key, const std::vector<std::string>& list, JsonWriter* out) {
  if (list.empty()) return;
  out->Key(key);
  out->BeginArray();
  for (const std::string& text : list) out->String(text);
  out->EndArray();
}

// Speaker and SpeakerLink have the same keys but for the chain.
template <typename Link>
void PutLinkKeys(const Link& link, JsonWriter* out) {
  Put("text", link.text, out);
  if (link.type != SpeakerType::kUnknown) {
    Put("type", std::string(SpeakerTypeName(link.type)), out);
  }
  Put("span", link.span, out);
  Put("id", link.id, out);
}

void PutSpeaker(const std::optional<Speaker>& speaker, JsonWriter* out) {
  if (!speaker) return;
  out->Key("speaker");
  out->BeginObject();
  PutLinkKeys(*speaker, out);
  if (!speaker->chain.empty()) {
    out->Key("chain");
    out->BeginArray();
    for (const SpeakerLink& link : speaker->chain) {
      out->BeginObject();
      PutLinkKeys(link, out);
      out->EndObject();
    }
    out->EndArray();
  }
  out->EndObject();
}

void PutEvidence(const std::vector<Evidence>& evidence, JsonWriter* out) {
  if (evidence.empty()) return;
  out->Key("evidence");
  out->BeginArray();
  for (const Evidence& one : evidence) {
    out->BeginObject();
    Put("field", one.field, out);
    Put("span", one.span, out);
    Put("rule", one.rule, out);
    out->EndObject();
  }
  out->EndArray();
}

// --- Reading. What is not there leaves the field as it is; a wrong type leaves it unknown too.

using Json = simdjson::dom::element;

std::string Text(const Json& object, const char* key) {
  std::string_view text;
  if (object[key].get_string().get(text) != simdjson::SUCCESS) return {};
  return std::string(text);
}

std::optional<double> Number(const Json& object, const char* key) {
  double number = 0;
  if (object[key].get_double().get(number) != simdjson::SUCCESS) return std::nullopt;
  return number;
}

std::optional<int64_t> Integer(const Json& object, const char* key) {
  int64_t number = 0;
  if (object[key].get_int64().get(number) != simdjson::SUCCESS) return std::nullopt;
  return number;
}

bool Flag(const Json& object, const char* key) {
  bool flag = false;
  return object[key].get_bool().get(flag) == simdjson::SUCCESS && flag;
}

std::optional<Date> DateAt(const Json& object, const char* key) {
  const Result<DateInterval> date = ParseIsoDate(Text(object, key));
  if (!date) return std::nullopt;
  return date->start;
}

Span SpanAt(const Json& object, const char* key) {
  simdjson::dom::array pair;
  if (object[key].get_array().get(pair) != simdjson::SUCCESS || pair.size() != 2) return {};
  uint64_t begin = 0;
  uint64_t end = 0;
  if (pair.at(0).get_uint64().get(begin) != simdjson::SUCCESS ||
      pair.at(1).get_uint64().get(end) != simdjson::SUCCESS) {
    return {};
  }
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
}

std::optional<Quantity> QuantityAt(const Json& object, const char* key) {
  Json quantity;
  if (object[key].get(quantity) != simdjson::SUCCESS) return std::nullopt;
  return Quantity{Number(quantity, "low"), Number(quantity, "best"), Number(quantity, "high")};
}

TimeValue TimeAt(const Json& object, const char* key) {
  TimeValue time;
  Json json;
  if (object[key].get(json) != simdjson::SUCCESS) return time;
  time.start = DateAt(json, "start");
  time.stop = DateAt(json, "stop");
  time.precision = PrecisionOf(Text(json, "precision"));
  time.anchor = TimeAnchorOf(Text(json, "anchor"));
  time.is_duration = Flag(json, "duration");
  time.length_days = Number(json, "length_days");
  time.is_deadline = Flag(json, "deadline");
  time.yearless = Flag(json, "yearless");
  return time;
}

// Calls `read` for every element of an array.
template <typename Read>
void ForEach(const Json& object, const char* key, const Read& read) {
  simdjson::dom::array array;
  if (object[key].get_array().get(array) != simdjson::SUCCESS) return;
  for (const Json element : array) read(element);
}

std::vector<std::string> TextsAt(const Json& object, const char* key) {
  std::vector<std::string> texts;
  ForEach(object, key, [&texts](const Json& json) {
    std::string_view text;
    if (json.get_string().get(text) == simdjson::SUCCESS) texts.emplace_back(text);
  });
  return texts;
}

std::vector<NamedRef> NamesAt(const Json& object, const char* key) {
  std::vector<NamedRef> names;
  ForEach(object, key, [&names](const Json& json) {
    NamedRef ref;
    ref.text = Text(json, "text");
    ref.span = SpanAt(json, "span");
    ref.name.id = Text(json, "id");
    ref.name.name_en = Text(json, "name_en");
    ref.name.country = Text(json, "country");
    ref.name.kind = NameKindOf(Text(json, "kind"));
    ref.name.lat = Number(json, "lat");
    ref.name.lon = Number(json, "lon");
    ref.name.radius_km = Number(json, "radius_km");
    ref.name.actor_id = Text(json, "actor_id");
    names.push_back(std::move(ref));
  });
  return names;
}

template <typename Link>
void ReadLink(const Json& json, Link* link) {
  link->text = Text(json, "text");
  link->type = SpeakerTypeOf(Text(json, "type"));
  link->span = SpanAt(json, "span");
  link->id = Text(json, "id");
}

std::optional<Speaker> SpeakerAt(const Json& object) {
  Json json;
  if (object["speaker"].get(json) != simdjson::SUCCESS) return std::nullopt;
  Speaker speaker;
  ReadLink(json, &speaker);
  ForEach(json, "chain", [&speaker](const Json& element) {
    SpeakerLink link;
    ReadLink(element, &link);
    speaker.chain.push_back(std::move(link));
  });
  return speaker;
}

void ReadValues(const Json& json, Fact* fact) {
  fact->plover = Text(json, "plover");
  fact->mode = Text(json, "mode");
  fact->subtype = Text(json, "subtype");
  fact->time = TimeAt(json, "time");
  fact->date_text = Text(json, "date_text");
  fact->actors = NamesAt(json, "actors");
  fact->targets = NamesAt(json, "targets");
  std::vector<NamedRef> place = NamesAt(json, "place");
  if (!place.empty()) fact->place = std::move(place.front());
  fact->killed = QuantityAt(json, "killed");
  fact->injured = QuantityAt(json, "injured");
  fact->detained = QuantityAt(json, "detained");
  fact->missing = QuantityAt(json, "missing");
  fact->weapon = Text(json, "weapon");
  fact->count = Integer(json, "count");
  fact->outcome = OutcomeOf(Text(json, "outcome"));
  fact->contexts = TextsAt(json, "context");
  fact->score = Number(json, "score").value_or(0.0);
  fact->n = Number(json, "n");
  fact->quantity = QuantityAt(json, "quantity").value_or(Quantity{});
  fact->what = Text(json, "what");
  fact->what_key = Text(json, "what_key");
  fact->who = NamesAt(json, "who");
  fact->to_whom = NamesAt(json, "to_whom");
  fact->commitment_what = Text(json, "commitment");
  fact->due = TimeAt(json, "due");
  fact->due_text = Text(json, "due_text");
  fact->made_on = TimeAt(json, "made_on");
  fact->wording = Text(json, "wording");
  fact->credit = Text(json, "credit");
}

}  // namespace

std::string FactRecord(const Fact& fact) {
  std::string record;
  JsonWriter out(&record);
  out.BeginObject();
  Put("id", fact.id, &out);
  Put("kind", std::string(FactKindName(fact.kind)), &out);
  Put("span", fact.span, &out);
  Put("text", fact.text, &out);
  Put("status", std::string(FactStatusName(fact.status)), &out);
  out.Key("sentence");
  out.Int(fact.sentence);
  Put("rules", fact.rules, &out);
  PutSpeaker(fact.speaker, &out);
  Put("plover", fact.plover, &out);
  Put("mode", fact.mode, &out);
  Put("subtype", fact.subtype, &out);
  Put("time", fact.time, &out);
  Put("date_text", fact.date_text, &out);
  Put("actors", fact.actors, &out);
  Put("targets", fact.targets, &out);
  if (fact.place) Put("place", std::vector<NamedRef>{*fact.place}, &out);
  Put("killed", fact.killed, &out);
  Put("injured", fact.injured, &out);
  Put("detained", fact.detained, &out);
  Put("missing", fact.missing, &out);
  Put("weapon", fact.weapon, &out);
  if (fact.count) {
    out.Key("count");
    out.Int(*fact.count);
  }
  if (fact.outcome != Outcome::kUnknown) {
    Put("outcome", std::string(OutcomeName(fact.outcome)), &out);
  }
  Put("context", fact.contexts, &out);
  if (fact.score != 0.0) Put("score", std::optional<double>(fact.score), &out);
  Put("n", fact.n, &out);
  if (fact.quantity != Quantity{}) Put("quantity", fact.quantity, &out);
  Put("what", fact.what, &out);
  Put("what_key", fact.what_key, &out);
  Put("who", fact.who, &out);
  Put("to_whom", fact.to_whom, &out);
  Put("commitment", fact.commitment_what, &out);
  Put("due", fact.due, &out);
  Put("due_text", fact.due_text, &out);
  Put("made_on", fact.made_on, &out);
  Put("wording", fact.wording, &out);
  Put("credit", fact.credit, &out);
  PutEvidence(fact.evidence, &out);
  Put("wording", fact.wording, &out);
  Put("credit", fact.credit, &out);
  out.EndObject();
  return record;
}

Result<Fact> ParseFactRecord(std::string_view record) {
  simdjson::dom::parser parser;
  Json json;
  if (const auto error = parser.parse(record.data(), record.size()).get(json)) {
    return Error{ErrorCode::kBadFormat,
                 std::string("no record of a fact: ") + simdjson::error_message(error), ""};
  }
  Fact fact;
  fact.id = Text(json, "id");
  const std::optional<FactKind> kind = FindFactKind(Text(json, "kind"));
  if (fact.id.empty() || !kind) {
    return Error{ErrorCode::kBadFormat, "a record of a fact needs an id and a kind", ""};
  }
  fact.kind = *kind;
  fact.span = SpanAt(json, "span");
  fact.text = Text(json, "text");
  fact.status = FactStatusOf(Text(json, "status"));
  fact.sentence = static_cast<uint32_t>(Integer(json, "sentence").value_or(0));
  fact.rules = TextsAt(json, "rules");
  fact.speaker = SpeakerAt(json);
  ReadValues(json, &fact);
  fact.wording = Text(json, "wording");
  fact.credit = Text(json, "credit");
  ForEach(json, "evidence", [&fact](const Json& one) {
    fact.evidence.push_back({Text(one, "field"), SpanAt(one, "span"), Text(one, "rule")});
  });
  return fact;
}

}  // namespace tadwin

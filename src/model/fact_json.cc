#include "model/fact_json.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace tadwin {
namespace {

void StringOrNull(std::string_view text, JsonWriter* out) {
  if (text.empty()) {
    out->Null();
  } else {
    out->String(text);
  }
}

void DateOrNull(const std::optional<Date>& date, JsonWriter* out) {
  if (date) {
    out->String(ToIso(*date));
  } else {
    out->Null();
  }
}

void NumberOrNull(const std::optional<double>& number, JsonWriter* out) {
  if (number) {
    out->Double(*number);
  } else {
    out->Null();
  }
}

void WriteQuantity(const std::optional<Quantity>& quantity, JsonWriter* out) {
  if (!quantity) {
    out->Null();
    return;
  }
  out->BeginObject();
  out->Key("low");
  NumberOrNull(quantity->low, out);
  out->Key("best");
  NumberOrNull(quantity->best, out);
  out->Key("high");
  NumberOrNull(quantity->high, out);
  out->EndObject();
}

void WriteSpeaker(const std::optional<Speaker>& speaker, JsonWriter* out) {
  if (!speaker) {
    out->Null();
    return;
  }
  out->BeginObject();
  out->Key("text");
  StringOrNull(speaker->text, out);
  out->Key("type");
  out->String(SpeakerTypeName(speaker->type));
  out->Key("chain");
  out->BeginArray();
  for (const SpeakerLink& link : speaker->chain) {
    out->BeginObject();
    out->Key("text");
    StringOrNull(link.text, out);
    out->Key("type");
    out->String(SpeakerTypeName(link.type));
    out->EndObject();
  }
  out->EndArray();
  out->EndObject();
}

void WriteNames(const std::vector<NamedRef>& names, JsonWriter* out) {
  out->BeginArray();
  for (const NamedRef& ref : names) {
    out->BeginObject();
    out->Key("text");
    StringOrNull(ref.text, out);
    out->Key("id");
    StringOrNull(ref.name.id, out);
    out->Key("name_en");
    StringOrNull(ref.name.name_en, out);
    out->EndObject();
  }
  out->EndArray();
}

// A place's own keys after its words; shared by facts and mentions.
void WritePlaceKeys(const NameValue& name, JsonWriter* out) {
  out->Key("country");
  StringOrNull(name.country, out);
  out->Key("lat");
  NumberOrNull(name.lat, out);
  out->Key("lon");
  NumberOrNull(name.lon, out);
}

void WritePlace(const std::optional<NamedRef>& place, JsonWriter* out) {
  if (!place) {
    out->Null();
    return;
  }
  out->BeginObject();
  out->Key("text");
  StringOrNull(place->text, out);
  out->Key("id");
  StringOrNull(place->name.id, out);
  out->Key("name_en");
  StringOrNull(place->name.name_en, out);
  WritePlaceKeys(place->name, out);
  out->Key("radius_km");
  NumberOrNull(place->name.radius_km, out);
  out->EndObject();
}

// Commitments give their parties as words; several are joined by a comma.
void WriteWords(const std::vector<NamedRef>& names, JsonWriter* out) {
  std::string words;
  for (const NamedRef& ref : names) {
    if (!words.empty() && !ref.text.empty()) words += ", ";
    words += ref.text;
  }
  StringOrNull(words, out);
}

void WriteEvidence(const Fact& fact, const CodePointIndex& index, JsonWriter* out) {
  std::vector<Evidence> sorted;
  for (const Evidence& evidence : fact.evidence) {
    if (!evidence.span.empty()) sorted.push_back(evidence);
  }
  std::sort(sorted.begin(), sorted.end(), [](const Evidence& a, const Evidence& b) {
    return std::tie(a.field, a.span) < std::tie(b.field, b.span);
  });
  out->BeginObject();
  const Evidence* previous = nullptr;
  int ordinal = 1;
  for (const Evidence& evidence : sorted) {
    if (previous != nullptr && previous->field == evidence.field) {
      if (previous->span == evidence.span) continue;
      out->Key(evidence.field + "." + std::to_string(++ordinal));
    } else {
      ordinal = 1;
      out->Key(evidence.field);
    }
    previous = &evidence;
    out->BeginArray();
    out->Int(index.FromByte(evidence.span.begin));
    out->Int(index.FromByte(evidence.span.end));
    out->EndArray();
  }
  out->EndObject();
}

void WriteEventKeys(const Fact& fact, JsonWriter* out) {
  out->Key("plover");
  StringOrNull(fact.plover, out);
  out->Key("mode");
  StringOrNull(fact.mode, out);
  out->Key("subtype");
  StringOrNull(fact.subtype, out);
  out->Key("start");
  DateOrNull(fact.time.start, out);
  out->Key("stop");
  DateOrNull(fact.time.stop, out);
  out->Key("date_text");
  StringOrNull(fact.date_text, out);
  out->Key("actor");
  WriteNames(fact.actors, out);
  out->Key("target");
  WriteNames(fact.targets, out);
  out->Key("place");
  WritePlace(fact.place, out);
  out->Key("killed");
  WriteQuantity(fact.killed, out);
  out->Key("injured");
  WriteQuantity(fact.injured, out);
  out->Key("weapon");
  StringOrNull(fact.weapon, out);
  out->Key("count");
  if (fact.count) {
    out->Int(*fact.count);
  } else {
    out->Null();
  }
  out->Key("outcome");
  out->String(OutcomeName(fact.outcome));
  out->Key("context");
  out->BeginArray();
  for (const std::string& context : fact.contexts) out->String(context);
  out->EndArray();
}

void WriteKindKeys(const Fact& fact, JsonWriter* out) {
  switch (fact.kind) {
    case FactKind::kEvent: WriteEventKeys(fact, out); return;
    case FactKind::kTally:
      out->Key("place");
      WritePlace(fact.place, out);
      [[fallthrough]];
    case FactKind::kLevel:
      out->Key("n");
      NumberOrNull(fact.n, out);
      out->Key("what");
      StringOrNull(fact.what, out);
      if (fact.kind == FactKind::kLevel) {
        out->Key("at");
        DateOrNull(fact.time.start, out);
        return;
      }
      out->Key("period_start");
      DateOrNull(fact.time.start, out);
      out->Key("period_end");
      DateOrNull(fact.time.stop, out);
      return;
    case FactKind::kCommitment:
      out->Key("who");
      WriteWords(fact.who, out);
      out->Key("to_whom");
      WriteWords(fact.to_whom, out);
      out->Key("due");
      DateOrNull(fact.due.stop ? fact.due.stop : fact.due.start, out);
      out->Key("made_on");
      DateOrNull(fact.made_on.start, out);
      return;
  }
}

void WriteMentionValue(const Mention& mention, JsonWriter* out) {
  switch (mention.layer) {
    case Layer::kTime:
      out->Key("start");
      DateOrNull(mention.time.start, out);
      out->Key("stop");
      DateOrNull(mention.time.stop, out);
      out->Key("precision");
      out->String(PrecisionName(mention.time.precision));
      if (mention.time.is_duration) {
        out->Key("length_days");
        NumberOrNull(mention.time.length_days, out);
      }
      return;
    case Layer::kNumber:
    case Layer::kOrdinal:
      out->Key("value");
      NumberOrNull(mention.quantity.best ? mention.quantity.best : mention.quantity.low, out);
      if (mention.quantity.low != mention.quantity.high) {
        out->Key("low");
        NumberOrNull(mention.quantity.low, out);
        out->Key("high");
        NumberOrNull(mention.quantity.high, out);
      }
      return;
    case Layer::kToll:
      out->Key("kind");
      out->String(TollKindName(mention.toll.kind));
      out->Key("value");
      WriteQuantity(mention.toll.quantity, out);
      out->Key("who");
      StringOrNull(mention.toll.who, out);
      return;
    case Layer::kPerson:
    case Layer::kOrg:
    case Layer::kPlace:
    case Layer::kGroup:
    case Layer::kWeapon:
      out->Key("id");
      StringOrNull(mention.name.id, out);
      out->Key("name_en");
      StringOrNull(mention.name.name_en, out);
      out->Key("kind");
      out->String(NameKindName(mention.name.kind));
      if (mention.layer == Layer::kPlace) {
        WritePlaceKeys(mention.name, out);
      } else if (mention.layer != Layer::kWeapon) {
        out->Key("country");
        StringOrNull(mention.name.country, out);
      }
      return;
  }
}

}  // namespace

void WriteFact(const Fact& fact, const CodePointIndex& index, FactKeys keys, JsonWriter* out) {
  out->BeginObject();
  out->Key("id");
  out->String(fact.id);
  out->Key("doc");
  out->String(fact.doc);
  out->Key("kind");
  out->String(FactKindName(fact.kind));
  out->Key("begin");
  out->Int(index.FromByte(fact.span.begin));
  out->Key("end");
  out->Int(index.FromByte(fact.span.end));
  out->Key("text");
  out->String(fact.text);
  out->Key("status");
  out->String(FactStatusName(fact.status));
  out->Key("speaker");
  WriteSpeaker(fact.speaker, out);
  out->Key("rule");
  std::string rules;
  for (const std::string& rule : fact.rules) {
    if (!rules.empty()) rules += ',';
    rules += rule;
  }
  StringOrNull(rules, out);
  WriteKindKeys(fact, out);
  if (fact.kind == FactKind::kEvent) {
    out->Key("incident");
    StringOrNull(fact.incident, out);
  }
  out->Key("evidence");
  WriteEvidence(fact, index, out);
  if (keys == FactKeys::kWithScore && fact.kind == FactKind::kEvent) {
    out->Key("score");
    out->Double(fact.score);
  }
  out->EndObject();
}

void WriteMention(const Mention& mention, std::string_view text, const CodePointIndex& index,
                  JsonWriter* out) {
  const bool wider = !mention.name.name_span.empty() && mention.name.name_span != mention.span;
  const Span span = wider ? mention.name.name_span : mention.span;
  out->BeginObject();
  out->Key("layer");
  out->String(LayerName(mention.layer));
  out->Key("begin");
  out->Int(index.FromByte(span.begin));
  out->Key("end");
  out->Int(index.FromByte(span.end));
  out->Key("text");
  out->String(text.substr(span.begin, span.size()));
  WriteMentionValue(mention, out);
  if (wider) {
    out->Key("area");
    out->BeginArray();
    out->Int(index.FromByte(mention.span.begin));
    out->Int(index.FromByte(mention.span.end));
    out->EndArray();
  }
  out->Key("rule");
  StringOrNull(mention.rule, out);
  out->EndObject();
}

std::string IntervalToIso(const DateInterval& interval) {
  const CivilDate start = ToCivil(interval.start);
  const CivilDate stop = ToCivil(interval.stop);
  std::string day = ToIso(interval.start);
  if (start.year != stop.year || start.day != 1) return day;
  if (start.month == 1 && stop.month == 12 && stop.day == 31) return day.substr(0, day.size() - 6);
  if (start.month == stop.month && stop.day == DaysInMonth(stop.year, stop.month)) {
    return day.substr(0, day.size() - 3);
  }
  return day;
}

uint32_t FirstEvidenceOffset(const Fact& fact) {
  uint32_t first = fact.span.begin;
  for (const Evidence& evidence : fact.evidence) {
    if (!evidence.span.empty()) first = std::min(first, evidence.span.begin);
  }
  return first;
}

void SortFacts(std::vector<Fact>* facts) {
  std::sort(facts->begin(), facts->end(), [](const Fact& a, const Fact& b) {
    const auto key = [](const Fact& f) { return FirstEvidenceOffset(f); };
    return std::forward_as_tuple(a.doc, key(a), a.id) < std::forward_as_tuple(b.doc, key(b), b.id);
  });
}

}  // namespace tadwin

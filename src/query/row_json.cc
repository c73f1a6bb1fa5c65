#include "query/row_json.h"

namespace tadwin::query {
namespace {

class Object {
 public:
  explicit Object(JsonWriter* out) : out_(out) { out_->BeginObject(); }
  ~Object() { out_->EndObject(); }
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;

  void Text(const char* key, const std::string& text) {
    out_->Key(key);
    if (text.empty()) {
      out_->Null();
    } else {
      out_->String(text);
    }
  }
  void Number(const char* key, const std::optional<double>& number) {
    out_->Key(key);
    if (number) {
      out_->Double(*number);
    } else {
      out_->Null();
    }
  }
  void Count(const char* key, int64_t count) {
    out_->Key(key);
    out_->Int(count);
  }

 private:
  JsonWriter* out_;
};

void WriteName(const NameCell& name, JsonWriter* out) {
  Object object(out);
  object.Text("text", name.text);
  object.Text("id", name.id);
  object.Text("name_en", name.name_en);
  object.Text("type", name.type);
}

void WriteNames(const char* key, const std::vector<NameCell>& names, JsonWriter* out) {
  out->Key(key);
  out->BeginArray();
  for (const NameCell& name : names) WriteName(name, out);
  out->EndArray();
}

void AddPlace(const PlaceCell& place, Object* object) {
  object->Text("text", place.text);
  object->Text("id", place.id);
  object->Text("name_en", place.name_en);
  object->Text("country", place.country);
  object->Text("admin", place.admin);
  object->Number("lat", place.lat);
  object->Number("lon", place.lon);
  object->Number("radius_km", place.radius_km);
}

void WritePlace(const std::optional<PlaceCell>& place, JsonWriter* out) {
  out->Key("place");
  if (!place) {
    out->Null();
    return;
  }
  Object object(out);
  AddPlace(*place, &object);
}

void AddDocument(const DocumentRow& row, Object* object, JsonWriter* out) {
  object->Text("sha256", row.sha256);
  object->Text("name", row.name);
  object->Text("title", row.title);
  object->Text("outlet", row.outlet);
  object->Text("url", row.url);
  object->Text("published_start", row.published_start);
  object->Text("published_stop", row.published_stop);
  out->Key("published_inferred");
  out->Bool(row.published_inferred);
  object->Count("sentences", row.sentences);
  object->Count("facts", row.facts);
}

void WriteTexts(const char* key, const std::vector<std::string>& texts, JsonWriter* out) {
  out->Key(key);
  out->BeginArray();
  for (const std::string& text : texts) out->String(text);
  out->EndArray();
}

void WriteQuantity(const char* key, const std::optional<Quantity>& quantity, JsonWriter* out) {
  out->Key(key);
  if (!quantity) {
    out->Null();
    return;
  }
  Object object(out);
  object.Number("low", quantity->low);
  object.Number("best", quantity->best);
  object.Number("high", quantity->high);
}

void WriteSums(const char* key, const std::array<Sum, 3>& sums, JsonWriter* out) {
  constexpr const char* kBounds[] = {"low", "best", "high"};
  out->Key(key);
  out->BeginObject();
  for (size_t i = 0; i < sums.size(); ++i) {
    out->Key(kBounds[i]);
    Object object(out);
    object.Count("sum", sums[i].sum);
    object.Count("unknown", sums[i].unknown);
  }
  out->EndObject();
}

}  // namespace

void WriteRow(const IncidentRow& row, JsonWriter* out) {
  Object object(out);
  object.Text("id", row.id);
  object.Text("kind", row.kind);
  object.Text("title", row.title);
  object.Text("type", row.type);
  object.Text("mode", row.mode);
  object.Text("subtype", row.subtype);
  object.Text("start", row.start);
  object.Text("stop", row.stop);
  WritePlace(row.place, out);
  WriteNames("actors", row.actors, out);
  WriteNames("targets", row.targets, out);
  WriteNames("speakers", row.speakers, out);
  WriteQuantity("killed", row.killed, out);
  WriteQuantity("injured", row.injured, out);
  object.Text("status", row.status);
  object.Text("outcome", row.outcome);
  object.Text("weapon", row.weapon);
  object.Number("n", row.n);
  object.Text("what", row.what);
  object.Text("made_on", row.made_on);
  object.Number("score", row.score);
  object.Count("documents", row.documents);
  object.Count("facts", row.facts);
  WriteTexts("contested", row.contested, out);
  WriteTexts("context", row.contexts, out);
  object.Text("review", row.review);
}

void WriteRow(const FactRow& row, JsonWriter* out) {
  Object object(out);
  object.Text("id", row.id);
  object.Text("kind", row.kind);
  object.Text("incident", row.incident);
  object.Text("document", row.document);
  object.Text("document_name", row.document_name);
  object.Text("outlet", row.outlet);
  object.Text("published", row.published);
  object.Text("text", row.text);
  object.Text("type", row.type);
  object.Text("mode", row.mode);
  object.Text("subtype", row.subtype);
  object.Text("start", row.start);
  object.Text("stop", row.stop);
  WritePlace(row.place, out);
  WriteNames("actors", row.actors, out);
  WriteNames("targets", row.targets, out);
  out->Key("speaker");
  if (row.speaker) {
    WriteName(*row.speaker, out);
  } else {
    out->Null();
  }
  WriteQuantity("killed", row.killed, out);
  WriteQuantity("injured", row.injured, out);
  object.Text("status", row.status);
  object.Text("outcome", row.outcome);
  object.Text("weapon", row.weapon);
  object.Number("n", row.n);
  object.Text("what", row.what);
  object.Number("score", row.score);
  WriteTexts("context", row.contexts, out);
}

void WriteRow(const DocumentRow& row, JsonWriter* out) {
  Object object(out);
  AddDocument(row, &object, out);
}

void WriteRow(const SearchRow& row, JsonWriter* out) {
  Object object(out);
  AddDocument(row.document, &object, out);
  object.Count("matches", row.matches);
  out->Key("snippets");
  out->BeginArray();
  for (const Snippet& snippet : row.snippets) {
    Object one(out);
    one.Text("text", snippet.text);
    one.Count("begin", snippet.begin);
    one.Count("end", snippet.end);
    out->Key("matches");
    out->BeginArray();
    for (const auto& [begin, end] : snippet.matches) {
      out->BeginArray();
      out->Int(begin);
      out->Int(end);
      out->EndArray();
    }
    out->EndArray();
  }
  out->EndArray();
}

void WriteRow(const ActorRow& row, JsonWriter* out) {
  Object object(out);
  object.Text("id", row.id);
  object.Text("name_en", row.name_en);
  object.Text("text", row.text);
  object.Text("type", row.type);
  object.Text("country", row.country);
  object.Count("as_actor", row.as_actor);
  object.Count("as_target", row.as_target);
  object.Count("as_speaker", row.as_speaker);
}

void WriteRow(const PlaceRow& row, JsonWriter* out) {
  Object object(out);
  AddPlace(row.place, &object);
  object.Text("type", row.type);
  object.Count("incidents", row.incidents);
}

void WriteAggregate(const Aggregate& aggregate, JsonWriter* out) {
  Object object(out);
  out->Key("by");
  out->BeginArray();
  for (const std::string& name : aggregate.by) out->String(name);
  out->EndArray();
  out->Key("rows");
  out->BeginArray();
  for (const AggregateRow& row : aggregate.rows) {
    Object one(out);
    out->Key("by");
    out->BeginArray();
    for (size_t i = 0; i < aggregate.by.size(); ++i) {
      const AggregateValue& value = aggregate.ValueOf(row, i);
      Object cell(out);
      cell.Text("key", value.key);
      cell.Text("label", value.label);
    }
    out->EndArray();
    one.Count("incidents", row.incidents);
    WriteSums("killed", row.killed, out);
    WriteSums("injured", row.injured, out);
  }
  out->EndArray();
}

}  // namespace tadwin::query

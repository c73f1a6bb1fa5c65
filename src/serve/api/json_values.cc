#include "serve/api/json_values.h"

#include "model/fact_json.h"

namespace tadwin::serve {

void Texts(const char* key, const std::vector<std::string>& texts, JsonWriter* out) {
  out->Key(key);
  out->BeginArray();
  for (const std::string& text : texts) {
    if (text.empty()) {
      out->Null();
    } else {
      out->String(text);
    }
  }
  out->EndArray();
}

void IntervalOrNull(const char* key, const std::optional<DateInterval>& when, JsonWriter* out) {
  out->Key(key);
  if (!when) {
    out->Null();
    return;
  }
  out->BeginObject();
  Field("start", ToIso(when->start), out);
  Field("stop", ToIso(when->stop), out);
  out->EndObject();
}

void QuantityOrNull(const char* key, const std::optional<Quantity>& quantity, JsonWriter* out) {
  out->Key(key);
  if (!quantity) {
    out->Null();
    return;
  }
  out->BeginObject();
  NumberOrNull("low", quantity->low, out);
  NumberOrNull("best", quantity->best, out);
  NumberOrNull("high", quantity->high, out);
  out->EndObject();
}

void WriteDocumentRef(const char* key, const store::DocumentRecord* document,
                      const std::string& sha256, JsonWriter* out) {
  out->Key(key);
  out->BeginObject();
  Field("sha256", sha256, out);
  Field("name", document == nullptr ? "" : document->name, out);
  MaybeField("title", document == nullptr ? std::nullopt : document->title, out);
  MaybeField("outlet", document == nullptr ? std::nullopt : document->outlet, out);
  const bool dated = document != nullptr && document->published;
  FieldOrNull("published", dated ? IntervalToIso(*document->published) : std::string(), out);
  out->EndObject();
}

}  // namespace tadwin::serve

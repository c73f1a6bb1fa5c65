// Values of the API as JSON: what is not known is null.
//
// Threads: safe with a JsonWriter per thread.

#ifndef TADWIN_SERVE_API_JSON_VALUES_H_
#define TADWIN_SERVE_API_JSON_VALUES_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/json_writer.h"
#include "model/mention.h"
#include "store/store.h"

namespace tadwin::serve {

inline void Field(const char* key, std::string_view text, JsonWriter* out) {
  out->Key(key);
  out->String(text);
}
inline void FieldOrNull(const char* key, std::string_view text, JsonWriter* out) {
  out->Key(key);
  if (text.empty()) {
    out->Null();
  } else {
    out->String(text);
  }
}
inline void MaybeField(const char* key, const std::optional<std::string>& text, JsonWriter* out) {
  FieldOrNull(key, text ? std::string_view(*text) : std::string_view(), out);
}
inline void Field(const char* key, uint64_t number, JsonWriter* out) {
  out->Key(key);
  out->Int(static_cast<int64_t>(number));
}
inline void Number(const char* key, double number, JsonWriter* out) {
  out->Key(key);
  out->Double(number);
}
inline void NumberOrNull(const char* key, const std::optional<double>& number, JsonWriter* out) {
  out->Key(key);
  if (number) {
    out->Double(*number);
  } else {
    out->Null();
  }
}
inline void Flag(const char* key, bool flag, JsonWriter* out) {
  out->Key(key);
  out->Bool(flag);
}
inline void DateOrNull(const char* key, const std::optional<Date>& date, JsonWriter* out) {
  FieldOrNull(key, date ? ToIso(*date) : std::string(), out);
}

// An array of strings; "" is null: the article itself.
void Texts(const char* key, const std::vector<std::string>& texts, JsonWriter* out);
// {"start","stop"} or null.
void IntervalOrNull(const char* key, const std::optional<DateInterval>& when, JsonWriter* out);
void QuantityOrNull(const char* key, const std::optional<Quantity>& quantity, JsonWriter* out);
// DocumentRef of openapi.json; all null but the hash when the document is not known.
void WriteDocumentRef(const char* key, const store::DocumentRecord* document,
                      const std::string& sha256, JsonWriter* out);

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_API_JSON_VALUES_H_

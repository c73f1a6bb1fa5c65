// Keys of a JSON object with their values: what is not known is null.
//
// Example: json_fields::Text("place", place, &json);  // "place":null when it is empty
// Threads: as the writer.

#ifndef TADWIN_BASE_JSON_FIELDS_H_
#define TADWIN_BASE_JSON_FIELDS_H_

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_writer.h"

namespace tadwin::json_fields {

inline void Text(std::string_view key, std::string_view text, JsonWriter* json) {
  json->Key(key);
  if (text.empty()) {
    json->Null();
  } else {
    json->String(text);
  }
}

inline void Texts(std::string_view key, const std::vector<std::string>& texts, JsonWriter* json) {
  json->Key(key);
  json->BeginArray();
  for (const std::string& text : texts) json->String(text);
  json->EndArray();
}

inline void Flag(std::string_view key, bool value, JsonWriter* json) {
  json->Key(key);
  json->Bool(value);
}

inline void Number(std::string_view key, const std::optional<double>& number, JsonWriter* json) {
  json->Key(key);
  if (number) {
    json->Double(*number);
  } else {
    json->Null();
  }
}

template <std::integral Count>
void Number(std::string_view key, Count count, JsonWriter* json) {
  json->Key(key);
  json->Int(static_cast<int64_t>(count));
}

}  // namespace tadwin::json_fields

#endif  // TADWIN_BASE_JSON_FIELDS_H_

#include "serve/api/json_body.h"

#include <algorithm>

namespace tadwin::serve {

JsonBody::JsonBody(const Request& request) {
  const std::string* type = request.Header("Content-Type");
  if (type == nullptr || type->rfind("application/json", 0) != 0) {
    refusal_ = ProblemResponse(415, "media_type", "application/json is needed");
    return;
  }
  if (parser_.parse(request.body).get_object().get(object_) != simdjson::SUCCESS) {
    refusal_ = ProblemResponse(400, "bad_format", "a JSON object is needed");
  }
}

void JsonBody::Allow(std::initializer_list<std::string_view> keys) {
  if (refusal_) return;
  for (const auto& field : object_) {
    if (std::find(keys.begin(), keys.end(), field.key) != keys.end()) continue;
    std::string known;
    for (const std::string_view key : keys) {
      known += (known.empty() ? "" : ", ") + std::string(key);
    }
    refusal_ = ProblemResponse(
        400, "bad_format", "\"" + std::string(field.key) + "\": no such key; there are " + known);
    return;
  }
}

bool JsonBody::Has(std::string_view key) const {
  return !refusal_ && object_[key].error() == simdjson::SUCCESS;
}

std::string JsonBody::Text(std::string_view key) {
  std::string_view text;
  if (!refusal_ && object_[key].get_string().get(text) != simdjson::SUCCESS) Missing(key);
  return std::string(text);
}

std::string JsonBody::MaybeText(std::string_view key) {
  simdjson::dom::element element;
  if (refusal_ || object_[key].get(element) != simdjson::SUCCESS || element.is_null()) return {};
  return Text(key);
}

int64_t JsonBody::Number(std::string_view key) {
  int64_t number = 0;
  if (!refusal_ && object_[key].get_int64().get(number) != simdjson::SUCCESS) Missing(key);
  return number;
}

std::vector<std::string> JsonBody::Texts(std::string_view key) {
  std::vector<std::string> texts;
  simdjson::dom::array array;
  if (refusal_) return texts;
  if (object_[key].get_array().get(array) != simdjson::SUCCESS) {
    Missing(key);
    return texts;
  }
  for (const simdjson::dom::element element : array) {
    std::string_view text;
    if (element.get_string().get(text) != simdjson::SUCCESS) Missing(key);
    texts.emplace_back(text);
  }
  return texts;
}

std::vector<std::pair<std::string, std::string>> JsonBody::Pairs(std::string_view key) {
  std::vector<std::pair<std::string, std::string>> pairs;
  simdjson::dom::element element;
  if (refusal_ || object_[key].get(element) != simdjson::SUCCESS || element.is_null()) return pairs;
  simdjson::dom::object object;
  if (element.get_object().get(object) != simdjson::SUCCESS) {
    Missing(key);
    return pairs;
  }
  for (const auto& field : object) {
    std::string_view text;
    if (!field.value.is_null() && field.value.get_string().get(text) != simdjson::SUCCESS) {
      Missing(key);
    }
    pairs.emplace_back(field.key, text);
  }
  return pairs;
}

void JsonBody::Missing(std::string_view key) {
  refusal_ = ProblemResponse(400, "bad_format", std::string(key) + ": missing, or of no use");
}

}  // namespace tadwin::serve

// A small JSON object that a request brings: strings, numbers, lists and maps of strings.
//
// The first thing that is wrong becomes the refusal; what is asked for after it is empty.
// Threads: one at a time.

#ifndef TADWIN_SERVE_API_JSON_BODY_H_
#define TADWIN_SERVE_API_JSON_BODY_H_

#include <simdjson.h>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "serve/http/message.h"

namespace tadwin::serve {

class JsonBody {
 public:
  explicit JsonBody(const Request& request);

  // Refuses keys that are not among these, so that a misspelt one is not passed over.
  void Allow(std::initializer_list<std::string_view> keys);
  bool Has(std::string_view key) const;
  std::string Text(std::string_view key);
  std::string MaybeText(std::string_view key);  // empty when it is not there, or null
  int64_t Number(std::string_view key);
  std::vector<std::string> Texts(std::string_view key);
  // {"name": "value" or null}; null is empty. Nothing when it is not there.
  std::vector<std::pair<std::string, std::string>> Pairs(std::string_view key);
  const std::optional<Response>& refusal() const { return refusal_; }

 private:
  void Missing(std::string_view key);

  simdjson::dom::parser parser_;
  simdjson::dom::object object_;
  std::optional<Response> refusal_;
};

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_API_JSON_BODY_H_

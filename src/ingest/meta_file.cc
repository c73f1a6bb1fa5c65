#include "ingest/meta_file.h"

#include <optional>
#include <string_view>

#include <simdjson.h>

namespace tadwin::ingest {
namespace {

Error Bad(const std::string& what, const RawArticle& article) {
  return Error{ErrorCode::kBadFormat, "the meta file " + what, article.name};
}

// false when the key holds something that is neither a string nor null, or a zero byte, which no
// text has and not every database keeps.
bool ReadString(simdjson::dom::element object, std::string_view key,
                std::optional<std::string>* out) {
  simdjson::dom::element value;
  if (object[key].get(value) != simdjson::SUCCESS || value.is_null()) return true;
  std::string_view text;
  if (value.get_string().get(text) != simdjson::SUCCESS ||
      text.find('\0') != std::string_view::npos) {
    return false;
  }
  if (!text.empty()) *out = std::string(text);
  return true;
}

}  // namespace

Status ReadMeta(const std::string& json, RawArticle* article) {
  simdjson::dom::parser parser;
  simdjson::dom::element object;
  if (const auto error = parser.parse(json).get(object)) {
    return Bad(std::string("is not valid JSON: ") + simdjson::error_message(error), *article);
  }
  if (!object.is_object()) return Bad("must hold one JSON object", *article);
  std::optional<std::string> title, outlet, url, published;
  if (!ReadString(object, "title", &title)) return Bad("has a title that is no string", *article);
  if (!ReadString(object, "outlet", &outlet)) {
    return Bad("has an outlet that is no string", *article);
  }
  if (!ReadString(object, "url", &url)) return Bad("has a url that is no string", *article);
  if (!ReadString(object, "published", &published)) {
    return Bad("has a published that is no string", *article);
  }
  std::optional<DateInterval> date;
  if (published) {
    const Result<DateInterval> parsed = ParseIsoDate(published->substr(0, published->find('T')));
    if (!parsed) return Bad("has a published that is no ISO date: " + *published, *article);
    date = *parsed;
  }
  article->title = title;
  article->outlet = outlet;
  article->url = url;
  article->published = date;
  return {};
}

}  // namespace tadwin::ingest

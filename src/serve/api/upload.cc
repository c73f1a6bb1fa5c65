#include "serve/api/upload.h"

#include <simdjson.h>

#include <utility>

#include "base/utf8.h"
#include "ingest/article_reader.h"

namespace tadwin::serve {
namespace {

constexpr size_t kMaxNameBytes = 255;

Error Bad(std::string message) { return Error{ErrorCode::kBadFormat, std::move(message), ""}; }

Status ReadText(std::string_view key, simdjson::dom::element value,
                std::optional<std::string>* out) {
  if (value.is_null()) return {};
  std::string_view text;
  if (value.get_string().get(text) != simdjson::SUCCESS) {
    return Bad(std::string(key) + ": a string or null is needed");
  }
  if (!text.empty()) *out = std::string(text);
  return {};
}

Status ReadKey(std::string_view key, simdjson::dom::element value, std::string* name,
               Upload* upload) {
  RawArticle& article = upload->article;
  std::optional<std::string> text;
  if (key == "store") {
    if (value.get_bool().get(upload->store) != simdjson::SUCCESS) {
      return Bad("store: true or false is needed");
    }
    return {};
  }
  if (key == "title") return ReadText(key, value, &article.title);
  if (key == "outlet") return ReadText(key, value, &article.outlet);
  if (key == "url") return ReadText(key, value, &article.url);
  if (Status read = ReadText(key, value, &text); !read) return read;
  if (key == "text") {
    article.text = text.value_or("");
  } else if (key == "published") {
    upload->published = text.value_or("");
  } else if (key == "name" || key == "id") {
    *name = text.value_or("");
  } else {
    return Bad("\"" + std::string(key) + "\": no such key; there are text, published, title, " +
               "outlet, url, name, store");
  }
  return {};
}

Result<Upload> Read(simdjson::dom::parser* parser, const std::string& json) {
  if (const auto bad = FindInvalidUtf8(json)) {
    return Error{ErrorCode::kBadEncoding, "invalid UTF-8 at byte " + std::to_string(*bad), ""};
  }
  simdjson::dom::element element;
  if (const auto error = parser->parse(json).get(element)) {
    return Bad(std::string("not valid JSON: ") + simdjson::error_message(error));
  }
  simdjson::dom::object object;
  if (element.get_object().get(object) != simdjson::SUCCESS) return Bad("a JSON object is needed");
  Upload upload;
  for (const auto& field : object) {
    if (Status read = ReadKey(field.key, field.value, &upload.article.name, &upload); !read) {
      return read.error();
    }
  }
  if (Status finished = FinishUpload(&upload); !finished) return finished.error();
  return upload;
}

}  // namespace

Status FinishUpload(Upload* upload) {
  RawArticle& article = upload->article;
  if (article.text.empty()) return Bad("text: the words of the article are needed");
  if (article.text.size() > ingest::kMaxArticleBytes) {
    return Error{ErrorCode::kTooLarge, "text: longer than 16 MiB", ""};
  }
  if (article.text.find('\0') != std::string::npos) return Bad("text: a zero byte is no text");
  if (!upload->published.empty()) {
    const std::string day = upload->published.substr(0, upload->published.find('T'));
    const Result<DateInterval> date = ParseIsoDate(day);
    if (!date) return Bad("published: " + date.error().message);
    article.published = *date;
  }
  Result<RawArticle> made = ingest::MakeArticle(article.name, article.text);
  if (!made) return made.error();
  article.sha256 = made->sha256;
  std::string& name = article.name;
  if (name.empty()) name = "upload-" + article.sha256.substr(0, 16) + ".txt";
  if (name.size() > kMaxNameBytes) return Bad("name: longer than 255 bytes");
  for (const char c : name) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return Bad("name: a control character");
  }
  if (name.front() == '/' || ("/" + name + "/").find("/../") != std::string::npos) {
    return Bad("name: must not begin with '/' nor hold '..'");
  }
  return {};
}

Result<Upload> ParseUpload(const std::string& json) {
  simdjson::dom::parser parser;
  return Read(&parser, json);
}

Result<std::vector<Upload>> ParseUploads(std::string_view lines) {
  simdjson::dom::parser parser;
  std::vector<Upload> uploads;
  for (size_t number = 1; !lines.empty(); ++number) {
    const size_t end = lines.find('\n');
    std::string line(lines.substr(0, end));
    lines = end == std::string_view::npos ? std::string_view() : lines.substr(end + 1);
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    Result<Upload> upload = Read(&parser, line);
    if (!upload) {
      Error error = upload.error();
      error.message = "line " + std::to_string(number) + ": " + error.message;
      return error;
    }
    uploads.push_back(*std::move(upload));
    if (uploads.size() > kMaxUploads) {
      return Error{ErrorCode::kTooLarge, "more than 100000 articles: send them in parts", ""};
    }
  }
  if (uploads.empty()) return Bad("no article: JSON Lines are needed, one article a line");
  return uploads;
}

}  // namespace tadwin::serve

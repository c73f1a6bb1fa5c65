#include "store/document_record.h"

#include <simdjson.h>

#include "base/json_writer.h"
#include "store/fact_codec.h"

namespace tadwin::store {
namespace {

using Json = simdjson::dom::element;

void Put(const char* key, const std::string& text, JsonWriter* out) {
  if (text.empty()) return;
  out->Key(key);
  out->String(text);
}

// Told and empty is not the same as not told.
void Put(const char* key, const std::optional<std::string>& text, JsonWriter* out) {
  if (!text) return;
  out->Key(key);
  out->String(*text);
}

std::optional<std::string> MaybeText(const Json& object, const char* key) {
  std::string_view text;
  if (object[key].get_string().get(text) != simdjson::SUCCESS) return std::nullopt;
  return std::string(text);
}

std::string Text(const Json& object, const char* key) {
  return MaybeText(object, key).value_or("");
}

uint64_t Number(const Json& json) {
  uint64_t number = 0;
  return json.get_uint64().get(number) == simdjson::SUCCESS ? number : 0;
}

}  // namespace

std::string WriteDocumentRecord(const DocumentRecord& document, bool with_text) {
  std::string record;
  JsonWriter out(&record);
  out.BeginObject();
  Put("sha256", document.sha256, &out);
  Put("name", document.name, &out);
  Put("title", document.title, &out);
  Put("outlet", document.outlet, &out);
  Put("url", document.url, &out);
  if (document.published) {
    Put("published_start", ToIso(document.published->start), &out);
    Put("published_stop", ToIso(document.published->stop), &out);
  }
  if (document.published_inferred) {
    out.Key("published_inferred");
    out.Bool(true);
  }
  Put("published_rule", document.published_rule, &out);
  if (!document.published_evidence.empty()) {
    out.Key("published_evidence");
    out.BeginArray();
    for (const Span& span : document.published_evidence) {
      out.Int(span.begin);
      out.Int(span.end);
    }
    out.EndArray();
  }
  Put("rules_hash", document.rules_hash, &out);
  Put("meta_hash", document.meta_hash, &out);
  out.Key("sentences");
  out.Int(document.sentences);
  if (with_text) {
    Put("text", document.text, &out);
    Put("folded", document.folded, &out);
  }
  out.EndObject();
  return record;
}

Result<DocumentRecord> ParseDocumentRecord(std::string_view record) {
  simdjson::dom::parser parser;
  Json json;
  if (const auto error = parser.parse(record.data(), record.size()).get(json)) {
    return Error{ErrorCode::kBadFormat,
                 std::string("no record of a document: ") + simdjson::error_message(error), ""};
  }
  DocumentRecord document;
  document.sha256 = Text(json, "sha256");
  if (document.sha256.empty()) {
    return Error{ErrorCode::kBadFormat, "a record of a document needs its sha256", ""};
  }
  document.name = Text(json, "name");
  document.title = MaybeText(json, "title");
  document.outlet = MaybeText(json, "outlet");
  document.url = MaybeText(json, "url");
  const std::optional<Date> start = DateOf(Text(json, "published_start"));
  const std::optional<Date> stop = DateOf(Text(json, "published_stop"));
  if (start && stop) document.published = DateInterval{*start, *stop};
  bool inferred = false;
  document.published_inferred =
      json["published_inferred"].get_bool().get(inferred) == simdjson::SUCCESS && inferred;
  document.published_rule = Text(json, "published_rule");
  simdjson::dom::array evidence;
  if (json["published_evidence"].get_array().get(evidence) == simdjson::SUCCESS) {
    for (size_t i = 0; i + 1 < evidence.size(); i += 2) {
      document.published_evidence.push_back(
          {static_cast<uint32_t>(Number(evidence.at(i).value())),
           static_cast<uint32_t>(Number(evidence.at(i + 1).value()))});
    }
  }
  document.rules_hash = Text(json, "rules_hash");
  document.meta_hash = Text(json, "meta_hash");
  Json sentences;
  if (json["sentences"].get(sentences) == simdjson::SUCCESS) {
    document.sentences = static_cast<uint32_t>(Number(sentences));
  }
  document.text = Text(json, "text");
  document.folded = Text(json, "folded");
  return document;
}

}  // namespace tadwin::store

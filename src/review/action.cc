#include "review/action.h"

#include <simdjson.h>

#include "base/json_writer.h"
#include "model/fact_record.h"

namespace tadwin::review {
namespace {

using Json = simdjson::dom::element;

void Put(const char* key, const std::string& text, JsonWriter* out) {
  if (text.empty()) return;
  out->Key(key);
  out->String(text);
}

void Put(const char* key, const std::vector<std::string>& texts, JsonWriter* out) {
  if (texts.empty()) return;
  out->Key(key);
  out->BeginArray();
  for (const std::string& text : texts) out->String(text);
  out->EndArray();
}

std::string Text(const Json& object, const char* key) {
  std::string_view text;
  if (object[key].get_string().get(text) != simdjson::SUCCESS) return {};
  return std::string(text);
}

std::vector<std::string> Texts(const Json& json) {
  std::vector<std::string> texts;
  simdjson::dom::array array;
  if (json.get_array().get(array) != simdjson::SUCCESS) return texts;
  for (const Json element : array) {
    std::string_view text;
    if (element.get_string().get(text) == simdjson::SUCCESS) texts.emplace_back(text);
  }
  return texts;
}

std::vector<std::string> Texts(const Json& object, const char* key) {
  Json json;
  return object[key].get(json) == simdjson::SUCCESS ? Texts(json) : std::vector<std::string>();
}

}  // namespace

const char* VerbName(Verb verb) {
  switch (verb) {
    case Verb::kConfirm: return "confirm";
    case Verb::kReject: return "reject";
    case Verb::kReopen: return "reopen";
    case Verb::kCorrect: return "correct";
    case Verb::kRelease: return "release";
    case Verb::kComment: return "comment";
    case Verb::kAssign: return "assign";
    case Verb::kAdd: return "add";
    case Verb::kDuplicate: return "duplicate";
    case Verb::kClose: return "close";
    case Verb::kMerge: return "merge";
    case Verb::kSplit: return "split";
    case Verb::kMergeEntities: return "merge-entities";
    case Verb::kSplitEntities: return "split-entities";
  }
  return "unknown";
}

std::optional<Verb> FindVerb(std::string_view name) {
  for (int i = 0; i <= static_cast<int>(Verb::kSplitEntities); ++i) {
    if (name == VerbName(static_cast<Verb>(i))) return static_cast<Verb>(i);
  }
  return std::nullopt;
}

std::string ActionRecord(const Action& action) {
  std::string record;
  JsonWriter out(&record);
  out.BeginObject();
  Put("verb", VerbName(action.verb), &out);
  Put("fact", action.fact, &out);
  Put("document", action.document, &out);
  Put("note", action.note, &out);
  if (!action.fields.empty()) {
    out.Key("fields");
    out.BeginArray();
    for (const auto& [field, value] : action.fields) {
      out.BeginArray();
      out.String(field);
      out.String(value);
      out.EndArray();
    }
    out.EndArray();
  }
  Put("facts", action.facts, &out);
  Put("apart", action.apart, &out);
  if (action.seen) {
    out.Key("seen");
    out.Raw(FactRecord(*action.seen));
  }
  out.EndObject();
  return record;
}

Result<Action> ParseActionRecord(std::string_view record) {
  simdjson::dom::parser parser;
  Json json;
  if (const auto error = parser.parse(record.data(), record.size()).get(json)) {
    return Error{ErrorCode::kBadFormat,
                 std::string("no record of an action: ") + simdjson::error_message(error), ""};
  }
  const std::optional<Verb> verb = FindVerb(Text(json, "verb"));
  if (!verb) return Error{ErrorCode::kBadFormat, "an action of no known verb", ""};
  Action action;
  action.verb = *verb;
  action.fact = Text(json, "fact");
  action.document = Text(json, "document");
  action.note = Text(json, "note");
  simdjson::dom::array fields;
  if (json["fields"].get_array().get(fields) == simdjson::SUCCESS) {
    for (const Json pair : fields) {
      const std::vector<std::string> texts = Texts(pair);
      if (texts.size() == 2) action.fields.emplace_back(texts[0], texts[1]);
    }
  }
  action.facts = Texts(json, "facts");
  action.apart = Texts(json, "apart");
  Json seen;
  if (json["seen"].get(seen) == simdjson::SUCCESS) {
    Result<Fact> fact = ParseFactRecord(simdjson::minify(seen));
    if (!fact) return fact.error();
    action.seen = *std::move(fact);
  }
  return action;
}

}  // namespace tadwin::review

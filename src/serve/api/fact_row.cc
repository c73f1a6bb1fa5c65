#include "serve/api/fact_row.h"

#include <algorithm>
#include <string>

#include "model/fact_json.h"
#include "serve/api/json_values.h"

namespace tadwin::serve {
namespace {

constexpr size_t kContextBytes = 200;  // on either side, within the line

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::string_view Before(std::string_view text, uint32_t end) {
  size_t begin = end > kContextBytes ? end - kContextBytes : 0;
  while (begin < end && IsContinuation(text[begin])) ++begin;
  const std::string_view part = text.substr(begin, end - begin);
  const size_t line = part.rfind('\n');
  return line == std::string_view::npos ? part : part.substr(line + 1);
}

std::string_view After(std::string_view text, uint32_t begin) {
  size_t end = std::min<size_t>(text.size(), begin + kContextBytes);
  while (end > begin && end < text.size() && IsContinuation(text[end])) --end;
  const std::string_view part = text.substr(begin, end - begin);
  return part.substr(0, part.find('\n'));
}

}  // namespace

void WritePlainFact(const Fact& fact, const CodePointIndex& index, JsonWriter* out) {
  WriteFact(fact, index, FactKeys::kWithScore, out);
}

void WriteFactRow(const Snapshot& snapshot, const Fact& fact, JsonWriter* out) {
  const store::DocumentRecord* document = snapshot.FindDocument(fact.doc_sha256);
  const std::string_view text = document == nullptr ? std::string_view() : document->text;
  std::string json;
  {
    JsonWriter plain(&json);
    WritePlainFact(fact, CodePointIndex(text), &plain);
  }
  std::string more;
  {
    JsonWriter rest(&more);
    rest.BeginObject();
    WriteDocumentRef("document", document, fact.doc_sha256, &rest);
    const bool inside = fact.span.end <= text.size();
    Field("before", inside ? Before(text, fact.span.begin) : std::string_view(), &rest);
    Field("after", inside ? After(text, fact.span.end) : std::string_view(), &rest);
    rest.EndObject();
  }
  // One object out of two.
  json.back() = ',';
  out->Raw(json + more.substr(1));
}

}  // namespace tadwin::serve

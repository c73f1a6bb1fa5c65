#include "store/life.h"

#include <simdjson.h>

namespace tadwin::store {
namespace {

void Note(const simdjson::dom::element& payload, const char* key, uint64_t seq, Life* life) {
  simdjson::dom::array ids;
  if (payload[key].get_array().get(ids) != simdjson::SUCCESS) return;
  for (const simdjson::dom::element id : ids) {
    std::string_view text;
    if (id.get_string().get(text) == simdjson::SUCCESS) life->fact_since[std::string(text)] = seq;
  }
}

}  // namespace

Result<Life> ReadLife(Connection* connection, const std::string& sha256, uint64_t until) {
  Life life;
  simdjson::dom::parser parser;
  Statement& query = connection->Prepare(
      "SELECT seq, kind, payload FROM revisions WHERE subject = ? "
      "AND kind IN ('document', 'withdraw') AND seq <= ? ORDER BY seq");
  query.Start(sha256, until);
  const Status read = ForEachRow(&query, [&](const Statement& row) {
    const auto at = static_cast<uint64_t>(row.Int(0));
    if (row.View(1) == "withdraw") {
      life = Life();
      return;
    }
    life.document_since = at;
    if (life.first == 0) {
      life.first = at;
      return;
    }
    simdjson::dom::element payload;
    if (parser.parse(row.Text(2)).get(payload) != simdjson::SUCCESS) return;
    Note(payload, "appeared", at, &life);
    Note(payload, "changed", at, &life);
  });
  if (!read) return read.error();
  return life;
}

void PlaceIn(const DocumentRecord& document, Fact* fact) {
  fact->doc = document.name;
  fact->doc_sha256 = document.sha256;
  fact->told = document.published;
}

}  // namespace tadwin::store

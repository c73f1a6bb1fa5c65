// Exports as streams: what the filters let through, however much it is.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "model/fact_json.h"
#include "serve/api/fact_row.h"
#include "serve/api/json_values.h"
#include "serve/api/page.h"
#include "serve/api/services.h"

namespace tadwin::serve {
namespace {

constexpr size_t kChunkBytes = size_t{64} << 10;

struct Format {
  const char* name;
  const char* media_type;
  const char* says;
};
constexpr Format kFormats[] = {
    {"facts.jsonl", "application/x-ndjson", "the facts file, one fact a line"},
    {"incidents.jsonl", "application/x-ndjson", "incidents, one IncidentRow a line"},
};

Response ListFormats(const Call& call) {
  if (Status checked = CheckParameters(call, {"limit", "cursor"}); !checked) {
    return ErrorResponse(checked.error());
  }
  return ListResponse(
      call, std::size(kFormats), [](size_t i) { return std::string(kFormats[i].name); },
      [](size_t i, JsonWriter* out) {
        out->BeginObject();
        Field("format", kFormats[i].name, out);
        Field("media_type", kFormats[i].media_type, out);
        Field("says", kFormats[i].says, out);
        out->EndObject();
      });
}

// One line after another until a chunk is full. `write(i)` is false for what is left out.
template <typename Write>
NextChunk LinesOf(size_t size, Write write) {
  return [size, write, at = size_t{0}](std::string* chunk) mutable -> Result<bool> {
    while (at < size && chunk->size() < kChunkBytes) {
      if (write(at++, chunk)) chunk->push_back('\n');
    }
    return at < size;
  };
}

Response Export(const Services& services, const Call& call) {
  const auto snapshot = services.reader->Current();
  if (!snapshot) return ErrorResponse(snapshot.error());
  auto filter = ParseRowFilter(call, {}, services.fold);
  if (!filter) return ErrorResponse(filter.error());
  const std::string& name = call.taken[0];
  Response response;
  response.content_type = "application/x-ndjson";
  response.cache_control = "no-store";
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + name + "\"");
  if (name == "facts.jsonl") {
    response.stream = LinesOf(
        (*snapshot)->facts.size(),
        [held = *snapshot, filter = *filter, fold = services.fold](size_t i, std::string* chunk) {
          const Fact& fact = held->facts[i];
          if (!filter.Holds(*held, fact, fold)) return false;
          const store::DocumentRecord* document = held->FindDocument(fact.doc_sha256);
          if (document == nullptr) return false;
          JsonWriter out(chunk);
          WritePlainFact(fact, CodePointIndex(document->text), &out);
          return true;
        });
    return response;
  }
  if (name == "incidents.jsonl") {
    response.stream = LinesOf(
        (*snapshot)->rows.size(),
        [held = *snapshot, filter = *filter, fold = services.fold](size_t i, std::string* chunk) {
          if (!filter.Holds(*held, held->rows[i], fold)) return false;
          JsonWriter out(chunk);
          WriteIncidentRow(held->rows[i], &out);
          return true;
        });
    return response;
  }
  return NotFound("format", name);
}

}  // namespace

void AddExportRoutes(Services* services, Router* router) {
  router->Add({"GET", "/api/v1/exports", Scope::kRead, ListFormats, 0});
  router->Add({"GET", "/api/v1/exports/{format}", Scope::kRead,
               [services](const Call& call) { return Export(*services, call); }, 0});
}

}  // namespace tadwin::serve

// Exports as streams: what the filters let through, in every format of src/export. Names of people
// are withheld unless an editor asks for them.

#include <cstdio>
#include <memory>
#include <string>
#include <utility>

#include "export/export.h"
#include "export/format.h"
#include "query/query.h"
#include "serve/api/json_values.h"
#include "serve/api/page.h"
#include "serve/api/query_pool.h"
#include "serve/api/services.h"
#include "serve/api/temporary_folder.h"

namespace tadwin::serve {
namespace {

constexpr size_t kChunkBytes = size_t{64} << 10;

Response ListFormats(const Call& call) {
  if (Status checked = CheckParameters(call, {"limit", "cursor"}); !checked) {
    return ErrorResponse(checked.error());
  }
  const auto& formats = exporting::Formats();
  return ListResponse(
      call, formats.size(), [&](size_t i) { return std::string(formats[i].name); },
      [&](size_t i, JsonWriter* out) {
        out->BeginObject();
        Field("format", formats[i].name, out);
        Field("media_type", formats[i].media_type, out);
        Field("says", formats[i].what, out);
        out->EndObject();
      });
}

// Reads a file that has no name any more; it goes away with the last reader.
NextChunk ChunksOf(std::shared_ptr<std::FILE> file) {
  return [file](std::string* chunk) -> Result<bool> {
    chunk->resize(kChunkBytes);
    chunk->resize(std::fread(chunk->data(), 1, kChunkBytes, file.get()));
    if (std::ferror(file.get()) != 0) {
      return Error{ErrorCode::kIo, "an export cannot be read back", ""};
    }
    return chunk->size() == kChunkBytes;
  };
}

Status Choose(const Services& services, const Call& call, exporting::ExportOptions* options) {
  query::Pairs pairs;
  for (const auto& [name, value] : call.request.target.query) {
    if (name == "redact") {
      if (value != "true" && value != "false") {
        return Error{ErrorCode::kInvalidArgument, "redact: true or false", value};
      }
      options->redact = value == "true";
    } else {
      pairs.emplace_back(name, value);
    }
  }
  if (pairs.empty()) return {};
  auto filter = query::ParseFilter(pairs);
  if (!filter) return filter.error();
  auto ids =
      services.queries->With([&](query::Query& query) { return query.IncidentIds(*filter); });
  if (!ids) return ids.error();
  exporting::Selection selection;
  for (const auto& [name, value] : pairs) selection.asked.push_back(name + "=" + value);
  selection.incidents = *std::move(ids);
  options->only = std::move(selection);
  return {};
}

Response Export(const Services& services, const Call& call) {
  const exporting::FormatInfo* format = exporting::FindFormat(call.taken[0]);
  if (format == nullptr) return NotFound("format", call.taken[0]);
  exporting::ExportOptions options;
  options.format = format->name;
  if (Status chosen = Choose(services, call, &options); !chosen) {
    return ErrorResponse(chosen.error());
  }
  if (!options.redact && !call.caller.May(Scope::kEdit)) {
    return ProblemResponse(403, "forbidden", "names of people need the role of an editor");
  }
  const auto folder = TemporaryFolder::Make();
  if (!folder) return ErrorResponse(folder.error());
  options.output = (*folder)->path() + "/" + format->file;
  const auto store = store::OpenStore(services.ledger, store::OpenMode::kReadOnly);
  if (!store) return ErrorResponse(store.error());
  const auto rules = services.rules.Current();
  const auto exported = exporting::Export(**store, rules->coder->rules(), options);
  if (!exported) return ErrorResponse(exported.error());
  const std::shared_ptr<std::FILE> file(std::fopen(options.output.c_str(), "rb"),
                                        [](std::FILE* open) {
                                          if (open != nullptr) std::fclose(open);
                                        });
  if (file == nullptr) {
    return ErrorResponse({ErrorCode::kIo, "an export cannot be read back", options.output});
  }
  Response response;
  response.content_type = format->media_type;
  response.cache_control = "no-store";
  response.headers.emplace_back("Content-Disposition",
                                std::string("attachment; filename=\"") + format->file + "\"");
  response.stream = ChunksOf(file);
  return response;
}

}  // namespace

void AddExportRoutes(Services* services, Router* router) {
  router->Add({"GET", "/api/v1/exports", Scope::kRead, ListFormats, 0});
  router->Add({"GET", "/api/v1/exports/{format}", Scope::kRead,
               [services](const Call& call) { return Export(*services, call); }, 0});
}

}  // namespace tadwin::serve

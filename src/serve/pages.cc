#include "serve/pages.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <string>

// Written by tools/embed_pages.py.
extern "C" {
struct TadwinPage {
  const char* name;
  const char* begin;
  const char* end;
  const char* packed;
  const char* packed_end;
  const char* etag;
};
// NOLINTNEXTLINE(readability-identifier-naming): a symbol of assembler
extern const TadwinPage tadwin_page_table[];
// NOLINTNEXTLINE(readability-identifier-naming)
extern const uint64_t tadwin_page_count;
}

namespace tadwin::serve {
namespace {

constexpr size_t kHashLetters = 8;
constexpr char kImmutable[] = "public, max-age=31536000, immutable";
constexpr char kIndex[] = "index.html";

constexpr char kNoPages[] = R"(<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Tadwin</title>
<h1>Tadwin</h1>
<p>This program was built without the web pages (the folder web/dist was empty). The API answers:
<ul>
<li><a href="/api/v1/overview">overview</a>
<li><a href="/api/v1/incidents">incidents</a>
<li><a href="/api/v1/documents">documents</a>
<li><a href="/api/v1/commitments">commitments</a>
<li><a href="/api/v1/openapi.json">openapi.json</a>, the description of all of it
</ul>
</html>
)";

struct Page {
  std::shared_ptr<const std::string> content;
  std::shared_ptr<const std::string> packed;  // nullptr: not smaller
  std::string etag;
};

const std::map<std::string, Page, std::less<>>& Pages() {
  static const auto* pages = [] {
    auto* table = new std::map<std::string, Page, std::less<>>();
    for (uint64_t i = 0; i < tadwin_page_count; ++i) {
      const TadwinPage& row = tadwin_page_table[i];
      Page page;
      page.content = std::make_shared<const std::string>(row.begin, row.end);
      if (row.packed != row.packed_end) {
        page.packed = std::make_shared<const std::string>(row.packed, row.packed_end);
      }
      page.etag = row.etag;
      table->emplace(row.name, std::move(page));
    }
    return table;
  }();
  return *pages;
}

bool TakesGzip(const Request& request) {
  const std::string* accepted = request.Header("Accept-Encoding");
  return accepted != nullptr && accepted->find("gzip") != std::string::npos &&
         accepted->find("gzip;q=0") == std::string::npos;
}

Response Answer(const std::string& path, const Page& page, const Request& request) {
  Response response;
  response.content_type = std::string(MediaTypeOfPath(path));
  if (IsHashedName(path)) response.cache_control = kImmutable;
  response.headers.emplace_back("Vary", "Accept-Encoding");
  if (page.packed != nullptr && TakesGzip(request)) {
    response.body = page.packed;
    response.headers.emplace_back("Content-Encoding", "gzip");
    response.etag = "\"" + page.etag + "-gz\"";
  } else {
    response.body = page.content;
    response.etag = "\"" + page.etag + "\"";
  }
  return response;
}

}  // namespace

std::string_view MediaTypeOfPath(std::string_view path) {
  const size_t dot = path.rfind('.');
  const std::string_view end = dot == std::string_view::npos ? "" : path.substr(dot);
  if (end == ".html") return "text/html; charset=utf-8";
  if (end == ".js") return "text/javascript; charset=utf-8";
  if (end == ".css") return "text/css; charset=utf-8";
  if (end == ".json" || end == ".map") return "application/json";
  if (end == ".svg") return "image/svg+xml";
  if (end == ".png") return "image/png";
  if (end == ".ico") return "image/x-icon";
  if (end == ".woff2") return "font/woff2";
  if (end == ".woff") return "font/woff";
  if (end == ".txt") return "text/plain; charset=utf-8";
  if (end == ".webmanifest") return "application/manifest+json";
  return "application/octet-stream";
}

bool IsHashedName(std::string_view path) {
  const size_t dot = path.rfind('.');
  const size_t dash = dot == std::string_view::npos || dot < kHashLetters + 1
                          ? std::string_view::npos
                          : dot - kHashLetters - 1;
  if (dash == std::string_view::npos || path[dash] != '-') return false;
  const std::string_view hash = path.substr(dash + 1, kHashLetters);
  return std::all_of(hash.begin(), hash.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           c == '-';
  });
}

Response PageResponse(const Request& request) {
  if (request.method != "GET" && request.method != "HEAD") {
    Response response = ProblemResponse(405, "method_not_allowed", "a page is only read");
    response.headers.emplace_back("Allow", "GET, HEAD");
    return response;
  }
  const std::string path =
      request.target.segments.empty() ? kIndex : request.target.Path().substr(1);
  const auto& pages = Pages();
  if (const auto found = pages.find(path); found != pages.end()) {
    return Answer(path, found->second, request);
  }
  const bool is_file = path.find('.', path.rfind('/') + 1) != std::string::npos;
  const bool is_state = path == kIndex || !is_file;
  if (!is_state) return ProblemResponse(404, "not_found", "there is no such page");
  const auto index = pages.find(kIndex);
  if (index != pages.end()) return Answer(kIndex, index->second, request);
  return TextResponse(kNoPages, "text/html; charset=utf-8");
}

}  // namespace tadwin::serve

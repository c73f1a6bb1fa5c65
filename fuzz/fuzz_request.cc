// Any bytes as what a client sends: a request target, cookies, a cursor, an upload, lines of them.
//
// In: the first byte chooses the reader. What is read is valid UTF-8 and in bounds, and what the
// program writes it reads back.

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "base/utf8.h"
#include "serve/api/page.h"
#include "serve/api/upload.h"
#include "serve/guard.h"
#include "serve/http/target.h"

namespace {

using namespace tadwin;
using namespace tadwin::serve;

void CheckTarget(const std::string& bytes) {
  const auto target = ParseTarget(bytes);
  if (!target) return;
  for (const std::string& segment : target->segments) {
    TADWIN_CHECK(!segment.empty() && !FindInvalidUtf8(segment), "a segment that is no text");
    TADWIN_CHECK(("/" + segment + "/").find("/../") == std::string::npos, "a path that climbs out");
  }
  TADWIN_CHECK(target->query.size() <= kMaxParameters, "too many parameters");
  for (const auto& [name, value] : target->query) {
    TADWIN_CHECK(!FindInvalidUtf8(name) && !FindInvalidUtf8(value), "a parameter that is no text");
  }
}

void CheckCursor(const std::string& bytes) {
  const auto cursor = DecodeCursor(bytes);
  if (!cursor) return;
  const auto again = DecodeCursor(EncodeCursor(*cursor));
  TADWIN_CHECK(again && again->position == cursor->position && again->key == cursor->key,
               "a cursor does not read back");
}

void CheckBase64(const std::string& bytes) {
  const auto back = DecodeBase64Url(EncodeBase64Url(bytes));
  TADWIN_CHECK(back && *back == bytes, "base64url does not read back");
  const auto plain = DecodeBase64Url(bytes);
  TADWIN_CHECK(!plain || EncodeBase64Url(*plain) == bytes, "two spellings of one base64url");
}

void CheckUploads(const std::string& bytes) {
  const auto uploads = ParseUploads(bytes);
  if (!uploads) return;
  for (const Upload& upload : *uploads) {
    TADWIN_CHECK(!FindInvalidUtf8(upload.article.text), "a text that is none");
    TADWIN_CHECK(!upload.article.name.empty() && upload.article.name.front() != '/',
                 "a name that is a path");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 5) {
    case 0: CheckTarget(bytes); break;
    case 1:
      for (const auto& [name, value] : ParseCookies(bytes)) {
        TADWIN_CHECK(name.find(';') == std::string::npos && value.find(';') == std::string::npos,
                     "a cookie that is two");
      }
      (void)HostName(bytes);
      break;
    case 2: CheckCursor(bytes); break;
    case 3: CheckBase64(bytes); break;
    default: CheckUploads(bytes); break;
  }
  return 0;
}

// A page of a list: `limit`, `cursor`, and {"items","next","total"} around what is on it.
//
// A cursor names the last item of the page before, so that a list that grows meanwhile is walked
// without a gap and without an item twice. Errors: kBadFormat for a limit or cursor that is none;
// kNotFound for a cursor whose item left the list. Threads: safe.

#ifndef TADWIN_SERVE_API_PAGE_H_
#define TADWIN_SERVE_API_PAGE_H_

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <utility>

#include "base/json_writer.h"
#include "base/result.h"
#include "serve/http/router.h"

namespace tadwin::serve {

inline constexpr size_t kDefaultLimit = 50;
inline constexpr size_t kMaxLimit = 1000;

struct Cursor {
  size_t position = 0;  // of the first item of the page, when the list did not change
  std::string key;      // of the last item of the page before
};

std::string EncodeCursor(const Cursor& cursor);
Result<Cursor> DecodeCursor(std::string_view text);

// A number of a query string: digits only, at most `max`.
Result<size_t> ParseCount(std::string_view name, std::string_view text, size_t max);

// `limit` of a query.
Result<size_t> LimitOf(const Call& call);

struct Page {
  size_t begin = 0;
  size_t end = 0;
  std::string next;  // empty: the last one
};

// Of a list of `size` items whose keys are `key_of(i)`: unique, never empty.
Result<Page> PageOf(const Call& call, size_t size,
                    const std::function<std::string(size_t)>& key_of);

// The whole list as a response; `write(i, out)` writes one item.
template <typename Write>
Response ListResponse(const Call& call, size_t size,
                      const std::function<std::string(size_t)>& key_of, Write write) {
  const Result<Page> page = PageOf(call, size, key_of);
  if (!page) {
    return page.error().code == ErrorCode::kNotFound
               ? ProblemResponse(410, "cursor_gone", page.error().message)
               : ErrorResponse(page.error());
  }
  std::string json;
  JsonWriter out(&json);
  out.BeginObject();
  out.Key("items");
  out.BeginArray();
  for (size_t i = page->begin; i < page->end; ++i) write(i, &out);
  out.EndArray();
  out.Key("next");
  if (page->next.empty()) {
    out.Null();
  } else {
    out.String(page->next);
  }
  out.Key("total");
  out.Int(static_cast<int64_t>(size));
  out.EndObject();
  return JsonResponse(std::move(json));
}

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_API_PAGE_H_

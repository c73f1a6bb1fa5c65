#include "serve/api/page.h"

#include <charconv>

#include "base/utf8.h"

namespace tadwin::serve {
namespace {

Error NoCursor() {
  return Error{ErrorCode::kBadFormat, "cursor: not one that this server gave", ""};
}

Result<size_t> FindAfter(const Cursor& cursor, size_t size,
                         const std::function<std::string(size_t)>& key_of) {
  const size_t position = cursor.position;
  if (position > 0 && position <= size && key_of(position - 1) == cursor.key) return position;
  for (size_t i = 0; i < size; ++i) {
    if (key_of(i) == cursor.key) return i + 1;
  }
  return Error{ErrorCode::kNotFound, "the list changed under this cursor: begin again", ""};
}

}  // namespace

std::string EncodeCursor(const Cursor& cursor) {
  return EncodeBase64Url(std::to_string(cursor.position) + " " + cursor.key);
}

Result<Cursor> DecodeCursor(std::string_view text) {
  const Result<std::string> plain = DecodeBase64Url(text);
  if (!plain || FindInvalidUtf8(*plain)) return NoCursor();
  const size_t blank = plain->find(' ');
  if (blank == std::string::npos || blank + 1 == plain->size()) return NoCursor();
  const Result<size_t> position =
      ParseCount("cursor", std::string_view(*plain).substr(0, blank), SIZE_MAX / 2);
  if (!position) return NoCursor();
  return Cursor{*position, plain->substr(blank + 1)};
}

Result<size_t> ParseCount(std::string_view name, std::string_view text, size_t max) {
  size_t count = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (failed != std::errc() || end != text.data() + text.size() || count > max) {
    return Error{ErrorCode::kBadFormat,
                 std::string(name) + ": a whole number up to " + std::to_string(max) + " is needed",
                 ""};
  }
  return count;
}

Result<size_t> LimitOf(const Call& call) {
  const std::string* text = call.Query("limit");
  if (text == nullptr) return kDefaultLimit;
  const Result<size_t> given = ParseCount("limit", *text, kMaxLimit);
  if (given && *given == 0) {
    return Error{ErrorCode::kBadFormat, "limit: at least 1 is needed", ""};
  }
  return given;
}

Result<Page> PageOf(const Call& call, size_t size,
                    const std::function<std::string(size_t)>& key_of) {
  const Result<size_t> limit = LimitOf(call);
  if (!limit) return limit.error();
  Page page;
  if (const std::string* text = call.Query("cursor")) {
    const Result<Cursor> cursor = DecodeCursor(*text);
    if (!cursor) return cursor.error();
    const Result<size_t> begin = FindAfter(*cursor, size, key_of);
    if (!begin) return begin.error();
    page.begin = *begin;
  }
  page.end = page.begin + std::min(*limit, size - page.begin);
  if (page.end < size && page.end > page.begin) {
    page.next = EncodeCursor({page.end, key_of(page.end - 1)});
  }
  return page;
}

}  // namespace tadwin::serve

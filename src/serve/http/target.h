// Reads what stands in a request line and in a Cookie header: path, query string, cookies.
//
// In: bytes of a client, which may be anything. Out: decoded valid UTF-8.
// Errors: kTooLarge beyond kMaxTargetBytes; kBadFormat for a percent sign without two digits, a
// zero byte, invalid UTF-8, an empty, `.` or `..` segment, also behind an encoded slash.
// Threads: safe.
// Source: RFC 3986 (2.1, 3.3), WHATWG URL "application/x-www-form-urlencoded" for `+`, RFC 6265.
//
// Example: ParseTarget("/api/v1/facts?q=%D8%AD&limit=5")

#ifndef TADWIN_SERVE_HTTP_TARGET_H_
#define TADWIN_SERVE_HTTP_TARGET_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace tadwin::serve {

inline constexpr size_t kMaxTargetBytes = 8192;
inline constexpr size_t kMaxParameters = 100;

using Pairs = std::vector<std::pair<std::string, std::string>>;

struct Target {
  std::vector<std::string> segments;  // decoded; "/" has none
  Pairs query;                        // in the order given

  // The path as it is read: segments joined by '/', each led by one.
  std::string Path() const;
  // The value of a parameter that may be given once; nullptr when it is not.
  const std::string* Find(std::string_view name) const;
};

Result<Target> ParseTarget(std::string_view raw);

// `name=value` pairs; what is none is left out.
Pairs ParseCookies(std::string_view header);

// %XX decoded; `plus_is_space` as in a query string.
Result<std::string> DecodePercent(std::string_view text, bool plus_is_space);

// Text that may stand in a URL as it is: RFC 4648 (5), without padding.
std::string EncodeBase64Url(std::string_view bytes);
// kBadFormat for what EncodeBase64Url does not write.
Result<std::string> DecodeBase64Url(std::string_view text);

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_HTTP_TARGET_H_

// Keeps other web pages out: whose Host a request names, and from which page it comes.
//
// A page of another site may make a browser send requests here. It cannot forge Host (against DNS
// rebinding), Origin or Sec-Fetch-Site (against cross-site writes). Programs that are no browsers
// send neither of the latter and are let through. Threads: safe.
// Source: Fetch standard (Origin), W3C Fetch Metadata.

#ifndef TADWIN_SERVE_GUARD_H_
#define TADWIN_SERVE_GUARD_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "serve/http/message.h"

namespace tadwin::serve {

struct GuardOptions {
  bool known_hosts_only = true;    // Host must be a loopback name or one of these
  std::vector<std::string> hosts;  // without port, in lower case
};

// The refusal, or nothing.
std::optional<Response> CheckOrigin(const GuardOptions& options, const Request& request);

// "[::1]:80" to "::1", "A.example:80" to "a.example".
std::string HostName(std::string_view host);

// What every response carries: a page may load from here only, and nobody may frame it.
Headers SecurityHeaders(bool has_tls);

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_GUARD_H_

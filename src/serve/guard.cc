#include "serve/guard.h"

#include <algorithm>

namespace tadwin::serve {
namespace {

bool IsLoopback(const std::string& name) {
  return name == "localhost" || name == "::1" || name == "127.0.0.1";
}

bool IsRead(const Request& request) {
  return request.method == "GET" || request.method == "HEAD" || request.method == "OPTIONS";
}

// "http://127.0.0.1:8470" to "127.0.0.1:8470"; empty for "null".
std::string_view AuthorityOf(std::string_view origin) {
  const size_t slashes = origin.find("://");
  return slashes == std::string_view::npos ? std::string_view() : origin.substr(slashes + 3);
}

}  // namespace

std::string HostName(std::string_view host) {
  std::string_view name = host;
  if (!name.empty() && name.front() == '[') {
    const size_t end = name.find(']');
    name = end == std::string_view::npos ? std::string_view() : name.substr(1, end - 1);
  } else {
    name = name.substr(0, name.find(':'));
  }
  std::string lower(name);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return lower;
}

std::optional<Response> CheckOrigin(const GuardOptions& options, const Request& request) {
  const std::string* host = request.Header("Host");
  if (host == nullptr) return ProblemResponse(400, "no_host", "a Host header is needed");
  const std::string name = HostName(*host);
  const bool known =
      std::find(options.hosts.begin(), options.hosts.end(), name) != options.hosts.end();
  if (options.known_hosts_only && !known && !IsLoopback(name)) {
    return ProblemResponse(421, "wrong_host",
                           "this server is asked by another name: --host NAME allows one");
  }
  const std::string* origin = request.Header("Origin");
  if (origin != nullptr && AuthorityOf(*origin) != *host) {
    return ProblemResponse(403, "cross_site", "requests from pages of other sites are refused");
  }
  const std::string* site = request.Header("Sec-Fetch-Site");
  const bool foreign = site != nullptr && (*site == "cross-site" || *site == "same-site");
  if (!foreign) return std::nullopt;
  // A link on another page may lead here.
  const std::string* mode = request.Header("Sec-Fetch-Mode");
  if (IsRead(request) && mode != nullptr && *mode == "navigate") return std::nullopt;
  return ProblemResponse(403, "cross_site", "requests from pages of other sites are refused");
}

Headers SecurityHeaders(bool has_tls) {
  Headers headers = {
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
       "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
       "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"X-Frame-Options", "DENY"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"}};
  if (has_tls) headers.emplace_back("Strict-Transport-Security", "max-age=31536000");
  return headers;
}

}  // namespace tadwin::serve

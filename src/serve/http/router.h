// Which handler answers a path: patterns such as "/api/v1/facts/{id}".
//
// A pattern's `{name}` takes one segment. Literal segments come before taken ones.
// Errors: none; a path or method without a handler is told by RouteMatch. Threads: safe once built.

#ifndef TADWIN_SERVE_HTTP_ROUTER_H_
#define TADWIN_SERVE_HTTP_ROUTER_H_

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "serve/http/message.h"

namespace tadwin::serve {

// What a caller must be allowed to: each role and each token has some of them.
enum class Scope { kNone, kRead, kCode, kEdit, kAdmin };
const char* ScopeName(Scope scope);

// Who asks, as far as access control found out.
struct Caller {
  std::string user;     // empty: the one person of a server without login
  std::string session;  // hash of the session's secret; empty for a token
  std::string csrf;
  Scope scope = Scope::kNone;  // the most it may
  bool May(Scope wanted) const { return static_cast<int>(wanted) <= static_cast<int>(scope); }
};

struct Call {
  const Request& request;
  const std::vector<std::string>& taken;  // what `{name}` stands for, in order
  const Caller& caller;

  const std::string* Query(std::string_view name) const { return request.target.Find(name); }
};

using Handler = std::function<Response(const Call&)>;

struct Route {
  std::string method;
  std::string pattern;
  Scope scope = Scope::kRead;
  Handler handler;
  size_t body_limit = 0;
  bool noted = false;  // the handler notes in the audit what it does
};

struct RouteMatch {
  const Route* route = nullptr;  // nullptr: no such path, or not with this method
  std::vector<std::string> taken;
  std::string allow;  // the methods of the path; empty when there is no such path
};

class Router {
 public:
  void Add(Route route);
  // HEAD finds what GET finds.
  RouteMatch Find(std::string_view method, const std::vector<std::string>& segments) const;
  const std::vector<Route>& routes() const { return routes_; }

 private:
  std::vector<Route> routes_;
  std::vector<std::vector<std::string>> patterns_;  // segments, in parallel
};

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_HTTP_ROUTER_H_

#include "serve/http/router.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/check.h"

namespace tadwin::serve {
namespace {

bool IsTaken(const std::string& segment) { return segment.front() == '{'; }

// Whether the pattern fits; `literal` counts the segments that are the same.
bool Fits(const std::vector<std::string>& pattern, const std::vector<std::string>& segments,
          size_t* literal) {
  if (pattern.size() != segments.size()) return false;
  *literal = 0;
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (IsTaken(pattern[i])) continue;
    if (pattern[i] != segments[i]) return false;
    ++*literal;
  }
  return true;
}

}  // namespace

const char* ScopeName(Scope scope) {
  switch (scope) {
    case Scope::kNone: return "none";
    case Scope::kRead: return "read";
    case Scope::kCode: return "code";
    case Scope::kEdit: return "edit";
    case Scope::kAdmin: return "admin";
  }
  return "none";
}

void Router::Add(Route route) {
  const Result<Target> pattern = ParseTarget(route.pattern);
  TADWIN_CHECK(pattern.has_value(), "a route's pattern is no path");
  patterns_.push_back(pattern->segments);
  routes_.push_back(std::move(route));
}

RouteMatch Router::Find(std::string_view method, const std::vector<std::string>& segments) const {
  const std::string_view wanted = method == "HEAD" ? "GET" : method;
  size_t most = 0;
  bool any = false;
  std::vector<size_t> fitting;
  for (size_t i = 0; i < routes_.size(); ++i) {
    size_t literal = 0;
    if (!Fits(patterns_[i], segments, &literal)) continue;
    if (!any || literal > most) fitting.clear();
    if (any && literal < most) continue;
    any = true;
    most = literal;
    fitting.push_back(i);
  }
  RouteMatch match;
  std::set<std::string> methods;
  for (const size_t i : fitting) {
    methods.insert(routes_[i].method);
    if (routes_[i].method == "GET") methods.insert("HEAD");
    if (routes_[i].method != wanted) continue;
    match.route = &routes_[i];
    for (size_t s = 0; s < segments.size(); ++s) {
      if (IsTaken(patterns_[i][s])) match.taken.push_back(segments[s]);
    }
  }
  for (const std::string& one : methods) match.allow += (match.allow.empty() ? "" : ", ") + one;
  return match;
}

}  // namespace tadwin::serve

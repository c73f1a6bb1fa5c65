#include "serve/access/access.h"

#include <utility>

#include "serve/access/password.h"

namespace tadwin::serve {
namespace {

constexpr char kCookie[] = "tadwin_session";
constexpr char kBearer[] = "Bearer ";

bool IsRead(const Request& request) { return request.method == "GET" || request.method == "HEAD"; }

Response Unauthorised(std::string_view code, std::string_view detail) {
  Response response = ProblemResponse(401, code, detail);
  response.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"tadwin\"");
  return response;
}

}  // namespace

Access::Access(std::unique_ptr<UserBook> book, std::function<int64_t()> now)
    : book_(std::move(book)), now_(std::move(now)) {}

Result<std::optional<Caller>> Access::Identify(const Request& request) {
  if (const std::string* given = request.Header("Authorization")) {
    if (given->rfind(kBearer, 0) != 0) return std::optional<Caller>();
    return book_->FindToken(std::string_view(*given).substr(sizeof kBearer - 1), now_());
  }
  const std::string* header = request.Header("Cookie");
  if (header == nullptr) return std::optional<Caller>();
  for (const auto& [name, value] : ParseCookies(*header)) {
    if (name != kCookie) continue;
    const auto session = book_->FindSession(value, now_());
    if (!session) return session.error();
    if (!*session) continue;
    const auto scope = ScopeOfRole((*session)->role);
    return std::optional<Caller>(Caller{(*session)->user, (*session)->hash, (*session)->csrf,
                                        scope ? *scope : Scope::kNone});
  }
  return std::optional<Caller>();
}

std::optional<Response> Access::Check(const Request& request, Scope wanted, Caller* caller) {
  if (book_ == nullptr) {
    caller->scope = Scope::kAdmin;
    return std::nullopt;
  }
  const auto found = Identify(request);
  if (!found) return ErrorResponse(found.error());
  if (*found) *caller = **found;
  // A browser sends the cookie also when another page made it write: the token of the session,
  // which that page cannot read, must come along.
  if (!caller->session.empty() && !IsRead(request)) {
    const std::string* sent = request.Header("X-CSRF-Token");
    if (sent == nullptr || !IsSameSecret(*sent, caller->csrf)) {
      return ProblemResponse(403, "csrf", "X-CSRF-Token must hold the csrf of /session");
    }
  }
  if (wanted == Scope::kNone) return std::nullopt;
  if (!*found) {
    return Unauthorised("sign_in", "sign in at /session, or send a token: Authorization: Bearer");
  }
  if (!caller->May(wanted)) {
    return ProblemResponse(403, "forbidden",
                           std::string("this needs the right to ") + ScopeName(wanted));
  }
  return std::nullopt;
}

void Access::Audit(const std::string& user, const std::string& action, const std::string& detail,
                   const std::string& address) {
  if (book_ == nullptr) return;
  (void)book_->Audit({0, now_(), user, action, detail, address});
}

std::optional<Response> Access::Throttled(const std::string& name,
                                          const std::string& address) const {
  const int64_t wait = std::max(by_name_.WaitOf(name, now_()), by_address_.WaitOf(address, now_()));
  if (wait == 0) return std::nullopt;
  Response response = ProblemResponse(
      429, "throttled",
      "too many sign-ins failed: try again in " + std::to_string(wait) + " seconds");
  response.headers.emplace_back("Retry-After", std::to_string(wait));
  return response;
}

}  // namespace tadwin::serve

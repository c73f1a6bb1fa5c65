// Who asks, and what they may: cookies of sessions, tokens, CSRF, throttling of sign-ins.
//
// Without a book of users everybody is the one person of the machine and may everything.
// Threads: safe.

#ifndef TADWIN_SERVE_ACCESS_ACCESS_H_
#define TADWIN_SERVE_ACCESS_ACCESS_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "serve/access/throttle.h"
#include "serve/access/user_book.h"
#include "serve/http/router.h"

namespace tadwin::serve {

class Access {
 public:
  // `book` may be nullptr. `now`: seconds since 1970.
  Access(std::unique_ptr<UserBook> book, std::function<int64_t()> now);

  // The refusal, or nothing and `caller` is filled.
  std::optional<Response> Check(const Request& request, Scope wanted, Caller* caller);
  // Notes a change, when there is a book.
  void Audit(const std::string& user, const std::string& action, const std::string& detail,
             const std::string& address);

  // Session, password, users, tokens, audit; without a book the session only.
  void AddRoutes(Router* router);

 private:
  Response SignIn(const Call& call);
  Response SignOut(const Call& call);
  Response TellSession(const Call& call) const;
  Response ChangePassword(const Call& call);
  Response ListUsers(const Call& call);
  Response AddUser(const Call& call);
  Response RemoveUser(const Call& call);
  Response ListTokens(const Call& call);
  Response AddToken(const Call& call);
  Response RemoveToken(const Call& call);
  Response ListAudit(const Call& call);
  // nullopt: neither a cookie nor a token that holds.
  Result<std::optional<Caller>> Identify(const Request& request);
  std::optional<Response> Throttled(const std::string& name, const std::string& address) const;

  std::unique_ptr<UserBook> book_;
  std::function<int64_t()> now_;
  Throttle by_name_{5};
  Throttle by_address_{20};
};

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_ACCESS_ACCESS_H_

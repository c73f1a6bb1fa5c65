// Who may use a server: users, sessions, API tokens and the audit, in a SQLite file of their own.
//
// Secrets are in it as hashes only. The file is made for its owner alone (mode 600). Times are
// seconds since 1970, given by the caller. Errors: kNotFound, kInvalidArgument (names, roles,
// scopes), kDatabase, kIo, kSchemaVersion for a file that is none. Threads: safe; one at a time.

#ifndef TADWIN_SERVE_ACCESS_USER_BOOK_H_
#define TADWIN_SERVE_ACCESS_USER_BOOK_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "serve/http/router.h"
#include "store/sqlite_connection.h"

namespace tadwin::serve {

// "reader", "coder", "editor", "admin": each may what those before it may.
Result<Scope> ScopeOfRole(const std::string& role);
// "read", "code", "edit", "admin".
Result<Scope> ParseScope(const std::string& name);

struct User {
  std::string name;
  std::string role;
  int64_t created = 0;
  std::optional<int64_t> last_sign_in;
};

struct Token {
  std::string id;  // what it is called, not what it opens with
  std::string user;
  std::string label;
  std::vector<std::string> scopes;
  int64_t created = 0;
  std::optional<int64_t> expires;
  std::optional<int64_t> last_used;
};

struct AuditEntry {
  int64_t number = 0;
  int64_t at = 0;
  std::string user;
  std::string action;
  std::string detail;
  std::string address;
};

struct Session {
  std::string secret;  // for the cookie; empty when read back
  std::string hash;
  std::string user;
  std::string role;
  std::string csrf;
};

class UserBook {
 public:
  // `make`: a file that is not there is made.
  static Result<std::unique_ptr<UserBook>> Open(const std::string& path, bool make);

  Status AddUser(const std::string& name, const std::string& role, std::string_view password,
                 int64_t now);
  Status SetPassword(const std::string& name, std::string_view password);
  Status SetRole(const std::string& name, const std::string& role);
  // With sessions and tokens. Refuses to take the last admin away.
  Status RemoveUser(const std::string& name);
  Result<std::vector<User>> Users();
  Result<std::optional<User>> FindUser(const std::string& name);

  // nullopt when name and password do not go together.
  Result<std::optional<Session>> SignIn(const std::string& name, std::string_view password,
                                        int64_t now);
  Result<bool> IsPasswordOf(const std::string& name, std::string_view password);
  // By the cookie's secret; nullopt when it is unknown or over.
  Result<std::optional<Session>> FindSession(std::string_view secret, int64_t now);
  Status EndSession(const std::string& hash);
  // All of a user but one.
  Status EndOtherSessions(const std::string& user, const std::string& hash);

  // Gives the token itself, once.
  Result<std::string> AddToken(Token* token, int64_t now);
  Result<std::vector<Token>> Tokens(const std::string& user);  // empty: of all
  // `user` empty: of anybody. kNotFound.
  Status RemoveToken(const std::string& id, const std::string& user);
  // Who a token stands for and what it may; nullopt when it is unknown or over.
  Result<std::optional<Caller>> FindToken(std::string_view secret, int64_t now);

  Status Audit(const AuditEntry& entry);
  Result<std::vector<AuditEntry>> AuditLog();  // newest first

 private:
  explicit UserBook(std::unique_ptr<store::SqliteConnection> connection)
      : connection_(std::move(connection)) {}
  Result<bool> HasUser(const std::string& name);
  Result<std::string> HashOf(const std::string& name);

  std::mutex mutex_;
  std::unique_ptr<store::SqliteConnection> connection_;
};

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_ACCESS_USER_BOOK_H_

#include "serve/access/user_book.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "base/hash.h"
#include "base/utf8.h"
#include "serve/access/password.h"

namespace tadwin::serve {
namespace {

constexpr int64_t kSessionSeconds = 7 * 24 * 3600;
constexpr int64_t kIdleSeconds = 12 * 3600;
constexpr int64_t kTouchSeconds = 60;
constexpr size_t kMaxNameBytes = 64;
constexpr int64_t kBookId = 0x54445755;  // "TDWU"
constexpr char kTokenPrefix[] = "tdw_";

constexpr char kTables[] = R"(
CREATE TABLE users (
  name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL, created INTEGER NOT NULL,
  last_sign_in INTEGER) STRICT;
CREATE TABLE sessions (
  hash TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES users ON DELETE CASCADE,
  csrf TEXT NOT NULL, created INTEGER NOT NULL, seen INTEGER NOT NULL) STRICT;
CREATE TABLE tokens (
  id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, user TEXT NOT NULL REFERENCES users ON DELETE CASCADE,
  label TEXT NOT NULL, scopes TEXT NOT NULL, created INTEGER NOT NULL, expires INTEGER,
  used INTEGER) STRICT;
CREATE TABLE audit (
  number INTEGER PRIMARY KEY, at INTEGER NOT NULL, user TEXT, action TEXT NOT NULL, detail TEXT,
  address TEXT) STRICT;
PRAGMA application_id = 0x54445755;
PRAGMA user_version = 1;
)";

Error Invalid(const std::string& message) {
  return Error{ErrorCode::kInvalidArgument, message, ""};
}
Error NoUser(const std::string& name) {
  return Error{ErrorCode::kNotFound, "there is no user " + name, ""};
}

Status CheckName(const std::string& name) {
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) > 0x20 && c != '/' && c != 0x7F;
  });
  if (name.empty() || name.size() > kMaxNameBytes || !plain || FindInvalidUtf8(name)) {
    return Invalid("a user's name has 1 to 64 bytes, no blanks, no '/'");
  }
  return {};
}

std::string Joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ",") + word;
  return text;
}

std::vector<std::string> Split(const std::string& text) {
  std::vector<std::string> words;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find(',', begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

}  // namespace

Result<Scope> ScopeOfRole(const std::string& role) {
  if (role == "reader") return Scope::kRead;
  if (role == "coder") return Scope::kCode;
  if (role == "editor") return Scope::kEdit;
  if (role == "admin") return Scope::kAdmin;
  return Invalid("role: reader, coder, editor or admin");
}

Result<Scope> ParseScope(const std::string& name) {
  for (const Scope scope : {Scope::kRead, Scope::kCode, Scope::kEdit, Scope::kAdmin}) {
    if (name == ScopeName(scope)) return scope;
  }
  return Invalid("scopes: read, code, edit or admin");
}

Result<std::unique_ptr<UserBook>> UserBook::Open(const std::string& path, bool make) {
  std::error_code ignored;
  const bool is_there = std::filesystem::exists(path, ignored);
  if (!is_there && !make) {
    return Error{ErrorCode::kNotFound, "no such file of users: `tadwin users add` makes it", path};
  }
  const mode_t before = ::umask(077);
  auto connection =
      store::SqliteConnection::Open(path, make ? store::SqliteConnection::Access::kCreate
                                               : store::SqliteConnection::Access::kWrite);
  Status ready = connection ? Status() : Status(connection.error());
  if (ready) {
    ready = (*connection)
                ->Execute(
                    "PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL; "
                    "PRAGMA synchronous = FULL;");
  }
  const auto id = ready ? (*connection)->QueryInt("PRAGMA application_id") : Result<int64_t>(0);
  const auto tables =
      ready ? (*connection)->QueryInt("SELECT count(*) FROM sqlite_schema") : Result<int64_t>(0);
  if (ready && id && tables && *tables == 0) {
    ready = (*connection)->Execute(kTables);
  } else if (ready && (!id || *id != kBookId)) {
    ready = Status(Error{ErrorCode::kSchemaVersion, "this is no file of users", path});
  }
  ::umask(before);
  if (!ready) return ready.error();
  return std::unique_ptr<UserBook>(new UserBook(*std::move(connection)));
}

Result<bool> UserBook::HasUser(const std::string& name) {
  store::Statement& query = connection_->Prepare("SELECT 1 FROM users WHERE name = ?");
  query.Start(name);
  const Result<bool> found = query.Next();
  if (found && *found) (void)query.Next();
  return found;
}

Result<std::string> UserBook::HashOf(const std::string& name) {
  store::Statement& query = connection_->Prepare("SELECT password FROM users WHERE name = ?");
  query.Start(name);
  std::string hash;
  const Status read =
      store::ForEachRow(&query, [&](const store::Statement& row) { hash = row.Text(0); });
  if (!read) return read.error();
  return hash;
}

Status UserBook::AddUser(const std::string& name, const std::string& role,
                         std::string_view password, int64_t now) {
  if (Status checked = CheckName(name); !checked) return checked;
  if (const auto scope = ScopeOfRole(role); !scope) return scope.error();
  const auto hash = HashPassword(password);
  if (!hash) return hash.error();
  const std::lock_guard lock(mutex_);
  const auto known = HasUser(name);
  if (!known) return known.error();
  if (*known) return Invalid("there is a user " + name + " already");
  return connection_->Prepare("INSERT INTO users VALUES (?, ?, ?, ?, NULL)")
      .Run(name, role, *hash, now);
}

Status UserBook::SetPassword(const std::string& name, std::string_view password) {
  const auto hash = HashPassword(password);
  if (!hash) return hash.error();
  const std::lock_guard lock(mutex_);
  const auto known = HasUser(name);
  if (!known) return known.error();
  if (!*known) return NoUser(name);
  return connection_->Prepare("UPDATE users SET password = ? WHERE name = ?").Run(*hash, name);
}

Status UserBook::SetRole(const std::string& name, const std::string& role) {
  if (const auto scope = ScopeOfRole(role); !scope) return scope.error();
  const std::lock_guard lock(mutex_);
  const auto known = HasUser(name);
  if (!known) return known.error();
  if (!*known) return NoUser(name);
  return connection_->Prepare("UPDATE users SET role = ? WHERE name = ?").Run(role, name);
}

Status UserBook::RemoveUser(const std::string& name) {
  const std::lock_guard lock(mutex_);
  const auto known = HasUser(name);
  if (!known) return known.error();
  if (!*known) return NoUser(name);
  const auto others = connection_->QueryInt("SELECT count(*) FROM users WHERE role = 'admin'");
  if (!others) return others.error();
  store::Statement& query =
      connection_->Prepare("SELECT count(*) FROM users WHERE name = ? AND role = 'admin'");
  query.Start(name);
  bool is_admin = false;
  if (Status read = store::ForEachRow(
          &query, [&](const store::Statement& row) { is_admin = row.Int(0) > 0; });
      !read) {
    return read;
  }
  if (is_admin && *others == 1) return Invalid("the last admin stays: make another one first");
  return connection_->Prepare("DELETE FROM users WHERE name = ?").Run(name);
}

Result<std::vector<User>> UserBook::Users() {
  const std::lock_guard lock(mutex_);
  store::Statement& query =
      connection_->Prepare("SELECT name, role, created, last_sign_in FROM users ORDER BY name");
  query.Start();
  std::vector<User> users;
  const Status read = store::ForEachRow(&query, [&](const store::Statement& row) {
    users.push_back({row.Text(0), row.Text(1), row.Int(2), row.MaybeInt(3)});
  });
  if (!read) return read.error();
  return users;
}

Result<std::optional<User>> UserBook::FindUser(const std::string& name) {
  const auto users = Users();
  if (!users) return users.error();
  for (const User& user : *users) {
    if (user.name == name) return std::optional<User>(user);
  }
  return std::optional<User>();
}

Result<bool> UserBook::IsPasswordOf(const std::string& name, std::string_view password) {
  std::string hash;
  {
    const std::lock_guard lock(mutex_);
    const auto found = HashOf(name);
    if (!found) return found.error();
    hash = *found;
  }
  // Without the lock: hashing is slow on purpose, and others go on meanwhile.
  if (hash.empty()) {
    WasteTimeOn(password);
    return false;
  }
  return IsPassword(hash, password);
}

Result<std::optional<Session>> UserBook::SignIn(const std::string& name, std::string_view password,
                                                int64_t now) {
  const auto right = IsPasswordOf(name, password);
  if (!right) return right.error();
  if (!*right) return std::optional<Session>();
  const auto user = FindUser(name);
  if (!user) return user.error();
  if (!*user) return std::optional<Session>();
  Session session;
  session.secret = MakeSecret();
  session.hash = Sha256Hex(session.secret);
  session.user = name;
  session.role = (*user)->role;
  session.csrf = MakeSecret();
  const std::lock_guard lock(mutex_);
  if (Status over = connection_->Prepare("DELETE FROM sessions WHERE created < ? OR seen < ?")
                        .Run(now - kSessionSeconds, now - kIdleSeconds);
      !over) {
    return over.error();
  }
  if (Status put = connection_->Prepare("INSERT INTO sessions VALUES (?, ?, ?, ?, ?)")
                       .Run(session.hash, name, session.csrf, now, now);
      !put) {
    return put.error();
  }
  if (Status put =
          connection_->Prepare("UPDATE users SET last_sign_in = ? WHERE name = ?").Run(now, name);
      !put) {
    return put.error();
  }
  return std::optional<Session>(std::move(session));
}

Result<std::optional<Session>> UserBook::FindSession(std::string_view secret, int64_t now) {
  const std::string hash = Sha256Hex(secret);
  const std::lock_guard lock(mutex_);
  store::Statement& query = connection_->Prepare(
      "SELECT s.user, u.role, s.csrf, s.seen FROM sessions s JOIN users u ON u.name = s.user "
      "WHERE s.hash = ? AND s.created >= ? AND s.seen >= ?");
  query.Start(hash, now - kSessionSeconds, now - kIdleSeconds);
  std::optional<Session> session;
  int64_t seen = now;
  const Status read = store::ForEachRow(&query, [&](const store::Statement& row) {
    session = Session{"", hash, row.Text(0), row.Text(1), row.Text(2)};
    seen = row.Int(3);
  });
  if (!read) return read.error();
  if (session && now - seen > kTouchSeconds) {
    const Status touched =
        connection_->Prepare("UPDATE sessions SET seen = ? WHERE hash = ?").Run(now, hash);
    if (!touched) return touched.error();
  }
  return session;
}

Status UserBook::EndSession(const std::string& hash) {
  const std::lock_guard lock(mutex_);
  return connection_->Prepare("DELETE FROM sessions WHERE hash = ?").Run(hash);
}

Status UserBook::EndOtherSessions(const std::string& user, const std::string& hash) {
  const std::lock_guard lock(mutex_);
  return connection_->Prepare("DELETE FROM sessions WHERE user = ? AND hash <> ?").Run(user, hash);
}

Result<std::string> UserBook::AddToken(Token* token, int64_t now) {
  if (token->scopes.empty()) return Invalid("scopes: one at least is needed");
  for (const std::string& scope : token->scopes) {
    if (const auto parsed = ParseScope(scope); !parsed) return parsed.error();
  }
  if (token->label.size() > 200 || FindInvalidUtf8(token->label)) {
    return Invalid("label: 200 bytes at most");
  }
  const std::string secret = kTokenPrefix + MakeSecret();
  token->id = MakeSecret().substr(0, 12);
  token->created = now;
  const std::lock_guard lock(mutex_);
  const auto known = HasUser(token->user);
  if (!known) return known.error();
  if (!*known) return NoUser(token->user);
  const Status put = connection_->Prepare("INSERT INTO tokens VALUES (?, ?, ?, ?, ?, ?, ?, NULL)")
                         .Run(token->id, Sha256Hex(secret), token->user, token->label,
                              Joined(token->scopes), now, token->expires);
  if (!put) return put.error();
  return secret;
}

Result<std::vector<Token>> UserBook::Tokens(const std::string& user) {
  const std::lock_guard lock(mutex_);
  store::Statement& query = connection_->Prepare(
      "SELECT id, user, label, scopes, created, expires, used FROM tokens "
      "WHERE ? = '' OR user = ? ORDER BY created, id");
  query.Start(user, user);
  std::vector<Token> tokens;
  const Status read = store::ForEachRow(&query, [&](const store::Statement& row) {
    tokens.push_back({row.Text(0), row.Text(1), row.Text(2), Split(row.Text(3)), row.Int(4),
                      row.MaybeInt(5), row.MaybeInt(6)});
  });
  if (!read) return read.error();
  return tokens;
}

Status UserBook::RemoveToken(const std::string& id, const std::string& user) {
  const auto tokens = Tokens(user);
  if (!tokens) return tokens.error();
  const bool is_there = std::any_of(tokens->begin(), tokens->end(),
                                    [&](const Token& token) { return token.id == id; });
  if (!is_there) return Error{ErrorCode::kNotFound, "there is no token " + id, ""};
  const std::lock_guard lock(mutex_);
  return connection_->Prepare("DELETE FROM tokens WHERE id = ?").Run(id);
}

Result<std::optional<Caller>> UserBook::FindToken(std::string_view secret, int64_t now) {
  const std::string hash = Sha256Hex(secret);
  const std::lock_guard lock(mutex_);
  store::Statement& query = connection_->Prepare(
      "SELECT t.user, u.role, t.scopes, t.used FROM tokens t JOIN users u ON u.name = t.user "
      "WHERE t.hash = ? AND (t.expires IS NULL OR t.expires > ?)");
  query.Start(hash, now);
  std::optional<Caller> caller;
  int64_t used = 0;
  const Status read = store::ForEachRow(&query, [&](const store::Statement& row) {
    Scope most = Scope::kNone;
    for (const std::string& name : Split(row.Text(2))) {
      const auto scope = ParseScope(name);
      if (scope) most = std::max(most, *scope);
    }
    const auto role = ScopeOfRole(row.Text(1));
    caller = Caller{row.Text(0), "", "", role ? std::min(most, *role) : Scope::kNone};
    used = row.MaybeInt(3).value_or(0);
  });
  if (!read) return read.error();
  if (caller && now - used > kTouchSeconds) {
    const Status touched =
        connection_->Prepare("UPDATE tokens SET used = ? WHERE hash = ?").Run(now, hash);
    if (!touched) return touched.error();
  }
  return caller;
}

Status UserBook::Audit(const AuditEntry& entry) {
  const std::lock_guard lock(mutex_);
  return connection_->Prepare("INSERT INTO audit VALUES (NULL, ?, ?, ?, ?, ?)")
      .Run(entry.at, store::OrNull(entry.user), entry.action, store::OrNull(entry.detail),
           store::OrNull(entry.address));
}

Result<std::vector<AuditEntry>> UserBook::AuditLog() {
  const std::lock_guard lock(mutex_);
  store::Statement& query = connection_->Prepare(
      "SELECT number, at, user, action, detail, address FROM audit ORDER BY number DESC");
  query.Start();
  std::vector<AuditEntry> entries;
  const Status read = store::ForEachRow(&query, [&](const store::Statement& row) {
    entries.push_back({row.Int(0), row.Int(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5)});
  });
  if (!read) return read.error();
  return entries;
}

}  // namespace tadwin::serve

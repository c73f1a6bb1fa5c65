// The routes of Access: sessions, users, tokens, the audit.

#include <algorithm>
#include <ctime>
#include <utility>

#include "serve/access/access.h"
#include "serve/access/password.h"
#include "serve/api/json_body.h"
#include "serve/api/json_values.h"
#include "serve/api/page.h"
#include "serve/api/parameters.h"

namespace tadwin::serve {
namespace {

constexpr size_t kMaxBody = 16384;
constexpr int64_t kDay = 24 * 3600;
constexpr size_t kMaxDays = 3650;

std::string TimeText(int64_t seconds) {
  const std::time_t time = seconds;
  std::tm parts{};
  ::gmtime_r(&time, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

void TimeOrNull(const char* key, const std::optional<int64_t>& time, JsonWriter* out) {
  FieldOrNull(key, time ? TimeText(*time) : std::string(), out);
}

Response NoContent() {
  Response response;
  response.status = 204;
  response.content_type.clear();
  response.cache_control = "no-store";
  return response;
}

Response Private(Response response) {
  response.cache_control = "no-store";
  return response;
}

const char* RoleOf(Scope scope) {
  switch (scope) {
    case Scope::kAdmin: return "admin";
    case Scope::kEdit: return "editor";
    case Scope::kCode: return "coder";
    case Scope::kRead:
    case Scope::kNone: return "reader";
  }
  return "reader";
}

std::string SessionJson(bool asks, const std::string& user, Scope scope, const std::string& csrf) {
  std::string json;
  JsonWriter out(&json);
  out.BeginObject();
  Flag("auth", asks, &out);
  FieldOrNull("user", user, &out);
  out.Key("role");
  if (scope == Scope::kNone) {
    out.Null();
  } else {
    out.String(RoleOf(scope));
  }
  FieldOrNull("csrf", csrf, &out);
  out.EndObject();
  return json;
}

void WriteUser(const User& user, JsonWriter* out) {
  out->BeginObject();
  Field("name", user.name, out);
  Field("role", user.role, out);
  Field("created", TimeText(user.created), out);
  TimeOrNull("last_sign_in", user.last_sign_in, out);
  out->EndObject();
}

void WriteToken(const Token& token, JsonWriter* out) {
  out->BeginObject();
  Field("id", token.id, out);
  Field("user", token.user, out);
  Field("label", token.label, out);
  Texts("scopes", token.scopes, out);
  Field("created", TimeText(token.created), out);
  TimeOrNull("expires", token.expires, out);
  TimeOrNull("last_used", token.last_used, out);
  out->EndObject();
}

std::string CookieOf(const std::string& secret, int64_t seconds) {
  return "tadwin_session=" + secret + "; Path=/; Max-Age=" + std::to_string(seconds) +
         "; HttpOnly; Secure; SameSite=Strict";
}

// A response for what the book says; kInvalidArgument of one who is there already is a conflict.
Response ErrorOf(const Error& error) { return Private(ErrorResponse(error)); }

}  // namespace

void Access::AddRoutes(Router* router) {
  const auto add = [this, router](const char* method, const char* path, Scope scope,
                                  Response (Access::*answer)(const Call&)) {
    router->Add({method, std::string("/api/v1") + path, scope,
                 [this, answer](const Call& call) { return (this->*answer)(call); }, kMaxBody,
                 true});
  };
  router->Add({"GET", "/api/v1/session", Scope::kNone,
               [this](const Call& call) { return TellSession(call); }, 0});
  if (book_ == nullptr) return;
  add("POST", "/session", Scope::kNone, &Access::SignIn);
  add("DELETE", "/session", Scope::kNone, &Access::SignOut);
  add("POST", "/password", Scope::kRead, &Access::ChangePassword);
  add("GET", "/users", Scope::kAdmin, &Access::ListUsers);
  add("POST", "/users", Scope::kAdmin, &Access::AddUser);
  add("DELETE", "/users/{name}", Scope::kAdmin, &Access::RemoveUser);
  add("GET", "/tokens", Scope::kRead, &Access::ListTokens);
  add("POST", "/tokens", Scope::kRead, &Access::AddToken);
  add("DELETE", "/tokens/{id}", Scope::kRead, &Access::RemoveToken);
  add("GET", "/audit", Scope::kAdmin, &Access::ListAudit);
}

Response Access::TellSession(const Call& call) const {
  return Private(JsonResponse(
      SessionJson(book_ != nullptr, call.caller.user, call.caller.scope, call.caller.csrf)));
}

Response Access::SignIn(const Call& call) {
  JsonBody body(call.request);
  const std::string name = body.Text("name");
  const std::string password = body.Text("password");
  if (body.refusal()) return *body.refusal();
  const std::string& address = call.request.address;
  if (auto wait = Throttled(name, address)) {
    Audit(name, "sign_in_throttled", "", address);
    return *std::move(wait);
  }
  const auto session = book_->SignIn(name, password, now_());
  if (!session) return ErrorOf(session.error());
  if (!*session) {
    by_name_.Fail(name, now_());
    by_address_.Fail(address, now_());
    Audit(name, "sign_in_failed", "", address);
    return ProblemResponse(401, "wrong_password", "name and password do not go together");
  }
  by_name_.Succeed(name);
  Audit(name, "sign_in", "", address);
  const auto scope = ScopeOfRole((*session)->role);
  Response response = Private(
      JsonResponse(SessionJson(true, name, scope ? *scope : Scope::kNone, (*session)->csrf)));
  response.headers.emplace_back("Set-Cookie", CookieOf((*session)->secret, 7 * kDay));
  return response;
}

Response Access::SignOut(const Call& call) {
  if (!call.caller.session.empty()) {
    const Status ended = book_->EndSession(call.caller.session);
    if (!ended) return ErrorOf(ended.error());
    Audit(call.caller.user, "sign_out", "", call.request.address);
  }
  Response response = NoContent();
  response.headers.emplace_back("Set-Cookie", CookieOf("", 0));
  return response;
}

Response Access::ChangePassword(const Call& call) {
  if (call.caller.session.empty()) {
    return ProblemResponse(403, "forbidden", "a token does not change passwords: sign in");
  }
  JsonBody body(call.request);
  const std::string old_password = body.Text("old");
  const std::string new_password = body.Text("new");
  if (body.refusal()) return *body.refusal();
  const std::string& user = call.caller.user;
  if (auto wait = Throttled(user, call.request.address)) return *std::move(wait);
  const auto right = book_->IsPasswordOf(user, old_password);
  if (!right) return ErrorOf(right.error());
  if (!*right) {
    by_name_.Fail(user, now_());
    return ProblemResponse(403, "wrong_password", "old: not the password");
  }
  if (Status set = book_->SetPassword(user, new_password); !set) return ErrorOf(set.error());
  if (Status ended = book_->EndOtherSessions(user, call.caller.session); !ended) {
    return ErrorOf(ended.error());
  }
  Audit(user, "password_changed", "", call.request.address);
  return NoContent();
}

Response Access::ListUsers(const Call& call) {
  const auto users = book_->Users();
  if (!users) return ErrorOf(users.error());
  return Private(ListResponse(
      call, users->size(), [&](size_t i) { return (*users)[i].name; },
      [&](size_t i, JsonWriter* out) { WriteUser((*users)[i], out); }));
}

Response Access::AddUser(const Call& call) {
  JsonBody body(call.request);
  const std::string name = body.Text("name");
  const std::string password = body.Text("password");
  const std::string role = body.Text("role");
  if (body.refusal()) return *body.refusal();
  if (Status added = book_->AddUser(name, role, password, now_()); !added) {
    return ErrorOf(added.error());
  }
  Audit(call.caller.user, "user_added", name + " as " + role, call.request.address);
  const auto user = book_->FindUser(name);
  if (!user || !*user) return NoContent();
  std::string json;
  JsonWriter out(&json);
  WriteUser(**user, &out);
  return Private(JsonResponse(std::move(json), 201));
}

Response Access::RemoveUser(const Call& call) {
  const std::string& name = call.taken[0];
  if (Status removed = book_->RemoveUser(name); !removed) return ErrorOf(removed.error());
  Audit(call.caller.user, "user_removed", name, call.request.address);
  return NoContent();
}

Response Access::ListTokens(const Call& call) {
  const auto tokens =
      book_->Tokens(call.caller.May(Scope::kAdmin) ? std::string() : call.caller.user);
  if (!tokens) return ErrorOf(tokens.error());
  return Private(ListResponse(
      call, tokens->size(), [&](size_t i) { return (*tokens)[i].id; },
      [&](size_t i, JsonWriter* out) { WriteToken((*tokens)[i], out); }));
}

Response Access::AddToken(const Call& call) {
  // A stolen token must not make itself a longer life.
  if (call.caller.session.empty()) {
    return ProblemResponse(403, "forbidden", "a token does not make tokens: sign in");
  }
  JsonBody body(call.request);
  Token token;
  token.user = call.caller.user;
  token.label = body.Text("label");
  token.scopes = body.Texts("scopes");
  const int64_t days = body.Number("days");
  if (body.refusal()) return *body.refusal();
  if (days < 1 || days > static_cast<int64_t>(kMaxDays)) {
    return ErrorOf({ErrorCode::kInvalidArgument, "days: 1 to 3650", ""});
  }
  for (const std::string& name : token.scopes) {
    const auto scope = ParseScope(name);
    if (scope && !call.caller.May(*scope)) {
      return ProblemResponse(403, "forbidden", "scopes: more than your role may");
    }
  }
  token.expires = now_() + days * kDay;
  const auto secret = book_->AddToken(&token, now_());
  if (!secret) return ErrorOf(secret.error());
  Audit(token.user, "token_made", token.id + " " + token.label, call.request.address);
  std::string json;
  JsonWriter out(&json);
  out.BeginObject();
  Field("token", *secret, &out);
  out.Key("row");
  WriteToken(token, &out);
  out.EndObject();
  return Private(JsonResponse(std::move(json), 201));
}

Response Access::RemoveToken(const Call& call) {
  const std::string owner = call.caller.May(Scope::kAdmin) ? std::string() : call.caller.user;
  if (Status removed = book_->RemoveToken(call.taken[0], owner); !removed) {
    return ErrorOf(removed.error());
  }
  Audit(call.caller.user, "token_revoked", call.taken[0], call.request.address);
  return NoContent();
}

Response Access::ListAudit(const Call& call) {
  const auto entries = book_->AuditLog();
  if (!entries) return ErrorOf(entries.error());
  return Private(ListResponse(
      call, entries->size(), [&](size_t i) { return std::to_string((*entries)[i].number); },
      [&](size_t i, JsonWriter* out) {
        const AuditEntry& entry = (*entries)[i];
        out->BeginObject();
        Field("at", TimeText(entry.at), out);
        FieldOrNull("user", entry.user, out);
        Field("action", entry.action, out);
        FieldOrNull("detail", entry.detail, out);
        FieldOrNull("address", entry.address, out);
        out->EndObject();
      }));
}

}  // namespace tadwin::serve

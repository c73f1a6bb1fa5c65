// `tadwin users add|list|remove|role|password|token USERS ...`: who may use a server with --auth.
//
// A password is asked for on a terminal, without showing it; else it is the first line of standard
// input. JSON of `list`: {"name","role","created","last_sign_in"} a line, of its tokens
// {"id","user","label","scopes","created","expires","last_used"}; times in seconds since 1970.

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <ctime>
#include <iostream>
#include <string>

#include "apps/verbs.h"
#include "base/json_writer.h"
#include "serve/access/user_book.h"

namespace tadwin::apps {
namespace {

constexpr int64_t kDay = 24 * 3600;

int64_t Now() { return static_cast<int64_t>(std::time(nullptr)); }

std::string DayOf(const std::optional<int64_t>& time) {
  if (!time) return "never";
  return ToIso(Date{static_cast<int32_t>(*time / kDay)});
}

// A line of the terminal that is not shown while it is typed.
Result<std::string> AskPassword(const char* question) {
  std::string line;
  const bool is_terminal = ::isatty(STDIN_FILENO) == 1;
  termios shown{};
  if (is_terminal && ::tcgetattr(STDIN_FILENO, &shown) == 0) {
    termios hidden = shown;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    std::fprintf(stderr, "%s: ", question);
    std::getline(std::cin, line);
    std::fprintf(stderr, "\n");
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
  } else {
    std::getline(std::cin, line);
  }
  if (!line.empty() && line.back() == '\r') line.pop_back();
  if (line.empty()) {
    return Error{ErrorCode::kInvalidArgument,
                 "a password is needed: type it, or give it as a line of standard input", ""};
  }
  return line;
}

Result<std::string> AskNewPassword() {
  auto password = AskPassword("Password (10 letters at least)");
  if (!password || ::isatty(STDIN_FILENO) != 1) return password;
  const auto again = AskPassword("Again");
  if (!again) return again;
  if (*again != *password) {
    return Error{ErrorCode::kInvalidArgument, "the two are not the same", ""};
  }
  return password;
}

void TimeOrNull(const char* key, const std::optional<int64_t>& time, JsonWriter* json) {
  json->Key(key);
  if (time) {
    json->Int(*time);
  } else {
    json->Null();
  }
}

std::string UserLines(const std::vector<serve::User>& users, bool as_json) {
  std::string out;
  for (const serve::User& user : users) {
    if (!as_json) {
      out += fmt::format("{:<24} {:<8} since {}, last sign-in {}\n", user.name, user.role,
                         DayOf(user.created), DayOf(user.last_sign_in));
      continue;
    }
    JsonWriter json(&out);
    json.BeginObject();
    json.Key("name");
    json.String(user.name);
    json.Key("role");
    json.String(user.role);
    TimeOrNull("created", user.created, &json);
    TimeOrNull("last_sign_in", user.last_sign_in, &json);
    json.EndObject();
    out += '\n';
  }
  return out;
}

std::string TokenLines(const std::vector<serve::Token>& tokens, bool as_json) {
  std::string out;
  for (const serve::Token& token : tokens) {
    std::string scopes;
    for (const std::string& scope : token.scopes) scopes += (scopes.empty() ? "" : ",") + scope;
    if (!as_json) {
      out += fmt::format("{:<14} {:<24} {:<16} until {}, last used {}  {}\n", token.id, token.user,
                         scopes, DayOf(token.expires), DayOf(token.last_used), token.label);
      continue;
    }
    JsonWriter json(&out);
    json.BeginObject();
    for (const auto& [key, value] : {std::pair("id", token.id),
                                     {"user", token.user},
                                     {"label", token.label},
                                     {"scopes", scopes}}) {
      json.Key(key);
      json.String(value);
    }
    TimeOrNull("created", token.created, &json);
    TimeOrNull("expires", token.expires, &json);
    TimeOrNull("last_used", token.last_used, &json);
    json.EndObject();
    out += '\n';
  }
  return out;
}

Status MakeToken(serve::UserBook* book, const UsersArguments& arguments, std::string* said) {
  serve::Token token;
  token.user = arguments.name;
  token.label = arguments.label;
  token.scopes = arguments.scopes;
  token.expires = Now() + arguments.days * kDay;
  const auto secret = book->AddToken(&token, Now());
  if (!secret) return secret.error();
  *said = *secret + "\n";
  return {};
}

Status Do(serve::UserBook* book, const UsersArguments& arguments, std::string* said) {
  const std::string& verb = arguments.verb;
  if (verb == "list") {
    const auto users = book->Users();
    if (!users) return users.error();
    *said = UserLines(*users, arguments.json);
    return {};
  }
  if (verb == "tokens") {
    const auto tokens = book->Tokens("");
    if (!tokens) return tokens.error();
    *said = TokenLines(*tokens, arguments.json);
    return {};
  }
  if (verb == "token") return MakeToken(book, arguments, said);
  if (verb == "revoke") return book->RemoveToken(arguments.name, "");
  if (verb == "remove") return book->RemoveUser(arguments.name);
  if (verb == "role") return book->SetRole(arguments.name, arguments.role);
  const auto password = AskNewPassword();
  if (!password) return password.error();
  if (verb == "add") return book->AddUser(arguments.name, arguments.role, *password, Now());
  return book->SetPassword(arguments.name, *password);
}

}  // namespace

ExitCode RunUsers(const UsersArguments& arguments) {
  auto book = serve::UserBook::Open(arguments.users, arguments.verb == "add");
  if (!book) return Fail(book.error());
  std::string said;
  if (const Status done = Do(book->get(), arguments, &said); !done) return Fail(done.error());
  if (arguments.verb != "list" && arguments.verb != "tokens") {
    const Status noted =
        (*book)->Audit({0, Now(), "", "users_" + arguments.verb, arguments.name, "command line"});
    if (!noted) return Fail(noted.error());
  }
  if (said.empty()) return kExitOk;
  const Status printed = Print(said);
  return printed ? kExitOk : Fail(printed.error());
}

}  // namespace tadwin::apps

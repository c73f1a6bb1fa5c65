// Texts for PostgreSQL: SQL in its words, URLs for people.
#include <cctype>
#include <string_view>

#include "store/postgres_connection.h"

namespace tadwin::store {
namespace {

// The end of the quoted text or comment that begins at `at`; `at` when none does.
size_t SkipVerbatim(const std::string& sql, size_t at) {
  const char c = sql[at];
  if (c == '\'' || c == '"') {
    const size_t end = sql.find(c, at + 1);  // a doubled quote is two texts side by side
    return end == std::string::npos ? sql.size() : end + 1;
  }
  if (sql.compare(at, 2, "--") == 0) {
    const size_t end = sql.find('\n', at);
    return end == std::string::npos ? sql.size() : end;
  }
  return at;
}

bool IsWordCharacter(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// What stands for a word of SQLite's definitions; null keeps the word.
const char* WordInPostgres(std::string_view word) {
  if (word == "INTEGER") return "BIGINT";
  if (word == "REAL") return "DOUBLE PRECISION";
  if (word == "TEXT") return "TEXT COLLATE \"C\"";
  if (word == "end") return "\"end\"";
  if (word == "group_concat") return "string_agg";
  if (word == "STRICT") return "";
  return nullptr;
}

void EraseAll(const std::string& what, std::string* text) {
  for (size_t at = text->find(what); at != std::string::npos; at = text->find(what, at)) {
    text->erase(at, what.size());
  }
}

}  // namespace

std::string NumberParameters(const std::string& sql, int* parameters) {
  *parameters = 0;
  std::string out;
  for (size_t at = 0; at < sql.size();) {
    const size_t end = SkipVerbatim(sql, at);
    if (end != at) {
      out.append(sql, at, end - at);
      at = end;
    } else if (sql[at] == '?') {
      out += '$' + std::to_string(++*parameters);
      ++at;
    } else {
      out += sql[at++];
    }
  }
  return out;
}

std::string PostgresDefinitions(const std::string& sql) {
  std::string text = sql;
  EraseAll(", WITHOUT ROWID", &text);
  EraseAll(" WITHOUT ROWID", &text);
  std::string out;
  for (size_t at = 0; at < text.size();) {
    if (const size_t end = SkipVerbatim(text, at); end != at) {
      out.append(text, at, end - at);
      at = end;
      continue;
    }
    size_t end = at;
    while (end < text.size() && IsWordCharacter(text[end])) ++end;
    if (end == at) {
      out += text[at++];
      continue;
    }
    const std::string_view word = std::string_view(text).substr(at, end - at);
    const char* other = WordInPostgres(word);
    out += other == nullptr ? word : other;
    at = end;
  }
  return out;
}

bool IsPostgresUrl(const std::string& location) {
  return location.rfind("postgresql://", 0) == 0 || location.rfind("postgres://", 0) == 0;
}

std::string WithoutPassword(const std::string& url) {
  if (!IsPostgresUrl(url)) return url;
  const size_t host = url.find("://") + 3;
  const size_t options = std::min(url.find('?', host), url.size());
  std::string base = url.substr(host, options - host);
  const size_t at = base.rfind('@', base.find('/'));
  if (at != std::string::npos) {
    const size_t colon = base.find(':');
    if (colon < at) base.erase(colon, at - colon);
  }
  std::string shown = url.substr(0, host) + base;
  for (size_t from = options; from < url.size();) {
    const size_t to = std::min(url.find('&', from + 1), url.size());
    const std::string option = url.substr(from + 1, to - from - 1);
    const bool secret = option.rfind("password=", 0) == 0 || option.rfind("sslpassword=", 0) == 0;
    if (!secret) shown += (shown.find('?') == std::string::npos ? '?' : '&') + option;
    from = to;
  }
  return shown;
}

}  // namespace tadwin::store

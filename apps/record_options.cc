// Who changes a ledger and when: the one place that asks the system for a name and a time.

#include <pwd.h>
#include <unistd.h>

#include <cstdio>
#include <ctime>
#include <string>

#include "apps/verbs.h"
#include "base/calendar.h"

namespace tadwin::apps {
namespace {

std::string UserName() {
  const passwd* user = ::getpwuid(::geteuid());
  if (user != nullptr && user->pw_name != nullptr) return user->pw_name;
  return "uid " + std::to_string(::geteuid());
}

std::string UtcNow() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  ::gmtime_r(&now, &utc);
  char text[32];
  std::strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text;
}

// "2026-01-31T09:30:00Z" and nothing else: times are compared as text.
bool IsUtcTime(const std::string& text) {
  constexpr size_t kLength = 20;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int end = 0;
  return text.size() == kLength && ParseIsoDate(text.substr(0, 10)).has_value() &&
         std::sscanf(text.c_str() + 10, "T%2d:%2d:%2dZ%n", &hour, &minute, &second, &end) == 3 &&
         end == 10 && hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 &&
         second <= 60;
}

}  // namespace

Result<store::RunStart> MakeRunStart(const std::string& kind, const RecordOptions& options,
                                     const std::string& rules_hash) {
  if (!options.now.empty() && !IsUtcTime(options.now)) {
    return Error{ErrorCode::kInvalidArgument,
                 "--recorded-at takes a time as 2026-01-31T09:30:00Z, not '" + options.now + "'",
                 ""};
  }
  store::RunStart start;
  start.kind = kind;
  start.author = options.author.empty() ? UserName() : options.author;
  start.reason = options.reason;
  start.program = TADWIN_VERSION;
  start.rules_hash = rules_hash;
  start.now = [fixed = options.now] { return fixed.empty() ? UtcNow() : fixed; };
  return start;
}

}  // namespace tadwin::apps

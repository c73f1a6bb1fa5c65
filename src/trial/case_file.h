// Reads a *.cases file: what a rule must find, and what it must leave alone.
//
// Format: docs/rule-format.md. In: path and content. Out: one Case per line to be checked, with the
// line it stands on. Errors: kBadRule with file:line:col, all of them. Threads: safe.

#ifndef TADWIN_TRIAL_CASE_FILE_H_
#define TADWIN_TRIAL_CASE_FILE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"

namespace tadwin::trial {

struct Case {
  std::string file;    // "time/relative": path below rules/ar without extension
  uint32_t line = 0;   // where the checked line stands
  std::string expect;  // "date 2020-09-27 day", "none", or the assertion of a fact line
  std::string text;    // the phrase or article, brackets still in it
  std::optional<DateInterval> now;
  std::string gap;  // reason, when this is a known gap
  bool on_facts = false;

  std::string Name() const { return file + ":" + std::to_string(line); }
};

std::vector<Case> ParseCaseFile(std::string_view name, std::string_view content,
                                std::vector<Error>* errors);

}  // namespace tadwin::trial

#endif  // TADWIN_TRIAL_CASE_FILE_H_

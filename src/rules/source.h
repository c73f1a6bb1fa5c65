// Where rule files come from: the set built into the program, or a folder on disk.
//
// Out: RuleFile list sorted by path ("ar/time/month.tsv"), the same whatever the file system.
// Errors: kIo with the path; nothing is parsed here.
// Threads: safe.

#ifndef TADWIN_RULES_SOURCE_H_
#define TADWIN_RULES_SOURCE_H_

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tadwin::rules {

struct RuleFile {
  std::string path;     // relative to the rules folder, '/' separated
  std::string content;  // UTF-8
};

// The files compiled into the program from rules/.
std::vector<RuleFile> BuiltInFiles();

// All *.tsv, *.rules and *.weights files below `folder`.
Result<std::vector<RuleFile>> ReadFolder(const std::string& folder);

}  // namespace tadwin::rules

#endif  // TADWIN_RULES_SOURCE_H_

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
  // Rows that an overlay adds to this table, under column names of its own; and what messages call
  // the overlay's file.
  std::string added = {};
  std::string added_path = {};
};

// The files compiled into the program from rules/.
std::vector<RuleFile> BuiltInFiles();

// All *.tsv, *.rules and *.weights files below `folder`. kNotFound without the folder.
Result<std::vector<RuleFile>> ReadFolder(const std::string& folder);

// kNotFound with the remedy where `folder` is not a folder.
Status CheckFolder(const std::string& folder);

// Lays the rule files of a folder over `files`, which stay sorted. A table of the same path gets
// the folder's rows added; other files are added whole. kNotFound without the folder, kBadRule when
// a *.rules or *.weights file has the path of one that is there.
Status AddOverlay(const std::string& folder, std::vector<RuleFile>* files);

}  // namespace tadwin::rules

#endif  // TADWIN_RULES_SOURCE_H_

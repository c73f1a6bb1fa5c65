#include "rules/source.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

// Written by tools/embed_rules.py: path, begin and end of every built-in file.
extern "C" {
extern const char* const tadwin_rule_table[];
extern const uint64_t tadwin_rule_count;
}

namespace tadwin::rules {
namespace {

constexpr std::array<const char*, 3> kExtensions = {".tsv", ".rules", ".weights"};

bool IsRuleFile(const std::filesystem::path& path) {
  const std::string extension = path.extension().string();
  return std::any_of(kExtensions.begin(), kExtensions.end(),
                     [&](const char* known) { return extension == known; });
}

}  // namespace

std::vector<RuleFile> BuiltInFiles() {
  std::vector<RuleFile> files;
  files.reserve(tadwin_rule_count);
  for (uint64_t i = 0; i < tadwin_rule_count; ++i) {
    const char* const* row = &tadwin_rule_table[3 * i];
    files.push_back(RuleFile{row[0], std::string(row[1], row[2])});
  }
  return files;
}

Status CheckFolder(const std::string& folder) {
  if (std::filesystem::is_directory(folder)) return {};
  return Error{ErrorCode::kNotFound,
               "there is no such folder of rules: make it, with tables as in ar/actor/actor.tsv",
               folder};
}

Result<std::vector<RuleFile>> ReadFolder(const std::string& folder) {
  if (Status there = CheckFolder(folder); !there) return there.error();
  namespace fs = std::filesystem;
  std::error_code failure;
  fs::recursive_directory_iterator walk(folder, failure);
  if (failure) {
    return Error{ErrorCode::kIo, "cannot read the rules folder: " + failure.message(), folder};
  }
  std::vector<RuleFile> files;
  for (const fs::directory_entry& entry : walk) {
    if (!entry.is_regular_file(failure) || !IsRuleFile(entry.path())) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream content;
    content << in.rdbuf();
    if (!in) return Error{ErrorCode::kIo, "cannot read this rule file", entry.path().string()};
    files.push_back(
        RuleFile{fs::relative(entry.path(), folder).generic_string(), std::move(content).str()});
  }
  std::sort(files.begin(), files.end(),
            [](const RuleFile& a, const RuleFile& b) { return a.path < b.path; });
  return files;
}

Status AddOverlay(const std::string& folder, std::vector<RuleFile>* files) {
  Result<std::vector<RuleFile>> overlay = ReadFolder(folder);
  if (!overlay) return overlay.error();
  for (RuleFile& file : *overlay) {
    const std::string place = (std::filesystem::path(folder) / file.path).generic_string();
    const auto at = std::lower_bound(
        files->begin(), files->end(), file.path,
        [](const RuleFile& known, const std::string& path) { return known.path < path; });
    if (at == files->end() || at->path != file.path) {
      files->insert(at, std::move(file));
    } else if (std::filesystem::path(file.path).extension() == ".tsv") {
      at->added = std::move(file.content);
      at->added_path = place;
    } else {
      return Error{ErrorCode::kBadRule,
                   "only tables are added to: give a file of rules another name", place};
    }
  }
  return {};
}

}  // namespace tadwin::rules

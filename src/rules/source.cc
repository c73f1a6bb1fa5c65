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

Result<std::vector<RuleFile>> ReadFolder(const std::string& folder) {
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

}  // namespace tadwin::rules

#include "apps/verbs.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>
#include <utility>

#include "rules/source.h"

namespace tadwin::apps {

ExitCode ExitCodeOf(const Error& error) {
  switch (error.code) {
    case ErrorCode::kInvalidArgument:
    case ErrorCode::kConflict: return kExitUsage;
    case ErrorCode::kNotFound: return kExitNotFound;
    case ErrorCode::kIo: return kExitDisk;
    case ErrorCode::kBadRule: return kExitRules;
    case ErrorCode::kSchemaVersion:
    case ErrorCode::kDatabase: return kExitLedger;
    case ErrorCode::kInterrupted: return kExitInterrupted;
    case ErrorCode::kBadEncoding:
    case ErrorCode::kBadFormat:
    case ErrorCode::kEmpty:
    case ErrorCode::kNotArabic:
    case ErrorCode::kTooLarge: return kExitNotFound;
  }
  return kExitInternal;
}

ExitCode Fail(const Error& error) {
  if (!error.message.empty()) std::fprintf(stderr, "tadwin: %s\n", error.ToString().c_str());
  return ExitCodeOf(error);
}

Status WriteFile(const std::string& path, const std::string& content) {
  const std::string partial = path + ".new";
  std::ofstream file(partial, std::ios::binary | std::ios::trunc);
  file.write(content.data(), static_cast<std::streamsize>(content.size()));
  file.close();
  std::error_code failed;
  if (!file.fail()) std::filesystem::rename(partial, path, failed);
  if (!file.fail() && !failed) return {};
  std::error_code ignored;
  std::filesystem::remove(partial, ignored);
  return Error{ErrorCode::kIo, "cannot be written: is there space, are there rights?", path};
}

Status Print(std::string_view text) {
  errno = 0;
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0) {
    // Who closed the pipe (head, a pager) wants no more, not a message either.
    if (errno == EPIPE) return Error{ErrorCode::kIo, "", ""};
    return Error{ErrorCode::kIo, "cannot write: is the disk full?", "standard output"};
  }
  return {};
}

namespace {

constexpr char kOverlayPath[] = "ar/place/overlay.tsv";

// The table of places that --places names, as a rule file among the others.
Result<rules::RuleFile> ReadOverlay(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return Error{ErrorCode::kNotFound,
                 "cannot be opened: `tadwin gazetteer import` makes such a file", path};
  }
  rules::RuleFile overlay{kOverlayPath, std::string(std::istreambuf_iterator<char>(file), {})};
  if (file.bad()) return Error{ErrorCode::kIo, "cannot be read to its end", path};
  return overlay;
}

bool ReadRuleFiles(const RuleOptions& options, std::vector<rules::RuleFile>* files,
                   ExitCode* exit_code) {
  Result<std::vector<rules::RuleFile>> read = ReadRules(options);
  if (!read) {
    *exit_code = Fail(read.error());
    return false;
  }
  *files = *std::move(read);
  return true;
}

// Each once: two readers may find the same one.
void PrintMistakes(const std::vector<Error>& errors) {
  std::set<std::string> printed;
  for (const Error& error : errors) {
    const std::string line = error.ToString();
    if (printed.insert(line).second) std::fprintf(stderr, "%s\n", line.c_str());
  }
  std::fprintf(stderr, "tadwin: %zu mistake%s in the rules\n", printed.size(),
               printed.size() == 1 ? "" : "s");
}

}  // namespace

Result<std::vector<rules::RuleFile>> ReadRules(const RuleOptions& options) {
  Result<std::vector<rules::RuleFile>> files =
      options.folder.empty() ? rules::BuiltInFiles() : rules::ReadFolder(options.folder);
  if (!files) return files;
  if (!options.overlay.empty()) {
    if (Status added = rules::AddOverlay(options.overlay, &*files); !added) return added.error();
  }
  if (options.places.empty()) return files;
  Result<rules::RuleFile> places = ReadOverlay(options.places);
  if (!places) return places.error();
  const auto after = std::find_if(files->begin(), files->end(), [](const rules::RuleFile& file) {
    return file.path >= kOverlayPath;
  });
  files->insert(after, *std::move(places));
  return files;
}

std::unique_ptr<pipeline::Coder> LoadCoder(const RuleOptions& options, ExitCode* exit_code,
                                           std::vector<rules::RuleFile>* files) {
  std::vector<rules::RuleFile> read;
  if (!ReadRuleFiles(options, &read, exit_code)) return nullptr;
  std::vector<Error> errors;
  auto coder = pipeline::Coder::Create(read, &errors);
  if (files != nullptr) *files = std::move(read);
  if (coder) return coder;
  PrintMistakes(errors);
  *exit_code = kExitRules;
  return nullptr;
}

std::unique_ptr<rules::RuleSet> LoadRules(const RuleOptions& options, ExitCode* exit_code) {
  std::vector<rules::RuleFile> files;
  if (!ReadRuleFiles(options, &files, exit_code)) return nullptr;
  std::vector<Error> errors;
  auto rules = std::make_unique<rules::RuleSet>(rules::RuleSet::Parse(files, &errors));
  if (errors.empty()) return rules;
  PrintMistakes(errors);
  *exit_code = kExitRules;
  return nullptr;
}

}  // namespace tadwin::apps

#include "apps/verbs.h"

#include <cerrno>
#include <cstdio>
#include <set>

#include "rules/source.h"

namespace tadwin::apps {

ExitCode ExitCodeOf(const Error& error) {
  switch (error.code) {
    case ErrorCode::kInvalidArgument: return kExitUsage;
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

bool ReadRuleFiles(const std::string& folder, std::vector<rules::RuleFile>* files,
                   ExitCode* exit_code) {
  if (folder.empty()) {
    *files = rules::BuiltInFiles();
    return true;
  }
  Result<std::vector<rules::RuleFile>> read = rules::ReadFolder(folder);
  if (read) {
    *files = *std::move(read);
    return true;
  }
  *exit_code = Fail(read.error());
  return false;
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

std::unique_ptr<pipeline::Coder> LoadCoder(const std::string& rules_folder, ExitCode* exit_code) {
  std::vector<rules::RuleFile> files;
  if (!ReadRuleFiles(rules_folder, &files, exit_code)) return nullptr;
  std::vector<Error> errors;
  auto coder = pipeline::Coder::Create(files, &errors);
  if (coder) return coder;
  PrintMistakes(errors);
  *exit_code = kExitRules;
  return nullptr;
}

std::unique_ptr<rules::RuleSet> LoadRules(const std::string& rules_folder, ExitCode* exit_code) {
  std::vector<rules::RuleFile> files;
  if (!ReadRuleFiles(rules_folder, &files, exit_code)) return nullptr;
  std::vector<Error> errors;
  auto rules = std::make_unique<rules::RuleSet>(rules::RuleSet::Parse(files, &errors));
  if (errors.empty()) return rules;
  PrintMistakes(errors);
  *exit_code = kExitRules;
  return nullptr;
}

}  // namespace tadwin::apps

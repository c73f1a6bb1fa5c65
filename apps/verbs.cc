#include "apps/verbs.h"

#include <cstdio>

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
  std::fprintf(stderr, "tadwin: %s\n", error.ToString().c_str());
  return ExitCodeOf(error);
}

std::unique_ptr<pipeline::Coder> LoadCoder(const std::string& rules_folder, ExitCode* exit_code) {
  std::vector<rules::RuleFile> files;
  if (rules_folder.empty()) {
    files = rules::BuiltInFiles();
  } else {
    Result<std::vector<rules::RuleFile>> read = rules::ReadFolder(rules_folder);
    if (!read) {
      *exit_code = Fail(read.error());
      return nullptr;
    }
    files = *std::move(read);
  }
  std::vector<Error> errors;
  auto coder = pipeline::Coder::Create(files, &errors);
  if (coder) return coder;
  for (const Error& error : errors) std::fprintf(stderr, "tadwin: %s\n", error.ToString().c_str());
  std::fprintf(stderr, "tadwin: %zu mistakes in the rules\n", errors.size());
  *exit_code = kExitRules;
  return nullptr;
}

}  // namespace tadwin::apps

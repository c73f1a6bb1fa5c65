// Runs cases against the rules of a coder.
//
// Cases come with the program (those beside its own rules), or lie in a folder of rules.
// Errors: kBadRule with file:line:col for what cannot be read. Threads: safe, one coder for all.

#ifndef TADWIN_TRIAL_CASE_RUN_H_
#define TADWIN_TRIAL_CASE_RUN_H_

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "pipeline/coder.h"
#include "trial/case_file.h"

namespace tadwin::trial {

// All cases that come with the program, by file and line.
std::vector<Case> BuiltInCases(std::vector<Error>* errors);
// Those below a folder of rules ("rules", with "ar" in it).
Result<std::vector<Case>> ReadCases(const std::string& folder, std::vector<Error>* errors);

struct Verdict {
  bool passed = true;
  std::string message;  // what was found instead; why a gap is known
};

// A known gap passes while it fails, and fails once it passes. `reached` as in CheckCase.
Verdict RunCase(const pipeline::Coder& coder, const Case& one, std::set<std::string>* reached);

struct FailedCase {
  std::string name;  // "time/relative:12"
  std::string text;
  std::string message;
};
struct CaseReport {
  size_t run = 0;
  size_t known_gaps = 0;
  std::vector<FailedCase> failed;
};
// Those whose name contains `part`, on `threads` threads; the report does not depend on how many.
CaseReport RunCases(const pipeline::Coder& coder, const std::vector<Case>& cases,
                    std::string_view part, unsigned threads);

}  // namespace tadwin::trial

#endif  // TADWIN_TRIAL_CASE_RUN_H_

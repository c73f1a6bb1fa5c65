#include "trial/case_run.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <thread>
#include <utility>

#include "rules/source.h"
#include "trial/case_check.h"

// Written by tools/embed_rules.py: path, begin and end of every file of cases.
extern "C" {
extern const char* const tadwin_case_table[];
extern const uint64_t tadwin_case_count;
}

namespace tadwin::trial {
namespace {

namespace fs = std::filesystem;

// "ar/time/relative.cases" -> "time/relative"
std::string NameOf(const std::string& path) {
  const size_t language = path.find('/');
  return path.substr(language + 1, path.rfind('.') - language - 1);
}

void Append(std::vector<Case> more, std::vector<Case>* cases) {
  std::move(more.begin(), more.end(), std::back_inserter(*cases));
}

}  // namespace

std::vector<Case> BuiltInCases(std::vector<Error>* errors) {
  std::vector<Case> cases;
  for (uint64_t i = 0; i < tadwin_case_count; ++i) {
    const char* const* row = &tadwin_case_table[3 * i];
    const std::string_view content(row[1], static_cast<size_t>(row[2] - row[1]));
    Append(ParseCaseFile(NameOf(row[0]), content, errors), &cases);
  }
  return cases;
}

Result<std::vector<Case>> ReadCases(const std::string& folder, std::vector<Error>* errors) {
  if (Status there = rules::CheckFolder(folder); !there) return there.error();
  std::error_code failure;
  fs::recursive_directory_iterator walk(folder, failure);
  if (failure) {
    return Error{ErrorCode::kIo, "cannot read the folder of rules: " + failure.message(), folder};
  }
  std::vector<fs::path> paths;
  for (const fs::directory_entry& entry : walk) {
    if (entry.is_regular_file(failure) && entry.path().extension() == ".cases") {
      paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Case> cases;
  for (const fs::path& path : paths) {
    std::ifstream in(path, std::ios::binary);
    const std::string content(std::istreambuf_iterator<char>(in), {});
    if (in.bad()) return Error{ErrorCode::kIo, "cannot be read", path.string()};
    Append(ParseCaseFile(NameOf(fs::relative(path, folder).generic_string()), content, errors),
           &cases);
  }
  return cases;
}

Verdict RunCase(const pipeline::Coder& coder, const Case& one, std::set<std::string>* reached) {
  std::string problem = CheckCase(coder, one, reached);
  if (one.gap.empty()) return {problem.empty(), std::move(problem)};
  if (problem.empty()) {
    return {false, "a known gap (" + one.gap + ") now passes: remove its ~ line"};
  }
  return {true, "known gap: " + one.gap};
}

CaseReport RunCases(const pipeline::Coder& coder, const std::vector<Case>& cases,
                    std::string_view part, unsigned threads) {
  std::vector<const Case*> wanted;
  for (const Case& one : cases) {
    if (one.Name().find(part) != std::string::npos) wanted.push_back(&one);
  }
  std::vector<Verdict> verdicts(wanted.size());
  std::atomic<size_t> next = 0;
  const auto work = [&] {
    std::set<std::string> reached;
    for (size_t i = next++; i < wanted.size(); i = next++) {
      verdicts[i] = RunCase(coder, *wanted[i], &reached);
    }
  };
  std::vector<std::thread> workers;
  for (unsigned i = 1; i < threads; ++i) workers.emplace_back(work);
  work();
  for (std::thread& worker : workers) worker.join();
  CaseReport report;
  report.run = wanted.size();
  for (size_t i = 0; i < wanted.size(); ++i) {
    if (!wanted[i]->gap.empty()) ++report.known_gaps;
    if (verdicts[i].passed) continue;
    report.failed.push_back({wanted[i]->Name(), wanted[i]->text, std::move(verdicts[i].message)});
  }
  return report;
}

}  // namespace tadwin::trial

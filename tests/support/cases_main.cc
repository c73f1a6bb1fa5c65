// Runs the cases that lie beside the rules: the corpus is the test.
//
// usage: tadwin_cases --list RULES            names of all cases, one a line (no rules are loaded)
//        tadwin_cases --run RULES RESULTS     runs all, writes NAME, verdict and message a line
//        tadwin_cases --verdict RESULTS NAME  prints what --run found; exit code 1 when it failed
//        tadwin_cases --show RULES [PART]     runs those whose name contains PART, prints failures
// One ctest test stands for each line; --run is their fixture, so rules are loaded once.

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "trial/case_file.h"
#include "trial/case_run.h"

namespace {

namespace fs = std::filesystem;
using tadwin::trial::Case;

constexpr const char* kLanguage = "ar";

std::string ReadFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

struct Collection {
  std::vector<Case> cases;
  std::vector<std::string> rule_files;      // "time/date", files of rules
  std::set<std::string> folders_with_none;  // "time"
  std::vector<tadwin::Error> errors;
};

Collection Collect(const std::string& rules) {
  Collection all;
  const fs::path root = fs::path(rules) / kLanguage;
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.is_regular_file()) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  for (const fs::path& path : paths) {
    const std::string name = fs::relative(path, root).replace_extension().generic_string();
    if (path.extension() == ".rules") all.rule_files.push_back(name);
    if (path.extension() != ".cases") continue;
    for (Case& one : tadwin::trial::ParseCaseFile(name, ReadFile(path), &all.errors)) {
      const bool none = one.on_facts ? one.expect.find(" none") != std::string::npos
                                     : one.expect.rfind("none", 0) == 0;
      if (none) all.folders_with_none.insert(name.substr(0, name.find('/')));
      all.cases.push_back(std::move(one));
    }
  }
  return all;
}

std::string GateName(const std::string& rule_file) { return "gate.none:" + rule_file; }

int List(const std::string& rules) {
  const Collection all = Collect(rules);
  for (const tadwin::Error& error : all.errors) {
    std::fprintf(stderr, "%s\n", error.ToString().c_str());
  }
  for (const Case& one : all.cases) std::printf("%s\n", one.Name().c_str());
  for (const std::string& file : all.rule_files) std::printf("%s\n", GateName(file).c_str());
  std::printf("gate.reached\n");
  return all.errors.empty() ? 0 : 1;
}

std::unique_ptr<tadwin::pipeline::Coder> LoadCoder(const std::string& rules) {
  std::vector<tadwin::Error> errors;
  const auto files = tadwin::rules::ReadFolder(rules);
  if (!files) {
    std::fprintf(stderr, "%s\n", files.error().ToString().c_str());
    return nullptr;
  }
  auto coder = tadwin::pipeline::Coder::Create(*files, &errors);
  for (const tadwin::Error& error : errors) {
    std::fprintf(stderr, "%s\n", error.ToString().c_str());
  }
  return coder;
}

std::string OneLine(std::string text) {
  std::string out;
  for (const char c : text) out += c == '\n' ? std::string("\\n") : std::string(1, c);
  return out;
}

int Run(const std::string& rules, const std::string& results) {
  const Collection all = Collect(rules);
  const auto coder = LoadCoder(rules);
  if (coder == nullptr || !all.errors.empty()) return 1;
  std::ofstream out(results, std::ios::binary);
  std::set<std::string> reached;
  size_t failed = 0;
  size_t gaps = 0;
  const auto write = [&](const std::string& name, const tadwin::trial::Verdict& verdict) {
    failed += verdict.passed ? 0 : 1;
    out << name << '\t' << (verdict.passed ? "pass" : "fail") << '\t' << OneLine(verdict.message)
        << '\n';
  };
  for (const Case& one : all.cases) {
    gaps += one.gap.empty() ? 0 : 1;
    write(one.Name(), tadwin::trial::RunCase(*coder, one, &reached));
  }
  for (const std::string& file : all.rule_files) {
    const bool has = all.folders_with_none.count(file.substr(0, file.find('/'))) > 0;
    write(GateName(file), {has, has ? "" : "its folder has no '= none' case"});
  }
  std::string missed;
  for (const tadwin::rules::Block* block : coder->rules().BlocksUnder("")) {
    if (block->Value("makes") == "nothing") continue;  // it hides; '= none' cases show it
    if (reached.count(block->name) == 0) missed += " " + block->name;
  }
  write("gate.reached",
        {missed.empty(), missed.empty() ? "" : "no positive case reaches:" + missed});
  std::printf("%zu cases, %zu failed, %zu known gaps\n", all.cases.size(), failed, gaps);
  return out.flush() ? 0 : 1;
}

int PrintVerdict(const std::string& results, const std::string& name) {
  std::ifstream in(results, std::ios::binary);
  for (std::string line; std::getline(in, line);) {
    if (line.compare(0, name.size() + 1, name + "\t") != 0) continue;
    const std::string rest = line.substr(name.size() + 1);
    std::string message = rest.substr(5);
    for (size_t at; (at = message.find("\\n")) != std::string::npos;) message.replace(at, 2, "\n");
    if (!message.empty()) std::printf("%s: %s\n", name.c_str(), message.c_str());
    return rest.compare(0, 4, "pass") == 0 ? 0 : 1;
  }
  std::fprintf(stderr, "%s: no such case in %s\n", name.c_str(), results.c_str());
  return 1;
}

int Show(const std::string& rules, const std::string& part) {
  const Collection all = Collect(rules);
  for (const tadwin::Error& error : all.errors) {
    std::fprintf(stderr, "%s\n", error.ToString().c_str());
  }
  const auto coder = LoadCoder(rules);
  if (coder == nullptr) return 1;
  std::set<std::string> reached;
  size_t run = 0;
  size_t failed = 0;
  for (const Case& one : all.cases) {
    if (one.Name().find(part) == std::string::npos) continue;
    ++run;
    const tadwin::trial::Verdict verdict = tadwin::trial::RunCase(*coder, one, &reached);
    if (verdict.passed) continue;
    ++failed;
    std::printf("%s: %s\n    in: %s\n", one.Name().c_str(), verdict.message.c_str(),
                one.text.c_str());
  }
  std::printf("%zu cases, %zu failed\n", run, failed);
  return failed == 0 && run > 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.size() == 2 && words[0] == "--list") return List(words[1]);
  if (words.size() == 3 && words[0] == "--run") return Run(words[1], words[2]);
  if (words.size() == 3 && words[0] == "--verdict") return PrintVerdict(words[1], words[2]);
  if (words.size() >= 2 && words[0] == "--show")
    return Show(words[1], words.size() > 2 ? words[2] : "");
  std::fprintf(stderr,
               "usage: tadwin_cases --list RULES | --run RULES RESULTS | "
               "--verdict RESULTS NAME | --show RULES [PART]\n");
  return 2;
}

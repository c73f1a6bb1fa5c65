// The command line of the verbs that give to others and take from them: export,
// eval, import, compare.

#ifndef TADWIN_APPS_EXCHANGE_VERBS_H_
#define TADWIN_APPS_EXCHANGE_VERBS_H_

#include <cstdint>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "apps/verbs.h"

namespace tadwin::apps {

struct ExportArguments {
  std::string ledger;
  std::string format;
  std::string output = "-";
  std::string about;
  bool bom = false;
  bool redact = true;
  bool quiet = false;
  uint64_t limit = 0;
  std::vector<std::string> filter;  // key=value
  std::string as_known_on;
  RuleOptions rules;
};
ExitCode RunExport(const ExportArguments& arguments);

struct EvalArguments {
  std::string gold;
  RuleOptions rules;
  uint32_t worst = 10;
  bool json = false;
};
ExitCode RunEval(const EvalArguments& arguments);

struct CsvImportArguments {
  std::string file;
  std::string ledger;
  std::string rejects;  // where rejected rows are listed; empty: standard error only
  RuleOptions rules;
  bool json = false;
};
ExitCode RunCsvImport(const CsvImportArguments& arguments);

struct CompareArguments {
  std::string first;
  std::string second;
  int32_t days = 2;
  double km = 50;
  bool json = false;
  std::string html;  // a file to write a page to; empty: none
};
ExitCode RunCompare(const CompareArguments& arguments);

struct ExchangeLine {
  ExportArguments exported;
  EvalArguments eval;
  CsvImportArguments import;
  CompareArguments compare;
  ExitCode* exit_code = nullptr;
};

// `line` must outlive parsing.
void AddExchangeVerbs(CLI::App* app, ExchangeLine* line);

}  // namespace tadwin::apps

#endif  // TADWIN_APPS_EXCHANGE_VERBS_H_

// `tadwin serve`: a ledger, its API and its pages, as what an HTTP server answers.
//
// In: a ledger and rules. Errors: of opening the ledger; after that every mistake is a response.
// Threads: as Application of server.h asks.

#ifndef TADWIN_SERVE_APPLICATION_H_
#define TADWIN_SERVE_APPLICATION_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "pipeline/coder.h"
#include "rules/source.h"
#include "serve/guard.h"
#include "serve/http/server.h"

namespace tadwin::serve {

struct ApplicationOptions {
  std::string ledger;
  std::unique_ptr<pipeline::Coder> coder;
  std::vector<rules::RuleFile> rule_files;
  // Reads them anew after a row was adopted.
  std::function<Result<std::vector<rules::RuleFile>>()> read_rules;
  std::string overlay;   // the folder that adopted rows go to; empty: none are
  unsigned threads = 1;  // of jobs
  std::string program;   // version, for the record of runs
  GuardOptions guard;
  std::string users;  // the file of users; empty: no login
};

class LedgerApplication : public Application {
 public:
  static Result<std::unique_ptr<LedgerApplication>> Create(ApplicationOptions options);
};

// The description of the API: openapi.json.
std::string_view OpenApiJson();

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_APPLICATION_H_

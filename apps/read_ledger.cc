// Opens a ledger as it is, or as it was known on a day.

#include <algorithm>
#include <cstdio>
#include <thread>
#include <vector>

#include "apps/verbs.h"
#include "link/linker.h"
#include "pipeline/past_ledger.h"
#include "store/past.h"

namespace tadwin::apps {

std::unique_ptr<link::Linker> LoadLinker(const rules::RuleSet& rules, ExitCode* exit_code) {
  std::vector<Error> errors;
  auto linker = std::make_unique<link::Linker>(link::Linker::Create(rules, &errors));
  if (errors.empty()) return linker;
  for (const Error& error : errors) *exit_code = Fail(error);
  return nullptr;
}

unsigned AllThreads() { return std::max(1u, std::thread::hardware_concurrency()); }

std::unique_ptr<store::Store> OpenToRead(const std::string& ledger, const std::string& as_known_on,
                                         const RuleOptions& options, ExitCode* exit_code) {
  auto store = store::OpenStore(ledger, store::OpenMode::kReadOnly);
  if (!store) {
    *exit_code = Fail(store.error());
    return nullptr;
  }
  if (as_known_on.empty()) return *std::move(store);
  const Result<uint64_t> seq = store::RevisionAt(store->get(), as_known_on);
  if (!seq) {
    *exit_code = Fail(seq.error());
    return nullptr;
  }
  const auto rules = LoadRules(options, exit_code);
  if (!rules) return nullptr;
  const auto linker = LoadLinker(*rules, exit_code);
  if (!linker) return nullptr;
  auto past = pipeline::OpenPast(store->get(), *seq, *linker, rules->hash(), AllThreads());
  if (!past) {
    *exit_code = Fail(past.error());
    return nullptr;
  }
  return *std::move(past);
}

}  // namespace tadwin::apps

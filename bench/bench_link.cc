// Prints how linking grows: all at once in memory, and one document more in a ledger file.
//
// usage: bench_link [facts in the largest ledger, 1000000 by default] [facts in the ledger file,
//        125000 by default] [folder for the file, the current one by default]
// Each size runs in a process of its own, so that the memory printed is its own.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/check.h"
#include "base/hash.h"
#include "ledger_generator.h"
#include "link/linker.h"
#include "pipeline/link_ledger.h"
#include "rules/source.h"
#include "store/store.h"

namespace tadwin::bench {
namespace {

constexpr unsigned kThreads = 2;
constexpr int kAdded = 50;  // documents added one by one
constexpr char kRules[] = "rules";

using Clock = std::chrono::steady_clock;

double SecondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

link::Linker MakeLinker() {
  std::vector<Error> errors;
  const rules::RuleSet rules = rules::RuleSet::Parse(rules::BuiltInFiles(), &errors);
  link::Linker linker = link::Linker::Create(rules, &errors);
  TADWIN_CHECK(errors.empty(), "the built-in rules have mistakes");
  return linker;
}

long PeakMegabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

struct Row {
  double seconds = 0;
  long megabytes = 0;
  uint64_t facts = 0;
  uint64_t incidents = 0;
  size_t largest = 0;  // facts of the largest component
  double met = 0;      // facts of the component that a fact is in, on average: what a new one meets
};

Row LinkAll(size_t count) {
  const link::Linker linker = MakeLinker();
  const std::vector<Fact> facts = MakeFacts(count);
  Row row;
  row.facts = facts.size();
  const auto start = Clock::now();
  std::vector<const Fact*> pointers;
  for (const Fact& fact : facts) pointers.push_back(&fact);
  std::vector<FactTraits> traits = linker.Describe(pointers);
  std::vector<link::LinkInput> inputs;
  for (size_t i = 0; i < facts.size(); ++i) inputs.push_back({pointers[i], std::move(traits[i])});
  const link::Linked linked =
      linker.Link(inputs, kThreads, [&](Incident, Component) { ++row.incidents; });
  row.seconds = SecondsSince(start);
  row.megabytes = PeakMegabytes();
  std::unordered_map<Component, size_t> sizes;
  for (const Component component : linked.components) ++sizes[component];
  double squares = 0;
  for (const auto& [component, size] : sizes) {
    row.largest = std::max(row.largest, size);
    squares += static_cast<double>(size) * static_cast<double>(size);
  }
  row.met = squares / static_cast<double>(row.facts);
  return row;
}

// Runs `measure` in a child.
template <typename Measure>
Row InAProcess(Measure measure) {
  int ends[2];
  TADWIN_CHECK(pipe(ends) == 0, "no pipe");
  const pid_t child = fork();
  TADWIN_CHECK(child >= 0, "no process");
  if (child == 0) {
    const Row row = measure();
    const bool written = write(ends[1], &row, sizeof(row)) == sizeof(row);
    _exit(written ? 0 : 1);
  }
  close(ends[1]);
  Row row;
  const bool read_all = read(ends[0], &row, sizeof(row)) == sizeof(row);
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  TADWIN_CHECK(read_all && status == 0, "a measurement failed (memory?)");
  return row;
}

void Put(store::Store* store, const GeneratedDocument& generated) {
  store::DocumentRecord document;
  document.name = generated.name;
  document.sha256 = Sha256Hex(generated.name);
  document.text = document.folded = generated.name;
  document.published = generated.published;
  document.rules_hash = kRules;
  const Status put = store->PutDocument(document, generated.facts);
  TADWIN_CHECK(static_cast<bool>(put), "the ledger cannot be written");
}

void PrintLedger(size_t count, const std::string& folder) {
  const std::string path = folder + "/bench_link.db";
  std::filesystem::remove(path);
  auto store = *store::OpenStore(path, store::OpenMode::kCreate);
  const link::Linker linker = MakeLinker();
  uint64_t number = 0;
  size_t facts = 0;
  auto start = Clock::now();
  for (; facts < count; ++number) {
    const GeneratedDocument document = MakeDocument(number);
    facts += document.facts.size();
    Put(store.get(), document);
  }
  std::printf("\nledger file of %zu facts: written in %.1f s", facts, SecondsSince(start));
  start = Clock::now();
  TADWIN_CHECK(*pipeline::LinkLedger(linker, kRules, kThreads, store.get()), "nothing linked");
  std::printf(", linked and stored in %.1f s\n", SecondsSince(start));
  std::vector<double> added;
  // Documents of the ledger's last days: those with the most candidates.
  for (int i = 0; i < kAdded; ++i, ++number) {
    Put(store.get(), MakeDocument(number));
    start = Clock::now();
    TADWIN_CHECK(*pipeline::LinkLedger(linker, kRules, 1, store.get()), "nothing linked");
    added.push_back(1000 * SecondsSince(start));
  }
  std::sort(added.begin(), added.end());
  std::printf("one document more: median %.1f ms, 95th percentile %.1f ms, longest %.1f ms\n",
              added[kAdded / 2], added[kAdded * 95 / 100], added.back());
  store.reset();
  std::filesystem::remove(path);
}

int Main(int argc, char** argv) {
  const size_t largest = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1000000;
  const size_t ledger = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 125000;
  const std::string folder = argc > 3 ? argv[3] : ".";
  std::printf("%10s %10s %10s %8s %8s %18s %8s\n", "facts", "incidents", "seconds", "growth", "MiB",
              "largest component", "average");
  double before = 0;
  for (size_t size = largest / 8; size <= largest && size > 0; size *= 2) {
    const Row row = InAProcess([size] { return LinkAll(size); });
    std::printf("%10lu %10lu %10.1f %8.2f %8ld %18zu %8.1f\n",
                static_cast<unsigned long>(row.facts), static_cast<unsigned long>(row.incidents),
                row.seconds, before > 0 ? row.seconds / before : 0.0, row.megabytes, row.largest,
                row.met);
    std::fflush(stdout);
    before = row.seconds;
  }
  if (ledger > 0) PrintLedger(ledger, folder);
  return 0;
}

}  // namespace
}  // namespace tadwin::bench

int main(int argc, char** argv) { return tadwin::bench::Main(argc, argv); }

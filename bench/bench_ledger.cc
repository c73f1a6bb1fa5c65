// Writes a ledger of made-up articles with their texts, linked, to measure the pages on.
//
// usage: bench_ledger FILE [incidents, 100000 by default]
// A ledger that is there already is kept.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
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
// One incident of the generator is told by so many facts, on the whole.
constexpr double kFactsAnIncident = 2.92;
constexpr size_t kSentenceBytes = 200;
constexpr std::string_view kTrigger = "\u0647\u062c\u0648\u0645";
constexpr std::string_view kSentence =
    "\u0647\u062c\u0648\u0645 \u0648\u0642\u0639 \u0641\u064a "
    "\u0627\u0644\u0645\u062f\u064a\u0646\u0629 \u0628\u062d\u0633\u0628 \u0645\u0627 "
    "\u0623\u0639\u0644\u0646\u062a\u0647 \u0627\u0644\u0633\u0644\u0637\u0627\u062a "
    "\u0627\u0644\u062a\u064a \u0642\u0627\u0644\u062a \u0625\u0646 "
    "\u0627\u0644\u062a\u062d\u0642\u064a\u0642 \u0645\u0627 \u0632\u0627\u0644 "
    "\u062c\u0627\u0631\u064a\u0627 \u0641\u064a \u0645\u0644\u0627\u0628\u0633\u0627\u062a\u0647";

void Must(const Status& status) {
  TADWIN_CHECK(status, status ? "" : status.error().ToString().c_str());
}

// A sentence for every fact, the trigger at the fact's span.
std::string TextOf(std::vector<Fact>* facts) {
  std::string text;
  for (Fact& fact : *facts) {
    TADWIN_CHECK(fact.span.begin == text.size(), "facts do not stand one sentence after another");
    text += kSentence;
    text += '.';
    text.resize(text.size() / kSentenceBytes * kSentenceBytes + kSentenceBytes - 1, ' ');
    text += '\n';
    fact.text = kTrigger;
    fact.evidence.push_back({"trigger", fact.span, ""});
  }
  return text;
}

void Write(size_t incidents, store::Store* store) {
  const auto count = static_cast<size_t>(kFactsAnIncident * static_cast<double>(incidents));
  size_t facts = 0;
  for (uint64_t number = 0; facts < count; ++number) {
    GeneratedDocument generated = MakeDocument(number);
    facts += generated.facts.size();
    store::DocumentRecord document;
    document.name = generated.name + ".txt";
    document.sha256 = Sha256Hex(generated.name);
    document.title = std::string(kSentence) + " " + std::to_string(number);
    document.outlet = "outlet " + std::to_string(number % 40);
    document.text = document.folded = TextOf(&generated.facts);
    document.sentences = static_cast<uint32_t>(generated.facts.size());
    document.published = generated.published;
    document.rules_hash = "bench";
    Must(store->PutDocument(document, generated.facts));
    if (number % 1000 == 0) std::fprintf(stderr, "\r%zu of %zu facts", facts, count);
  }
  std::fprintf(stderr, "\r%zu facts written; linking\n", facts);
  std::vector<Error> errors;
  const rules::RuleSet rules = rules::RuleSet::Parse(rules::BuiltInFiles(), &errors);
  const link::Linker linker = link::Linker::Create(rules, &errors);
  TADWIN_CHECK(errors.empty(), "the built-in rules have mistakes");
  TADWIN_CHECK(*pipeline::LinkLedger(linker, rules.hash(), kThreads, store), "nothing linked");
}

int Main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: bench_ledger FILE [incidents]\n");
    return 2;
  }
  const std::string path = argv[1];
  // One of an older schema is written anew.
  if (std::filesystem::exists(path) && store::OpenStore(path, store::OpenMode::kReadOnly)) return 0;
  const std::string unfinished = path + ".part";
  std::filesystem::remove(unfinished);
  auto store = store::OpenStore(unfinished, store::OpenMode::kCreate);
  TADWIN_CHECK(store, "the file cannot be made");
  Write(argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 100'000, store->get());
  store->reset();
  std::filesystem::rename(unfinished, path);
  return 0;
}

}  // namespace
}  // namespace tadwin::bench

int main(int argc, char** argv) { return tadwin::bench::Main(argc, argv); }

// Prints how long both engines of the ledger take to write documents, to link them, to read back.
//
// usage: bench_engines [facts, 20000 by default] [folder for the file, the current one by default]
// The PostgreSQL server is one of its own, which waits for the disk as servers do.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "base/check.h"
#include "base/hash.h"
#include "ledger_generator.h"
#include "link/linker.h"
#include "pipeline/link_ledger.h"
#include "rules/source.h"
#include "store/sql_connection.h"
#include "store/store.h"
#include "store/test_server.h"

namespace tadwin::bench {
namespace {

constexpr char kRules[] = "rules";

using Clock = std::chrono::steady_clock;

double SecondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

struct Row {
  double write = 0;
  double link = 0;
  double add = 0;  // one document more, and linked
  double read = 0;
};

void Put(store::Store* store, const GeneratedDocument& generated) {
  store::DocumentRecord document;
  document.name = generated.name;
  document.sha256 = Sha256Hex(generated.name);
  document.text = document.folded = generated.name;
  document.published = generated.published;
  document.rules_hash = kRules;
  TADWIN_CHECK(static_cast<bool>(store->PutDocument(document, generated.facts)),
               "the ledger cannot be written");
}

Row Measure(const link::Linker& linker, store::Store* store, size_t count) {
  constexpr int kAdded = 20;
  Row row;
  auto start = Clock::now();
  uint64_t number = 0;
  for (size_t facts = 0; facts < count; ++number) {
    const GeneratedDocument document = MakeDocument(number);
    facts += document.facts.size();
    Put(store, document);
  }
  row.write = SecondsSince(start);
  start = Clock::now();
  TADWIN_CHECK(*pipeline::LinkLedger(linker, kRules, 2, store), "nothing linked");
  row.link = SecondsSince(start);
  start = Clock::now();
  for (int i = 0; i < kAdded; ++i, ++number) {
    Put(store, MakeDocument(number));
    TADWIN_CHECK(*pipeline::LinkLedger(linker, kRules, 1, store), "nothing linked");
  }
  row.add = SecondsSince(start) / kAdded;
  start = Clock::now();
  TADWIN_CHECK(store->Facts()->size() >= count && !store->Incidents()->empty(),
               "facts are missing");
  row.read = SecondsSince(start);
  return row;
}

void Print(const char* name, const Row& row) {
  std::printf("%-12s %10.2f %10.2f %10.4f %10.2f\n", name, row.write, row.link, row.add, row.read);
}

int Main(int argc, char** argv) {
  const size_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 20000;
  const std::string file = std::string(argc > 2 ? argv[2] : ".") + "/bench_engines.db";
  std::vector<Error> errors;
  const rules::RuleSet rules = rules::RuleSet::Parse(rules::BuiltInFiles(), &errors);
  const link::Linker linker = link::Linker::Create(rules, &errors);
  TADWIN_CHECK(errors.empty(), "the built-in rules have mistakes");
  std::printf("%zu facts, seconds  %7s %10s %10s %10s\n", count, "write", "link", "one more",
              "read");
  std::filesystem::remove(file);
  Row sqlite;
  {
    const auto store = *store::OpenStore(file, store::OpenMode::kCreate);
    sqlite = Measure(linker, store.get(), count);
  }
  std::filesystem::remove(file);
  Print("SQLite", sqlite);
  if (!store::HasTestServer()) {
    std::printf("%s\n", store::kNoServer);
    return 0;
  }
  const auto store = *store::OpenStore(store::NewLedgerLocation(store::Engine::kPostgres, ""),
                                       store::OpenMode::kCreate);
  store::Connection& connection = store->connection();
  TADWIN_CHECK(connection.Execute("ALTER SYSTEM SET fsync = on") &&
                   connection.Execute("SELECT pg_reload_conf()"),
               "the server cannot be set");
  const Row postgres = Measure(linker, store.get(), count);
  Print("PostgreSQL", postgres);
  Print("ratio", {postgres.write / sqlite.write, postgres.link / sqlite.link,
                  postgres.add / sqlite.add, postgres.read / sqlite.read});
  return 0;
}

}  // namespace
}  // namespace tadwin::bench

int main(int argc, char** argv) { return tadwin::bench::Main(argc, argv); }

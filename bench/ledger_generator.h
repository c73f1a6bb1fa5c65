// Ledgers of any size for measuring linking: invented incidents told by several documents each.
//
// A world of constant density: so many facts a day, more days for larger ledgers. Countries and
// places follow a Zipf-like law; an incident is told one to five times, with dates, tolls and names
// that drift; some facts are undated, told to the month, background, promises, levels or tallies.
// The same seed and size give the same facts. Threads: safe.

#ifndef TADWIN_BENCH_LEDGER_GENERATOR_H_
#define TADWIN_BENCH_LEDGER_GENERATOR_H_

#include <cstdint>
#include <string>
#include <vector>

#include "model/fact.h"

namespace tadwin::bench {

struct GeneratedDocument {
  std::string name;
  DateInterval published;
  std::vector<Fact> facts;
};

// Document `number` of the world, of about seven facts; any number may be asked for.
GeneratedDocument MakeDocument(uint64_t number);

// The facts of the first documents, `count` of them or a few more.
std::vector<Fact> MakeFacts(size_t count);

}  // namespace tadwin::bench

#endif  // TADWIN_BENCH_LEDGER_GENERATOR_H_

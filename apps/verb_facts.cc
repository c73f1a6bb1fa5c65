// `tadwin facts LEDGER`: the facts file, JSON Lines in (doc, first evidence, id) order.

#include <map>
#include <memory>
#include <string>

#include "apps/verbs.h"
#include "base/json_writer.h"
#include "base/utf8.h"
#include "model/fact_json.h"

namespace tadwin::apps {

Status PrintFacts(store::Store& store) {
  constexpr size_t kFlushBytes = size_t{1} << 16;
  const auto facts = store.Facts();
  if (!facts) return facts.error();
  const auto documents = store.Documents();
  if (!documents) return documents.error();
  std::map<std::string, const store::DocumentRecord*> by_hash;
  for (const store::DocumentRecord& document : *documents) by_hash[document.sha256] = &document;

  std::string out;
  std::string current;  // sha256 of the document `index` is of
  std::unique_ptr<CodePointIndex> index;
  for (const Fact& fact : *facts) {
    if (!index || current != fact.doc_sha256) {
      current = fact.doc_sha256;
      index = std::make_unique<CodePointIndex>(by_hash.at(current)->text);
    }
    JsonWriter writer(&out);
    WriteFact(fact, *index, FactKeys::kFactsFile, &writer);
    out.push_back('\n');
    if (out.size() < kFlushBytes) continue;
    if (const Status printed = Print(out); !printed) return printed;
    out.clear();
  }
  return Print(out);
}

ExitCode RunFacts(const FactsArguments& arguments) {
  ExitCode exit_code = kExitOk;
  const auto store =
      OpenToRead(arguments.ledger, arguments.as_known_on, arguments.rules, &exit_code);
  if (!store) return exit_code;
  const Status printed = PrintFacts(*store);
  return printed ? kExitOk : Fail(printed.error());
}

}  // namespace tadwin::apps

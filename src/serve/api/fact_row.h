// A fact as the API gives it: the keys of the facts file, its document and the words around.
//
// Threads: safe with a JsonWriter per thread.

#ifndef TADWIN_SERVE_API_FACT_ROW_H_
#define TADWIN_SERVE_API_FACT_ROW_H_

#include "base/json_writer.h"
#include "base/utf8.h"
#include "model/fact.h"
#include "serve/api/ledger_reader.h"

namespace tadwin::serve {

void WriteFactRow(const Snapshot& snapshot, const Fact& fact, JsonWriter* out);
// With every key that facts of the ledger have, `index` of their document's text.
void WritePlainFact(const Fact& fact, const CodePointIndex& index, JsonWriter* out);

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_API_FACT_ROW_H_

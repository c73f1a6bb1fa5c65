// A fact as one line of canonical JSON that holds everything a ledger holds of it, both ways.
//
// Unlike the facts file (fact_json.h) it reads back as the same fact: byte offsets, every field,
// what is not known left out. Equal facts have equal records. What hangs on the document and not on
// its coding (its name, hash and dates, the incident) is no part of it. Errors: kBadFormat for what
// is no record. Threads: safe.

#ifndef TADWIN_MODEL_FACT_RECORD_H_
#define TADWIN_MODEL_FACT_RECORD_H_

#include <string>
#include <string_view>

#include "base/result.h"
#include "model/fact.h"

namespace tadwin {

std::string FactRecord(const Fact& fact);
Result<Fact> ParseFactRecord(std::string_view record);

}  // namespace tadwin

#endif  // TADWIN_MODEL_FACT_RECORD_H_

// Facts and mentions as JSON, keys in the order of the facts file (docs/facts-format.md).
//
// In: records with byte spans and the code point index of their document's text.
// Out: one JSON object per call. Units: offsets written are Unicode code points, half-open.
// Unknown is null. A field with several spans has one entry per span: "actor", "actor.2", ...
// Several rules are joined by one comma. Threads: safe with a JsonWriter per thread.

#ifndef TADWIN_MODEL_FACT_JSON_H_
#define TADWIN_MODEL_FACT_JSON_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/json_writer.h"
#include "base/utf8.h"
#include "model/fact.h"
#include "model/mention.h"

namespace tadwin {

// What a batch answer adds to the keys of the facts file.
enum class FactKeys : uint8_t { kFactsFile, kWithScore };

void WriteFact(const Fact& fact, const CodePointIndex& index, FactKeys keys, JsonWriter* out);

// {"layer","begin","end","text",...}. A place told by way of another ("east of X") has the span of
// X's name, and "area": the span of the whole.
void WriteMention(const Mention& mention, std::string_view text, const CodePointIndex& index,
                  JsonWriter* out);

// The shortest of YYYY, YYYY-MM, YYYY-MM-DD that stands for exactly this interval, else its start.
std::string IntervalToIso(const DateInterval& interval);

// The smallest offset among the trigger and the evidence: what facts are sorted by in a document.
uint32_t FirstEvidenceOffset(const Fact& fact);

// Sorts by (doc, first evidence offset, id): the order of the facts file.
void SortFacts(std::vector<Fact>* facts);

}  // namespace tadwin

#endif  // TADWIN_MODEL_FACT_JSON_H_

// Rows of pages and counts as JSON objects, the same for the command line and the HTTP API.
//
// Every key is there in every row; what is not known is null. Threads: safe.

#ifndef TADWIN_QUERY_ROW_JSON_H_
#define TADWIN_QUERY_ROW_JSON_H_

#include "base/json_writer.h"
#include "query/query.h"
#include "query/rows.h"

namespace tadwin::query {

void WriteRow(const IncidentRow& row, JsonWriter* out);
void WriteRow(const FactRow& row, JsonWriter* out);
void WriteRow(const DocumentRow& row, JsonWriter* out);
// Those of a document, and "matches",
// "snippets":[{"text","begin","end","matches":[[begin,end],...]}].
void WriteRow(const SearchRow& row, JsonWriter* out);
void WriteRow(const ActorRow& row, JsonWriter* out);
void WriteRow(const PlaceRow& row, JsonWriter* out);

// {"by":["month","type"],"rows":[{"by":[{"key","label"},...],"incidents":n,
//  "killed":{"low":{"sum","unknown"},"best":...,"high":...},"injured":{...}},...]}
void WriteAggregate(const Aggregate& aggregate, JsonWriter* out);

}  // namespace tadwin::query

#endif  // TADWIN_QUERY_ROW_JSON_H_

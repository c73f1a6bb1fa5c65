// Pages and counts of a ledger as a table for people, CSV or JSON.
//
// In: rows of src/query. Out: UTF-8 text. CSV is RFC 4180 with a header; every value is known by
// its column, unknown is empty. Threads: safe.

#ifndef TADWIN_APPS_QUERY_OUTPUT_H_
#define TADWIN_APPS_QUERY_OUTPUT_H_

#include <string>
#include <vector>

#include "query/query.h"
#include "query/rows.h"

namespace tadwin::apps {

// A table of text: the first `shown` columns of every row are for people, all of them for CSV.
struct TextTable {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
  size_t shown = 0;
};

TextTable TableOf(const std::vector<query::IncidentRow>& rows);
TextTable TableOf(const std::vector<query::FactRow>& rows);
TextTable TableOf(const std::vector<query::DocumentRow>& rows);
TextTable TableOf(const std::vector<query::SearchRow>& rows);
TextTable TableOf(const std::vector<query::ActorRow>& rows);
TextTable TableOf(const std::vector<query::PlaceRow>& rows);
TextTable TableOf(const query::Aggregate& aggregate);

// Cut to `width` columns of the terminal; 0: not cut.
std::string ShownText(const TextTable& table, size_t width);
std::string CsvText(const TextTable& table, bool with_header);
// Two dimensions as rows and columns, when there are few enough columns; else as TableOf.
std::string ShownCounts(const query::Aggregate& aggregate, size_t width);

}  // namespace tadwin::apps

#endif  // TADWIN_APPS_QUERY_OUTPUT_H_

// What the command line prints of a ledger: incidents, series, tallies, levels, commitments.
//
// In: a Store, read only. Out: the whole report as UTF-8 text, JSON or CSV, ending in a newline.
// The same ledger and options give the same bytes. Sections, in this order: incidents, series,
// tallies, levels, commitments, contested, contradictions (inside one document), coverage. Every
// line that states something is followed by its evidence: fact id, document:offset (code points)
// and the quoted words. CSV is RFC 4180 (CRLF, quoted where needed) and holds one section:
// `section`, or incidents. Errors: kInvalidArgument for an unknown section; what the Store returns.
// Threads: safe with a Store per thread.
//
// Example: Render(*store, {.by = By::kQuarter, .types = {"ASSAULT"}})

#ifndef TADWIN_REPORT_REPORT_H_
#define TADWIN_REPORT_REPORT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"
#include "store/store.h"

namespace tadwin::report {

enum class Format { kText, kJson, kCsv };
enum class By { kMonth, kQuarter, kYear };

struct ReportOptions {
  Format format = Format::kText;
  By by = By::kQuarter;             // --by: the period of the series
  std::vector<std::string> types;   // --type: PLOVER type, mode or subtype, any case; any of them
  std::vector<std::string> places;  // --place: part of a place's words, English name, id or country
  std::vector<std::string> actors;  // --actor: the same for actors and targets, who and to whom
  std::optional<Date> from;         // --from: what certainly ended before is left out
  std::optional<Date> to;           // --to: what certainly began after is left out
  bool contested_only = false;      // --contested: only what is told in conflicting ways
  std::string section;              // --section: one of SectionNames(); empty is all of them
  size_t width = 100;               // columns of the terminal, for text
};

// "incidents", "series", "tallies", "levels", "commitments", "contested",
// "contradictions", "coverage", "rejects".
const std::vector<std::string>& SectionNames();

// "month", "quarter", "year"; nothing else.
Result<By> ParseBy(const std::string& text);

Result<std::string> Render(store::Store& store, const ReportOptions& options);

}  // namespace tadwin::report

#endif  // TADWIN_REPORT_REPORT_H_

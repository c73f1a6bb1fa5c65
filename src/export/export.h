// Writes a ledger as a file of another schema, with a sidecar that says what was lost.
//
// In: a Store (read in pages: memory does not grow with the ledger), the rules (for redaction) and
// the mappings. Out: FILE, and FILE.about.json beside it. The same ledger, rules and options give
// the same bytes: there is no clock. Records come in the order of their ids, facts in that of the
// facts file. A run that was killed goes on where it stopped (part_file.h), if the format allows.
// Errors: kInvalidArgument for an unknown format; kIo; what the Store returns. Threads: one.
//
// Example: Export(*store, *rules, {.format = "acled", .output = "events.csv"})

#ifndef TADWIN_EXPORT_EXPORT_H_
#define TADWIN_EXPORT_EXPORT_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "export/losses.h"
#include "rules/table.h"
#include "store/store.h"

namespace tadwin::exporting {

// Some incidents of a ledger, chosen by whoever calls; of facts, those that one of them holds.
struct Selection {
  std::vector<std::string> asked;  // how they were chosen, for the sidecar: "country=IQ"
  std::set<std::string> incidents;
};

struct ExportOptions {
  std::string format;
  std::string output = "-";
  std::string about;  // where the sidecar goes; empty: OUTPUT.about.json, none for "-"
  bool bom = false;
  bool redact = true;
  uint64_t limit = 0;             // atom: entries at most
  std::optional<Selection> only;  // nothing: all
  // Called after every page with the records read so far; empty: not.
  std::function<void(uint64_t)> progress;
  size_t page = 500;
};

struct ExportSummary {
  uint64_t rows = 0;
  bool resumed = false;
  Losses losses;
};

Result<ExportSummary> Export(store::Store& store, const rules::RuleSet& rules,
                             const ExportOptions& options);

}  // namespace tadwin::exporting

#endif  // TADWIN_EXPORT_EXPORT_H_

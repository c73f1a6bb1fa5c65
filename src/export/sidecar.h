// The sidecar of an export: what it was made of, how, and what it lacks.
//
// docs/exports.md documents its keys; docs/schemas/about.schema.json holds it to them. Threads:
// safe.

#ifndef TADWIN_EXPORT_SIDECAR_H_
#define TADWIN_EXPORT_SIDECAR_H_

#include <string>

#include "export/export.h"
#include "export/format.h"

namespace tadwin::exporting {

struct SidecarFacts {
  const FormatInfo* format = nullptr;
  std::string file;  // without its folder
  std::string ledger_digest;
  std::string mapping_hash;
  uint64_t rows = 0;
};

std::string Sidecar(const SidecarFacts& facts, const ExportOptions& options, const Losses& losses);

// A line of JSON that says what is asked for: part of the sidecar, and of what a resumed export
// must share with the one before.
std::string AskedJson(const ExportOptions& options);

}  // namespace tadwin::exporting

#endif  // TADWIN_EXPORT_SIDECAR_H_

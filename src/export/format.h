// A format of exports: records in, bytes out, one record at a time.
//
// A format that keeps no state between records can be resumed behind any of them. Threads: one per
// export.

#ifndef TADWIN_EXPORT_FORMAT_H_
#define TADWIN_EXPORT_FORMAT_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "export/incident_view.h"
#include "export/losses.h"
#include "export/mappings.h"

namespace tadwin::exporting {

// What a format may look at beside the record.
struct FormatContext {
  const Mappings* mappings = nullptr;
  bool redacts = true;
  bool bom = false;
  uint64_t limit = 0;  // atom: entries at most
};

class Format {
 public:
  virtual ~Format() = default;
  virtual std::string Begin() { return {}; }
  // Appends the record as row number `row` (from 0); false when it is not of this format, and then
  // `losses` says why.
  virtual bool Write(const IncidentView& incident, uint64_t row, Losses* losses,
                     std::string* out) = 0;
  virtual std::string End() { return {}; }
  // Whether Begin and the rows written so far are all its state.
  virtual bool IsStateless() const { return true; }
};

struct FormatInfo {
  const char* name;
  const char* what;  // one line, for --help and the sidecar
  int version;       // of the mapping; raised when the same ledger gives other bytes
  const char* media_type;
  const char* file;  // a name to save it under
};

// All formats, in the order of the documentation; jsonl, parquet and sqlite have makers of their
// own.
const std::vector<FormatInfo>& Formats();
const FormatInfo* FindFormat(std::string_view name);

// nullptr for a format that is not made row by row of incidents.
std::unique_ptr<Format> MakeFormat(std::string_view name, const FormatContext& context);

std::unique_ptr<Format> MakeCsv(const FormatContext& context, bool hxl);
std::unique_ptr<Format> MakeAcled(const FormatContext& context);
std::unique_ptr<Format> MakeUcdp(const FormatContext& context);
std::unique_ptr<Format> MakePlover(const FormatContext& context);
std::unique_ptr<Format> MakeCameo(const FormatContext& context);
std::unique_ptr<Format> MakeGeoJson(const FormatContext& context);
std::unique_ptr<Format> MakeKml(const FormatContext& context);
std::unique_ptr<Format> MakeTimeMap(const FormatContext& context);
std::unique_ptr<Format> MakeTimeline(const FormatContext& context);
std::unique_ptr<Format> MakeCalendar(const FormatContext& context);
std::unique_ptr<Format> MakeAtom(const FormatContext& context);

}  // namespace tadwin::exporting

#endif  // TADWIN_EXPORT_FORMAT_H_

// What a report shows, read from the ledger and filtered, before it is laid out.
//
// In: the contents of a ledger and ReportOptions. Out: ReportData, every list in its order of
// appearance. Text, JSON and CSV are three ways to write the same ReportData. Offsets are code
// points of the original. Threads: safe.

#ifndef TADWIN_REPORT_REPORT_DATA_H_
#define TADWIN_REPORT_REPORT_DATA_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"
#include "model/fact.h"
#include "model/incident.h"
#include "reconcile/contradictions.h"
#include "report/report.h"
#include "store/store.h"

namespace tadwin::report {

// Where it is written: enough to find the words again.
struct Source {
  std::string fact;
  std::string doc;
  uint32_t begin = 0;  // code points, half-open
  uint32_t end = 0;
  uint32_t sentence = 0;
  std::string words;   // exactly the original
  std::string before;  // what stands around them on the same line, for reading
  std::string after;
  std::string status;
  std::string speaker;  // empty: the article itself
  std::string speaker_type;
};

struct IncidentRow {
  const Incident* incident = nullptr;
  std::string heading;  // title without its date
  std::string date;     // as told: "2020-09-15", "2020-09", empty
  std::optional<DateInterval> when;
  bool happened = true;  // not only threatened, planned or conditional
  std::string type;
  std::string subtype;
  std::string place;
  std::string actors;
  std::string targets;
  std::string killed;
  std::string injured;
  std::string outcome;
  std::string status;
  std::string weapon;
  size_t documents = 0;
  std::vector<std::string> contested;  // fields
  std::vector<Source> sources;
};

struct TallyRow {
  std::string incident;
  double n = 0;
  std::string what;
  std::string what_key;
  std::string series;  // key of the series it belongs to, and what that counts
  std::string series_label;
  std::string subtype;
  std::string period;
  std::optional<DateInterval> when;
  std::string place;
  std::optional<uint32_t> itemised;  // incidents of this ledger with its type, place and period
  std::vector<Source> sources;
  bool contested = false;
};

struct LevelRow {
  double n = 0;
  std::string at;    // as told; empty when the text gives no date
  std::string told;  // when the document was published, which orders what has no date
  Source source;
};

struct LevelSeries {
  std::string what;
  std::string what_key;
  std::vector<LevelRow> rows;  // by the date told, else published; then as told
  bool contested = false;
};

struct DueValue {
  std::string due;
  std::vector<std::string> speakers;
  bool preferred = false;
};

struct CommitmentRow {
  std::string incident;
  std::string who;
  std::string to_whom;
  std::string what;
  std::string made_on;
  std::string status;
  std::vector<DueValue> due;
  std::optional<DateInterval> when;
  std::vector<std::string> contested;
  std::vector<Source> sources;
};

struct ContestedRow {
  const Incident* incident = nullptr;
  const IncidentField* field = nullptr;
};

// Counts of incidents by period and type, and what others counted for exactly these periods.
struct SeriesTable {
  struct Row {
    std::string label;
    std::vector<uint32_t> counts;  // parallel to `periods`
    uint32_t total = 0;
  };
  struct TallySeries {
    std::string what;
    std::string what_key;
    std::vector<std::string> values;    // parallel to `periods`; several numbers joined by "/"
    std::vector<std::string> itemised;  // incidents beside them; empty where nothing is counted
    std::vector<Source> sources;
  };
  std::vector<std::string> periods;  // "2020-Q3", "2020-09", "2020": those with anything in them
  std::vector<Row> rows;
  std::vector<TallySeries> tallies;
  uint32_t undated = 0;   // incidents that happened, without a date
  uint32_t too_wide = 0;  // whose date is wider than a period
};

struct DocumentRow {
  std::string name;
  std::string outlet;
  std::string title;
  std::string published;
  bool inferred = false;
  uint32_t facts = 0;
  uint32_t sentences = 0;
  uint32_t coded_sentences = 0;
};

// All that a report reads of a ledger.
struct Contents {
  std::vector<Fact> facts;
  std::vector<Incident> incidents;
  std::vector<store::DocumentRecord> documents;
  std::vector<store::RejectRecord> rejects;
};

struct ReportData {
  std::vector<Fact> facts;
  std::vector<Incident> incidents;
  std::vector<store::RejectRecord> rejects;
  size_t fact_counts[4] = {0, 0, 0, 0};  // by FactKind, before filters

  std::vector<IncidentRow> rows;  // happened and dated, happened and undated, then the others
  SeriesTable series;
  std::vector<TallyRow> tallies;
  std::vector<LevelSeries> levels;
  std::vector<CommitmentRow> commitments;
  std::vector<ContestedRow> contested;
  std::vector<reconcile::Contradiction> contradictions;  // of incidents that are shown
  std::vector<DocumentRow> documents;
};

ReportData Collect(Contents contents, const ReportOptions& options);
// Render of report.h, once the ledger is read.
Result<std::string> RenderContents(Contents contents, const ReportOptions& options);

// The label of the period that holds this whole interval; empty when none does.
std::string PeriodOf(const DateInterval& when, By by);

}  // namespace tadwin::report

#endif  // TADWIN_REPORT_REPORT_DATA_H_

// The report as a ledger to read in a terminal, as JSON, and as CSV (RFC 4180).
//
// In: ReportData. Out: text appended to a string. Threads: safe.
//
// JSON, one object: "by", "summary" {documents, rejects, facts {event, tally, level, commitment},
// incidents, contested}; "incidents" [{id, title, date, start, stop, happened, type, subtype,
// place, actor, target, killed, injured, weapon, outcome, status, documents, contested [field],
// fields
// [{field, contested, rule, values [{value, label, documents, speakers, facts, preferred}]}], why
// [{fact, reason}], evidence [S]}]; "series" {periods, rows [{label, counts, total}], tallies
// [{what, key, values, itemised, evidence}], undated, too_wide}; "tallies" [{incident, n, what,
// key, subtype, period, start, stop, place, itemised, contested, evidence}]; "levels" [{what, key,
// contested, rows
// [{n, at, told, evidence}]}]; "commitments" [{incident, who, to_whom, what, made_on, status, due
// [{value, speakers, preferred}], contested, evidence}]; "contested" [{incident, kind, title,
// field, rule, values}]; "coverage" {documents [{name, outlet, title, published, inferred, facts,
// sentences, coded_sentences}], rejects [{name, code, message}]}. S is {fact, doc, begin, end,
// words, before, after, status, speaker, speaker_type}. What is not known is null. --section writes
// "by", "summary" and that section alone.

#ifndef TADWIN_REPORT_WRITERS_H_
#define TADWIN_REPORT_WRITERS_H_

#include <string>

#include "report/report_data.h"

namespace tadwin::report {

void WriteText(const ReportData& data, const ReportOptions& options, std::string* out);
void WriteJson(const ReportData& data, const ReportOptions& options, std::string* out);
void WriteCsv(const ReportData& data, const ReportOptions& options, std::string* out);

}  // namespace tadwin::report

#endif  // TADWIN_REPORT_WRITERS_H_

// Cells of CSV and TSV, and the short texts that several formats share.
//
// CSV is RFC 4180 with CRLF. A text that a spreadsheet would take for a formula (it begins with one
// of = + - @, a tab or a carriage return) gets an apostrophe before it; numbers are written as they
// are. Threads: safe.

#ifndef TADWIN_EXPORT_CELLS_H_
#define TADWIN_EXPORT_CELLS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "export/incident_view.h"

namespace tadwin::exporting {

class CsvRow {
 public:
  explicit CsvRow(std::string* out) : out_(out) {}
  void Text(std::string_view text);
  // Numbers, dates and codes of ours: never changed.
  void Plain(std::string_view text);
  void Number(const std::optional<double>& number);
  void Empty() { Plain({}); }
  void End();

 private:
  std::string* out_;
  bool first_ = true;
};

std::string NumberText(double number);  // shortest, without exponent for whole numbers
std::string NumberText(const std::optional<double>& number);
std::string IsoOrEmpty(const std::optional<Date>& date);
// best, else low: what "at least ten" comes to where only one number fits.
std::optional<double> OneNumber(const std::optional<Quantity>& quantity);
// Labels joined by "; ", the withheld ones too.
std::string Labels(const std::vector<Party>& parties);
std::string Texts(const std::vector<Party>& parties);
std::string Ids(const std::vector<Party>& parties);
std::string Joined(const std::vector<std::string>& parts, std::string_view separator);
// Distinct outlets in the order of publication.
std::vector<std::string> Outlets(const IncidentView& incident);
// What kinds of parties they are, distinct: the groups of mappings/name_kind.tsv.
std::vector<std::string> Groups(const std::vector<Party>& parties, const class Mappings& mappings);
// Our own line of English about it, made of the codes: never words of an article.
std::string Note(const IncidentView& incident);
// Text of an XML element or attribute; what XML 1.0 cannot hold is left out.
std::string XmlText(std::string_view text);

// Sorts of loss that several formats count.
inline constexpr char kNotAnEvent[] = "tallies, levels and commitments: this format holds events";
inline constexpr char kNotRealised[] =
    "events that are only threatened, planned, conditional or denied";
inline constexpr char kOtherValues[] = "values told beside the preferred one (contested fields)";
// Counts what every format of one value per field loses of this incident.
void LoseCommon(const IncidentView& incident, struct Losses* losses);

}  // namespace tadwin::exporting

#endif  // TADWIN_EXPORT_CELLS_H_

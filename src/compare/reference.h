// Hand-coded events: a row of a CSV file as a document with one event.
//
// In: rows with a header in ACLED's columns or the plain ones of docs/import.md. Out: a document
// whose text is the row's notes and whose rules are kReferenceRules, and a fact that is asserted,
// made by kReferenceRule, and has no evidence: what a person coded is never mixed up with what a
// machine read. What a cell does not tell stays unknown. Errors: kBadFormat of a header, or of a
// row, saying which cell. Threads: safe.

#ifndef TADWIN_COMPARE_REFERENCE_H_
#define TADWIN_COMPARE_REFERENCE_H_

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "compare/csv_reader.h"
#include "export/mappings.h"
#include "model/fact.h"
#include "store/store.h"

namespace tadwin::compare {

inline constexpr char kReferenceRules[] = "reference";     // documents.rules_hash
inline constexpr char kReferenceRule[] = "reference/csv";  // of every fact

struct Reference {
  store::DocumentRecord document;
  Fact fact;
};

class ReferenceReader {
 public:
  // Names of columns in any case. A header needs a date and a type.
  static Result<ReferenceReader> Create(const std::vector<std::string>& header,
                                        const exporting::Mappings& mappings, std::string file);

  Result<Reference> Read(const CsvRecord& record) const;
  // Columns that are read, and those that are not: nothing is passed over in silence.
  const std::vector<std::string>& known() const { return known_; }
  const std::vector<std::string>& ignored() const { return ignored_; }

 private:
  ReferenceReader(const exporting::Mappings& mappings, std::string file)
      : mappings_(&mappings), file_(std::move(file)) {}
  std::string Cell(const CsvRecord& record, const char* column) const;
  Status ReadWhen(const CsvRecord& record, Fact* fact) const;
  Status ReadType(const CsvRecord& record, Fact* fact) const;
  Status ReadPlace(const CsvRecord& record, Fact* fact) const;
  Status ReadToll(const CsvRecord& record, const char* column, std::optional<Quantity>* toll) const;
  Result<std::string> CountryOf(const CsvRecord& record) const;

  const exporting::Mappings* mappings_;
  std::string file_;
  std::map<std::string, size_t> columns_;  // our name -> index
  std::vector<std::string> known_;
  std::vector<std::string> ignored_;
};

// "2020-09-15", "2020-09", "15 September 2020", "15-Sep-2020", "15/09/2020" (day first).
std::optional<DateInterval> ReadReferenceDate(const std::string& text);

}  // namespace tadwin::compare

#endif  // TADWIN_COMPARE_REFERENCE_H_

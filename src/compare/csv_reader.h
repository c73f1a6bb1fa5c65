// Reads CSV as people and spreadsheets write it.
//
// RFC 4180 with LF or CRLF, quoted cells that hold separators and line ends, and a byte order mark.
// The separator (comma, semicolon, tab) is the one the header line has most of outside quotes. An
// apostrophe that keeps a spreadsheet from running a cell is taken off. In: valid UTF-8.
// Threads: one.
//
// Example: CsvReader csv(text); CsvRecord row; while (csv.Next(&row)) use(row.cells);

#ifndef TADWIN_COMPARE_CSV_READER_H_
#define TADWIN_COMPARE_CSV_READER_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tadwin::compare {

struct CsvRecord {
  size_t line = 0;  // where it begins, from 1
  std::string_view raw;
  std::vector<std::string> cells;
  bool torn = false;  // a quote that the file never closes
};

class CsvReader {
 public:
  explicit CsvReader(std::string_view text);
  // false at the end. Blank lines are skipped.
  bool Next(CsvRecord* record);
  char separator() const { return separator_; }

 private:
  bool ReadRecord(CsvRecord* record);

  std::string_view text_;
  size_t at_ = 0;
  size_t line_ = 1;
  char separator_ = ',';
};

}  // namespace tadwin::compare

#endif  // TADWIN_COMPARE_CSV_READER_H_

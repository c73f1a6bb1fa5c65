#include "compare/csv_reader.h"

#include <algorithm>
#include <array>

namespace tadwin::compare {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string Cleaned(std::string cell) {
  const bool kept_from_running = cell.size() > 1 && cell[0] == '\'' &&
                                 std::string_view("=+-@\t\r").find(cell[1]) != std::string::npos;
  if (kept_from_running) cell.erase(0, 1);
  const size_t begin = cell.find_first_not_of(" \t\r\n");
  if (begin == std::string::npos) return {};
  return cell.substr(begin, cell.find_last_not_of(" \t\r\n") - begin + 1);
}

}  // namespace

CsvReader::CsvReader(std::string_view text) : text_(text) {
  if (text_.starts_with(kByteOrderMark)) text_.remove_prefix(kByteOrderMark.size());
  std::array<size_t, 3> counts{};
  constexpr std::string_view kSeparators = ",;\t";
  bool quoted = false;
  for (const char c : text_) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n') break;
    if (const size_t which = kSeparators.find(c); which != std::string_view::npos) ++counts[which];
  }
  separator_ = kSeparators[static_cast<size_t>(std::max_element(counts.begin(), counts.end()) -
                                               counts.begin())];
}

bool CsvReader::Next(CsvRecord* record) {
  while (at_ < text_.size()) {
    if (ReadRecord(record)) return true;
  }
  return false;
}

bool CsvReader::ReadRecord(CsvRecord* record) {
  *record = {};
  record->line = line_;
  const size_t begin = at_;
  std::string cell;
  bool quoted = false;
  bool any = false;
  for (; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (c == '\n') ++line_;
    if (quoted) {
      if (c != '"') {
        cell.push_back(c);
      } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        cell.push_back('"');
        ++at_;
      } else {
        quoted = false;
      }
      continue;
    }
    if (c == '"' && cell.find_first_not_of(" \t") == std::string::npos) {
      quoted = true;
      any = true;
      cell.clear();
    } else if (c == separator_) {
      record->cells.push_back(Cleaned(std::move(cell)));
      cell.clear();
      any = true;
    } else if (c == '\n') {
      break;
    } else {
      any = any || (c != ' ' && c != '\r' && c != '\t');
      cell.push_back(c);
    }
  }
  record->raw = text_.substr(begin, at_ - begin);
  if (record->raw.ends_with('\r')) record->raw.remove_suffix(1);
  if (at_ < text_.size()) ++at_;  // the line end
  record->torn = quoted;
  record->cells.push_back(Cleaned(std::move(cell)));
  return any;
}

}  // namespace tadwin::compare

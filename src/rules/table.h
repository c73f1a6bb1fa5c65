// Tables (*.tsv) and rule blocks (*.rules) read from rule files, with the place of every cell.
//
// A table: first line that is not blank or '#' names the columns, tab-separated; every later line
// is a row with at most that many cells (missing cells are empty). '#' at the start of a line is a
// comment. A block file: `key: value` lines, one block per `rule:` line; see docs/rule-format.md.
// Errors: kBadRule with file:line:col; all mistakes are reported, not only the first.
// Threads: immutable once loaded.

#ifndef TADWIN_RULES_TABLE_H_
#define TADWIN_RULES_TABLE_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "rules/source.h"

namespace tadwin::rules {

struct Row {
  uint32_t line = 0;
  std::vector<std::string> cells;
  std::vector<uint32_t> columns;  // 1-based column, in code points, where each cell begins
};

class Table {
 public:
  std::string path;  // "ar/time/month.tsv"
  std::string name;  // "time/month": the lexicon's name in patterns
  std::vector<std::string> header;
  std::vector<Row> rows;
  std::string added_path;  // of the overlay that the rows from `added_from` come from
  size_t added_from = SIZE_MAX;

  // Index of a column; -1 when the table has none of that name.
  int Column(std::string_view column) const;
  // The cell, or "" when the column or the cell is absent.
  std::string_view Cell(uint32_t row, std::string_view column) const;
  // "file:line:col" of a cell, for messages.
  std::string Where(uint32_t row, std::string_view column) const;
};

struct BlockField {
  std::string key;
  std::string value;
  uint32_t line = 0;
  uint32_t column = 0;  // where the value begins
};

// One rule: its `rule:` line and what follows up to the next.
struct Block {
  std::string path;
  std::string name;  // "time/day_month_year"
  uint32_t line = 0;
  std::vector<BlockField> fields;
  // First value of a key, or "".
  std::string_view Value(std::string_view key) const;
  const BlockField* Field(std::string_view key) const;
};

class RuleSet {
 public:
  // Parses all files. Every mistake is appended to `errors`; with any, the set must not be used.
  static RuleSet Parse(const std::vector<RuleFile>& files, std::vector<Error>* errors);

  // nullptr when there is no such table. `name` as in Table::name.
  const Table* FindTable(std::string_view name) const;
  const std::vector<Table>& tables() const { return tables_; }
  // Blocks of all *.rules files whose path begins with `folder` ("ar/time/"), in file order.
  std::vector<const Block*> BlocksUnder(std::string_view folder) const;
  // SHA-256 over paths and contents: stored with each run, so results can be replayed.
  const std::string& hash() const { return hash_; }

 private:
  std::vector<Table> tables_;  // sorted by path
  std::vector<Block> blocks_;
  std::string hash_;
};

}  // namespace tadwin::rules

#endif  // TADWIN_RULES_TABLE_H_

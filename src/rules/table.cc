#include "rules/table.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "base/hash.h"
#include "base/utf8.h"

namespace tadwin::rules {
namespace {

constexpr std::string_view kRuleKey = "rule";

std::string Place(std::string_view path, uint32_t line, uint32_t column) {
  return std::string(path) + ":" + std::to_string(line) + ":" + std::to_string(column);
}

Error Mistake(std::string_view path, uint32_t line, uint32_t column, std::string message) {
  return Error{ErrorCode::kBadRule, std::move(message), Place(path, line, column)};
}

bool EndsWith(std::string_view text, std::string_view tail) {
  return text.size() >= tail.size() && text.substr(text.size() - tail.size()) == tail;
}

// "ar/time/month.tsv" -> "time/month": the language folder and the extension do not name a table.
std::string NameOfPath(std::string_view path) {
  const size_t language_end = path.find('/');
  std::string_view name =
      language_end == std::string_view::npos ? path : path.substr(language_end + 1);
  const size_t dot = name.rfind('.');
  if (dot != std::string_view::npos) name = name.substr(0, dot);
  return std::string(name);
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) {
    text.remove_suffix(1);
  }
  return text;
}

// Calls visit(line_number, line) for every line, without its end.
template <typename Visitor>
void ForEachLine(std::string_view content, Visitor visit) {
  uint32_t number = 0;
  while (!content.empty()) {
    const size_t end = content.find('\n');
    std::string_view line = content.substr(0, end);
    content.remove_prefix(end == std::string_view::npos ? content.size() : end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    visit(++number, line);
  }
}

Row SplitRow(uint32_t number, std::string_view line) {
  Row row;
  row.line = number;
  uint32_t column = 1;
  while (true) {
    const size_t tab = line.find('\t');
    const std::string_view cell = line.substr(0, tab);
    row.cells.emplace_back(Trim(cell));
    row.columns.push_back(column);
    if (tab == std::string_view::npos) return row;
    column += static_cast<uint32_t>(CountCodePoints(cell)) + 1;
    line.remove_prefix(tab + 1);
  }
}

// The rows of one file; its first line is the header.
struct Rows {
  Row header;
  std::vector<Row> rows;
};

Rows ReadRows(const std::string& path, std::string_view content, std::vector<Error>* errors) {
  Rows read;
  ForEachLine(content, [&](uint32_t number, std::string_view line) {
    if (Trim(line).empty() || line.front() == '#') return;
    Row row = SplitRow(number, line);
    if (read.header.cells.empty()) {
      read.header = std::move(row);
      std::set<std::string> names;
      for (size_t i = 0; i < read.header.cells.size(); ++i) {
        if (read.header.cells[i].empty() || !names.insert(read.header.cells[i]).second) {
          errors->push_back(Mistake(path, number, read.header.columns[i],
                                    "column names must be unique and not empty"));
        }
      }
      return;
    }
    const size_t width = read.header.cells.size();
    if (row.cells.size() > width) {
      errors->push_back(Mistake(path, number, row.columns[width],
                                "more cells than the " + std::to_string(width) +
                                    " columns of this table; is there a stray tab?"));
      return;
    }
    row.cells.resize(width);
    while (row.columns.size() < row.cells.size()) row.columns.push_back(row.columns.back());
    read.rows.push_back(std::move(row));
  });
  if (read.header.cells.empty()) {
    errors->push_back(Mistake(path, 1, 1, "a table needs a first line with column names"));
  }
  return read;
}

// The rows of an overlay, its columns put in the order of the table's.
void AddRows(const RuleFile& file, Table* table, std::vector<Error>* errors) {
  Rows added = ReadRows(file.added_path, file.added, errors);
  table->added_path = file.added_path;
  table->added_from = table->rows.size();
  std::vector<size_t> column_of;
  for (size_t i = 0; i < added.header.cells.size(); ++i) {
    const int column = table->Column(added.header.cells[i]);
    if (column < 0) {
      errors->push_back(Mistake(file.added_path, added.header.line, added.header.columns[i],
                                "the table has no column '" + added.header.cells[i] + "'"));
      return;
    }
    column_of.push_back(static_cast<size_t>(column));
  }
  for (const Row& row : added.rows) {
    Row placed;
    placed.line = row.line;
    placed.cells.resize(table->header.size());
    placed.columns.resize(table->header.size(), 1);
    for (size_t i = 0; i < column_of.size(); ++i) {
      placed.cells[column_of[i]] = row.cells[i];
      placed.columns[column_of[i]] = row.columns[i];
    }
    table->rows.push_back(std::move(placed));
  }
}

Table ParseTable(const RuleFile& file, std::vector<Error>* errors) {
  Table table;
  table.path = file.path;
  table.name = NameOfPath(file.path);
  Rows read = ReadRows(file.path, file.content, errors);
  table.header = std::move(read.header.cells);
  table.rows = std::move(read.rows);
  if (!file.added.empty()) AddRows(file, &table, errors);
  const int surface = table.Column("surface");
  for (uint32_t i = 0; surface >= 0 && i < table.rows.size(); ++i) {
    if (!table.rows[i].cells[static_cast<size_t>(surface)].empty()) continue;
    errors->push_back(
        Error{ErrorCode::kBadRule, "an entry needs a surface form", table.Where(i, "surface")});
  }
  return table;
}

void ParseBlocks(const RuleFile& file, std::vector<Block>* blocks, std::vector<Error>* errors) {
  bool inside = false;
  ForEachLine(file.content, [&](uint32_t number, std::string_view line) {
    if (Trim(line).empty() || line.front() == '#') return;
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0) {
      errors->push_back(Mistake(file.path, number, 1, "expected 'key: value'"));
      return;
    }
    BlockField field;
    field.key = std::string(Trim(line.substr(0, colon)));
    const std::string_view rest = line.substr(colon + 1);
    const std::string_view value = Trim(rest);
    field.value = std::string(value);
    field.line = number;
    field.column = static_cast<uint32_t>(
        CountCodePoints(line.substr(0, static_cast<size_t>(value.data() - line.data()))) + 1);
    if (field.key == kRuleKey) {
      if (value.empty()) {
        errors->push_back(Mistake(file.path, number, field.column, "a rule needs a name"));
      }
      blocks->push_back(Block{file.path, field.value, number, {}});
      inside = true;
      return;
    }
    if (!inside) {
      errors->push_back(Mistake(file.path, number, 1, "a rule begins with 'rule: name'"));
      return;
    }
    blocks->back().fields.push_back(std::move(field));
  });
}

bool IsUtf8(const std::string& path, const std::string& content, std::vector<Error>* errors) {
  const std::optional<size_t> bad = FindInvalidUtf8(content);
  if (!bad) return true;
  const auto line =
      std::count(content.begin(), content.begin() + static_cast<std::ptrdiff_t>(*bad), '\n');
  errors->push_back(
      Mistake(path, static_cast<uint32_t>(line + 1), 1, "not valid UTF-8; save the file as UTF-8"));
  return false;
}

void CheckRuleNames(const std::vector<Block>& blocks, std::vector<Error>* errors) {
  std::map<std::string_view, const Block*> seen;
  for (const Block& block : blocks) {
    const auto [first, added] = seen.emplace(block.name, &block);
    if (!added) {
      errors->push_back(Mistake(block.path, block.line, 7,
                                "rule '" + block.name + "' is already defined at " +
                                    Place(first->second->path, first->second->line, 1)));
    }
  }
}

}  // namespace

int Table::Column(std::string_view column) const {
  const auto found = std::find(header.begin(), header.end(), column);
  return found == header.end() ? -1 : static_cast<int>(found - header.begin());
}

std::string_view Table::Cell(uint32_t row, std::string_view column) const {
  const int index = Column(column);
  if (index < 0 || row >= rows.size()) return {};
  return rows[row].cells[static_cast<size_t>(index)];
}

std::string Table::Where(uint32_t row, std::string_view column) const {
  if (row >= rows.size()) return path;
  const int index = Column(column);
  const std::string& file = row < added_from ? path : added_path;
  return Place(file, rows[row].line, index < 0 ? 1 : rows[row].columns[static_cast<size_t>(index)]);
}

std::string_view Block::Value(std::string_view key) const {
  const BlockField* field = Field(key);
  return field == nullptr ? std::string_view() : std::string_view(field->value);
}

const BlockField* Block::Field(std::string_view key) const {
  for (const BlockField& field : fields) {
    if (field.key == key) return &field;
  }
  return nullptr;
}

RuleSet RuleSet::Parse(const std::vector<RuleFile>& files, std::vector<Error>* errors) {
  std::vector<const RuleFile*> ordered;
  for (const RuleFile& file : files) ordered.push_back(&file);
  std::sort(ordered.begin(), ordered.end(),
            [](const RuleFile* a, const RuleFile* b) { return a->path < b->path; });

  RuleSet set;
  std::string digest;
  for (const RuleFile* file : ordered) {
    digest += file->path + '\0' + Sha256Hex(file->content) + '\n';
    if (!file->added.empty()) digest += "+ " + Sha256Hex(file->added) + '\n';
    const bool is_text = IsUtf8(file->path, file->content, errors);
    if (!IsUtf8(file->added_path, file->added, errors) || !is_text) continue;
    if (EndsWith(file->path, ".tsv") || EndsWith(file->path, ".weights")) {
      set.tables_.push_back(ParseTable(*file, errors));
    } else if (EndsWith(file->path, ".rules")) {
      ParseBlocks(*file, &set.blocks_, errors);
    }
  }
  CheckRuleNames(set.blocks_, errors);
  set.hash_ = Sha256Hex(digest);
  return set;
}

const Table* RuleSet::FindTable(std::string_view name) const {
  for (const Table& table : tables_) {
    if (table.name == name) return &table;
  }
  return nullptr;
}

std::vector<const Block*> RuleSet::BlocksUnder(std::string_view folder) const {
  std::vector<const Block*> found;
  for (const Block& block : blocks_) {
    if (block.path.compare(0, folder.size(), folder) == 0) found.push_back(&block);
  }
  return found;
}

}  // namespace tadwin::rules

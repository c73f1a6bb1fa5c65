#include "rules/rule_place.h"

namespace tadwin::rules {
namespace {

RulePlace PlaceOfBlock(const Block& block) {
  return {block.path + ":" + std::to_string(block.line), std::string(block.Value("pattern")),
          std::string(block.Value("source"))};
}

RulePlace PlaceOfRow(const Table& table, size_t row) {
  RulePlace place;
  place.where = table.path + ":" + std::to_string(table.rows[row].line);
  const auto& cells = table.rows[row].cells;
  for (size_t i = 0; i < cells.size() && i < table.header.size(); ++i) {
    if (cells[i].empty() || table.header[i] == "source" || table.header[i] == "note") continue;
    if (!place.says.empty()) place.says += "  ";
    place.says += table.header[i] + "=" + cells[i];
  }
  place.source = std::string(table.Cell(static_cast<uint32_t>(row), "source"));
  return place;
}

}  // namespace

RulePlace FindRule(const RuleSet& rules, std::string_view id) {
  for (const Block* block : rules.BlocksUnder("")) {
    if (block->name == id) return PlaceOfBlock(*block);
  }
  const size_t colon = id.find(':');
  const Table* table = rules.FindTable(id.substr(0, colon));
  if (table != nullptr && colon == std::string_view::npos) return {table->path, "", ""};
  if (table != nullptr) {
    const std::string_view key = id.substr(colon + 1);
    for (size_t row = 0; row < table->rows.size(); ++row) {
      const auto& cells = table->rows[row].cells;
      if (!cells.empty() && cells.front() == key) return PlaceOfRow(*table, row);
    }
    return {table->path, "", ""};
  }
  for (const Table& any : rules.tables()) {
    for (const char* column : {"id", "rule"}) {
      if (any.Column(column) < 0) continue;
      for (size_t row = 0; row < any.rows.size(); ++row) {
        if (any.Cell(static_cast<uint32_t>(row), column) == id) return PlaceOfRow(any, row);
      }
    }
  }
  return {};
}

}  // namespace tadwin::rules

#include "query/count_table.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace tadwin::query {
namespace {

void AddTo(const store::Measures& more, store::Measures* to) {
  for (size_t i = 0; i < more.size(); ++i) (*to)[i] += more[i];
}

// Values in order, each key once, and where each number went. What is not known, or wider than a
// period, comes last.
std::pair<std::vector<AggregateValue>, std::vector<uint32_t>> InOrder(
    std::vector<AggregateValue> values) {
  std::vector<uint32_t> order(values.size());
  std::iota(order.begin(), order.end(), 0);
  const auto key = [&values](uint32_t number) {
    const AggregateValue& value = values[number];
    // Of several labels of a key one that says more than the key stands, the same in every run.
    return std::tuple(value.key.empty() || value.key == "wider", std::string_view(value.key),
                      value.label == value.key, std::string_view(value.label));
  };
  std::sort(order.begin(), order.end(), [&key](uint32_t a, uint32_t b) { return key(a) < key(b); });
  std::vector<AggregateValue> sorted;
  std::vector<uint32_t> ranks(values.size());
  for (const uint32_t number : order) {
    if (sorted.empty() || sorted.back().key != values[number].key) {
      sorted.push_back(values[number]);
    }
    ranks[number] = static_cast<uint32_t>(sorted.size() - 1);
  }
  return {std::move(sorted), std::move(ranks)};
}

void AddSums(const store::Measures& m, AggregateRow* row) {
  row->incidents += m[0];
  for (size_t i = 0; i < 3; ++i) {
    row->killed[i].sum += m[1 + 2 * i];
    row->killed[i].unknown += m[0] - m[2 + 2 * i];
    row->injured[i].sum += m[7 + 2 * i];
    row->injured[i].unknown += m[0] - m[8 + 2 * i];
  }
}

}  // namespace

uint32_t CountTable::NumberOf(size_t dimension, int64_t code) {
  const auto next = static_cast<uint32_t>(codes_[dimension].size());
  const auto [found, is_new] = numbers_[dimension].emplace(code, next);
  if (is_new) codes_[dimension].push_back(code);
  return found->second;
}

void CountTable::Append(uint32_t first, uint32_t second, const store::Measures& measures) {
  cells_.push_back({{first, second}, measures});
}

void CountTable::Add(uint32_t first, uint32_t second, const store::Measures& measures) {
  const auto [found, is_new] = places_.emplace(uint64_t{first} << 32 | second, cells_.size());
  if (is_new) {
    Append(first, second, measures);
  } else {
    AddTo(measures, &cells_[found->second].measures);
  }
}

// Cells by their second value, then stably by their first.
std::vector<uint32_t> CountTable::Order(const std::array<size_t, 2>& sizes) const {
  std::vector<uint32_t> order(cells_.size());
  std::iota(order.begin(), order.end(), 0);
  std::vector<uint32_t> sorted(order.size());
  for (const size_t dimension : {1, 0}) {
    std::vector<uint32_t> begins(sizes[dimension] + 1, 0);
    for (const Cell& cell : cells_) ++begins[cell.by[dimension] + 1];
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
    for (const uint32_t cell : order) sorted[begins[cells_[cell].by[dimension]]++] = cell;
    std::swap(order, sorted);
  }
  return order;
}

void CountTable::MoveTo(std::vector<std::vector<AggregateValue>> values, Aggregate* out) {
  std::array<size_t, 2> sizes{1, 1};
  for (size_t dimension = 0; dimension < values.size(); ++dimension) {
    auto [sorted, ranks] = InOrder(std::move(values[dimension]));
    for (Cell& cell : cells_) cell.by[dimension] = ranks[cell.by[dimension]];
    sizes[dimension] = sorted.size();
    out->values.push_back(std::move(sorted));
  }
  out->rows.reserve(cells_.size());
  for (const uint32_t number : Order(sizes)) {
    const Cell& cell = cells_[number];
    if (cell.measures[0] == 0) continue;
    if (out->rows.empty() || out->rows.back().by != cell.by) {
      out->rows.emplace_back();
      out->rows.back().by = cell.by;
    }
    AddSums(cell.measures, &out->rows.back());
  }
}

}  // namespace tadwin::query

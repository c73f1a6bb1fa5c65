#include "store/incident_cells.h"

#include <algorithm>
#include <cmath>

namespace tadwin::store {
namespace {

// Beyond this many cells the differences are written out, so that memory stays bounded.
constexpr size_t kMostCells = 600'000;
// Texts that are read, changed and written together.
constexpr size_t kBlocksAtOnce = 64;

// "incidents = t.incidents + excluded.incidents, ..."
std::string Additions(const std::string& table) {
  std::string out;
  for (const char* name : kMeasureNames) {
    if (!out.empty()) out += ", ";
    out += std::string(name) + " = " + table + "." + name + " + excluded." + name;
  }
  return out;
}

std::string Marks(size_t count) {
  std::string out = "?";
  for (size_t i = 1; i < count; ++i) out += ", ?";
  return out;
}

bool IsNothing(const Measures& measures) {
  return std::all_of(measures.begin(), measures.end(), [](int64_t m) { return m == 0; });
}

std::vector<SqlValue> ValuesOf(std::vector<SqlValue> keys, const Measures& measures) {
  keys.insert(keys.end(), measures.begin(), measures.end());
  return keys;
}

template <typename Cells>
std::vector<typename Cells::key_type> InOrder(const Cells& cells) {
  std::vector<typename Cells::key_type> order;
  order.reserve(cells.size());
  for (const auto& [key, change] : cells) {
    if (!IsNothing(change)) order.push_back(key);
  }
  std::sort(order.begin(), order.end());
  return order;
}

// Both in order of b; what nothing is left of goes.
std::vector<BlockCell> Sum(const std::vector<BlockCell>& one, const std::vector<BlockCell>& other) {
  std::vector<BlockCell> out;
  out.reserve(one.size() + other.size());
  auto a = one.begin();
  auto b = other.begin();
  while (a != one.end() || b != other.end()) {
    const bool take_a = b == other.end() || (a != one.end() && a->b <= b->b);
    const bool take_b = a == one.end() || (b != other.end() && b->b <= a->b);
    BlockCell cell = take_a ? *a : *b;
    if (take_a && take_b) {
      for (size_t i = 0; i < kMeasureCount; ++i) cell.measures[i] += b->measures[i];
    }
    a += take_a ? 1 : 0;
    b += take_b ? 1 : 0;
    if (cell.measures[0] != 0) out.push_back(cell);
  }
  return out;
}

}  // namespace

Measures MeasuresOf(const IncidentCounts& incident) {
  Measures measures{1};
  size_t at = 1;
  for (const std::optional<Quantity>* toll : {&incident.killed, &incident.injured}) {
    const Quantity quantity = toll->value_or(Quantity{});
    for (const std::optional<double>& bound : {quantity.low, quantity.best, quantity.high}) {
      measures[at++] = bound ? std::llround(*bound) : 0;
      measures[at++] = bound ? 1 : 0;
    }
  }
  return measures;
}

size_t IncidentCells::PairHash::operator()(const PairKey& key) const {
  uint64_t hash = static_cast<uint64_t>(std::get<0>(key));
  for (const int64_t part : {std::get<1>(key), std::get<2>(key)}) {
    hash = (hash ^ static_cast<uint64_t>(part)) * 0x9E3779B97F4A7C15u;
    hash ^= hash >> 32;
  }
  return hash;
}

Status IncidentCells::Change(const IncidentCounts& incident, int sign) {
  if (!incident.is_event) return {};
  static const std::vector<int64_t> kUnknown{kUnknownCode};
  const auto values = [&incident](Dim dim) -> const std::vector<int64_t>& {
    const auto& told = incident.values[static_cast<size_t>(dim)];
    return told.empty() ? kUnknown : told;
  };
  Measures change = MeasuresOf(incident);
  for (int64_t& one : change) one *= sign;
  const auto add = [&change](Measures* cell) {
    for (size_t i = 0; i < kMeasureCount; ++i) (*cell)[i] += change[i];
  };
  for (const auto& [pairs, cells] :
       {std::pair(&RowPairs(), &pairs_), std::pair(&BlockPairs(), &blocks_)}) {
    for (const DimPair& pair : *pairs) {
      for (const int64_t a : values(pair.a)) {
        for (const int64_t b : values(pair.b)) add(&(*cells)[{pair.number(), a, b}]);
      }
    }
  }
  for (size_t i = 0; i < grids_.size(); ++i) {
    GridKey key;
    for (const auto& column : Grids()[i].columns) key.push_back(values(column.first).front());
    add(&grids_[i][std::move(key)]);
  }
  size_t cells = pairs_.size() + blocks_.size();
  for (const auto& grid : grids_) cells += grid.size();
  return cells > kMostCells ? Flush() : Status();
}

Status IncidentCells::Flush() {
  if (Status flushed = FlushPairs(); !flushed) return flushed;
  if (Status flushed = FlushBlocks(); !flushed) return flushed;
  for (size_t i = 0; i < grids_.size(); ++i) {
    if (Status flushed = FlushGrid(i); !flushed) return flushed;
  }
  return {};
}

Status IncidentCells::FlushPairs() {
  static const std::string kAdd =
      "INSERT INTO incident_cells VALUES (?, ?, ?, " + Marks(kMeasureCount) +
      ") ON CONFLICT (pair, a, b) DO UPDATE SET " + Additions("incident_cells");
  const std::vector<PairKey> order = InOrder(pairs_);
  Statement& add = connection_->Prepare(kAdd);
  Statement& tidy = connection_->Prepare(
      "DELETE FROM incident_cells WHERE pair = ? AND a = ? AND b = ? AND incidents = 0");
  for (const PairKey& key : order) {
    const auto& [pair, a, b] = key;
    const Measures& change = pairs_.at(key);
    if (Status put = add.RunWith(ValuesOf({pair, a, b}, change)); !put) return put;
    if (change[0] >= 0) continue;
    if (Status gone = tidy.Run(pair, a, b); !gone) return gone;
  }
  pairs_.clear();
  return {};
}

Status IncidentCells::FlushBlocks() {
  std::vector<PairKey> some;
  size_t texts = 0;
  for (const PairKey& key : InOrder(blocks_)) {
    const bool is_new = some.empty() || std::get<0>(key) != std::get<0>(some.back()) ||
                        std::get<1>(key) != std::get<1>(some.back());
    if (is_new && texts == kBlocksAtOnce) {
      if (Status changed = ChangeBlocks(some); !changed) return changed;
      some.clear();
      texts = 0;
    }
    texts += is_new ? 1 : 0;
    some.push_back(key);
  }
  if (Status changed = ChangeBlocks(some); !changed) return changed;
  blocks_.clear();
  return {};
}

// `changed` is in order and of kBlocksAtOnce texts at most.
Status IncidentCells::ChangeBlocks(const std::vector<PairKey>& changed) {
  static const std::string kRead =
      "SELECT number, cells FROM incident_blocks WHERE number IN (" + Marks(kBlocksAtOnce) + ")";
  if (changed.empty()) return {};
  struct Block {
    int64_t a = 0;
    std::vector<BlockCell> cells;
    std::vector<BlockCell> more;
  };
  std::map<int64_t, Block> blocks;
  for (const PairKey& key : changed) {
    const auto& [pair, a, b] = key;
    const DimPair dims{static_cast<Dim>(pair / 32), static_cast<Dim>(pair % 32)};
    Block& block = blocks[BlockNumber(dims, a)];
    block.a = a;
    block.more.push_back({b, blocks_.at(key)});
  }
  std::vector<SqlValue> numbers;
  for (const auto& entry : blocks) numbers.emplace_back(entry.first);
  numbers.resize(kBlocksAtOnce, numbers.back());
  Statement& read = connection_->Prepare(kRead);
  read.StartWith(numbers);
  Status failed;
  if (Status done = ForEachRow(&read,
                               [&](const Statement& row) {
                                 Status whole =
                                     ReadBlock(row.View(1), &blocks.at(row.Int(0)).cells);
                                 if (!whole) failed = whole;
                               });
      !done || !failed) {
    return done ? failed : done;
  }
  Statement& put = connection_->Prepare(
      "INSERT INTO incident_blocks VALUES (?, ?, ?) ON CONFLICT (number) DO UPDATE SET cells = "
      "excluded.cells");
  Statement& tidy = connection_->Prepare("DELETE FROM incident_blocks WHERE number = ?");
  for (const auto& [number, block] : blocks) {
    const std::vector<BlockCell> cells = Sum(block.cells, block.more);
    const Status written =
        cells.empty() ? tidy.Run(number) : put.Run(number, block.a, WriteBlock(cells));
    if (!written) return written;
  }
  return {};
}

Status IncidentCells::FlushGrid(size_t which) {
  const Grid& grid = Grids()[which];
  const std::string table = grid.table;
  std::string key;
  std::string is_it;
  for (const auto& [dim, column] : grid.columns) {
    key += (key.empty() ? "" : ", ") + std::string(column);
    is_it += column + std::string(" = ? AND ");
  }
  Statement& add = connection_->Prepare(
      "INSERT INTO " + table + " VALUES (" + Marks(grid.columns.size() + kMeasureCount) +
      ") ON CONFLICT (" + key + ") DO UPDATE SET " + Additions(table));
  Statement& tidy =
      connection_->Prepare("DELETE FROM " + table + " WHERE " + is_it + "incidents = 0");
  for (const auto& [codes, change] : grids_[which]) {
    if (IsNothing(change)) continue;
    std::vector<SqlValue> keys(codes.begin(), codes.end());
    if (Status put = add.RunWith(ValuesOf(keys, change)); !put) return put;
    if (change[0] >= 0) continue;
    if (Status gone = tidy.RunWith(keys); !gone) return gone;
  }
  grids_[which].clear();
  return {};
}

Status IncidentCells::Clear() {
  pairs_.clear();
  blocks_.clear();
  for (auto& grid : grids_) grid.clear();
  for (const char* table :
       {"incident_cells", "incident_blocks", "incident_times", "incident_grid"}) {
    if (Status gone = connection_->Execute(std::string("DELETE FROM ") + table); !gone) {
      return gone;
    }
  }
  return {};
}

}  // namespace tadwin::store

#include "store/incident_cells.h"

#include <algorithm>
#include <cmath>

namespace tadwin::store {
namespace {

// Beyond this many cells the differences are written out, so that memory stays bounded.
constexpr size_t kMostCells = 400'000;

constexpr std::array<Dim, 6> kGridDims{Dim::kPeriod,  Dim::kCountry, Dim::kType,
                                       Dim::kSubtype, Dim::kStatus,  Dim::kContested};

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

}  // namespace

const char* const kMeasureNames[kMeasureCount] = {
    "incidents",         "killed_low",   "killed_low_known",   "killed_best",
    "killed_best_known", "killed_high",  "killed_high_known",  "injured_low",
    "injured_low_known", "injured_best", "injured_best_known", "injured_high",
    "injured_high_known"};

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
  for (const DimPair& pair : KeptPairs()) {
    for (const int64_t a : values(pair.a)) {
      for (const int64_t b : values(pair.b)) add(&pairs_[{pair.number(), a, b}]);
    }
  }
  GridKey key{};
  for (size_t i = 0; i < kGridDims.size(); ++i) key[i] = values(kGridDims[i]).front();
  add(&grid_[key]);
  return pairs_.size() + grid_.size() > kMostCells ? Flush() : Status();
}

Status IncidentCells::Flush() {
  if (Status flushed = FlushPairs(); !flushed) return flushed;
  return FlushGrid();
}

Status IncidentCells::FlushPairs() {
  static const std::string kAdd =
      "INSERT INTO incident_cells VALUES (?, ?, ?, " + Marks(kMeasureCount) +
      ") ON CONFLICT (pair, a, b) DO UPDATE SET " + Additions("incident_cells");
  std::vector<PairKey> order;
  order.reserve(pairs_.size());
  for (const auto& [key, change] : pairs_) {
    if (!IsNothing(change)) order.push_back(key);
  }
  std::sort(order.begin(), order.end());
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

Status IncidentCells::FlushGrid() {
  static const std::string kAdd =
      "INSERT INTO incident_grid VALUES (?, ?, ?, ?, ?, ?, " + Marks(kMeasureCount) +
      ") ON CONFLICT (period, country, type, subtype, status, contested) DO UPDATE SET " +
      Additions("incident_grid");
  Statement& add = connection_->Prepare(kAdd);
  Statement& tidy = connection_->Prepare(
      "DELETE FROM incident_grid WHERE period = ? AND country = ? AND type = ? AND subtype = ? AND "
      "status = ? AND contested = ? AND incidents = 0");
  for (const auto& [key, change] : grid_) {
    if (IsNothing(change)) continue;
    std::vector<SqlValue> keys(key.begin(), key.end());
    if (Status put = add.RunWith(ValuesOf(keys, change)); !put) return put;
    if (change[0] >= 0) continue;
    if (Status gone = tidy.RunWith(keys); !gone) return gone;
  }
  grid_.clear();
  return {};
}

Status IncidentCells::Clear() {
  pairs_.clear();
  grid_.clear();
  for (const char* table : {"incident_cells", "incident_grid"}) {
    if (Status gone = connection_->Execute(std::string("DELETE FROM ") + table); !gone) {
      return gone;
    }
  }
  return {};
}

}  // namespace tadwin::store

#include "link/place_units.h"

#include <utility>

namespace tadwin::link {
namespace {

// A list that holds a circle of parents ends here.
constexpr int kMostLevels = 8;

}  // namespace

PlaceUnits PlaceUnits::Load(const rules::RuleSet& rules) {
  PlaceUnits units;
  for (const char* name : {"place/geonames", "place/supplement"}) {
    const rules::Table* table = rules.FindTable(name);
    if (table == nullptr) continue;
    for (uint32_t row = 0; row < table->rows.size(); ++row) {
      Place place;
      place.above = table->Cell(row, "admin1");
      if (place.above.empty()) place.above = table->Cell(row, "parent");
      place.name_en = table->Cell(row, "name_en");
      place.is_unit = table->Cell(row, "kind") == "admin";
      units.places_.emplace(table->Cell(row, "id"), std::move(place));
    }
  }
  return units;
}

std::optional<PlaceUnit> PlaceUnits::Of(const std::string& place) const {
  std::string id = place;
  for (int level = 0; level < kMostLevels; ++level) {
    const auto found = places_.find(id);
    if (found == places_.end()) {
      // A unit that is only known as what holds others.
      if (id == place) return std::nullopt;
      return PlaceUnit{place, id, id};
    }
    const Place& one = found->second;
    if (one.above.empty() || one.above == id) {
      if (!one.is_unit) return std::nullopt;
      return PlaceUnit{place, id, one.name_en};
    }
    id = one.above;
  }
  return std::nullopt;
}

}  // namespace tadwin::link

// Which governorate, province or region a place lies in, by the lists of places.
//
// In: rules/ar/place (geonames: column admin1; supplement: column parent, followed upwards). A unit
// without a parent is of the first level and lies in itself. Places beyond every unit (countries,
// seas, rivers that cross several) have none. Threads: immutable once loaded.

#ifndef TADWIN_LINK_PLACE_UNITS_H_
#define TADWIN_LINK_PLACE_UNITS_H_

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "model/place_unit.h"
#include "rules/table.h"

namespace tadwin::link {

class PlaceUnits {
 public:
  static PlaceUnits Load(const rules::RuleSet& rules);

  std::optional<PlaceUnit> Of(const std::string& place) const;

 private:
  struct Place {
    std::string above;  // id of the unit that holds it; empty: none is told
    std::string name_en;
    bool is_unit = false;
  };
  std::unordered_map<std::string, Place> places_;
};

}  // namespace tadwin::link

#endif  // TADWIN_LINK_PLACE_UNITS_H_

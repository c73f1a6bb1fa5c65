// The first-level administrative unit that a place lies in. Threads: plain data.

#ifndef TADWIN_MODEL_PLACE_UNIT_H_
#define TADWIN_MODEL_PLACE_UNIT_H_

#include <string>

namespace tadwin {

struct PlaceUnit {
  std::string place;  // id; the unit itself lies in itself
  std::string unit;   // id
  std::string name;   // of the unit, in English; its id where no list names it
  bool operator==(const PlaceUnit&) const = default;
};

}  // namespace tadwin

#endif  // TADWIN_MODEL_PLACE_UNIT_H_

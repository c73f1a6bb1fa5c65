// A name as found, before it is filled in. Shape: tokens [begin, end).

#ifndef TADWIN_ANNOTATE_NAMES_FOUND_NAME_H_
#define TADWIN_ANNOTATE_NAMES_FOUND_NAME_H_

#include <cstdint>

#include "model/annotated_text.h"

namespace tadwin::annotate {

struct FoundName {
  uint32_t begin = 0;
  uint32_t end = 0;
  uint16_t proclitics = 0;
  Layer layer = Layer::kPlace;
  bool from_table = false;
  bool told = false;  // the word before it says that it is a place
};

inline bool Overlap(const FoundName& a, const FoundName& b) {
  return a.begin < b.end && b.begin < a.end;
}

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_NAMES_FOUND_NAME_H_

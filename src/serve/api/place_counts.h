// Places of incidents, by how many happened there.
//
// Threads: safe.

#ifndef TADWIN_SERVE_API_PLACE_COUNTS_H_
#define TADWIN_SERVE_API_PLACE_COUNTS_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/json_writer.h"
#include "serve/api/ledger_reader.h"

namespace tadwin::serve {

struct PlaceCount {
  std::string key;  // id, or the words of a place without one
  const NamedRef* place = nullptr;
  uint64_t incidents = 0;
  std::optional<double> killed;  // sum of the best known values
};

// Most incidents first, then by key.
std::vector<PlaceCount> CountPlaces(const Snapshot& snapshot,
                                    const std::function<bool(const IncidentRow&)>& wanted);
void WritePlaceCount(const PlaceCount& count, JsonWriter* out);

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_API_PLACE_COUNTS_H_

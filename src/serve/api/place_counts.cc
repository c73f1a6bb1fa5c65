#include "serve/api/place_counts.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "serve/api/json_values.h"

namespace tadwin::serve {

std::vector<PlaceCount> CountPlaces(const Snapshot& snapshot,
                                    const std::function<bool(const IncidentRow&)>& wanted) {
  std::map<std::string, PlaceCount> by_key;
  for (const IncidentRow& row : snapshot.rows) {
    if (row.place == nullptr || !wanted(row)) continue;
    const std::string& key = row.place->name.id.empty() ? row.place->text : row.place->name.id;
    if (key.empty()) continue;
    PlaceCount& count = by_key[key];
    count.key = key;
    if (count.place == nullptr) count.place = row.place;
    ++count.incidents;
    if (row.killed && row.killed->best) count.killed = count.killed.value_or(0) + *row.killed->best;
  }
  std::vector<PlaceCount> counts;
  for (auto& [key, count] : by_key) counts.push_back(std::move(count));
  std::stable_sort(counts.begin(), counts.end(), [](const PlaceCount& a, const PlaceCount& b) {
    return a.incidents > b.incidents;
  });
  return counts;
}

void WritePlaceCount(const PlaceCount& count, JsonWriter* out) {
  out->BeginObject();
  out->Key("place");
  WritePlace(count.place, out);
  Field("incidents", count.incidents, out);
  NumberOrNull("killed", count.killed, out);
  out->EndObject();
}

}  // namespace tadwin::serve

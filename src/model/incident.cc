#include "model/incident.h"

#include <algorithm>

namespace tadwin {

void SetValueOrigins(Incident* incident) {
  if (incident->origins.size() != incident->facts.size()) return;
  for (IncidentField& field : incident->fields) {
    for (FieldValue& value : field.values) {
      value.origins.clear();
      for (const std::string& fact : value.facts) {
        const auto found = std::lower_bound(incident->facts.begin(), incident->facts.end(), fact);
        if (found == incident->facts.end() || *found != fact) continue;
        value.origins.push_back(
            incident->origins[static_cast<size_t>(found - incident->facts.begin())]);
      }
      std::sort(value.origins.begin(), value.origins.end());
      value.origins.erase(std::unique(value.origins.begin(), value.origins.end()),
                          value.origins.end());
    }
  }
}

}  // namespace tadwin

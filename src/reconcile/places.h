// Whether a place can be the one that another name tells, or lie in it.
//
// In: places as facts hold them: id, country, point, radius. A country is compared by its code, not
// by distance; a place without its own radius is taken by its kind (rules/ar/link/place.tsv holds
// the same figures for linking). Units: kilometres. Threads: safe; pure functions.

#ifndef TADWIN_RECONCILE_PLACES_H_
#define TADWIN_RECONCILE_PLACES_H_

#include <cstdint>
#include <string>

#include "model/fact.h"

namespace tadwin::reconcile {

enum class PlaceFit : uint8_t {
  kSame,  // the same, or one lies in the other
  kNear,  // their radii meet
  kOpen,  // too little is known to say
  kApart
};

double DistanceKm(double lat1, double lon1, double lat2, double lon2);
PlaceFit ComparePlaces(const NamedRef& first, const NamedRef& second);

}  // namespace tadwin::reconcile

#endif  // TADWIN_RECONCILE_PLACES_H_

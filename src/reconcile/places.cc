#include "reconcile/places.h"

#include <cmath>

namespace tadwin::reconcile {
namespace {

constexpr double kEarthRadiusKm = 6371.0;
constexpr double kRadiansPerDegree = 3.14159265358979323846 / 180.0;
constexpr double kSlackKm = 5;  // as in rules/ar/link/weights.tsv

double RadiusOf(const NameValue& name) {
  if (name.radius_km) return *name.radius_km;
  switch (name.kind) {
    case NameKind::kFacility: return 2;
    case NameKind::kSettlement: return 10;
    case NameKind::kWater: return 50;
    case NameKind::kAdmin: return 80;
    case NameKind::kRegion: return 200;
    default: return 10;
  }
}

}  // namespace

double DistanceKm(double lat1, double lon1, double lat2, double lon2) {
  const double phi1 = lat1 * kRadiansPerDegree;
  const double phi2 = lat2 * kRadiansPerDegree;
  const double half_lat = (phi2 - phi1) / 2;
  const double half_lon = (lon2 - lon1) * kRadiansPerDegree / 2;
  const double a = std::sin(half_lat) * std::sin(half_lat) +
                   std::cos(phi1) * std::cos(phi2) * std::sin(half_lon) * std::sin(half_lon);
  return 2 * kEarthRadiusKm * std::asin(std::sqrt(std::fmin(1.0, a)));
}

PlaceFit ComparePlaces(const NamedRef& first, const NamedRef& second) {
  const NameValue& a = first.name;
  const NameValue& b = second.name;
  if (!a.id.empty() && a.id == b.id && first.text == second.text) return PlaceFit::kSame;
  if (!a.country.empty() && !b.country.empty()) {
    if (a.country != b.country) return PlaceFit::kApart;
    if (a.kind == NameKind::kCountry || b.kind == NameKind::kCountry) return PlaceFit::kSame;
  }
  if (!a.lat || !a.lon || !b.lat || !b.lon) {
    return !a.id.empty() && a.id == b.id ? PlaceFit::kSame : PlaceFit::kOpen;
  }
  const double distance = DistanceKm(*a.lat, *a.lon, *b.lat, *b.lon);
  const double wide = std::fmax(RadiusOf(a), RadiusOf(b));
  if (distance <= wide) return PlaceFit::kSame;
  return distance <= RadiusOf(a) + RadiusOf(b) + kSlackKm ? PlaceFit::kNear : PlaceFit::kApart;
}

}  // namespace tadwin::reconcile

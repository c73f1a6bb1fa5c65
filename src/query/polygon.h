// Polygons on the map: reading them, points inside them, distances.
//
// In: WKT "POLYGON((lon lat, ...))", one ring, or "lat,lon;lat,lon;...". Units: degrees,
// kilometres. A polygon is taken flat in longitude and latitude and may not cross the 180th
// meridian. Errors: kInvalidArgument with what is wrong. Threads: safe. Source: OGC 06-103r4 (WKT);
// distances on a sphere of 6371.0088 km (IUGG mean radius), exact to 0.6 %.

#ifndef TADWIN_QUERY_POLYGON_H_
#define TADWIN_QUERY_POLYGON_H_

#include <string_view>
#include <vector>

#include "base/result.h"
#include "query/filter.h"

namespace tadwin::query {

Result<std::vector<Point>> ParsePolygon(std::string_view text);
bool IsInside(Point point, const std::vector<Point>& corners);
double DistanceKm(Point a, Point b);

}  // namespace tadwin::query

#endif  // TADWIN_QUERY_POLYGON_H_

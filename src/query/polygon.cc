#include "query/polygon.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>
#include <optional>
#include <string>

namespace tadwin::query {
namespace {

constexpr double kEarthKm = 6371.0088;
constexpr char kWanted[] =
    "use POLYGON((lon lat, lon lat, ...)) with one ring, or lat,lon;lat,lon;... with three corners "
    "or more";

Error Bad(const std::string& message) { return {ErrorCode::kInvalidArgument, message, ""}; }

void SkipBlanks(std::string_view* text) {
  while (!text->empty() && (text->front() == ' ' || text->front() == '\t')) text->remove_prefix(1);
}

bool Eat(char c, std::string_view* text) {
  SkipBlanks(text);
  if (text->empty() || text->front() != c) return false;
  text->remove_prefix(1);
  return true;
}

std::optional<double> EatNumber(std::string_view* text) {
  SkipBlanks(text);
  double number = 0;
  const auto [end, code] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (code != std::errc() || !std::isfinite(number)) return std::nullopt;
  text->remove_prefix(static_cast<size_t>(end - text->data()));
  return number;
}

bool EatWord(std::string_view word, std::string_view* text) {
  SkipBlanks(text);
  if (text->size() < word.size()) return false;
  for (size_t i = 0; i < word.size(); ++i) {
    const char c = (*text)[i];
    if ((c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c) != word[i]) return false;
  }
  text->remove_prefix(word.size());
  return true;
}

}  // namespace

Result<std::vector<Point>> ParsePolygon(std::string_view text) {
  const bool is_wkt = EatWord("POLYGON", &text);
  if (is_wkt && !(Eat('(', &text) && Eat('(', &text))) return Bad(kWanted);
  std::vector<Point> corners;
  while (true) {
    const std::optional<double> first = EatNumber(&text);
    if (!is_wkt && first && !Eat(',', &text)) return Bad(kWanted);
    const std::optional<double> second = EatNumber(&text);
    if (!first || !second) return Bad(kWanted);
    const Point point = is_wkt ? Point{*second, *first} : Point{*first, *second};
    if (std::fabs(point.lat) > 90 || std::fabs(point.lon) > 180) {
      return Bad("latitude is -90 to 90, longitude -180 to 180; WKT has the longitude first");
    }
    corners.push_back(point);
    if (!Eat(is_wkt ? ',' : ';', &text)) break;
    SkipBlanks(&text);
    if (!is_wkt && text.empty()) break;  // a semicolon at the end
  }
  if (is_wkt && !(Eat(')', &text) && Eat(')', &text))) return Bad(kWanted);
  SkipBlanks(&text);
  if (!text.empty()) return Bad(kWanted);
  const bool is_closed = corners.size() > 1 && corners.front().lat == corners.back().lat &&
                         corners.front().lon == corners.back().lon;
  if (is_closed) corners.pop_back();
  if (corners.size() < 3) return Bad(kWanted);
  return corners;
}

bool IsInside(Point point, const std::vector<Point>& corners) {
  bool inside = false;
  for (size_t i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
    const Point& a = corners[i];
    const Point& b = corners[j];
    if ((a.lat > point.lat) == (b.lat > point.lat)) continue;
    const double lon = (b.lon - a.lon) * (point.lat - a.lat) / (b.lat - a.lat) + a.lon;
    if (point.lon < lon) inside = !inside;
  }
  return inside;
}

double DistanceKm(Point a, Point b) {
  constexpr double kRadians = std::numbers::pi / 180;
  const double dlat = (b.lat - a.lat) * kRadians / 2;
  const double dlon = (b.lon - a.lon) * kRadians / 2;
  const double h = std::sin(dlat) * std::sin(dlat) + std::cos(a.lat * kRadians) *
                                                         std::cos(b.lat * kRadians) *
                                                         std::sin(dlon) * std::sin(dlon);
  return 2 * kEarthKm * std::asin(std::min(1.0, std::sqrt(h)));
}

}  // namespace tadwin::query

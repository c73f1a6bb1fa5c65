#include "compare/align.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <tuple>

#include "compare/words.h"
#include "export/cells.h"
#include "export/incident_view.h"

namespace tadwin::compare {
namespace {

constexpr double kEarthKm = 6371.0088;  // mean radius, WGS84
constexpr size_t kPage = 1000;

std::vector<std::string> NamesOf(const std::vector<exporting::Party>& parties) {
  std::vector<std::string> names;
  for (const exporting::Party& party : parties) {
    names.push_back(party.text);
    if (!party.name_en.empty()) names.push_back(party.name_en);
  }
  std::erase(names, std::string());
  return names;
}

bool ShareOne(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& one) {
    return std::any_of(b.begin(), b.end(),
                       [&](const std::string& other) { return SameWords(one, other); });
  });
}

int DaysApart(const DateInterval& a, const DateInterval& b) {
  if (a.stop < b.start) return b.start.days - a.stop.days;
  if (b.stop < a.start) return a.start.days - b.stop.days;
  return 0;
}

bool HasPoint(const ComparedEvent& event) { return event.lat && event.lon; }

// Nothing when the places exclude one another, else points.
std::optional<double> PlacePoints(const ComparedEvent& a, const ComparedEvent& b, double km) {
  if (HasPoint(a) && HasPoint(b)) {
    const double apart = DistanceKm(*a.lat, *a.lon, *b.lat, *b.lon);
    if (apart <= km) return kPlacePoints * (1 - apart / (km + 1));
    if (apart <= std::max(a.radius_km.value_or(0), b.radius_km.value_or(0))) return 0.0;
    return std::nullopt;
  }
  if (!a.country.empty() && !b.country.empty() && a.country != b.country) return std::nullopt;
  if (SameWords(a.place, b.place)) return kPlaceWordsPoints;
  return 0.0;
}

double SameNumber(const std::optional<double>& a, const std::optional<double>& b) {
  return a && b && *a == *b ? kTollPoints : 0;
}

// 0 when the two cannot pair.
double PointsOf(const ComparedEvent& a, const ComparedEvent& b, const AlignOptions& options) {
  if (a.type != b.type) return 0;
  const int apart = DaysApart(*a.when, *b.when);
  if (apart > options.days) return 0;
  const std::optional<double> place = PlacePoints(a, b, options.km);
  if (!place) return 0;
  const int wide =
      std::max(a.when->stop.days - a.when->start.days, b.when->stop.days - b.when->start.days);
  // A month that holds the day is no day, but a month is the same month.
  const int weeks = *a.when == *b.when ? 0 : wide / 7;
  const double near = kDatePoints * (1 - static_cast<double>(apart) / (options.days + 1));
  double points = near / (1 + weeks) + *place;
  if (a.subtype == b.subtype && a.subtype != "other") points += kSubtypePoints;
  points += SameNumber(a.killed, b.killed) + SameNumber(a.injured, b.injured);
  points += ShareOne(a.actors, b.actors) ? kPartyPoints : 0;
  points += ShareOne(a.targets, b.targets) ? kPartyPoints : 0;
  return points < kEnoughPoints ? 0 : points;
}

class FieldCounter {
 public:
  explicit FieldCounter(std::vector<FieldAgreement>* fields) : fields_(fields) {}

  void Count(const char* field, bool first, bool second, bool same) {
    auto found = std::find_if(fields_->begin(), fields_->end(),
                              [&](const FieldAgreement& one) { return one.field == field; });
    if (found == fields_->end()) {
      fields_->push_back({field, 0, 0, 0, 0, 0});
      found = std::prev(fields_->end());
    }
    if (first && second) {
      ++(same ? found->agree : found->differ);
    } else {
      ++(first ? found->only_first : second ? found->only_second : found->neither);
    }
  }

  void CountPair(const ComparedEvent& a, const ComparedEvent& b, double km) {
    Count("subtype", !a.subtype.empty(), !b.subtype.empty(), a.subtype == b.subtype);
    Count("start", true, true, a.when->start == b.when->start);
    Count("stop", true, true, a.when->stop == b.when->stop);
    Count("place", HasPoint(a), HasPoint(b),
          HasPoint(a) && HasPoint(b) && DistanceKm(*a.lat, *a.lon, *b.lat, *b.lon) <= km);
    Count("country", !a.country.empty(), !b.country.empty(), a.country == b.country);
    Count("killed", a.killed.has_value(), b.killed.has_value(), a.killed == b.killed);
    Count("injured", a.injured.has_value(), b.injured.has_value(), a.injured == b.injured);
    Count("actor", !a.actors.empty(), !b.actors.empty(), ShareOne(a.actors, b.actors));
    Count("target", !a.targets.empty(), !b.targets.empty(), ShareOne(a.targets, b.targets));
  }

 private:
  std::vector<FieldAgreement>* fields_;
};

}  // namespace

double DistanceKm(double lat_a, double lon_a, double lat_b, double lon_b) {
  const double to_radians = std::numbers::pi / 180;
  const double dlat = (lat_b - lat_a) * to_radians / 2;
  const double dlon = (lon_b - lon_a) * to_radians / 2;
  const double h = std::sin(dlat) * std::sin(dlat) + std::cos(lat_a * to_radians) *
                                                         std::cos(lat_b * to_radians) *
                                                         std::sin(dlon) * std::sin(dlon);
  return 2 * kEarthKm * std::asin(std::sqrt(std::min(1.0, h)));
}

Result<std::vector<ComparedEvent>> ReadEvents(store::Store& store) {
  std::vector<ComparedEvent> events;
  exporting::ViewBuilder builder(nullptr, nullptr);
  std::string last;
  while (true) {
    const Result<store::IncidentPage> page = store.IncidentsAfter(last, kPage);
    if (!page) return page.error();
    if (page->incidents.empty()) return events;
    builder.Read(*page);
    for (const Incident& incident : page->incidents) {
      last = incident.id;
      const exporting::IncidentView view = builder.View(incident);
      if (view.kind != "event" || !view.happened) continue;
      ComparedEvent event;
      event.id = view.id;
      event.heading = incident.title;
      event.type = view.type;
      event.subtype = view.subtype;
      event.when = view.when;
      if (view.place) {
        event.place = view.place->name.text;
        event.country = view.place->name.country;
        event.lat = view.place->lat;
        event.lon = view.place->lon;
        event.radius_km = view.place->radius_km;
      }
      event.killed = exporting::OneNumber(view.killed);
      event.injured = exporting::OneNumber(view.injured);
      event.actors = NamesOf(view.actors);
      event.targets = NamesOf(view.targets);
      events.push_back(std::move(event));
    }
  }
}

Alignment Align(const std::vector<ComparedEvent>& first, const std::vector<ComparedEvent>& second,
                const AlignOptions& options) {
  Alignment out;
  // By last day: what ended too long before an event cannot be its pair.
  std::vector<size_t> dated;
  int32_t widest = 0;
  for (size_t j = 0; j < second.size(); ++j) {
    if (!second[j].when) {
      out.undated_second.push_back(j);
      continue;
    }
    dated.push_back(j);
    widest = std::max(widest, second[j].when->stop.days - second[j].when->start.days);
  }
  std::sort(dated.begin(), dated.end(), [&](size_t a, size_t b) {
    return std::tuple(second[a].when->start.days, a) < std::tuple(second[b].when->start.days, b);
  });
  std::vector<AlignedPair> candidates;
  for (size_t i = 0; i < first.size(); ++i) {
    if (!first[i].when) {
      out.undated_first.push_back(i);
      continue;
    }
    const int32_t from = first[i].when->start.days - options.days - widest;
    auto at = std::lower_bound(dated.begin(), dated.end(), from, [&](size_t j, int32_t day) {
      return second[j].when->start.days < day;
    });
    for (; at != dated.end() &&
           second[*at].when->start.days <= first[i].when->stop.days + options.days;
         ++at) {
      const double points = PointsOf(first[i], second[*at], options);
      if (points > 0) candidates.push_back({i, *at, points});
    }
  }
  std::sort(candidates.begin(), candidates.end(), [&](const AlignedPair& a, const AlignedPair& b) {
    return std::tuple(-a.points, std::string_view(first[a.first].id),
                      std::string_view(second[a.second].id)) <
           std::tuple(-b.points, std::string_view(first[b.first].id),
                      std::string_view(second[b.second].id));
  });
  std::vector<bool> used_first(first.size()), used_second(second.size());
  FieldCounter counter(&out.fields);
  for (const AlignedPair& pair : candidates) {
    if (used_first[pair.first] || used_second[pair.second]) continue;
    used_first[pair.first] = used_second[pair.second] = true;
    counter.CountPair(first[pair.first], second[pair.second], options.km);
    out.pairs.push_back(pair);
  }
  for (size_t i = 0; i < first.size(); ++i) {
    if (first[i].when && !used_first[i]) out.only_first.push_back(i);
  }
  for (size_t j = 0; j < second.size(); ++j) {
    if (second[j].when && !used_second[j]) out.only_second.push_back(j);
  }
  return out;
}

}  // namespace tadwin::compare

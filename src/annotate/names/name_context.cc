#include "annotate/names/name_context.h"

#include <GeographicLib/Geodesic.hpp>
#include <algorithm>

namespace tadwin::annotate {
namespace {

// A place of the context's country outweighs one elsewhere unless that one is this much larger.
constexpr double kContextWeight = 20;
// A lone small place far from the document's countries is not vouched for.
constexpr double kKnownEverywhere = 300000;

bool IsCurated(NameSource source) {
  return source == NameSource::kCapital || source == NameSource::kCountry ||
         source == NameSource::kPlace;
}

// Whether one of two places of one name lies in the other: a town and the district around it.
bool AreNested(const NameValue& a, const NameValue& b) {
  if (a.country != b.country || !a.lat || !a.lon || !b.lat || !b.lon) return false;
  double metres = 0;
  GeographicLib::Geodesic::WGS84().Inverse(*a.lat, *a.lon, *b.lat, *b.lon, metres);
  return metres / 1000 <= std::max(a.radius_km.value_or(0), b.radius_km.value_or(0));
}

// The wider of two nested places holds what happened in either; of equal ones the smaller id.
bool IsWider(const NameValue& a, const NameValue& b) {
  const double a_km = a.radius_km.value_or(0);
  const double b_km = b.radius_km.value_or(0);
  return a_km != b_km ? a_km > b_km : a.id < b.id;
}

}  // namespace

void NameContext::Count(const NameLexicon& names, const std::vector<NameHit>& hits) {
  uint32_t covered = 0;
  for (const NameHit& hit : hits) {
    if (hit.ambiguous || hit.token_begin < covered) continue;
    if (!IsCurated(hit.source) && hit.source != NameSource::kActor) continue;
    const std::string_view country = names.Cell(hit.entry, "country");
    if (country.empty() || !names.Cell(hit.entry, "in_context").empty()) continue;
    covered = hit.token_end;
    ++countries_[std::string(country)];
    if (names.Cell(hit.entry, "kind") == "admin") units_.emplace(names.Cell(hit.entry, "id"));
    if (!names.Cell(hit.entry, "parent").empty()) units_.emplace(names.Cell(hit.entry, "parent"));
  }
}

int NameContext::Mentions(std::string_view country) const {
  const auto found = countries_.find(country);
  return found == countries_.end() ? 0 : found->second;
}

bool NameContext::NamesUnitOf(const NameLexicon& names, const LexEntry& place) const {
  return units_.contains(names.Cell(place, "parent")) ||
         units_.contains(names.Cell(place, "admin1"));
}

bool NameContext::Vouches(const NameLexicon& names, const LexEntry& actor) const {
  return names.Cell(actor, "in_context").empty() || Mentions(names.Cell(actor, "country")) > 0;
}

std::string NameContext::MainCountry(std::string_view except) const {
  std::string best;
  int most = 0;
  for (const auto& [country, count] : countries_) {
    if (country == except || count <= most) continue;
    best = country;
    most = count;
  }
  return best;
}

const NameHit* NameContext::ChoosePlace(const std::vector<const NameHit*>& candidates,
                                        const NameLexicon& names) const {
  const NameHit* best = nullptr;
  double best_score = -1;
  bool open = false;
  for (const NameHit* hit : candidates) {
    const std::string_view country = names.Cell(hit->entry, "country");
    const bool near = Mentions(country) > 0;
    double score = hit->population + 1;
    if (near) score *= kContextWeight * (1 + std::min(Mentions(country), 20));
    const bool beside = NamesUnitOf(names, hit->entry);
    if (beside) score *= kContextWeight * kContextWeight;
    if (IsCurated(hit->source)) {
      score = (near || hit->source == NameSource::kCapital ? 4e9 : 2e9) + Mentions(country);
      if (hit->source == NameSource::kCountry) score += 1e8;
      if (beside) score += 1e7;
    } else if (!near && hit->population < kKnownEverywhere && !countries_.empty()) {
      continue;
    }
    // Two places of one name and nothing to tell them apart: the choice is open.
    const bool same =
        best == nullptr || names.Cell(best->entry, "id") == names.Cell(hit->entry, "id");
    if (score == best_score && !same) {
      const NameValue one = names.ValueOf(hit->entry);
      const NameValue other = names.ValueOf(best->entry);
      if (!AreNested(one, other)) {
        open = true;
      } else if (IsWider(one, other)) {
        best = hit;
      }
    }
    if (score > best_score) {
      best = hit;
      best_score = score;
      open = false;
    }
  }
  return open ? nullptr : best;
}

}  // namespace tadwin::annotate

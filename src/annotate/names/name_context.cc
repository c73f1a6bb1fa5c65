#include "annotate/names/name_context.h"

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
  }
}

int NameContext::Mentions(std::string_view country) const {
  const auto found = countries_.find(country);
  return found == countries_.end() ? 0 : found->second;
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
  for (const NameHit* hit : candidates) {
    const std::string_view country = names.Cell(hit->entry, "country");
    const bool near = Mentions(country) > 0;
    double score = hit->population + 1;
    if (near) score *= kContextWeight * (1 + std::min(Mentions(country), 20));
    if (IsCurated(hit->source)) {
      score = (near || hit->source == NameSource::kCapital ? 4e9 : 2e9) + Mentions(country);
      if (hit->source == NameSource::kCountry) score += 1e8;
    } else if (!near && hit->population < kKnownEverywhere && !countries_.empty()) {
      continue;
    }
    if (score > best_score) {
      best = hit;
      best_score = score;
    }
  }
  return best;
}

}  // namespace tadwin::annotate

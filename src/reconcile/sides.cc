#include "reconcile/sides.h"

#include <algorithm>

#include "reconcile/parties.h"

namespace tadwin::reconcile {
namespace {

bool IsCivil(const NameValue& name) {
  return name.kind == NameKind::kPeople || name.kind == NameKind::kPerson ||
         name.kind == NameKind::kCivil || name.kind == NameKind::kCompany ||
         name.kind == NameKind::kMedia;
}

bool IsGroup(const NameValue& name) {
  return name.kind == NameKind::kArmedGroup || name.kind == NameKind::kParty ||
         name.kind == NameKind::kInternational;
}

void Put(Side side, std::map<std::string, Side>* sides) {
  const auto [at, is_new] = sides->emplace(side.key, side);
  if (is_new) return;
  at->second.assumed = at->second.assumed && side.assumed;
  // One label whatever the order: the one that sorts first.
  at->second.label = std::min(at->second.label, side.label);
}

Side StateSide(const std::string& country, bool assumed) {
  return {"c:" + country, country, assumed};
}

Side CivilSide(const std::string& country, bool assumed) {
  return {"civil:" + country, "civilians, " + country, assumed};
}

std::string PlaceCountry(const std::vector<const Fact*>& facts) {
  std::map<std::string, size_t> counts;
  for (const Fact* fact : facts) {
    if (fact->place && !fact->place->name.country.empty()) ++counts[fact->place->name.country];
  }
  std::string most;
  for (const auto& [country, count] : counts) {
    if (most.empty() || count > counts[most]) most = country;
  }
  return most;
}

}  // namespace

SideReader SideReader::Load(const rules::RuleSet& rules, const WordsOf& words_of) {
  SideReader reader;
  reader.words_of_ = words_of;
  for (const char* name : {"actor/nationality", "actor/people"}) {
    const rules::Table* table = rules.FindTable(name);
    if (table == nullptr) continue;
    for (uint32_t row = 0; row < table->rows.size(); ++row) {
      std::string_view rest = table->Cell(row, "surface");
      while (!rest.empty()) {
        const size_t bar = std::min(rest.find('|'), rest.size());
        const std::vector<std::string> words = words_of(rest.substr(0, bar));
        if (words.size() == 1) {
          reader.nations_.emplace(words.front(), std::string(table->Cell(row, "country")));
        }
        rest.remove_prefix(std::min(bar + 1, rest.size()));
      }
    }
  }
  return reader;
}

std::string SideReader::NationOf(std::string_view text) const {
  if (nations_.empty()) return {};
  for (const std::string& word : words_of_(text)) {
    if (const auto found = nations_.find(word); found != nations_.end()) return found->second;
  }
  return {};
}

void SideReader::Add(const NamedRef& ref, bool is_victim, const std::string& place_country,
                     ByKey* sides) const {
  const NameValue& name = ref.name;
  if (IsGroup(name)) {
    if (name.id.empty()) return;
    Put({"a:" + name.id, name.name_en.empty() ? ref.text : name.name_en, false}, sides);
    return;
  }
  const bool is_place = name.kind == NameKind::kSettlement || name.kind == NameKind::kAdmin ||
                        name.kind == NameKind::kFacility || name.kind == NameKind::kRegion ||
                        name.kind == NameKind::kWater;
  if (name.kind == NameKind::kCountry || !name.actor_id.empty()) {
    if (!name.country.empty()) Put(StateSide(name.country, false), sides);
    return;
  }
  std::string country = is_place ? std::string() : name.country;
  if (country.empty()) country = NationOf(ref.text);
  const bool is_told = !country.empty();
  if (!is_told && !is_victim) return;
  if (!is_told) country = is_place && !name.country.empty() ? name.country : place_country;
  if (country.empty()) return;
  if (IsOfState(name)) {
    Put(StateSide(country, !is_told), sides);
  } else if (!is_victim) {
    return;  // settlers and demonstrators act for nobody but themselves
  } else if (IsCivil(name)) {
    Put(is_told && name.kind == NameKind::kPerson ? StateSide(country, false)
                                                  : CivilSide(country, !is_told),
        sides);
  } else {
    Put(StateSide(country, !is_told), sides);
  }
}

Sides SideReader::Of(const std::vector<const Fact*>& facts) const {
  ByKey doers;
  ByKey victims;
  const std::string place_country = PlaceCountry(facts);
  for (const Fact* fact : facts) {
    if (fact->status == FactStatus::kDenied) continue;
    for (const NamedRef& actor : fact->actors) Add(actor, false, place_country, &doers);
    for (const NamedRef& target : fact->targets) Add(target, true, place_country, &victims);
  }
  if (victims.empty() && !place_country.empty()) {
    Put({"c:" + place_country, place_country, true}, &victims);
  }
  const auto in_order = [](const ByKey& sides) {
    // What is told makes what is only assumed superfluous.
    const bool any_told = std::any_of(sides.begin(), sides.end(),
                                      [](const auto& entry) { return !entry.second.assumed; });
    std::vector<Side> out;
    for (const auto& [key, side] : sides) {
      if (!any_told || !side.assumed) out.push_back(side);
    }
    return out;
  };
  return {in_order(doers), in_order(victims)};
}

bool Meet(const std::vector<Side>& a, const std::vector<Side>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Side& one) {
    return std::any_of(b.begin(), b.end(), [&](const Side& other) {
      return !one.assumed && !other.assumed && one.key == other.key;
    });
  });
}

bool AreCrossed(const Sides& a, const Sides& b) {
  return Meet(a.doers, b.victims) && Meet(a.victims, b.doers);
}

}  // namespace tadwin::reconcile

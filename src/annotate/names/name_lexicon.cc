#include "annotate/names/name_lexicon.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace tadwin::annotate {
namespace {

constexpr std::array<std::pair<std::string_view, NameSource>, 13> kTables = {{
    {"place/capital", NameSource::kCapital},
    {"place/country", NameSource::kCountry},
    {"place/supplement", NameSource::kPlace},
    {"place/geonames", NameSource::kGeoNames},
    {"place/overlay", NameSource::kGeoNames},
    {"actor/actor", NameSource::kActor},
    {"actor/people", NameSource::kPeople},
    {"actor/nationality", NameSource::kNationality},
    {"actor/group_head", NameSource::kGroupHead},
    {"actor/org_head", NameSource::kOrgHead},
    {"person/person", NameSource::kPerson},
    {"person/title", NameSource::kTitle},
    {"person/first_name", NameSource::kFirstName},
}};

constexpr std::string_view kGovernmentEnding = "_government";

std::optional<double> Number(std::string_view text) {
  if (text.empty()) return std::nullopt;
  return std::strtod(std::string(text).c_str(), nullptr);
}

}  // namespace

NameKind NameKindFrom(std::string_view name) {
  for (int kind = 0; kind <= static_cast<int>(NameKind::kWater); ++kind) {
    if (name == NameKindName(static_cast<NameKind>(kind))) return static_cast<NameKind>(kind);
  }
  return NameKind::kUnknown;
}

bool IsPlaceKind(NameKind kind) {
  return kind == NameKind::kCountry || kind == NameKind::kSettlement || kind == NameKind::kAdmin ||
         kind == NameKind::kFacility || kind == NameKind::kRegion || kind == NameKind::kWater;
}

std::span<const NameHit> HitsWithin(const std::vector<NameHit>& hits, uint32_t begin,
                                    uint32_t end) {
  const auto first = std::partition_point(
      hits.begin(), hits.end(), [&](const NameHit& hit) { return hit.token_begin < begin; });
  const auto last = std::partition_point(first, hits.end(),
                                         [&](const NameHit& hit) { return hit.token_begin < end; });
  return {first, last};
}

void NameLexicon::Build(const rules::Grammar& grammar) {
  lexicon_ = grammar.lexicon;
  frequency_.Build(grammar, "person/word_frequency");
  look_.Build(grammar);
  for (const auto& [name, source] : kTables) {
    const int index = lexicon_->IndexOf(name);
    if (index < 0) continue;
    if (sources_.size() <= static_cast<size_t>(index)) {
      sources_.resize(static_cast<size_t>(index) + 1, NameSource::kOther);
    }
    sources_[static_cast<size_t>(index)] = source;
    const rules::Table* table = grammar.rules->FindTable(name);
    if (table == nullptr) continue;
    const bool is_actor = source == NameSource::kActor;
    const bool is_place = LayerOf(source) == Layer::kPlace && source != NameSource::kGeoNames;
    if (LayerOf(source) != Layer::kGroup) ReadRows(*table, static_cast<size_t>(index), source);
    const bool is_person = source == NameSource::kPerson;
    if (!is_actor && !is_place && !is_person) continue;
    for (uint32_t row = 0; row < table->rows.size(); ++row) {
      const std::string id(table->Cell(row, "id"));
      if (id.empty()) continue;
      (is_actor    ? actors_
       : is_person ? persons_
                   : places_)
          .emplace(id, LexEntry{static_cast<uint32_t>(index), row, {}});
    }
  }
}

void NameLexicon::ReadRows(const rules::Table& table, size_t lexicon, NameSource source) {
  if (rows_.size() <= lexicon) rows_.resize(lexicon + 1);
  for (uint32_t row = 0; row < table.rows.size(); ++row) {
    const bool is_short = table.Cell(row, "form") == "short";
    const bool marked = !table.Cell(row, "ambiguous").empty();
    bool has_word = false;
    for (std::string_view names = table.Cell(row, "surface"); !names.empty();) {
      const size_t bar = std::min(names.find('|'), names.size());
      has_word |= names.substr(0, bar).find(' ') == std::string_view::npos;
      names.remove_prefix(std::min(bar + 1, names.size()));
    }
    RowFacts facts;
    facts.is_group = table.Cell(row, "layer") == "group";
    facts.ambiguous_word = is_short || marked;
    // "Hariga Port" and "Channel X" are sure where "Hariga" and "X" of the same rows are not.
    const bool by_word = source == NameSource::kPlace || source == NameSource::kActor;
    facts.ambiguous = is_short || (marked && !(by_word && has_word));
    facts.population = Number(table.Cell(row, "population")).value_or(0);
    rows_[lexicon].push_back(facts);
  }
}

Layer NameLexicon::LayerOf(NameSource source) const {
  switch (source) {
    case NameSource::kCapital:
    case NameSource::kCountry:
    case NameSource::kPlace:
    case NameSource::kGeoNames: return Layer::kPlace;
    case NameSource::kActor: return Layer::kOrg;
    case NameSource::kPerson: return Layer::kPerson;
    default: return Layer::kGroup;
  }
}

std::vector<NameHit> NameLexicon::FindNames(const AnnotatedText& document) const {
  std::vector<NameHit> hits;
  for (const LexMatch& match : document.lex_matches) {
    const NameSource source = SourceOf(match.entry.lexicon);
    const Layer layer = LayerOf(source);
    if (layer == Layer::kGroup || match.has_enclitic) continue;
    // The article and the future marker do not stand before a name.
    if ((match.proclitics & (kAl | kSa | kQuestion)) != 0) continue;
    NameHit hit;
    hit.token_begin = match.token_begin;
    hit.token_end = match.token_end;
    hit.proclitics = match.proclitics;
    hit.entry = match.entry;
    hit.source = source;
    // Forces and administrations are spoken of by kind: actors, but not names of organisations.
    const RowFacts& row = rows_[match.entry.lexicon][match.entry.row];
    hit.layer = row.is_group ? Layer::kGroup : layer;
    hit.ambiguous = match.token_end - match.token_begin == 1 ? row.ambiguous_word : row.ambiguous;
    hit.population = row.population;
    hits.push_back(hit);
  }
  return hits;
}

NameValue NameLexicon::ValueOf(const LexEntry& entry) const {
  NameValue value;
  value.id = Cell(entry, "id");
  value.name_en = Cell(entry, "name_en");
  value.country = Cell(entry, "country");
  value.actor_id = Cell(entry, "actor_id");
  value.kind = NameKindFrom(Cell(entry, "kind"));
  const NameSource source = SourceOf(entry.lexicon);
  if (source == NameSource::kPerson) value.kind = NameKind::kPerson;
  if (source == NameSource::kPeople) value.kind = NameKind::kPeople;
  value.lat = Number(Cell(entry, "lat"));
  value.lon = Number(Cell(entry, "lon"));
  value.radius_km = Number(Cell(entry, "radius_km"));
  return value;
}

NameValue NameLexicon::ActorById(std::string_view id) const {
  const auto found = actors_.find(id);
  return found == actors_.end() ? NameValue() : ValueOf(found->second);
}

NameValue NameLexicon::PlaceById(std::string_view id) const {
  const auto found = places_.find(id);
  return found == places_.end() ? NameValue() : ValueOf(found->second);
}

NameValue NameLexicon::PersonById(std::string_view id) const {
  const auto found = persons_.find(id);
  return found == persons_.end() ? NameValue() : ValueOf(found->second);
}

NameValue NameLexicon::ComposeActor(std::string_view government_id, const LexEntry& head) const {
  NameValue value;
  value.kind = NameKindFrom(Cell(head, "kind"));
  std::string_view state = government_id;
  if (!state.ends_with(kGovernmentEnding)) return value;
  state.remove_suffix(kGovernmentEnding.size());
  const std::string id = std::string(state) + "_" + std::string(Cell(head, "id"));
  value = ActorById(id);
  if (!value.id.empty()) return value;
  value.id = id;
  value.kind = NameKindFrom(Cell(head, "kind"));
  std::string name(state);
  for (size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '_') name[i] = ' ';
    const bool first = i == 0 || name[i - 1] == ' ';
    if (first && name[i] >= 'a' && name[i] <= 'z') name[i] = static_cast<char>(name[i] - 'a' + 'A');
  }
  if (name == "Us" || name == "Uk" || name == "Uae") {
    for (char& c : name) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  }
  value.name_en = name + " " + std::string(Cell(head, "name_en"));
  return value;
}

}  // namespace tadwin::annotate

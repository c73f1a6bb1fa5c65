#include "annotate/names/compose.h"

#include <GeographicLib/Geodesic.hpp>
#include <algorithm>
#include <cstdlib>
#include <set>
#include <utility>

#include "annotate/names/covered.h"
#include "model/mention_order.h"

namespace tadwin::annotate {
namespace {

// Without a distance, "east of X" reaches from X's edge as far again, at least and at most so far.
constexpr double kMinReachKm = 5;
constexpr double kMaxReachKm = 60;
// A stated distance is good to a fifth of itself, and the bearing to half of its 45 degree sector.
constexpr double kDistanceSlack = 0.3;
constexpr double kMetresPerKm = 1000;
// No two points are farther apart: half of the circumference (WGS84).
constexpr double kMaxDistanceKm = 20038;
constexpr double kMinCourtesyRadiusKm = 1;

void Move(double bearing, double km, NameValue* value) {
  double lat = 0;
  double lon = 0;
  GeographicLib::Geodesic::WGS84().Direct(*value->lat, *value->lon, bearing, km * kMetresPerKm, lat,
                                          lon);
  value->lat = lat;
  value->lon = lon;
}

const char* BearingName(int bearing) {
  switch (bearing) {
    case 0: return "north";
    case 45: return "north-east";
    case 90: return "east";
    case 135: return "south-east";
    case 180: return "south";
    case 225: return "south-west";
    case 270: return "west";
    case 315: return "north-west";
    default: return "";
  }
}

std::string Slug(std::string_view text) {
  std::string slug;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') {
      slug += static_cast<char>(c - 'A' + 'a');
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      slug += c;
    } else if (c != '\'' && !slug.empty() && slug.back() != '_') {
      slug += '_';
    }
  }
  while (!slug.empty() && slug.back() == '_') slug.pop_back();
  return slug;
}

const Mention* FirstOf(const rules::PatternMatch& match, std::string_view name) {
  const rules::Capture* capture = match.Find(name);
  return capture == nullptr ? nullptr : capture->mention;
}

uint16_t CutBefore(const rules::PatternMatch& match) {
  // Letters written onto the first word do not belong to the name.
  const rules::Capture* first = match.captures.empty() ? nullptr : &match.captures.front();
  if (first != nullptr && first->token_begin == match.token_begin && first->lex != nullptr) {
    return static_cast<uint16_t>(first->lex->proclitics & static_cast<uint16_t>(~kAl));
  }
  return kNoProclitic;
}

}  // namespace

void Composer::Build(const rules::Grammar& grammar, const NameLexicon* names,
                     std::vector<Error>* errors) {
  names_ = names;
  places_ = rules::PatternSet::Compile(grammar.rules->BlocksUnder("ar/place/"), *grammar.lexicon,
                                       grammar.fold, errors);
  groups_ = rules::PatternSet::Compile(grammar.rules->BlocksUnder("ar/actor/"), *grammar.lexicon,
                                       grammar.fold, errors);
  if (const rules::Table* table = grammar.rules->FindTable("place/country")) {
    for (uint32_t row = 0; row < table->rows.size(); ++row) {
      country_name_.emplace(table->Cell(row, "country"), table->Cell(row, "name_en"));
    }
  }
  holders_.Build(grammar, errors);
  former_lexicon_ = grammar.lexicon->IndexOf("person/former");
  adjective_lexicon_ = grammar.lexicon->IndexOf("actor/group_adjective");
  institution_lexicon_ = grammar.lexicon->IndexOf("actor/org_head");
  toll_lexicon_ = grammar.lexicon->IndexOf("toll/event");
  const int capital = grammar.lexicon->IndexOf("place/capital");
  if (const rules::Table* table = grammar.rules->FindTable("place/capital")) {
    for (uint32_t row = 0; row < table->rows.size(); ++row) {
      capital_of_.emplace(table->Cell(row, "country"),
                          LexEntry{static_cast<uint32_t>(capital), row, {}});
    }
  }
}

std::string Composer::CountryName(std::string_view country) const {
  const auto found = country_name_.find(country);
  return found == country_name_.end() ? std::string(country) : found->second;
}

void Composer::FillOrg(const AnnotatedText& document, uint32_t begin, uint32_t end,
                       NameValue* value) const {
  const LexMatch* head = nullptr;
  std::string government;
  for (uint32_t i = begin; i < end; ++i) {
    for (uint32_t m = document.lex_match_begin[i]; m < document.lex_match_begin[i + 1]; ++m) {
      const LexMatch& match = document.lex_matches[m];
      if (match.token_end > end) continue;
      const NameSource source = names_->SourceOf(match.entry.lexicon);
      if (source == NameSource::kOrgHead && i == begin &&
          (head == nullptr || match.token_end > head->token_end)) {
        head = &match;
      }
      if (i == begin || !government.empty()) continue;
      if (source == NameSource::kNationality || source == NameSource::kCountry) {
        government = names_->Cell(match.entry, "actor_id");
        value->country = names_->Cell(match.entry, "country");
      }
    }
  }
  if (head == nullptr) return;
  const std::string country = value->country;
  *value = NameValue();
  if (!government.empty()) *value = names_->ComposeActor(government, head->entry);
  if (value->kind == NameKind::kUnknown) {
    value->kind = NameKindFrom(names_->Cell(head->entry, "kind"));
  }
  value->country = country;
}

void Composer::Embassy(const rules::PatternMatch& match, const NameContext& context,
                       Mention* out) const {
  NameValue& value = out->name;
  value.kind = NameKind::kFacility;
  std::string government;
  std::string owner;
  const rules::Capture* nationality = match.Find("nat");
  if (nationality != nullptr && nationality->lex != nullptr) {
    government = names_->Cell(nationality->lex->entry, "actor_id");
    owner = names_->Cell(nationality->lex->entry, "country");
  } else if (const Mention* place = FirstOf(match, "owner")) {
    government = place->name.actor_id;
    owner = place->name.country;
  }
  NameValue base;
  if (const Mention* place = FirstOf(match, "base")) {
    base = place->name;
  }
  // An embassy "in Iraq", or with no place told, stands in a capital.
  if (base.kind != NameKind::kSettlement) {
    const auto capital =
        capital_of_.find(base.country.empty() ? context.MainCountry(owner) : base.country);
    if (capital != capital_of_.end()) base = names_->ValueOf(capital->second);
  }
  const rules::Capture* head = match.Find("head");
  const std::string slug(names_->Cell(head->lex->entry, "slug"));
  const std::string word(names_->Cell(head->lex->entry, "name_en"));
  if (government.ends_with("_government") && !base.name_en.empty()) {
    const std::string state = government.substr(0, government.size() - 11);
    const std::string id = "place:" + state + "_" + slug + "_" + Slug(base.name_en);
    value = names_->PlaceById(id);
    if (!value.id.empty()) {
      value.actor_id = government;
      return;
    }
    value = base;
    value.id = id;
    value.name_en = CountryName(owner) + " " + word + ", " + base.name_en;
  } else {
    value = base;
    value.id.clear();
    value.name_en.clear();
  }
  value.kind = NameKind::kFacility;
  value.actor_id = government;
}

void Composer::Facility(const rules::PatternMatch& match, Mention* out) const {
  const Mention* base = FirstOf(match, "base");
  const rules::Capture* head = match.Find("head");
  out->name = base->name;
  out->name.actor_id.clear();
  out->name.kind = NameKind::kFacility;
  const std::string slug(names_->Cell(head->lex->entry, "slug"));
  out->name.id =
      base->name.name_en.empty() ? std::string() : "place:" + Slug(base->name.name_en) + "_" + slug;
  if (!base->name.name_en.empty()) {
    out->name.name_en =
        base->name.name_en + " " + std::string(names_->Cell(head->lex->entry, "name_en"));
  }
  const NameValue known = names_->PlaceById(out->name.id);
  if (!known.id.empty()) out->name = known;
}

void Composer::Direction(const rules::PatternMatch& match, Mention* out) const {
  const Mention* base = FirstOf(match, "base");
  const rules::Capture* direction = match.Find("dir");
  out->name = base->name;
  out->name.name_span = base->name.name_span.empty() ? base->span : base->name.name_span;
  if (!base->name.lat || !base->name.lon || base->name.kind == NameKind::kUnknown) return;
  NameValue& value = out->name;
  const double radius = base->name.radius_km.value_or(kMinReachKm);
  double km = 0;
  if (const Mention* distance = FirstOf(match, "dist")) {
    const rules::Capture* unit = match.Find("unit");
    const double size =
        std::strtod(std::string(names_->Cell(unit->lex->entry, "km")).c_str(), nullptr);
    km = distance->quantity.best.value_or(distance->quantity.low.value_or(0)) * size;
  }
  if (km < 0 || km > kMaxDistanceKm) return;
  value.actor_id.clear();
  const std::string relation(direction == nullptr || direction->lex == nullptr
                                 ? std::string_view()
                                 : names_->Cell(direction->lex->entry, "relation"));
  if (relation == "bearing") {
    const int bearing =
        std::atoi(std::string(names_->Cell(direction->lex->entry, "bearing")).c_str());
    const double reach = std::clamp(radius * 0.6, kMinReachKm, kMaxReachKm);
    const bool inside = km == 0 && radius > kMaxReachKm;  // "eastern Syria": a part of it
    Move(bearing, km > 0 ? km : inside ? radius * 0.5 : reach, &value);
    value.radius_km = km > 0   ? std::max(kMinCourtesyRadiusKm, km * kDistanceSlack)
                      : inside ? radius * 0.6
                               : reach + radius;
    value.name_en = std::string(BearingName(bearing)) + " of " + value.name_en;
    value.kind = NameKind::kRegion;
    value.id.clear();
  } else if (km > 0) {
    value.radius_km = km + radius;  // distance without a bearing: anywhere on the circle
    value.name_en = "near " + value.name_en;
    value.kind = NameKind::kRegion;
    value.id.clear();
  } else if (relation == "near") {
    value.radius_km = radius + std::clamp(radius, 1.0, 10.0);
  }
}

void Composer::ComposePlaces(const NameContext& context, const std::vector<WordView>& views,
                             AnnotatedText* document) const {
  // Facilities first: "east of the airport of X" is built on the airport.
  for (const bool directions : {false, true}) {
    std::vector<Mention> made;
    for (const rules::PatternMatch& match : rules::KeepLongest(places_.FindAll(*document))) {
      const std::string_view makes = places_.rule(match.rule).Value("makes");
      const bool is_direction = makes == "direction" || makes == "distance";
      if (is_direction != directions) continue;
      Mention mention;
      mention.layer = Layer::kPlace;
      mention.token_begin = match.token_begin;
      mention.token_end = match.token_end;
      mention.span =
          NameSpan(*document, views, match.token_begin, match.token_end, CutBefore(match));
      mention.rule = places_.rule(match.rule).name;
      if (makes == "embassy") Embassy(match, context, &mention);
      if (makes == "facility") Facility(match, &mention);
      if (is_direction) Direction(match, &mention);
      made.push_back(std::move(mention));
    }
    if (made.empty()) continue;
    std::vector<Span> wide;
    for (const Mention& mention : made) wide.push_back(mention.span);
    const Covered covered(std::move(wide));
    std::vector<Mention> kept;
    for (Mention& mention : document->mentions) {
      const bool part = mention.layer == Layer::kPlace || mention.layer == Layer::kOrg;
      if (!part || !covered.Contains(mention.span)) kept.push_back(std::move(mention));
    }
    document->mentions = std::move(kept);
    document->mentions.insert(document->mentions.end(), made.begin(), made.end());
    SortMentions(&document->mentions);
  }
}

void Composer::Group(const rules::PatternMatch& match, Mention* out) const {
  const rules::Capture* head = match.Find("head");
  NameValue& value = out->name;
  value.kind = NameKindFrom(names_->Cell(head->lex->entry, "kind"));
  const rules::Capture* nationality = match.Find("nat");
  std::string government;
  if (nationality != nullptr && nationality->lex != nullptr) {
    value.country = names_->Cell(nationality->lex->entry, "country");
    government = names_->Cell(nationality->lex->entry, "actor_id");
    value.name_en = names_->Cell(nationality->lex->entry, "name_en");
    if (!value.name_en.empty()) value.name_en += ' ';
  }
  value.name_en += names_->Cell(head->lex->entry, "name_en");
  const rules::Capture* of = match.Find("of");
  if (of != nullptr && of->mention != nullptr) {
    value.id = of->mention->name.id;
    value.country = of->mention->name.country;
    if (of->mention->name.kind != NameKind::kUnknown) value.kind = of->mention->name.kind;
    if (!of->mention->name.name_en.empty())
      value.name_en = of->mention->name.name_en + " " + value.name_en;
  }
  if (const Mention* by = FirstOf(match, "by")) {
    const std::string& backer = by->name.name_en;
    if (!backer.empty()) value.name_en = backer + "-backed " + value.name_en;
  }
  if (value.kind == NameKind::kMilitary && !government.empty()) {
    const std::string state = government.substr(0, government.size() - 11);
    const NameValue army = names_->ActorById(state == "us" ? "us_military" : state + "_army");
    if (!army.id.empty()) value.id = army.id;
  }
}

void Composer::FillHolder(const rules::PatternMatch& match, const AnnotatedText& document,
                          Mention* out) const {
  const std::string_view office = names_->Cell(match.Find("title")->lex->entry, "office");
  if (office.empty() || !document.published.date) return;
  // "An Iraqi president" is any; "the former Iraqi president" another.
  const rules::Capture* nationality = match.Find("nat");
  const bool definite = nationality == nullptr || nationality->lex == nullptr ||
                        (nationality->lex->proclitics & kAl) != 0;
  if (!definite) return;
  const uint32_t next = match.token_end;
  if (next < document.tokens.size()) {
    for (uint32_t m = document.lex_match_begin[next]; m < document.lex_match_begin[next + 1]; ++m) {
      if (static_cast<int>(document.lex_matches[m].entry.lexicon) == former_lexicon_) return;
    }
  }
  const Mention* place = FirstOf(match, "of");
  const bool of_state = place != nullptr && place->name.kind == NameKind::kCountry;
  const std::string country = of_state ? place->name.country : out->name.country;
  const NameValue person =
      names_->PersonById(holders_.HolderOn(office, country, *document.published.date));
  if (person.id.empty()) return;
  out->name.id = person.id;
  out->name.name_en = person.name_en;
  out->name.country = person.country;
}

void Composer::Office(const rules::PatternMatch& match, const AnnotatedText& document,
                      Mention* out) const {
  out->name.kind = NameKind::kOffice;
  const rules::Capture* title = match.Find("title");
  const std::string title_en(names_->Cell(title->lex->entry, "name_en"));
  if (const Mention* person = FirstOf(match, "name")) {
    out->name.id = person->name.id;
    out->name.name_en = person->name.name_en;
    out->name.country = person->name.country;
    return;
  }
  const rules::Capture* nationality = match.Find("nat");
  if (nationality != nullptr && nationality->lex != nullptr) {
    out->name.country = names_->Cell(nationality->lex->entry, "country");
    out->name.name_en =
        std::string(names_->Cell(nationality->lex->entry, "name_en")) + " " + title_en;
  } else {
    out->name.name_en = title_en;
  }
  FillHolder(match, document, out);
}

// An adjective of the noun before it ("press conference") is not a group of its own.
bool Composer::IsAdjective(const AnnotatedText& document, const std::vector<WordView>& views,
                           const std::vector<bool>& number_ends,
                           const rules::PatternMatch& match) const {
  const uint32_t at = match.token_begin;
  if (at == 0 || document.tokens[at - 1].kind != TokenKind::kWord) return false;
  if (document.tokens[at - 1].sentence != document.tokens[at].sentence) return false;
  if (!HasEntry(document, at, adjective_lexicon_) || views[at].proclitics != kNoProclitic) {
    return false;
  }
  // A sound plural describes plurals of people.
  const bool people =
      views[at].core.ends_with("\xD9\x8A\xD9\x86") || views[at].core.ends_with("\xD9\x88\xD9\x86");
  if (HasArticle(views[at])) {
    // "the army (attacked) the gunmen": never an institution.
    return HasArticle(views[at - 1]) &&
           !(people && HasEntry(document, at - 1, institution_lexicon_));
  }
  for (uint32_t m = document.lex_match_begin[at - 1]; m < document.lex_match_begin[at]; ++m) {
    const LexEntry& entry = document.lex_matches[m].entry;
    if (entry.features.pos == Pos::kVerb || static_cast<int>(entry.lexicon) == toll_lexicon_)
      return false;
  }
  if (number_ends[at] || people) return false;  // such plurals are heads themselves
  return !HasArticle(views[at - 1]);
}

bool Composer::IsGroup(const AnnotatedText& document, const std::vector<WordView>& views,
                       const std::vector<bool>& number_ends, const rules::PatternMatch& match,
                       std::string_view makes) const {
  const rules::Capture& first = match.captures.front();
  if (first.lex == nullptr) return true;
  // No word has both the article and a pronoun.
  const bool article = HasArticle(views[match.token_begin]);
  if (article && first.lex->has_enclitic) return false;
  if (makes == "institution") {
    const bool bare = first.lex->token_end == match.token_end;
    if (bare && !article && !first.lex->has_enclitic) return false;
  }
  return makes != "group" || !IsAdjective(document, views, number_ends, match);
}

void Composer::ComposeGroups(const std::vector<WordView>& views, AnnotatedText* document) const {
  std::vector<Span> named;
  named.reserve(document->mentions.size());
  std::set<Span> groups;
  std::vector<bool> number_ends(document->tokens.size() + 1, false);
  for (const Mention& mention : document->mentions) {
    if (mention.layer == Layer::kOrg || mention.layer == Layer::kPlace)
      named.push_back(mention.span);
    if (mention.layer == Layer::kGroup) groups.insert(mention.span);
    if (mention.layer == Layer::kNumber) number_ends[mention.token_end] = true;
  }
  const Covered names(std::move(named));
  std::vector<Mention> made;
  for (const rules::PatternMatch& match : rules::KeepLongest(groups_.FindAll(*document))) {
    const rules::Block& rule = groups_.rule(match.rule);
    const std::string_view makes = rule.Value("makes");
    const rules::Capture* first = match.captures.empty() ? nullptr : &match.captures.front();
    if (first == nullptr || !IsGroup(*document, views, number_ends, match, makes)) continue;
    Mention mention;
    mention.layer = Layer::kGroup;
    mention.token_begin = match.token_begin;
    mention.token_end = match.token_end;
    mention.span = NameSpan(*document, views, match.token_begin, match.token_end, CutBefore(match));
    mention.rule = rule.name;
    if (makes == "group") Group(match, &mention);
    if (makes == "office" || makes == "office_alone") Office(match, *document, &mention);
    if (makes == "people" && first->lex != nullptr) {
      mention.name = names_->ValueOf(first->lex->entry);
      mention.name.kind = NameKind::kPeople;
    }
    if (makes == "institution") {
      FillOrg(*document, match.token_begin, match.token_end, &mention.name);
      // "The police of Basra" is a body of its own; "the government of Basra" may be its building.
      const bool police = names_->Cell(first->lex->entry, "kind") == "police";
      if (match.Find("of") != nullptr && police) mention.layer = Layer::kOrg;
    }
    // An organisation of the same words, or the table's own group, already says it.
    const bool known = names.Contains(mention.span) || groups.contains(mention.span);
    if (!known) made.push_back(std::move(mention));
  }
  document->mentions.insert(document->mentions.end(), made.begin(), made.end());
}

}  // namespace tadwin::annotate

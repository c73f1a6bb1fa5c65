#include "link/item.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <unordered_map>

#include "base/hash.h"
#include "base/utf8.h"

namespace tadwin::link {
namespace {

constexpr double kEarthRadiusKm = 6371.0088;  // Source: IUGG mean radius R1
constexpr double kKmOfDegree = 110.5;  // of latitude, at the equator (IUGG ellipsoid), rounded down
constexpr double kRegionRadiusKm = 40;  // beyond it a place is a region, not a spot
constexpr size_t kWordLetters = 3;      // shorter words are particles
constexpr int32_t kOneDay = 1;          // a night has two dates
constexpr int32_t kNewsDays = 2;        // how far back an undated piece of news reaches
constexpr size_t kCoreWords = 3;        // fewer say too little of what is promised
constexpr char kAnother[] = "another";
constexpr char kSame[] = "same";

bool IsKindOfPeople(NameKind kind) {
  return kind == NameKind::kMilitary || kind == NameKind::kPolice || kind == NameKind::kPeople ||
         kind == NameKind::kCivil || kind == NameKind::kGovernment || kind == NameKind::kOffice;
}

ItemName MakeName(const LinkRules& rules, const NamedRef& ref) {
  ItemName name;
  name.kind = ref.name.kind;
  const bool has_id = !ref.name.id.empty();
  name.generic = has_id && ref.name.country.empty() && IsKindOfPeople(ref.name.kind);
  name.known = has_id && !name.generic;
  const std::vector<std::string> parts = rules.Words(ref.text);
  std::string words;
  for (const std::string& word : parts) {
    words += (words.empty() ? "" : " ") + word;
  }
  for (const std::string& root : rules.Roots(ref.text)) {
    if (CountCodePoints(root) >= kWordLetters) name.words.push_back(KeyOf('w', root));
  }
  if (parts.size() >= 2) {
    name.tail = KeyOf('l', parts[parts.size() - 2] + " " + parts.back());
  }
  name.key = has_id ? KeyOf('i', ref.name.id) : KeyOf('n', words);
  name.country = KeyOf('c', ref.name.country);
  if (has_id && ref.name.kind == NameKind::kOffice) name.person = name.key;
  if (ref.name.kind == NameKind::kPerson) {
    if (name.known) {
      name.person = name.key;
    } else if (words.find(' ') != std::string::npos) {
      name.person = KeyOf('p', words);
    }
  }
  return name;
}

ItemPlace MakePlace(const LinkRules& rules, const NamedRef& ref) {
  ItemPlace place;
  const std::string words = rules.Key(ref.text);
  place.key = ref.name.id.empty() ? KeyOf('w', words) : KeyOf('i', ref.name.id);
  place.country = KeyOf('c', ref.name.country);
  for (const std::string& word : rules.Words(ref.text)) {
    const bool tells = CountCodePoints(word) >= kWordLetters && rules.place_words.count(word) == 0;
    if (tells && place.key != 0) place.words.push_back(KeyOf('q', word));
  }
  std::sort(place.words.begin(), place.words.end());
  place.words.erase(std::unique(place.words.begin(), place.words.end()), place.words.end());
  place.is_country = ref.name.kind == NameKind::kCountry;
  if (ref.name.lat && ref.name.lon && !place.is_country) {
    place.located = true;
    place.lat = *ref.name.lat;
    place.lon = *ref.name.lon;
    place.radius_km = ref.name.radius_km.value_or(rules.RadiusOf(ref.name.kind));
  }
  return place;
}

Reality RealityOf(FactStatus status) {
  switch (status) {
    case FactStatus::kThreatened:
    case FactStatus::kPlanned:
    case FactStatus::kConditional: return Reality::kUnreal;
    case FactStatus::kAlleged:
    case FactStatus::kDenied: return Reality::kOpen;
    case FactStatus::kAsserted:
    case FactStatus::kAttributed:
    case FactStatus::kBackground: return Reality::kReal;
  }
  return Reality::kReal;
}

bool IsAttempt(const Fact& fact) {
  return fact.outcome == Outcome::kFoiled || fact.outcome == Outcome::kFailed ||
         fact.outcome == Outcome::kIntercepted;
}

// A toll makes the people aimed at its victims only when it counts exactly them: three dead in an
// attack on a minister's convoy do not make the minister one of them.
bool IsLethal(const Fact& fact) {
  if (IsAttempt(fact)) return false;
  if (fact.subtype == "assassination") return true;
  if (!fact.killed || fact.targets.empty()) return false;
  const auto is_person = [](const NamedRef& ref) {
    return ref.name.kind == NameKind::kPerson || ref.name.kind == NameKind::kOffice;
  };
  return std::all_of(fact.targets.begin(), fact.targets.end(), is_person) &&
         fact.killed->best.value_or(0) == static_cast<double>(fact.targets.size());
}

void SetTime(const TimeValue& time, Item* item) {
  if (!time.start || !time.stop || *time.stop < *time.start) return;
  item->dated = true;
  item->start = time.start->days;
  item->stop = time.stop->days;
}

bool StartsWithAny(const std::string& text, const std::vector<std::string>& prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(), [&](const std::string& prefix) {
    return text.size() > prefix.size() && text.compare(0, prefix.size(), prefix) == 0;
  });
}

std::vector<uint32_t> ParseWording(std::string_view text) {
  constexpr size_t kDigits = 8;
  std::vector<uint32_t> pairs;
  for (size_t at = 0; at + kDigits <= text.size(); at += kDigits) {
    uint32_t pair = 0;
    std::from_chars(text.data() + at, text.data() + at + kDigits, pair, 16);
    pairs.push_back(pair);
  }
  return pairs;
}

// The days an undated piece of news is likely to be of: those up to its document's appearance.
void PresumeTime(const Fact& fact, Item* item) {
  if (item->dated || item->background || !fact.told) return;
  if (fact.told->stop.days - fact.told->start.days > kNewsDays) return;
  item->presumed = true;
  item->presumed_start = fact.told->start.days - kNewsDays;
  item->presumed_stop = fact.told->stop.days;
}

void ReadEvidence(const Fact& fact, const char* date_field, Item* item) {
  for (const Evidence& evidence : fact.evidence) {
    if (evidence.field == kAnother) item->another = true;
    if (evidence.field == kSame) item->back_reference = true;
    if (evidence.field == date_field && !evidence.span.empty() && !item->own_date) {
      item->own_date = true;
      item->date_span = evidence.span;
    }
  }
}

std::vector<Key> KeysOf(const std::vector<std::string>& words) {
  std::vector<Key> keys;
  for (const std::string& word : words) keys.push_back(KeyOf('w', word));
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

// What is promised as far as its date; all of it when the date stands elsewhere.
std::string WhatBeforeDue(const Fact& fact) {
  const size_t due =
      fact.due_text.empty() ? std::string::npos : fact.commitment_what.find(fact.due_text);
  return fact.commitment_what.substr(0, due);
}

void MakeCommitment(const LinkRules& rules, const Fact& fact, Item* item) {
  ReadEvidence(fact, "due", item);
  for (const NamedRef& ref : fact.who) item->actors.push_back(MakeName(rules, ref));
  for (const NamedRef& ref : fact.to_whom) item->targets.push_back(MakeName(rules, ref));
  SetTime(fact.due, item);
  const std::vector<std::string> words = rules.Words(fact.text + " " + fact.commitment_what);
  item->topic = KeyOf('o', fact.what_key.empty() ? rules.Topic(words) : fact.what_key);
  item->words = KeysOf(words);
  // What stands behind the date is an aside: who told it, why it was put off.
  std::vector<Key> core = KeysOf(rules.Words(fact.text + " " + WhatBeforeDue(fact)));
  if (core.size() >= kCoreWords) item->words = std::move(core);
}

void MakeEvent(const LinkRules& rules, const Fact& fact, Item* item) {
  ReadEvidence(fact, "start", item);
  for (const NamedRef& ref : fact.actors) item->actors.push_back(MakeName(rules, ref));
  for (const NamedRef& ref : fact.targets) item->targets.push_back(MakeName(rules, ref));
  SetTime(fact.time, item);
  const TypeRule type = rules.TypeOf(fact.plover, fact.subtype);
  item->family = KeyOf('f', type.family);
  item->repeats = type.repeats;
  item->harms = type.harms;
  item->type = KeyOf('t', fact.plover);
  item->subtype = fact.subtype == "other" ? 0 : KeyOf('s', fact.subtype);
  item->subtype_row = rules.SubtypeRow(fact.subtype);
  item->reality = RealityOf(fact.status);
  item->definite = !item->own_date && StartsWithAny(fact.text, rules.definite);
  item->lethal = item->reality != Reality::kUnreal && IsLethal(fact);
  item->background = fact.status == FactStatus::kBackground;
  item->attempt = IsAttempt(fact);
  item->killed = fact.killed;
  item->injured = fact.injured;
  item->weapon = KeyOf('a', rules.Key(fact.weapon));
  item->count = fact.count.value_or(0);
  for (const std::string& root : rules.Roots(fact.text)) item->deed.push_back(KeyOf('r', root));
  item->act = KeyOf('b', rules.ActOf(fact.text));
  item->joined =
      !StartsWithAny(fact.text, rules.definite) && StartsWithAny(fact.text, rules.joining);
  item->wording = ParseWording(fact.wording);
  PresumeTime(fact, item);
}

}  // namespace

Key KeyOf(char kind, std::string_view text) {
  if (text.empty()) return 0;
  const Key key = Hash64(text, static_cast<unsigned char>(kind));
  return key == 0 ? 1 : key;
}

Item MakeItem(const LinkRules& rules, const Fact& fact) {
  Item item;
  item.kind = fact.kind;
  item.document = KeyOf('d', fact.doc_sha256.empty() ? fact.doc : fact.doc_sha256);
  item.sentence = fact.sentence;
  item.begin = fact.span.begin;
  if (fact.place) item.place = MakePlace(rules, *fact.place);
  if (fact.kind == FactKind::kCommitment) MakeCommitment(rules, fact, &item);
  if (fact.kind == FactKind::kEvent) MakeEvent(rules, fact, &item);
  return item;
}

// The violence of documents that date all of it, earlier history apart, to one day.
void MarkSingleStories(std::vector<Item>* items) {
  struct Days {
    int32_t first = INT32_MAX;
    int32_t last = INT32_MIN;
  };
  std::unordered_map<Key, Days> days;  // by document
  for (const Item& item : *items) {
    if (!item.harms || item.background || !item.dated) continue;
    Days& told = days[item.document];
    told.first = std::min(told.first, item.start);
    told.last = std::max(told.last, item.stop);
  }
  for (Item& item : *items) {
    const auto found = days.find(item.document);
    item.single_story = item.harms && !item.background && found != days.end() &&
                        found->second.last - found->second.first <= kOneDay;
  }
}

double DistanceKm(double lat1, double lon1, double lat2, double lon2) {
  constexpr double kRadians = 3.14159265358979323846 / 180.0;
  const double half_lat = (lat2 - lat1) * kRadians / 2;
  const double half_lon = (lon2 - lon1) * kRadians / 2;
  const double a = std::sin(half_lat) * std::sin(half_lat) +
                   std::cos(lat1 * kRadians) * std::cos(lat2 * kRadians) * std::sin(half_lon) *
                       std::sin(half_lon);
  return 2 * kEarthRadiusKm * std::asin(std::sqrt(std::min(1.0, a)));
}

PlaceRelation Relate(const ItemPlace& first, const ItemPlace& second, double slack_km) {
  if (first.key == 0 || second.key == 0) return PlaceRelation::kUnknown;
  if (first.key == second.key) {
    return first.is_country ? PlaceRelation::kCountry : PlaceRelation::kSame;
  }
  const bool countries_known = first.country != 0 && second.country != 0;
  if (first.located && second.located) {
    const double reach = first.radius_km + second.radius_km + slack_km;
    // A degree of latitude is no shorter anywhere: most pairs are told apart by it.
    if (std::abs(first.lat - second.lat) * kKmOfDegree > reach) return PlaceRelation::kApart;
    const double distance = DistanceKm(first.lat, first.lon, second.lat, second.lon);
    const double smaller = std::min(first.radius_km, second.radius_km);
    const double larger = std::max(first.radius_km, second.radius_km);
    if (distance <= smaller + larger + slack_km) {
      if (larger > kRegionRadiusKm) return PlaceRelation::kRegion;
      return distance <= slack_km ? PlaceRelation::kWithin : PlaceRelation::kNear;
    }
    return PlaceRelation::kApart;
  }
  if (countries_known && first.country != second.country) return PlaceRelation::kApart;
  // One of them is no known place: the market of Qayyarah and Qayyarah.
  for (const Key word : first.words) {
    if (std::binary_search(second.words.begin(), second.words.end(), word)) {
      return PlaceRelation::kAlike;
    }
  }
  return countries_known ? PlaceRelation::kCountry : PlaceRelation::kUnknown;
}

}  // namespace tadwin::link

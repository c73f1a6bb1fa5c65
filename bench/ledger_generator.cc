#include "ledger_generator.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>

#include "base/hash.h"

namespace tadwin::bench {
namespace {

constexpr int kDocumentsADay = 30;
constexpr int kIncidentsADay = 90;
constexpr int kCountries = 19;
constexpr int kPlaces = 60;  // of a country
constexpr int kParties = 30;
const Date kFirstDay = FromCivil(2005, 1, 1);

// 0..n-1, small numbers often.
int Skewed(std::mt19937_64* random, int n) {
  const double uniform = std::uniform_real_distribution<double>(0, 1)(*random);
  return std::min(n - 1, static_cast<int>(std::pow(static_cast<double>(n), uniform)) - 1);
}

bool Chance(std::mt19937_64* random, int percent) {
  return static_cast<int>((*random)() % 100) < percent;
}

NamedRef Ref(const std::string& id, const std::string& country, NameKind kind) {
  NamedRef ref;
  ref.text = id;
  ref.name.id = id;
  ref.name.name_en = id;
  ref.name.country = country;
  ref.name.kind = kind;
  return ref;
}

std::string CountryOf(int number) { return {'A', static_cast<char>('A' + number)}; }

void AddPlace(int country, int place, Fact* fact) {
  fact->place = Ref("geo:" + std::to_string(country * 1000 + place), CountryOf(country),
                    NameKind::kSettlement);
  fact->place->name.lat = 15 + country + 0.13 * (place % 8);
  fact->place->name.lon = 10 + 2 * country + 0.13 * (place / 8);
  fact->place->name.radius_km = 5;
}

void SetDays(int32_t start, int32_t stop, TimeValue* time) {
  time->start = Date{start};
  time->stop = Date{stop};
}

// What happened: incident `number` of a day, the same for all who tell it.
struct Happening {
  int country;
  int place;
  int actor;
  int target;
  int type;
  int killed;
  int injured;
};

Happening Happened(int32_t day, int number) {
  std::mt19937_64 random(Hash64("incident" + std::to_string(day) + ":" + std::to_string(number)));
  Happening what{};
  what.country = Skewed(&random, kCountries);
  what.place = Skewed(&random, kPlaces);
  what.actor = Skewed(&random, kParties);
  what.target = Skewed(&random, kParties);
  what.type = Skewed(&random, 12);
  what.killed = Chance(&random, 50) ? Skewed(&random, 40) : 0;
  what.injured = Chance(&random, 40) ? Skewed(&random, 90) : 0;
  return what;
}

void TellEvent(int32_t published, std::mt19937_64* random, Fact* fact) {
  constexpr std::pair<const char*, const char*> kTypes[] = {
      {"ASSAULT", "airstrike"},  {"ASSAULT", "shelling"}, {"ASSAULT", "ied"},
      {"CONSULT", "meeting"},    {"ASSAULT", "shooting"}, {"PROTEST", ""},
      {"COERCE", "arrest"},      {"ASSAULT", "other"},    {"AGREE", ""},
      {"RETREAT", "withdrawal"}, {"ACCUSE", "statement"}, {"AID", ""}};
  const int32_t day = published - (Chance(random, 75) ? 0 : 1);
  const Happening what = Happened(day, Skewed(random, kIncidentsADay));
  fact->plover = kTypes[what.type].first;
  fact->subtype = kTypes[what.type].second;
  if (Chance(random, 70)) {
    SetDays(day, day, &fact->time);
  } else if (Chance(random, 20)) {
    const CivilDate civil = ToCivil(Date{day});
    SetDays(FromCivil(civil.year, civil.month, 1).days,
            FromCivil(civil.year, civil.month, DaysInMonth(civil.year, civil.month)).days,
            &fact->time);
  }
  if (Chance(random, 85)) AddPlace(what.country, what.place, fact);
  const std::string country = CountryOf(what.country);
  if (Chance(random, 70)) {
    fact->actors.push_back(
        Ref(country + "_actor_" + std::to_string(what.actor), country, NameKind::kArmedGroup));
  }
  if (Chance(random, 60)) {
    fact->targets.push_back(
        Ref(country + "_target_" + std::to_string(what.target), country, NameKind::kMilitary));
  }
  const auto number = [&](int n) {
    const double told = n + (Chance(random, 20) ? 1 : 0);
    return Quantity{told, told, told};
  };
  if (what.killed > 0 && Chance(random, 80)) fact->killed = number(what.killed);
  if (what.injured > 0 && Chance(random, 60)) fact->injured = number(what.injured);
  if (Chance(random, 5)) fact->status = FactStatus::kBackground;
  if (Chance(random, 3)) fact->status = FactStatus::kDenied;
}

void TellNumber(int32_t published, std::mt19937_64* random, Fact* fact) {
  const std::string country = CountryOf(Skewed(random, kCountries));
  const std::string other = CountryOf(Skewed(random, kCountries));
  fact->kind = Chance(random, 50) ? FactKind::kLevel : FactKind::kTally;
  fact->what = "troops or attacks";
  fact->what_key = (fact->kind == FactKind::kLevel ? "troops:" : "attacks:") + country + ":" +
                   (Chance(random, 80) ? other : "") + std::to_string(Skewed(random, 40));
  fact->n = 100.0 * Skewed(random, 50);
  const CivilDate civil = ToCivil(Date{published});
  SetDays(FromCivil(civil.year, 1, 1).days, published, &fact->time);
}

void TellPromise(int32_t published, std::mt19937_64* random, Fact* fact) {
  constexpr const char* kTopics[] = {"withdrawal", "elections", "ceasefire", "aid", "release"};
  const std::string country = CountryOf(Skewed(random, kCountries));
  fact->kind = FactKind::kCommitment;
  fact->what_key = kTopics[(*random)() % 5];
  fact->who.push_back(Ref(country + "_government", country, NameKind::kGovernment));
  SetDays(published + 30, published + 30 + static_cast<int32_t>((*random)() % 300), &fact->due);
}

}  // namespace

GeneratedDocument MakeDocument(uint64_t number) {
  std::mt19937_64 random(number * 0x9E3779B97F4A7C15u + 1);
  GeneratedDocument document;
  document.name = "doc" + std::to_string(number);
  const int32_t day = kFirstDay.days + static_cast<int32_t>(number / kDocumentsADay);
  document.published = {Date{day}, Date{day}};
  const std::string sha256 = Sha256Hex(document.name);
  const uint32_t count = 4 + static_cast<uint32_t>(random() % 7);
  for (uint32_t i = 0; i < count; ++i) {
    Fact fact;
    fact.id = Hash64Hex(document.name + ":" + std::to_string(i));
    fact.doc = document.name;
    fact.doc_sha256 = sha256;
    fact.span = {200 * i, 200 * i + 8};
    fact.text = "trigger";
    fact.sentence = 2 * i;
    fact.told = document.published;
    const auto kind = random() % 100;
    if (kind < 85) {
      TellEvent(day, &random, &fact);
    } else if (kind < 95) {
      TellNumber(day, &random, &fact);
    } else {
      TellPromise(day, &random, &fact);
    }
    document.facts.push_back(std::move(fact));
  }
  return document;
}

std::vector<Fact> MakeFacts(size_t count) {
  std::vector<Fact> facts;
  facts.reserve(count + 16);
  for (uint64_t number = 0; facts.size() < count; ++number) {
    for (Fact& fact : MakeDocument(number).facts) facts.push_back(std::move(fact));
  }
  return facts;
}

}  // namespace tadwin::bench

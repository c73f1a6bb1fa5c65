// A ledger of made-up incidents for tests, and the plain answers it must give.
#ifndef TADWIN_QUERY_TEST_LEDGER_H_
#define TADWIN_QUERY_TEST_LEDGER_H_

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "base/hash.h"
#include "query/query.h"
#include "store/sql_connection.h"
#include "store/store.h"

namespace tadwin::query {

struct Told {
  std::string id;  // of the incident
  std::string kind = "event";
  std::optional<DateInterval> when;
  std::string type = "ASSAULT";
  std::string subtype;
  std::string status = "asserted";
  std::string country;
  std::string place;  // id
  double lat = 0;
  double lon = 0;
  double radius_km = 5;
  std::vector<std::string> actors;   // ids
  std::vector<std::string> targets;  // ids
  std::string speaker;
  std::string outlet;
  std::optional<double> killed;
  double score = 0.5;
  std::vector<std::string> contested;  // fields
  std::string words = "told";
  std::vector<std::string> contexts;  // sorted
  std::string rule = "event/frames:a";
  int published = 1;  // day of June 2021
};

inline NamedRef RefOf(const std::string& id, const std::string& country, NameKind kind) {
  NamedRef ref;
  ref.text = "words of " + id;
  ref.span = {0, 1};
  ref.name.id = id;
  ref.name.name_en = "English " + id;
  ref.name.country = country;
  ref.name.kind = kind;
  return ref;
}

inline std::string IntervalText(const DateInterval& when) {
  return when.start == when.stop ? ToIso(when.start) : ToIso(when.start) + "/" + ToIso(when.stop);
}

inline Fact FactOf(const Told& told) {
  Fact fact;
  fact.id = Hash64Hex("fact" + told.id);
  fact.doc = told.id + ".txt";
  fact.doc_sha256 = Sha256Hex(told.id);
  fact.kind = told.kind == "commitment" ? FactKind::kCommitment : FactKind::kEvent;
  fact.span = {0, 4};
  fact.text = told.words;
  for (int i = 0; i <= static_cast<int>(FactStatus::kBackground); ++i) {
    const auto status = static_cast<FactStatus>(i);
    if (told.status == FactStatusName(status)) fact.status = status;
  }
  fact.plover = told.type;
  fact.subtype = told.subtype;
  fact.score = told.score;
  TimeValue& time = fact.kind == FactKind::kCommitment ? fact.due : fact.time;
  if (told.when) {
    time.start = told.when->start;
    time.stop = told.when->stop;
  }
  if (!told.place.empty()) {
    fact.place = RefOf(told.place, told.country, NameKind::kSettlement);
    fact.place->name.lat = told.lat;
    fact.place->name.lon = told.lon;
    fact.place->name.radius_km = told.radius_km;
  }
  for (const std::string& id : told.actors) {
    fact.actors.push_back(RefOf(id, told.country, NameKind::kArmedGroup));
  }
  for (const std::string& id : told.targets) {
    fact.targets.push_back(RefOf(id, told.country, NameKind::kMilitary));
  }
  if (!told.speaker.empty()) {
    fact.speaker = Speaker{told.speaker, SpeakerType::kWitness, {0, 1}, "", {}};
  }
  fact.rules = {told.rule};
  fact.contexts = told.contexts;
  for (const std::string& context : told.contexts) {
    fact.evidence.push_back({"context", {0, 4}, std::string(kContextRule) + context});
  }
  if (told.killed) fact.killed = Quantity{told.killed, told.killed, told.killed};
  return fact;
}

inline Incident IncidentOf(const Told& told, const Fact& fact) {
  Incident incident{told.id, told.kind, "title " + told.id, {fact.id}, {}, {}};
  const auto add = [&](const std::string& field, const std::vector<std::string>& values,
                       const std::string& label) {
    if (values.empty() || values.front().empty()) return;
    IncidentField out{field, {}, false, "test"};
    out.contested =
        std::find(told.contested.begin(), told.contested.end(), field) != told.contested.end();
    for (const std::string& value : values) {
      out.values.push_back({value, label + value, {fact.id}, {told.speaker}, 1, true});
    }
    incident.fields.push_back(std::move(out));
  };
  const std::string when = told.when ? IntervalText(*told.when) : "";
  add("actor", told.actors, "English ");
  if (told.kind == "commitment") add("due", {when}, "");
  if (told.killed) add("killed", {std::to_string(static_cast<int>(*told.killed))}, "");
  add("place", {told.place}, "English ");
  if (told.kind == "event") add("start", {when}, "");
  add("status", {told.status}, "");
  add("subtype", {told.subtype}, "");
  add("target", told.targets, "English ");
  add("type", {told.type}, "");
  return incident;
}

class TestLedger {
 public:
  explicit TestLedger(const std::string& location = ":memory:") {
    auto opened = store::OpenStore(location, store::OpenMode::kCreate);
    EXPECT_TRUE(opened.has_value());
    store_ = *std::move(opened);
  }

  void Put(const std::vector<Told>& all) {
    for (const Told& told : all) PutDocument(told);
    auto linking = store_->BeginLinking();
    ASSERT_TRUE(linking.has_value());
    for (const Told& told : all) {
      const Status put = (*linking)->PutIncident(IncidentOf(told, FactOf(told)), Component(told));
      ASSERT_TRUE(put) << put.error().ToString();
    }
    const Status committed = (*linking)->Commit("rules");
    ASSERT_TRUE(committed) << (committed ? "" : committed.error().ToString());
  }

  void Drop(const std::vector<Told>& all) {
    auto linking = store_->BeginLinking();
    ASSERT_TRUE(linking.has_value());
    for (const Told& told : all) ASSERT_TRUE((*linking)->DropComponents({Component(told)}));
    ASSERT_TRUE((*linking)->Commit("rules"));
  }

  store::Store* store() { return store_.get(); }

  // Every row of a table, as text.
  std::string TextOf(const std::string& table, const std::string& order) {
    store::Connection& connection = store_->connection();
    const auto query = connection.MakeStatement("SELECT * FROM " + table + " ORDER BY " + order);
    query->Start();
    std::string text;
    EXPECT_TRUE(store::ForEachRow(query.get(), [&text](const store::Statement& row) {
      for (int i = 0; i < row.columns(); ++i) text += row.IsNull(i) ? "NULL|" : row.Text(i) + "|";
      text += "\n";
    }));
    return text;
  }

 private:
  static tadwin::Component Component(const Told& told) { return Hash64(told.id) >> 1; }

  void PutDocument(const Told& told) {
    store::DocumentRecord document;
    const Fact fact = FactOf(told);
    document.sha256 = fact.doc_sha256;
    document.name = fact.doc;
    document.text = told.words;
    document.folded = told.words;
    if (!told.outlet.empty()) document.outlet = told.outlet;
    document.published =
        DateInterval{FromCivil(2021, 6, told.published), FromCivil(2021, 6, told.published)};
    document.rules_hash = "rules";
    ASSERT_TRUE(store_->PutDocument(document, {fact}));
  }

  std::unique_ptr<store::Store> store_;
};

// So many incidents of every sort: dates of a day, a month, a year, several years and none.
inline std::vector<Told> MakeTold(size_t count) {
  std::mt19937_64 random(7);
  const auto pick = [&random](size_t n) { return static_cast<int>(random() % n); };
  constexpr const char* kTypes[] = {"ASSAULT", "COERCE", "PROTEST"};
  constexpr const char* kSubtypes[] = {"", "airstrike", "ied"};
  constexpr const char* kStatuses[] = {"asserted", "denied", "alleged"};
  constexpr const char* kCountries[] = {"IQ", "SY", "YE"};
  std::vector<Told> all;
  for (size_t i = 0; i < count; ++i) {
    Told told;
    told.id = Hash64Hex("incident" + std::to_string(i));
    const Date day = AddDays(FromCivil(2020, 1, 1), pick(700));
    const int width = pick(10);
    if (width < 5) told.when = DateInterval{day, day};
    if (width == 5) told.when = DateInterval{day, AddDays(day, 3)};
    if (width == 6) told.when = DateInterval{FromCivil(2020, 3, 1), FromCivil(2020, 3, 31)};
    if (width == 7) told.when = DateInterval{FromCivil(2020, 1, 1), FromCivil(2020, 12, 31)};
    if (width == 8) told.when = DateInterval{FromCivil(2019, 6, 1), FromCivil(2021, 5, 31)};
    told.type = kTypes[pick(3)];
    told.subtype = kSubtypes[pick(3)];
    told.status = kStatuses[pick(3)];
    if (pick(8) > 0) {
      const int place = pick(9);
      told.country = kCountries[place / 3];
      told.place = "geo:" + std::to_string(place);
      told.lat = 33 + place;
      told.lon = 44 + place % 3;
    }
    if (pick(3) > 0) told.actors.push_back("actor_" + std::to_string(pick(4)));
    if (pick(6) == 0) told.actors.push_back("actor_9");
    if (pick(2) > 0) told.targets.push_back("target_" + std::to_string(pick(3)));
    if (pick(2) > 0) told.speaker = "speaker " + std::to_string(pick(3));
    told.outlet = "outlet " + std::to_string(pick(3));
    if (pick(2) > 0) told.killed = pick(12);
    told.score = 0.1 * pick(10);
    if (pick(5) == 0) told.contested = {"status"};
    if (pick(9) == 0 && told.killed) told.contested.push_back("killed");
    if (i % 3 == 0) told.contexts = {"health"};
    if (i % 7 == 0) told.contexts.emplace_back("military");
    if (i % 4 == 0) told.rule = "event/frames:b";
    told.published = 1 + static_cast<int>(i % 20);
    all.push_back(std::move(told));
  }
  return all;
}

}  // namespace tadwin::query

#endif  // TADWIN_QUERY_TEST_LEDGER_H_

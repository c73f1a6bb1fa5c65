// Every answer beside a plain one: all incidents looked at, one by one.
#include "query/query.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <map>
#include <set>

#include "query/polygon.h"
#include "query/saved.h"
#include "query/test_ledger.h"
#include "store/test_server.h"

namespace tadwin::query {
namespace {

using Ids = std::vector<std::string>;
using Passes = std::function<bool(const Told&)>;

bool Has(const Words& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

Filter FilterOf(const Pairs& pairs) {
  Result<Filter> filter = ParseFilter(pairs);
  EXPECT_TRUE(filter.has_value()) << (filter ? "" : filter.error().message);
  return filter ? *filter : Filter{};
}

struct Case {
  Pairs pairs;
  Passes passes;
};

bool Overlaps(const Told& told, const char* from, const char* to) {
  return told.when && told.when->stop >= ParseIsoDate(from)->start &&
         told.when->start <= ParseIsoDate(to)->stop;
}

const std::vector<Case>& Cases() {
  static const std::vector<Case> cases{
      {{}, [](const Told&) { return true; }},
      {{{"country", "IQ"}}, [](const Told& t) { return t.country == "IQ"; }},
      {{{"country", "IQ,SY"}},
       [](const Told& t) { return t.country == "IQ" || t.country == "SY"; }},
      {{{"type", "ASSAULT"}, {"country", "SY"}},
       [](const Told& t) { return t.type == "ASSAULT" && t.country == "SY"; }},
      {{{"subtype", "ied"}, {"status", "denied"}},
       [](const Told& t) { return t.subtype == "ied" && t.status == "denied"; }},
      {{{"from", "2020-06-10"}, {"to", "2020-09-02"}},
       [](const Told& t) { return Overlaps(t, "2020-06-10", "2020-09-02"); }},
      {{{"from", "2021"}}, [](const Told& t) { return Overlaps(t, "2021", "2099"); }},
      {{{"to", "2020-02"}}, [](const Told& t) { return Overlaps(t, "1999", "2020-02"); }},
      {{{"from", "2020-03-15"}, {"to", "2020-03-15"}, {"country", "YE"}},
       [](const Told& t) { return Overlaps(t, "2020-03-15", "2020-03-15") && t.country == "YE"; }},
      {{{"actor", "actor_1"}}, [](const Told& t) { return Has(t.actors, "actor_1"); }},
      {{{"actor", "actor_1,actor_9"}},
       [](const Told& t) { return Has(t.actors, "actor_1") || Has(t.actors, "actor_9"); }},
      {{{"actor", "English actor_2"}, {"from", "2020-05"}},
       [](const Told& t) { return Has(t.actors, "actor_2") && Overlaps(t, "2020-05", "2099"); }},
      {{{"actor", "words of actor_3"}}, [](const Told& t) { return Has(t.actors, "actor_3"); }},
      {{{"actor", "nobody"}}, [](const Told&) { return false; }},
      {{{"actor_type", "armed_group"}}, [](const Told& t) { return !t.actors.empty(); }},
      {{{"target", "target_0"}, {"type", "COERCE"}},
       [](const Told& t) { return Has(t.targets, "target_0") && t.type == "COERCE"; }},
      {{{"speaker", "speaker 2"}}, [](const Told& t) { return t.speaker == "speaker 2"; }},
      {{{"speaker_type", "witness"}}, [](const Told& t) { return !t.speaker.empty(); }},
      {{{"outlet", "outlet 1"}}, [](const Told& t) { return t.outlet == "outlet 1"; }},
      {{{"place", "geo:4"}}, [](const Told& t) { return t.place == "geo:4"; }},
      {{{"near", "34,45,120"}},
       [](const Told& t) {
         return !t.place.empty() && DistanceKm({34, 45}, {t.lat, t.lon}) <= 120;
       }},
      {{{"within", "32,43;36.5,43;36.5,47;32,47"}},
       [](const Told& t) { return !t.place.empty() && t.lat < 36.5; }},
      {{{"min_killed", "5"}}, [](const Told& t) { return t.killed.value_or(0) >= 5; }},
      {{{"min_score", "0.45"}, {"max_score", "0.75"}},
       [](const Told& t) { return t.score >= 0.45 && t.score <= 0.75; }},
      {{{"contested", "any"}}, [](const Told& t) { return !t.contested.empty(); }},
      {{{"contested", "no"}}, [](const Told& t) { return t.contested.empty(); }},
      {{{"contested", "killed"}}, [](const Told& t) { return Has(t.contested, "killed"); }},
      {{{"review", "machine"}}, [](const Told&) { return true; }},
      {{{"review", "rejected"}}, [](const Told&) { return false; }},
      {{{"context", "health"}}, [](const Told& t) { return Has(t.contexts, "health"); }},
      {{{"context", "military,health"}, {"country", "IQ"}},
       [](const Told& t) { return !t.contexts.empty() && t.country == "IQ"; }},
      {{{"context", "cyber"}}, [](const Told&) { return false; }},
      {{{"rule", "event/frames:b"}}, [](const Told& t) { return t.rule == "event/frames:b"; }},
      {{{"rule", "event/context:health,event/frames:b"}, {"type", "COERCE"}},
       [](const Told& t) {
         return (Has(t.contexts, "health") || t.rule == "event/frames:b") && t.type == "COERCE";
       }},
      {{{"rule", "event/frames"}}, [](const Told&) { return false; }},
      {{{"published", "2021-06"}}, [](const Told&) { return true; }},
      {{{"published", "2021-07"}}, [](const Told&) { return false; }},
  };
  return cases;
}

Ids Plain(const std::vector<Told>& all, const Passes& passes) {
  Ids ids;
  for (const Told& told : all) {
    if (passes(told)) ids.push_back(told.id);
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

// All pages of a question, one after the other.
Ids Paged(Query* query, PageRequest request) {
  Ids ids;
  for (int pages = 0; pages < 1000; ++pages) {
    const Result<Page<IncidentRow>> page = query->Incidents(request);
    EXPECT_TRUE(page.has_value()) << (page ? "" : page.error().ToString());
    if (!page) return ids;
    for (const IncidentRow& row : page->items) ids.push_back(row.id);
    if (page->next.empty()) return ids;
    EXPECT_EQ(page->items.size(), request.limit);
    request.cursor = page->next;
  }
  return ids;
}

// On every engine of the ledger.
class QueryTest : public testing::TestWithParam<store::Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == store::Engine::kPostgres && !store::HasTestServer()) {
      GTEST_SKIP() << store::kNoServer;
    }
    folder_ =
        std::filesystem::temp_directory_path() / ("tadwin_query_" + std::to_string(::getpid()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    // A document is a transaction, which a server answers more slowly.
    told_ = MakeTold(GetParam() == store::Engine::kSqlite ? 400 : 150);
    ledger_ = MakeLedger();
    ledger_->Put(told_);
    query_ = std::make_unique<Query>(ledger_->store(), nullptr);
  }
  void TearDown() override {
    query_.reset();
    ledger_.reset();
    std::filesystem::remove_all(folder_);
  }
  std::unique_ptr<TestLedger> MakeLedger() const {
    const bool in_memory = GetParam() == store::Engine::kSqlite;
    return std::make_unique<TestLedger>(
        in_memory ? ":memory:" : store::NewLedgerLocation(GetParam(), folder_.string()));
  }

  std::filesystem::path folder_;
  std::vector<Told> told_;
  std::unique_ptr<TestLedger> ledger_;
  std::unique_ptr<Query> query_;
};

INSTANTIATE_TEST_SUITE_P(Sqlite, QueryTest, testing::Values(store::Engine::kSqlite));
INSTANTIATE_TEST_SUITE_P(Postgres, QueryTest, testing::Values(store::Engine::kPostgres));

TEST_P(QueryTest, EveryFilterPassesWhatItSays) {
  for (const Case& one : Cases()) {
    SCOPED_TRACE(one.pairs.empty() ? "" : one.pairs[0].first + "=" + one.pairs[0].second);
    const Ids expected = Plain(told_, one.passes);
    for (const char* sort :
         {"", "start", "-killed", "score", "title", "-country", "place", "-told"}) {
      PageRequest request{FilterOf(one.pairs), sort, 37, "", true};
      Ids found = Paged(query_.get(), request);
      std::sort(found.begin(), found.end());
      EXPECT_EQ(found, expected) << sort;
      const Result<Page<IncidentRow>> page = query_->Incidents(request);
      ASSERT_TRUE(page.has_value());
      EXPECT_EQ(page->total->count, static_cast<int64_t>(expected.size()));
      EXPECT_TRUE(page->total->is_exact);
    }
  }
}

TEST_P(QueryTest, PagesHangTogetherInOrder) {
  std::map<std::string, const Told*> by_id;
  for (const Told& told : told_) by_id[told.id] = &told;
  const Ids latest = Paged(query_.get(), {{}, "-start", 7, "", false});
  ASSERT_EQ(latest.size(), told_.size());
  const auto day = [&](const std::string& id) {
    return by_id[id]->when ? by_id[id]->when->start.days : INT32_MIN;
  };
  for (size_t i = 1; i < latest.size(); ++i) EXPECT_GE(day(latest[i - 1]), day(latest[i]));
  const Ids deadliest = Paged(query_.get(), {{}, "-killed", 7, "", false});
  const auto killed = [&](const std::string& id) { return by_id[id]->killed.value_or(-1); };
  for (size_t i = 1; i < deadliest.size(); ++i) {
    EXPECT_GE(killed(deadliest[i - 1]), killed(deadliest[i]));
  }
  const Ids mildest = Paged(query_.get(), {{}, "killed", 7, "", false});
  const Ids newest = Paged(query_.get(), {{}, "-told", 7, "", false});
  for (size_t i = 1; i < newest.size(); ++i) {
    EXPECT_GE(by_id[newest[i - 1]]->published, by_id[newest[i]]->published);
  }
  EXPECT_EQ(killed(mildest.back()), -1) << "what is not known comes last";
}

TEST_P(QueryTest, APageGoesOnWhereTheOneBeforeEndedWhileTheLedgerGrows) {
  const Result<Page<IncidentRow>> first = query_->Incidents({{}, "-start", 50, "", false});
  ASSERT_TRUE(first.has_value());
  Told late;
  late.id = "0123456789abcdef";
  late.when = DateInterval{FromCivil(2030, 1, 1), FromCivil(2030, 1, 1)};
  ledger_->Put({late});
  PageRequest request{{}, "-start", 50, first->next, false};
  Ids rest = Paged(query_.get(), request);
  std::set<std::string> all(rest.begin(), rest.end());
  for (const IncidentRow& row : first->items) EXPECT_TRUE(all.insert(row.id).second);
  EXPECT_EQ(all.size(), told_.size());
  EXPECT_FALSE(query_->Incidents({{}, "start", 50, first->next, false}).has_value());
}

TEST_P(QueryTest, ARowShowsThePreferredValues) {
  Told told;
  told.id = "00000000000000aa";
  told.when = DateInterval{FromCivil(2031, 5, 2), FromCivil(2031, 5, 4)};
  told.subtype = "ied";
  told.country = "IQ";
  told.place = "geo:77";
  told.lat = 1;
  told.lon = 2;
  told.actors = {"actor_x"};
  told.targets = {"target_y"};
  told.speaker = "an official";
  told.killed = 4;
  told.score = 0.9;
  told.contested = {"killed"};
  told.contexts = {"crime", "health"};
  ledger_->Put({told});
  const auto page = query_->Incidents({FilterOf({{"place", "geo:77"}}), "", 5, "", true});
  ASSERT_TRUE(page.has_value());
  ASSERT_EQ(page->items.size(), 1u);
  const IncidentRow& row = page->items[0];
  EXPECT_EQ(row.id, told.id);
  EXPECT_EQ(row.title, "title " + told.id);
  EXPECT_EQ(row.start, "2031-05-02");
  EXPECT_EQ(row.stop, "2031-05-04");
  EXPECT_EQ(row.type, "ASSAULT");
  EXPECT_EQ(row.subtype, "ied");
  EXPECT_EQ(row.status, "asserted");
  ASSERT_TRUE(row.place.has_value());
  EXPECT_EQ(row.place->text, "words of geo:77");
  EXPECT_EQ(row.place->name_en, "English geo:77");
  EXPECT_EQ(row.place->country, "IQ");
  EXPECT_EQ(row.place->lat, 1);
  ASSERT_EQ(row.actors.size(), 1u);
  EXPECT_EQ(row.actors[0].text, "words of actor_x");
  EXPECT_EQ(row.actors[0].type, "armed_group");
  EXPECT_EQ(row.targets[0].id, "target_y");
  EXPECT_EQ(row.speakers[0].text, "an official");
  EXPECT_EQ(row.killed, (Quantity{4, 4, 4}));
  EXPECT_FALSE(row.injured.has_value());
  EXPECT_DOUBLE_EQ(row.score, 0.9);
  EXPECT_EQ(row.documents, 1);
  EXPECT_EQ(row.contested, Words{"killed"});
  EXPECT_EQ(row.contexts, (Words{"crime", "health"}));
  EXPECT_EQ(row.review, "machine");
  const auto facts = query_->Facts({FilterOf({{"place", "geo:77"}}), "", 5, "", true});
  ASSERT_TRUE(facts.has_value());
  ASSERT_EQ(facts->items.size(), 1u);
  EXPECT_EQ(facts->items[0].contexts, (Words{"crime", "health"}));
}

// What a dimension has for an incident; "" is not known.
Words ValuesOf(const Told& t, const std::string& dimension) {
  const auto one = [](const std::string& text) { return Words{text}; };
  const auto many = [](const Words& words) { return words.empty() ? Words{""} : words; };
  if (dimension == "type") return one(t.type);
  if (dimension == "subtype") return one(t.subtype);
  if (dimension == "status") return one(t.status);
  if (dimension == "country") return one(t.country);
  if (dimension == "place") return one(t.place);
  if (dimension == "actor") return many(t.actors);
  if (dimension == "target") return many(t.targets);
  if (dimension == "speaker") return one(t.speaker);
  if (dimension == "outlet") return one(t.outlet);
  if (dimension == "context") return many(t.contexts);
  if (dimension == "review") return one("machine");
  if (dimension == "kind") return one("event");
  if (dimension == "contested") return one(t.contested.empty() ? "false" : "true");
  if (dimension == "admin" || !t.when) return one("");
  const CivilDate a = ToCivil(t.when->start);
  const CivilDate b = ToCivil(t.when->stop);
  const auto number = [](int n, size_t width) {
    const std::string digits = std::to_string(n);
    return std::string(width - digits.size(), '0') + digits;
  };
  if (dimension == "week") {
    const auto monday = [](Date day) {
      return AddDays(day, -((static_cast<int>(WeekdayOf(day)) + 6) % 7));
    };
    return one(monday(t.when->start) == monday(t.when->stop) ? ToIso(monday(t.when->start)) : "");
  }
  if (a.year != b.year) return one("wider");
  const std::string year = number(a.year, 4);
  if (dimension == "year") return one(year);
  if (dimension == "month") {
    return one(a.month == b.month ? year + "-" + number(a.month, 2) : "wider");
  }
  const int quarter = (a.month - 1) / 3;
  return one(quarter == (b.month - 1) / 3 ? year + "-Q" + std::to_string(quarter + 1) : "wider");
}

using Counts =
    std::map<Words, std::tuple<int64_t, int64_t, int64_t>>;  // incidents, killed, unknown

Counts PlainCounts(const std::vector<Told>& all, const Passes& passes, const Words& by) {
  Counts counts;
  for (const Told& told : all) {
    if (!passes(told)) continue;
    for (const std::string& a : ValuesOf(told, by[0])) {
      for (const std::string& b : by.size() > 1 ? ValuesOf(told, by[1]) : Words{"-"}) {
        auto& [incidents, killed, unknown] = counts[by.size() > 1 ? Words{a, b} : Words{a}];
        ++incidents;
        killed += static_cast<int64_t>(told.killed.value_or(0));
        unknown += told.killed ? 0 : 1;
      }
    }
  }
  return counts;
}

Counts CountsOf(const Aggregate& aggregate) {
  Counts counts;
  for (const AggregateRow& row : aggregate.rows) {
    Words key;
    for (size_t i = 0; i < aggregate.by.size(); ++i) key.push_back(aggregate.ValueOf(row, i).key);
    EXPECT_EQ(counts.count(key), 0u);
    counts[key] = {row.incidents, row.killed[1].sum, row.killed[1].unknown};
  }
  return counts;
}

bool IsKept(std::string_view dimension) { return dimension != "kind" && dimension != "context"; }

TEST_P(QueryTest, EveryTwoDimensionsAreCounted) {
  for (const std::string_view a : NamesOfDimensions()) {
    for (const std::string_view b : NamesOfDimensions()) {
      if (a == b) continue;
      const Words by{std::string(a), std::string(b)};
      const Result<Aggregate> counts = query_->Count({}, by);
      ASSERT_TRUE(counts.has_value()) << counts.error().ToString();
      EXPECT_EQ(CountsOf(*counts), PlainCounts(told_, Cases()[0].passes, by)) << a << " " << b;
      const bool are_kept = IsKept(a) && IsKept(b);
      EXPECT_EQ(counts->from_cells, are_kept) << a << " " << b;
    }
    const Result<Aggregate> alone = query_->Count({}, {std::string(a)});
    ASSERT_TRUE(alone.has_value());
    EXPECT_EQ(alone->from_cells, IsKept(a)) << a;
    EXPECT_EQ(CountsOf(*alone), PlainCounts(told_, Cases()[0].passes, {std::string(a)})) << a;
  }
}

TEST_P(QueryTest, EveryFilterIsCountedUnder) {
  const std::vector<Words> bys{{"month", "type"},   {"country", "status"},
                               {"actor", "target"}, {"quarter", "country"},
                               {"place"},           {"week", "contested"}};
  for (const Case& one : Cases()) {
    SCOPED_TRACE(one.pairs.empty() ? "" : one.pairs[0].first + "=" + one.pairs[0].second);
    for (const Words& by : bys) {
      const Result<Aggregate> counts = query_->Count(FilterOf(one.pairs), by);
      ASSERT_TRUE(counts.has_value()) << counts.error().ToString();
      EXPECT_EQ(CountsOf(*counts), PlainCounts(told_, one.passes, by)) << by[0];
    }
  }
}

TEST_P(QueryTest, WrongQuestionsAreRefused) {
  EXPECT_FALSE(query_->Incidents({{}, "colour", 5, "", false}).has_value());
  EXPECT_FALSE(query_->Incidents({{}, "", 0, "", false}).has_value());
  EXPECT_FALSE(query_->Incidents({{}, "", 1001, "", false}).has_value());
  EXPECT_FALSE(query_->Incidents({{}, "", 5, "nonsense", false}).has_value());
  EXPECT_FALSE(query_->Count({}, {"colour"}).has_value());
  EXPECT_FALSE(query_->Count({}, {}).has_value());
  EXPECT_FALSE(query_->Count({}, {"type", "type"}).has_value());
}

TEST_P(QueryTest, FactsAndDocumentsPassTheSameFilters) {
  for (const Case& one : Cases()) {
    SCOPED_TRACE(one.pairs.empty() ? "" : one.pairs[0].first + "=" + one.pairs[0].second);
    const Ids expected = Plain(told_, one.passes);
    for (const char* sort : {"", "start", "id", "-score"}) {
      PageRequest request{FilterOf(one.pairs), sort, 61, "", true};
      Ids facts;
      for (int pages = 0; pages < 20; ++pages) {
        const Result<Page<FactRow>> page = query_->Facts(request);
        ASSERT_TRUE(page.has_value()) << page.error().ToString();
        for (const FactRow& row : page->items) facts.push_back(row.incident);
        EXPECT_EQ(page->total->count, static_cast<int64_t>(expected.size()));
        request.cursor = page->next;
        if (page->next.empty()) break;
      }
      std::sort(facts.begin(), facts.end());
      EXPECT_EQ(facts, expected) << sort;
    }
    const auto documents = query_->Documents({FilterOf(one.pairs), "name", 1000, "", true});
    ASSERT_TRUE(documents.has_value()) << documents.error().ToString();
    Ids names;
    for (const DocumentRow& row : documents->items) {
      names.push_back(row.name.substr(0, row.name.find('.')));
    }
    EXPECT_EQ(names, expected);
  }
}

TEST_P(QueryTest, ActorsAndPlacesAreCounted) {
  const auto actors = query_->Actors({{}, "", 100, "", true});
  ASSERT_TRUE(actors.has_value()) << actors.error().ToString();
  std::map<std::string, int64_t> expected;
  for (const Told& told : told_) {
    for (const std::string& id : told.actors) ++expected[id];
    for (const std::string& id : told.targets) ++expected[id];
  }
  std::map<std::string, int64_t> found;
  for (const ActorRow& row : actors->items) found[row.id] = row.as_actor + row.as_target;
  EXPECT_EQ(found, expected);
  EXPECT_EQ(actors->items.front().name_en, "English " + actors->items.front().id);
  const auto places = query_->Places({FilterOf({{"country", "IQ"}}), "-incidents", 100, "", true});
  ASSERT_TRUE(places.has_value());
  EXPECT_EQ(places->total->count, 3);
  int64_t incidents = 0;
  for (const PlaceRow& row : places->items) incidents += row.incidents;
  EXPECT_EQ(incidents, static_cast<int64_t>(Plain(told_, Cases()[1].passes).size()));
}

TEST_P(QueryTest, ActorsAndPlacesAreCountedUnderEveryFilter) {
  const auto is_of_names = [](const std::string& key) {
    return key == "actor" || key == "actor_type" || key == "country";
  };
  for (const Case& one : Cases()) {
    SCOPED_TRACE(one.pairs.empty() ? "" : one.pairs[0].first + "=" + one.pairs[0].second);
    const Filter filter = FilterOf(one.pairs);
    std::map<std::string, int64_t> actors;
    std::map<std::string, int64_t> places;
    for (const Told& told : told_) {
      if (!one.passes(told)) continue;
      if (!told.place.empty()) ++places[told.place];
      for (const std::string& id : told.actors) ++actors[id];
      for (const std::string& id : told.targets) ++actors[id];
    }
    std::map<std::string, int64_t> found;
    const auto there = query_->Places({filter, "", 100, "", true});
    ASSERT_TRUE(there.has_value()) << there.error().ToString();
    for (const PlaceRow& row : there->items) found[row.place.id] = row.incidents;
    EXPECT_EQ(found, places);
    EXPECT_EQ(there->total->count, static_cast<int64_t>(places.size()));
    found.clear();
    const auto who = query_->Actors({filter, "", 100, "", true});
    ASSERT_TRUE(who.has_value()) << who.error().ToString();
    for (const ActorRow& row : who->items) found[row.id] = row.as_actor + row.as_target;
    if (std::none_of(filter.keys.begin(), filter.keys.end(), is_of_names)) {
      EXPECT_EQ(found, actors);
    }
  }
}

TEST_P(QueryTest, IdsAreThoseOfThePages) {
  for (const Case& one : Cases()) {
    SCOPED_TRACE(one.pairs.empty() ? "" : one.pairs[0].first + "=" + one.pairs[0].second);
    const Ids expected = Plain(told_, one.passes);
    const auto incidents = query_->IncidentIds(FilterOf(one.pairs));
    ASSERT_TRUE(incidents.has_value()) << incidents.error().ToString();
    EXPECT_EQ(Ids(incidents->begin(), incidents->end()), expected);
    std::set<std::string> facts;
    for (const Told& told : told_) {
      if (one.passes(told)) facts.insert(FactOf(told).id);
    }
    const auto found = query_->FactIds(FilterOf(one.pairs));
    ASSERT_TRUE(found.has_value()) << found.error().ToString();
    EXPECT_EQ(*found, facts);
  }
}

// Ids of the incidents and documents that a ledger with these days passes.
std::pair<std::set<std::string>, std::set<std::string>> RecordedIn(Query* query,
                                                                   const std::string& days) {
  std::pair<std::set<std::string>, std::set<std::string>> ids;
  const PageRequest request{FilterOf({{"recorded", days}, {"kind", "any"}}), "", 1000, "", true};
  const auto incidents = query->Incidents(request);
  EXPECT_TRUE(incidents.has_value());
  for (const IncidentRow& row : incidents->items) ids.first.insert(row.id);
  EXPECT_EQ(incidents->total->count, static_cast<int64_t>(ids.first.size()));
  const PageRequest of_documents{FilterOf({{"recorded", days}}), "", 1000, "", true};
  const auto documents = query->Documents(of_documents);
  EXPECT_TRUE(documents.has_value());
  for (const DocumentRow& row : documents->items) ids.second.insert(row.sha256);
  const auto facts = query->Facts({FilterOf({{"recorded", days}}), "", 1000, "", true});
  EXPECT_TRUE(facts.has_value());
  for (const FactRow& row : facts->items) EXPECT_EQ(ids.first.count(row.incident), 1u);
  EXPECT_EQ(facts->items.size(), ids.first.size());
  return ids;
}

TEST_P(QueryTest, TheDayThatADocumentFirstCameIsAskedFor) {
  const auto made = MakeLedger();
  TestLedger& ledger = *made;
  Query query(ledger.store(), nullptr);
  const std::vector<Told> early(told_.begin(), told_.begin() + 20);
  const std::vector<Told> late(told_.begin() + 20, told_.begin() + 50);
  const auto begin = [&ledger](const char* time) {
    store::RunStart run;
    run.now = [time] { return std::string(time); };
    ledger.store()->BeginRun(run);
  };
  begin("2026-11-01T23:59:59Z");
  ledger.Put(early);
  begin("2026-11-02T00:00:00Z");
  ledger.Put(late);
  const auto first = RecordedIn(&query, "2026-11-01");
  const auto second = RecordedIn(&query, "2026-11-02");
  for (const auto& [found, told] : {std::pair(first, early), std::pair(second, late)}) {
    std::set<std::string> incidents;
    std::set<std::string> documents;
    for (const Told& one : told) {
      incidents.insert(one.id);
      documents.insert(FactOf(one).doc_sha256);
    }
    EXPECT_EQ(found.first, incidents);
    EXPECT_EQ(found.second, documents);
  }
  EXPECT_EQ(RecordedIn(&query, "2026-11").first.size(), 50u);
  EXPECT_TRUE(RecordedIn(&query, "2026-10").first.empty());
  EXPECT_TRUE(RecordedIn(&query, "2026-11-03..2026-12").second.empty());
  // Coded again it is still what came first.
  begin("2026-11-05T00:00:00Z");
  const std::string sha256 = FactOf(early.front()).doc_sha256;
  auto document = *ledger.store()->FindDocument(sha256);
  document->rules_hash = "other rules";
  ASSERT_TRUE(ledger.store()->PutDocument(*document, {}));
  const auto of = [&query](const char* day) {
    return query.Documents({FilterOf({{"recorded", day}}), "", 1000, "", true})->items.size();
  };
  EXPECT_EQ(of("2026-11-01"), 20u);
  EXPECT_EQ(of("2026-11-05"), 0u);
}

TEST_P(QueryTest, WhatGoesLeavesNothingBehind) {
  const std::vector<Told> first(told_.begin(), told_.begin() + 50);
  const std::vector<Told> rest(told_.begin() + 50, told_.end());
  ledger_->Drop(first);
  const auto other = MakeLedger();
  std::vector<Told> backwards(rest.rbegin(), rest.rend());
  other->Put({backwards.begin(), backwards.begin() + 60});
  other->Put({backwards.begin() + 60, backwards.end()});
  const std::pair<const char*, const char*> tables[] = {
      {"incident_rows", "id"},          {"incident_names", "incident, role, position"},
      {"ledger_names", "number"},       {"ledger_spellings", "name, text"},
      {"incident_cells", "pair, a, b"}, {"incident_blocks", "number"},
      {"incident_times", "1, 2, 3, 4"}, {"incident_grid", "1, 2, 3, 4, 5, 6"}};
  for (const auto& [table, order] : tables) {
    EXPECT_EQ(ledger_->TextOf(table, order), other->TextOf(table, order)) << table;
  }
  ledger_->Drop(rest);
  for (const auto& [table, order] : tables) EXPECT_EQ(ledger_->TextOf(table, order), "") << table;
}

TEST_P(QueryTest, SavedQueriesAreKeptUnderTheirName) {
  ASSERT_TRUE(SaveQuery(ledger_->store(), {"mine", {"facts", "country=IQ", "sort=-start"}}));
  ASSERT_TRUE(SaveQuery(ledger_->store(), {"mine", {"country=SY"}}));
  ASSERT_TRUE(SaveQuery(ledger_->store(), {"all", {}}));
  EXPECT_EQ(FindSavedQuery(ledger_->store(), "mine")->words, Words{"country=SY"});
  EXPECT_EQ(SavedQueries(ledger_->store())->size(), 2u);
  EXPECT_FALSE(SaveQuery(ledger_->store(), {"", {}}));
  EXPECT_FALSE(SaveQuery(ledger_->store(), {"x", {"a=b\nc"}}));
  ASSERT_TRUE(RemoveSavedQuery(ledger_->store(), "mine"));
  const auto gone = FindSavedQuery(ledger_->store(), "min");
  ASSERT_FALSE(gone.has_value());
  EXPECT_EQ(gone.error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace tadwin::query

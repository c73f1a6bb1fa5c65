// Prints how long pages and counts take over a large ledger of invented incidents.
//
// usage: bench_query [incidents, 1000000 by default] [folder for the ledger, the current one by
// default] The rows that queries read are written directly (store/incident_rows.h, as linking
// writes them), with the incidents they stand for but without documents and facts: those a million
// incidents would take hours to code, and no question measured here reads them. A ledger that is
// there is used again.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/hash.h"
#include "query/query.h"
#include "store/incident_rows.h"
#include "store/sql_connection.h"
#include "store/store.h"

namespace tadwin::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kDays = 20 * 365;
const Date kFirstDay = FromCivil(2006, 1, 1);
constexpr const char* kCountries[] = {"IQ", "SY", "YE", "PS", "LB", "LY", "SD", "EG",
                                      "SO", "SA", "JO", "DZ", "TN", "MA", "MR", "KW",
                                      "AE", "QA", "BH", "OM", "IL", "IR"};
constexpr const char* kTypes[] = {"ASSAULT", "COERCE",  "ACCUSE",  "PROTEST",    "THREATEN",
                                  "CONSULT", "REQUEST", "REJECT",  "COOPERATE",  "AGREE",
                                  "SUPPORT", "AID",     "RETREAT", "INVESTIGATE"};
constexpr const char* kStatuses[] = {"asserted",   "attributed", "alleged", "background",
                                     "threatened", "planned",    "denied",  "conditional"};

void Must(const Status& status) {
  TADWIN_CHECK(status, status ? "" : status.error().ToString().c_str());
}

// 0..n-1, small numbers often.
int Skewed(std::mt19937_64* random, int n) {
  const double uniform = std::uniform_real_distribution<double>(0, 1)(*random);
  return std::min(n - 1, static_cast<int>(std::pow(static_cast<double>(n), uniform)) - 1);
}

bool Chance(std::mt19937_64* random, int percent) {
  return static_cast<int>((*random)() % 100) < percent;
}

class LedgerWriter {
 public:
  explicit LedgerWriter(store::Connection* connection)
      : connection_(connection), rows_(connection) {}

  void Write(size_t count) {
    store::Transaction transaction(connection_);
    Must(transaction.Begin());
    for (size_t i = 0; i < count; ++i) {
      if (i % 20'000 == 0) std::fprintf(stderr, "\r%zu of %zu incidents", i, count);
      WriteOne(i);
    }
    Must(rows_.Flush());
    Must(transaction.Commit());
    std::fprintf(stderr, "\n");
  }

 private:
  void WriteOne(size_t number) {
    store::IncidentRecord r;
    r.id = Hash64Hex("bench" + std::to_string(number));
    r.number = static_cast<int64_t>(Hash64(r.id) >> 1);
    r.kind = Chance(&random_, 90) ? "event" : Chance(&random_, 60) ? "tally" : "commitment";
    SetDays(&r);
    const int type = Skewed(&random_, static_cast<int>(std::size(kTypes)));
    r.type = kTypes[type];
    if (Chance(&random_, 70)) {
      r.subtype = "subtype" + std::to_string(type * 5 + Skewed(&random_, 5));
    }
    r.status = kStatuses[Skewed(&random_, static_cast<int>(std::size(kStatuses)))];
    const int country = Skewed(&random_, static_cast<int>(std::size(kCountries)));
    if (Chance(&random_, 85)) AddPlace(country, &r);
    const std::string where = kCountries[country];
    const int actors = Chance(&random_, 60) ? Chance(&random_, 15) ? 2 : 1 : 0;
    for (int i = 0; i < actors; ++i) AddName("actor", where, "armed_group", 60, &r);
    if (Chance(&random_, 55)) AddName("target", where, "military", 60, &r);
    if (Chance(&random_, 45)) AddName("speaker", where, "unnamed official", 120, &r);
    if (Chance(&random_, 30)) AddNumber(&r.killed, 60);
    if (Chance(&random_, 25)) AddNumber(&r.injured, 120);
    if (Chance(&random_, 10)) AddField("killed", &r);
    if (Chance(&random_, 5)) AddField("place", &r);
    r.score = 0.01 * static_cast<double>(random_() % 100);
    r.documents = 1 + Skewed(&random_, 12);
    r.facts = r.documents + Skewed(&random_, 5);
    const int outlets = static_cast<int>(std::min<int64_t>(r.documents, 3));
    for (int i = 0; i < outlets; ++i) AddName("outlet", "", "", 150, &r);
    r.title = "Incident of " + r.type + " in " + where + ", number " + std::to_string(number);
    Must(connection_->Prepare("INSERT INTO incidents VALUES (?, ?, ?, ?)")
             .Run(r.id, r.kind, r.title, static_cast<int64_t>(number)));
    Must(rows_.Insert(r));
  }

  // Two thirds by the day, the rest by the month, wider or not at all; later years have more.
  void SetDays(store::IncidentRecord* r) {
    const double late = std::sqrt(std::uniform_real_distribution<double>(0, 1)(random_));
    const Date day = AddDays(kFirstDay, static_cast<int>(late * kDays));
    const CivilDate civil = ToCivil(day);
    const auto percent = random_() % 100;
    DateInterval when{day, day};
    if (percent >= 70) when = *ParseIsoDate(ToIso(day).substr(0, 7));
    if (percent >= 82) when = {day, AddDays(day, 60)};
    if (percent >= 86) when = {FromCivil(civil.year, 1, 1), FromCivil(civil.year, 12, 31)};
    if (percent >= 89) when = {FromCivil(civil.year - 3, 1, 1), day};
    if (percent >= 90) return;
    r->day = when.start.days;
    r->last_day = when.stop.days;
  }

  void AddPlace(int country, store::IncidentRecord* r) {
    const int place = Skewed(&random_, 120);
    store::LedgerName name;
    name.role = "place";
    name.key = name.id = "geo:" + std::to_string(country * 1000 + place);
    name.name_en = "Place " + name.id;
    name.country = r->country = kCountries[country];
    name.type = "settlement";
    name.admin = r->admin = "unit:" + name.country + std::to_string(place % 15);
    name.lat = 12 + country + 0.07 * (place % 12);
    name.lon = 10 + 2 * country + 0.07 * (place / 12.0);
    name.radius_km = 5;
    r->place = name.Number();
    r->place_name = name.name_en;
    r->names.push_back({"place", name.Number(), name.name_en, true});
    rows_.Count(name);
  }

  void AddName(const char* role, const std::string& where, const char* type, int n,
               store::IncidentRecord* r) {
    store::LedgerName name;
    name.role = role;
    name.key = std::string(role) + where + std::to_string(Skewed(&random_, n));
    if (*type != '\0') {
      name.id = name.key;
      name.name_en = "Name of " + name.key;
      name.country = where;
      name.type = type;
    }
    const int64_t number = name.Number();
    for (const store::IncidentName& told : r->names) {
      if (told.name == number) return;
    }
    r->names.push_back({role, number, name.key, true});
    rows_.Count(name);
  }

  void AddField(const char* field, store::IncidentRecord* r) {
    store::LedgerName name;
    name.role = "contested";
    name.key = field;
    r->names.push_back({"contested", name.Number(), field, true});
    rows_.Count(name);
  }

  void AddNumber(std::optional<Quantity>* quantity, int most) {
    const double n = Skewed(&random_, most);
    *quantity = Quantity{n, n, n};
    if (Chance(&random_, 10)) *quantity = Quantity{n, std::nullopt, std::nullopt};
  }

  store::Connection* connection_;
  store::IncidentRows rows_;
  std::mt19937_64 random_{11};
};

// A question with something of it drawn by lot, asked again and again.
struct Question {
  const char* name;
  std::function<void(std::mt19937_64*)> ask;
};

struct Timing {
  double p50 = 0;
  double p95 = 0;
};

constexpr int kTimes = 40;

Timing TimingOf(std::vector<double> times) {
  std::sort(times.begin(), times.end());
  return {times[kTimes / 2], times[kTimes * 95 / 100]};
}

// Milliseconds by the clock and of the processor: on a machine with other work the second is what
// the question costs.
std::pair<Timing, Timing> Measure(const Question& question) {
  std::mt19937_64 random(5);
  std::vector<double> by_clock;
  std::vector<double> of_processor;
  for (int i = 0; i < kTimes; ++i) {
    const auto start = Clock::now();
    const std::clock_t used = std::clock();
    question.ask(&random);
    of_processor.push_back(1000.0 * static_cast<double>(std::clock() - used) / CLOCKS_PER_SEC);
    by_clock.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
  }
  return {TimingOf(std::move(by_clock)), TimingOf(std::move(of_processor))};
}

std::string AnyCountry(std::mt19937_64* random) {
  return kCountries[Skewed(random, static_cast<int>(std::size(kCountries)))];
}
std::string AnyType(std::mt19937_64* random) {
  return kTypes[Skewed(random, static_cast<int>(std::size(kTypes)))];
}
std::string AnyMonth(std::mt19937_64* random) {
  return ToIso(AddDays(kFirstDay, static_cast<int>((*random)() % kDays))).substr(0, 7);
}
std::string AnyName(const char* role, std::mt19937_64* random) {
  return role + AnyCountry(random) + std::to_string(Skewed(random, 60));
}
std::string Near(std::mt19937_64* random) {
  const int country = Skewed(random, static_cast<int>(std::size(kCountries)));
  return std::to_string(12 + country) + "," + std::to_string(10 + 2 * country) + ",30";
}

using Make = std::function<query::Pairs(std::mt19937_64*)>;

class Bench {
 public:
  explicit Bench(store::Store* store) : query_(store, nullptr) {}

  void Page(const char* name, const Make& make, const char* sort = "", int pages = 1) {
    Print({name, [&](std::mt19937_64* random) {
             query::PageRequest request;
             request.filter = FilterOf(make(random));
             request.sort = sort;
             for (int page = 0; page < pages; ++page) {
               const auto found = query_.Incidents(request);
               TADWIN_CHECK(found.has_value(), "a page failed");
               request.cursor = found->next;
               request.with_total = false;
               if (found->next.empty()) break;
             }
           }});
  }

  void Count(const char* name, const std::vector<std::string>& by, const Make& make) {
    Print({name, [&](std::mt19937_64* random) {
             const auto counts = query_.Count(FilterOf(make(random)), by);
             TADWIN_CHECK(counts.has_value(), "a count failed");
           }});
  }

 private:
  static query::Filter FilterOf(const query::Pairs& pairs) {
    const auto filter = query::ParseFilter(pairs);
    TADWIN_CHECK(filter.has_value(), filter ? "" : filter.error().message.c_str());
    return *filter;
  }

  static void Print(const Question& question) {
    const auto [by_clock, of_processor] = Measure(question);
    std::printf("%-44s %9.1f %9.1f %9.1f %9.1f\n", question.name, by_clock.p50, by_clock.p95,
                of_processor.p50, of_processor.p95);
    std::fflush(stdout);
  }

  query::Query query_;
};

query::Pairs Nothing(std::mt19937_64*) { return {}; }

void MeasurePages(Bench* bench) {
  bench->Page("latest, no filter", Nothing);
  bench->Page("latest, five pages", Nothing, "-start", 5);
  bench->Page("highest toll, no filter", Nothing, "-killed");
  bench->Page("by title, no filter", Nothing, "title");
  bench->Page(
      "by title, country", [](auto* r) { return query::Pairs{{"country", AnyCountry(r)}}; },
      "title");
  bench->Page("by place, no filter", Nothing, "place");
  bench->Page("by number, no filter", Nothing, "-n");
  bench->Page("country", [](auto* r) { return query::Pairs{{"country", AnyCountry(r)}}; });
  bench->Page("country, type", [](auto* r) {
    return query::Pairs{{"country", AnyCountry(r)}, {"type", AnyType(r)}};
  });
  bench->Page("country, type, status, contested", [](auto* r) {
    return query::Pairs{{"country", AnyCountry(r)},
                        {"type", AnyType(r)},
                        {"status", "denied"},
                        {"contested", "any"}};
  });
  bench->Page("from a month to a year later", [](auto* r) {
    const std::string month = AnyMonth(r);
    return query::Pairs{
        {"from", month},
        {"to", std::to_string(std::stoi(month.substr(0, 4)) + 1) + month.substr(4)}};
  });
  bench->Page("one month, country", [](auto* r) {
    const std::string month = AnyMonth(r);
    return query::Pairs{{"from", month}, {"to", month}, {"country", AnyCountry(r)}};
  });
  bench->Page("actor", [](auto* r) { return query::Pairs{{"actor", AnyName("actor", r)}}; });
  bench->Page(
      "actor, type, highest toll",
      [](auto* r) { return query::Pairs{{"actor", AnyName("actor", r)}, {"type", AnyType(r)}}; },
      "-killed");
  bench->Page("two speakers", [](auto* r) {
    return query::Pairs{{"speaker", AnyName("speaker", r) + "," + AnyName("speaker", r)}};
  });
  bench->Page("within 30 km", [](auto* r) { return query::Pairs{{"near", Near(r)}}; });
  bench->Page("killed at least 40, country", [](auto* r) {
    return query::Pairs{{"min_killed", "40"}, {"country", AnyCountry(r)}};
  });
  bench->Page("outlet, contested killed", [](auto* r) {
    return query::Pairs{{"outlet", "outlet" + std::to_string(Skewed(r, 150))},
                        {"contested", "killed"}};
  });
}

void MeasureCounts(Bench* bench) {
  const auto country = [](auto* r) { return query::Pairs{{"country", AnyCountry(r)}}; };
  bench->Count("month x type", {"month", "type"}, Nothing);
  bench->Count("month x country", {"month", "country"}, Nothing);
  bench->Count("country x type", {"country", "type"}, Nothing);
  bench->Count("week x type", {"week", "type"}, Nothing);
  bench->Count("year x place", {"year", "place"}, Nothing);
  bench->Count("actor x target", {"actor", "target"}, Nothing);
  bench->Count("country x outlet", {"country", "outlet"}, Nothing);
  bench->Count("month x actor", {"month", "actor"}, Nothing);
  bench->Count("month x type, country", {"month", "type"}, country);
  bench->Count("month x subtype, country, type", {"month", "subtype"}, [](auto* r) {
    return query::Pairs{{"country", AnyCountry(r)}, {"type", AnyType(r)}};
  });
  bench->Count("type x status, five years", {"type", "status"}, [](auto* r) {
    const int year = 2006 + static_cast<int>((*r)() % 15);
    return query::Pairs{{"from", std::to_string(year) + "-05-10"},
                        {"to", std::to_string(year + 5)}};
  });
  bench->Count("month x type, actor", {"month", "type"},
               [](auto* r) { return query::Pairs{{"actor", AnyName("actor", r)}}; });
  bench->Count("actor x type, country, one year", {"actor", "type"}, [](auto* r) {
    const std::string year = AnyMonth(r).substr(0, 4);
    return query::Pairs{{"country", AnyCountry(r)}, {"from", year}, {"to", year}};
  });
  bench->Count("week x speaker", {"week", "speaker"}, Nothing);
  bench->Count("place x actor", {"place", "actor"}, Nothing);
}

int Main(size_t count, const std::string& folder) {
  const std::string path = folder + "/query_" + std::to_string(count) + ".db";
  const bool is_there = std::filesystem::exists(path);
  auto store = store::OpenStore(path, store::OpenMode::kCreate);
  TADWIN_CHECK(store.has_value(), "the ledger cannot be made");
  if (!is_there) {
    const auto start = Clock::now();
    LedgerWriter(&(*store)->connection()).Write(count);
    std::printf("written in %.0f s\n", std::chrono::duration<double>(Clock::now() - start).count());
  }
  store->reset();
  std::printf("%zu incidents, %.0f MB\n", count,
              static_cast<double>(std::filesystem::file_size(path)) / 1e6);
  auto reader = store::OpenStore(path, store::OpenMode::kReadOnly);
  TADWIN_CHECK(reader.has_value(), "the ledger cannot be read");
  std::printf("%-44s %9s %9s %9s %9s\n", "milliseconds", "p50", "p95", "cpu p50", "cpu p95");
  Bench bench(reader->get());
  MeasurePages(&bench);
  MeasureCounts(&bench);
  return 0;
}

}  // namespace
}  // namespace tadwin::bench

int main(int argc, char** argv) {
  const size_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
  return tadwin::bench::Main(count, argc > 2 ? argv[2] : ".");
}

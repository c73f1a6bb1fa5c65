// Facts built by hand for the tests of the linker.
//
// Example: FactBuilder("a", 10).Event("ASSAULT", "rocket").Day("2020-09-15").Get()

#ifndef TADWIN_LINK_TEST_FACTS_H_
#define TADWIN_LINK_TEST_FACTS_H_

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "link/linker.h"
#include "model/fact.h"
#include "rules/source.h"

namespace tadwin::link {

class FactBuilder {
 public:
  // A fact whose trigger stands at byte `at` of document `doc`, one sentence per 100 bytes.
  FactBuilder(const std::string& doc, uint32_t at) : at_(at) {
    fact_.doc = doc;
    fact_.doc_sha256 = Sha256Hex(doc);
    fact_.span = Span{at, at + 5};
    fact_.sentence = 20 + at / 100;
  }

  FactBuilder& Event(const char* plover, const char* subtype) {
    fact_.plover = plover;
    fact_.subtype = subtype;
    return *this;
  }
  FactBuilder& Day(const char* iso) { return Time(iso, &fact_.time); }
  FactBuilder& Month(int year, int month) {
    fact_.time.start = FromCivil(year, month, 1);
    fact_.time.stop = FromCivil(year, month, DaysInMonth(year, month));
    return *this;
  }
  FactBuilder& OwnDate() {
    fact_.evidence.push_back({"start", Span{at_ + 6, at_ + 12}, "test"});
    return *this;
  }
  FactBuilder& At(const char* id, double lat, double lon) {
    fact_.place = Ref(id, NameKind::kSettlement, "");
    fact_.place->name.lat = lat;
    fact_.place->name.lon = lon;
    return *this;
  }
  FactBuilder& Actor(const char* id, const char* country) {
    fact_.actors.push_back(Ref(id, NameKind::kArmedGroup, country));
    return *this;
  }
  FactBuilder& Target(const char* id, NameKind kind, const char* country) {
    fact_.targets.push_back(Ref(id, kind, country));
    return *this;
  }
  FactBuilder& Person(const char* id, const char* country) {
    return Target(id, NameKind::kPerson, country);
  }
  FactBuilder& Who(const char* id, const char* country) {
    fact_.who.push_back(Ref(id, NameKind::kGovernment, country));
    return *this;
  }
  FactBuilder& Speaker(const char* id, SpeakerType type) {
    tadwin::Speaker speaker;
    speaker.id = speaker.text = id;
    speaker.type = type;
    fact_.speaker = speaker;
    return *this;
  }
  FactBuilder& Commitment(const char* topic, const char* due) {
    fact_.kind = FactKind::kCommitment;
    fact_.what_key = topic;
    return Time(due, &fact_.due);
  }
  FactBuilder& Level(const char* key, double n, const char* at) {
    return Number(FactKind::kLevel, key, n, at, at);
  }
  FactBuilder& Tally(const char* key, double n, const char* from, const char* to) {
    return Number(FactKind::kTally, key, n, from, to);
  }

  Fact Get() {
    fact_.id = Hash64Hex(fact_.doc_sha256 + FactKindName(fact_.kind) + std::to_string(at_));
    return fact_;
  }

 private:
  static NamedRef Ref(const char* id, NameKind kind, const char* country) {
    NamedRef ref;
    ref.text = id;
    ref.name.id = id;
    ref.name.name_en = id;
    ref.name.kind = kind;
    ref.name.country = country;
    return ref;
  }
  FactBuilder& Time(const char* iso, TimeValue* time) {
    if (*iso == '\0') return *this;
    const Result<DateInterval> when = ParseIsoDate(iso);
    TADWIN_CHECK(when.has_value(), "a test gives a date that is none");
    time->start = when->start;
    time->stop = when->stop;
    return *this;
  }
  FactBuilder& Number(FactKind kind, const char* key, double n, const char* from, const char* to) {
    fact_.kind = kind;
    fact_.what_key = fact_.what = key;
    fact_.n = n;
    fact_.quantity = Quantity{n, n, n};
    Time(from, &fact_.time);
    if (*to != '\0') fact_.time.stop = ParseIsoDate(to)->stop;
    return *this;
  }

  uint32_t at_;
  Fact fact_;
};

// Everything of the incidents as text.
inline std::string Dump(const std::vector<Incident>& incidents) {
  std::string text;
  for (const Incident& incident : incidents) {
    text += incident.id + "|" + incident.kind + "|" + incident.title + "\n";
    for (const std::string& fact : incident.facts) text += " " + fact;
    for (const std::string& origin : incident.origins) text += " <" + origin;
    for (const IncidentField& field : incident.fields) {
      text += "\n " + field.field + (field.contested ? "!" : "") + field.rule;
      for (const FieldValue& value : field.values) {
        text += "\n  " + value.value + "|" + value.label + (value.preferred ? "*" : "") +
                std::to_string(value.documents);
        for (const std::string& origin : value.origins) text += " <" + origin;
        for (const std::string& fact : value.facts) text += " " + fact;
        for (const std::string& speaker : value.speakers) text += " " + speaker;
      }
    }
    for (const auto& [fact, reason] : incident.why) text += "\n " + fact + ": " + reason;
    text += "\n";
  }
  return text;
}

// A small world with many near misses: few days, places, targets, documents.
inline Fact MakeFact(std::mt19937& random, uint32_t at) {
  const auto pick = [&](std::initializer_list<const char*> of) {
    return *(of.begin() + static_cast<long>(random() % of.size()));
  };
  FactBuilder fact(pick({"a", "b", "c", "d", "e"}), at);
  switch (random() % 10) {
    case 0:
      return fact
          .Level(pick({"troops:US:IQ", "sites"}), static_cast<double>(random() % 5),
                 pick({"", "2020", "2020-08"}))
          .Get();
    case 1:
      return fact
          .Tally(pick({"attacks", "arrests"}), static_cast<double>(random() % 5), "2020-07-01",
                 pick({"2020-09-30", "2020-07-31"}))
          .Get();
    case 2:
      return fact
          .Commitment(pick({"withdrawal", "elections", ""}),
                      pick({"", "2020-09-30", "2020-10-31", "2021"}))
          .Who(pick({"us", "iq"}), pick({"US", "IQ"}))
          .Get();
    default: break;
  }
  fact.Event(pick({"ASSAULT", "ASSAULT", "ASSAULT", "CONSULT", "RETREAT"}),
             pick({"rocket", "drone", "other", "assassination", "interception"}));
  if (random() % 4 != 0) fact.Day(pick({"2020-09-14", "2020-09-15", "2020-09-16", "2020-09"}));
  if (random() % 3 == 0) fact.OwnDate();
  switch (random() % 4) {
    case 0: fact.At("baghdad", 33.3, 44.4); break;
    case 1: fact.At("airport", 33.26, 44.23); break;
    case 2: fact.At("basra", 30.5, 47.8); break;
    default: break;
  }
  if (random() % 2 == 0) fact.Target(pick({"embassy", "convoy"}), NameKind::kFacility, "US");
  if (random() % 4 == 0) fact.Person(pick({"general", "minister"}), "IR");
  if (random() % 2 == 0) fact.Actor(pick({"group_a", "group_b"}), "IQ");
  Fact made = fact.Get();
  if (random() % 4 == 0) made.killed = Quantity{1, static_cast<double>(1 + random() % 3), 9};
  if (random() % 8 == 0) made.status = FactStatus::kDenied;
  if (random() % 8 == 0) made.status = FactStatus::kThreatened;
  if (random() % 10 == 0) made.evidence.push_back({"another", Span{at, at + 2}, "test"});
  if (random() % 2 == 0) made.wording = pick({"0000000a0000000b", "0000000b0000000c", "0000000d"});
  if (random() % 8 == 0) made.credit = pick({"reuters", "afp"});
  return made;
}

inline std::vector<Fact> MakeWorld(uint32_t seed, size_t size) {
  std::mt19937 random(seed);
  std::vector<Fact> facts;
  for (uint32_t i = 0; i < size; ++i) facts.push_back(MakeFact(random, 10 + 37 * i));
  return facts;
}

// With the rules built into the program.
inline const Linker& BuiltInLinker() {
  static const Linker* const linker = [] {
    std::vector<Error> errors;
    std::vector<rules::RuleFile> files;
    for (rules::RuleFile& file : rules::BuiltInFiles()) {
      if (file.path.rfind("ar/link/", 0) == 0 || file.path.rfind("ar/normalise/", 0) == 0) {
        files.push_back(std::move(file));
      }
    }
    const rules::RuleSet rules = rules::RuleSet::Parse(files, &errors);
    auto* made = new Linker(Linker::Create(rules, &errors));
    TADWIN_CHECK(errors.empty(), "the linker's rules have mistakes");
    return made;
  }();
  return *linker;
}

}  // namespace tadwin::link

#endif  // TADWIN_LINK_TEST_FACTS_H_

// Facts built by hand for the tests of the linker.
//
// Example: FactBuilder("a", 10).Event("ASSAULT", "rocket").Day("2020-09-15").Get()

#ifndef TADWIN_LINK_TEST_FACTS_H_
#define TADWIN_LINK_TEST_FACTS_H_

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

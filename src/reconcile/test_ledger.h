// Facts and incidents built by hand for the tests of reconciling.
//
// Example: Ledger l; l.Add("e1", "a.txt").Violence("rocket").Day("2020-09-15"); l.Group({"e1"});

#ifndef TADWIN_RECONCILE_TEST_LEDGER_H_
#define TADWIN_RECONCILE_TEST_LEDGER_H_

#include <algorithm>
#include <deque>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "base/check.h"
#include "model/fact.h"
#include "model/incident.h"
#include "reconcile/fields.h"
#include "reconcile/ledger_view.h"
#include "rules/source.h"
#include "rules/table.h"

namespace tadwin::reconcile {

inline NamedRef MakeRef(const std::string& text, NameKind kind, const std::string& country = "",
                        const std::string& id = "-") {
  NamedRef ref;
  ref.text = text;
  ref.name.id = id == "-" ? text : id;
  ref.name.name_en = text;
  ref.name.kind = kind;
  ref.name.country = country;
  return ref;
}

class FactMaker {
 public:
  explicit FactMaker(Fact* fact) : fact_(fact) {}

  FactMaker& Event(const char* plover, const char* subtype, const char* mode = "") {
    fact_->kind = FactKind::kEvent;
    fact_->plover = plover;
    fact_->subtype = subtype;
    fact_->mode = mode;
    return *this;
  }
  FactMaker& Violence(const char* subtype) { return Event("ASSAULT", subtype); }
  FactMaker& Counted(FactKind kind, const char* key, double n) {
    fact_->kind = kind;
    fact_->what = fact_->what_key = key;
    fact_->n = n;
    return *this;
  }
  FactMaker& Due(const char* iso) {
    fact_->kind = FactKind::kCommitment;
    fact_->due.start = ParseIsoDate(iso)->start;
    fact_->due.stop = ParseIsoDate(iso)->stop;
    return *this;
  }
  FactMaker& Day(const char* iso) { return Time(iso, iso); }
  FactMaker& Time(const char* from, const char* to) {
    fact_->time.start = ParseIsoDate(from)->start;
    fact_->time.stop = ParseIsoDate(to)->stop;
    return *this;
  }
  FactMaker& Told(const char* iso) {
    fact_->told = *ParseIsoDate(iso);
    return *this;
  }
  FactMaker& At(uint32_t begin, uint32_t sentence) {
    fact_->span = {begin, begin + 5};
    fact_->sentence = sentence;
    return *this;
  }
  FactMaker& Status(FactStatus status) {
    fact_->status = status;
    return *this;
  }
  FactMaker& Said(const char* text, SpeakerType type) {
    fact_->status = FactStatus::kAttributed;
    fact_->speaker.emplace();
    fact_->speaker->text = fact_->speaker->id = text;
    fact_->speaker->type = type;
    return *this;
  }
  FactMaker& Rule(const char* rule) {
    fact_->rules.push_back(rule);
    return *this;
  }
  FactMaker& Actor(NamedRef ref) {
    fact_->actors.push_back(std::move(ref));
    return *this;
  }
  FactMaker& Target(NamedRef ref) {
    fact_->targets.push_back(std::move(ref));
    return *this;
  }
  FactMaker& Place(const char* id, const char* country, double lat, double lon) {
    fact_->place = MakeRef(id, NameKind::kSettlement, country);
    fact_->place->name.lat = lat;
    fact_->place->name.lon = lon;
    return *this;
  }
  FactMaker& Killed(double n) {
    fact_->killed = Quantity{n, n, n};
    return *this;
  }
  FactMaker& Outcome(tadwin::Outcome outcome) {
    fact_->outcome = outcome;
    return *this;
  }

 private:
  Fact* fact_;
};

class TestLedger {
 public:
  FactMaker Add(const std::string& id, const std::string& doc) {
    Fact fact;
    fact.id = id;
    fact.doc = doc;
    fact.doc_sha256 = "sha of " + doc;
    fact.span = {static_cast<uint32_t>(100 * facts_.size()),
                 static_cast<uint32_t>(100 * facts_.size() + 5)};
    fact.sentence = static_cast<uint32_t>(facts_.size());
    facts_.push_back(std::move(fact));
    return FactMaker(&facts_.back());
  }

  // Makes an incident of facts that were added; its id is that of the first with "i:" before it.
  void Group(const std::vector<std::string>& ids) {
    Incident incident;
    incident.id = "i:" + ids.front();
    incident.title = "title of " + ids.front();
    incident.facts = ids;
    std::sort(incident.facts.begin(), incident.facts.end());
    std::map<std::string, std::map<std::string, FieldValue>> fields;
    for (const Fact& fact : facts_) {
      if (std::find(ids.begin(), ids.end(), fact.id) == ids.end()) continue;
      incident.kind = FactKindName(fact.kind);
      const auto put = [&](const char* field, const std::string& value) {
        if (value.empty()) return;
        FieldValue& told = fields[field][value];
        told.value = told.label = value;
        told.facts.push_back(fact.id);
      };
      put("status", FactStatusName(fact.status));
      put("type", fact.plover);
      put("subtype", fact.subtype);
      if (const auto when = IntervalOf(fact.time)) put("start", IntervalText(*when));
      if (fact.place) put("place", fact.place->name.id);
      if (fact.killed) put("killed", NumberText(*fact.killed->best));
      put("series", fact.kind == FactKind::kTally ? fact.what_key : "");
    }
    for (auto& [name, values] : fields) {
      IncidentField field;
      field.field = name;
      for (auto& [value, told] : values) {
        std::sort(told.facts.begin(), told.facts.end());
        field.values.push_back(told);
      }
      field.values.front().preferred = true;
      incident.fields.push_back(std::move(field));
    }
    incidents_.push_back(std::move(incident));
  }
  // Every fact that no group holds becomes an incident of its own.
  void GroupRest() {
    std::vector<std::string> rest;
    for (const Fact& fact : facts_) {
      const bool held = std::any_of(incidents_.begin(), incidents_.end(), [&](const Incident& i) {
        return std::find(i.facts.begin(), i.facts.end(), fact.id) != i.facts.end();
      });
      if (!held) rest.push_back(fact.id);
    }
    for (const std::string& id : rest) Group({id});
  }

  const LedgerView& View() {
    list_.assign(facts_.begin(), facts_.end());
    view_ = std::make_unique<LedgerView>(list_, incidents_);
    return *view_;
  }
  // The same in another order: nothing may hang on it.
  const LedgerView& Shuffled(uint32_t seed) {
    std::mt19937 random(seed);
    list_.assign(facts_.begin(), facts_.end());
    std::shuffle(list_.begin(), list_.end(), random);
    std::shuffle(incidents_.begin(), incidents_.end(), random);
    view_ = std::make_unique<LedgerView>(list_, incidents_);
    return *view_;
  }

 private:
  std::deque<Fact> facts_;
  std::vector<Fact> list_;
  std::vector<Incident> incidents_;
  std::unique_ptr<LedgerView> view_;
};

// The rules built into the program, those that reconciling reads.
inline const rules::RuleSet& BuiltInRules() {
  static const auto* const rules = [] {
    std::vector<Error> errors;
    std::vector<rules::RuleFile> files;
    for (rules::RuleFile& file : rules::BuiltInFiles()) {
      for (const char* folder : {"ar/link/", "ar/quantity/", "ar/actor/"}) {
        if (file.path.rfind(folder, 0) == 0 && file.path.find(".tsv") != std::string::npos) {
          files.push_back(file);
        }
      }
    }
    auto* made = new rules::RuleSet(rules::RuleSet::Parse(files, &errors));
    TADWIN_CHECK(errors.empty(), "the rules of reconciling have mistakes");
    return made;
  }();
  return *rules;
}

// Blank-separated words as they are: tests write theirs in Latin letters.
inline std::vector<std::string> WordsOfTest(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const size_t blank = std::min(text.find(' '), text.size());
    if (blank > 0) words.emplace_back(text.substr(0, blank));
    text.remove_prefix(std::min(blank + 1, text.size()));
  }
  return words;
}

}  // namespace tadwin::reconcile

#endif  // TADWIN_RECONCILE_TEST_LEDGER_H_

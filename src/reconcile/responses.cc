#include "reconcile/responses.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "reconcile/fields.h"

namespace tadwin::reconcile {
namespace {

// Of the day an incident begins on; empty for all time.
std::string LabelOf(Date day, Period period) {
  const std::string iso = ToIso(day);
  switch (period) {
    case Period::kNone: return {};
    case Period::kMonth: return iso.substr(0, 7);
    case Period::kQuarter:
      return iso.substr(0, 4) + "-Q" + std::to_string((ToCivil(day).month + 2) / 3);
    case Period::kYear: return iso.substr(0, 4);
  }
  return {};
}

// A date wider than the period cannot be put into one.
bool FitsPeriod(const DateInterval& when, Period period) {
  return LabelOf(when.start, period) == LabelOf(when.stop, period);
}

struct Sets {
  std::set<std::string> attacks;
  std::set<std::string> stated;
  std::set<std::string> inferred;
  std::set<std::string> assumed;
};

using Key = std::tuple<std::string, std::string, std::string>;  // side, against, period

class Report {
 public:
  Report(const LedgerView& ledger, const SideReader& sides, const ResponseOptions& options)
      : ledger_(ledger), sides_(sides), options_(options) {}

  void AddAttack(const Incident& incident) {
    if (PreferredText(incident, "type") != "ASSAULT" || !HasHappened(incident)) return;
    const Sides sides = sides_.Of(ledger_.FactsOf(incident));
    if (sides.doers.empty() || sides.victims.empty()) {
      out_.no_side.push_back(incident.id);
      return;
    }
    const auto when = WhenOf(incident);
    if (!when || !FitsPeriod(*when, options_.period)) {
      out_.undated.push_back(incident.id);
      return;
    }
    const std::string period = LabelOf(when->start, options_.period);
    for (const Side& doer : sides.doers) {
      for (const Side& victim : sides.victims) {
        if (doer.key == victim.key) continue;
        Sets& sets = At(victim, doer, period);
        sets.attacks.insert(incident.id);
        if (victim.assumed || doer.assumed) sets.assumed.insert(incident.id);
      }
    }
  }

  void AddResponse(const Relation& relation) {
    out_.responses.push_back(relation);
    const Incident* answer = ledger_.FindIncident(relation.from);
    if (answer == nullptr) return;
    const auto when = WhenOf(*answer);
    if (!when || !FitsPeriod(*when, options_.period)) return;
    Sides sides = sides_.Of(ledger_.FactsOf(*answer));
    // Whom a response is to is the attacker, where the response itself does not say.
    const Incident* attack = ledger_.FindIncident(relation.to);
    if (attack != nullptr) {
      const Sides attacked = sides_.Of(ledger_.FactsOf(*attack));
      if (sides.victims.empty()) sides.victims = attacked.doers;
      if (sides.doers.empty()) sides.doers = attacked.victims;
    }
    const std::string period = LabelOf(when->start, options_.period);
    for (const Side& doer : sides.doers) {
      for (const Side& victim : sides.victims) {
        if (doer.key == victim.key) continue;
        Sets& sets = At(doer, victim, period);
        (relation.stated ? sets.stated : sets.inferred).insert(relation.from);
        if (victim.assumed || doer.assumed) sets.assumed.insert(relation.from);
      }
    }
  }

  ResponseReport Finish() {
    for (auto& [key, sets] : rows_) {
      ResponseRow row;
      row.side.key = std::get<0>(key);
      row.against.key = std::get<1>(key);
      row.period = std::get<2>(key);
      row.side.label = labels_[row.side.key];
      row.against.label = labels_[row.against.key];
      for (const std::string& stated : sets.stated) sets.inferred.erase(stated);
      row.attacks.assign(sets.attacks.begin(), sets.attacks.end());
      row.stated.assign(sets.stated.begin(), sets.stated.end());
      row.inferred.assign(sets.inferred.begin(), sets.inferred.end());
      row.assumed.assign(sets.assumed.begin(), sets.assumed.end());
      if (!row.attacks.empty()) {
        row.ratio = static_cast<double>(row.stated.size() + row.inferred.size()) /
                    static_cast<double>(row.attacks.size());
      }
      out_.rows.push_back(std::move(row));
    }
    return std::move(out_);
  }

 private:
  Sets& At(const Side& side, const Side& against, const std::string& period) {
    if (!options_.by_side) return rows_[{"", "", period}];
    for (const Side* one : {&side, &against}) {
      // One label for a side, whatever incident names it first.
      const auto [at, is_new] = labels_.emplace(one->key, one->label);
      if (!is_new) at->second = std::min(at->second, one->label);
    }
    return rows_[{side.key, against.key, period}];
  }

  const LedgerView& ledger_;
  const SideReader& sides_;
  const ResponseOptions& options_;
  std::map<std::string, std::string> labels_;  // by side
  std::map<Key, Sets> rows_;
  ResponseReport out_;
};

}  // namespace

ResponseReport ReportResponses(const LedgerView& ledger, const std::vector<Relation>& relations,
                               const SideReader& sides, const ResponseOptions& options) {
  Report report(ledger, sides, options);
  for (const Incident& incident : ledger.incidents()) {
    if (incident.kind == FactKindName(FactKind::kEvent)) report.AddAttack(incident);
  }
  for (const Relation& relation : relations) {
    if (relation.kind == "response") report.AddResponse(relation);
  }
  return report.Finish();
}

}  // namespace tadwin::reconcile

#include "reconcile/tallies.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "reconcile/places.h"

namespace tadwin::reconcile {
namespace {

constexpr char kOther[] = "other";

// How one incident stands to one tally: it is counted, may be, or is not.
struct Match {
  bool counted = true;
  std::string open;  // the first thing that is not told
  void Leave() { counted = false; }
  void LeaveOpen(const char* what) {
    if (open.empty()) open = what;
  }
};

// An event with what is compared of it.
struct Event {
  const Incident* incident = nullptr;
  std::vector<const Fact*> facts;
  std::optional<DateInterval> when;
  std::string plover;
  std::string subtype;
  std::string country;
};

std::string CountryOf(const std::vector<const Fact*>& facts) {
  std::map<std::string, size_t> counts;
  for (const Fact* fact : facts) {
    if (fact->place && !fact->place->name.country.empty()) ++counts[fact->place->name.country];
  }
  std::string most;
  for (const auto& [country, count] : counts) {
    if (most.empty() || count > counts[most]) most = country;
  }
  return most;
}

std::vector<Event> ReadEvents(const LedgerView& ledger) {
  std::vector<Event> events;
  for (const Incident& incident : ledger.incidents()) {
    if (incident.kind != FactKindName(FactKind::kEvent) || !HasHappened(incident)) continue;
    Event event;
    event.incident = &incident;
    event.facts = ledger.FactsOf(incident);
    event.when = WhenOf(incident);
    event.plover = PreferredText(incident, "type");
    event.subtype = PreferredText(incident, "subtype");
    event.country = CountryOf(event.facts);
    if (event.when) events.push_back(std::move(event));
  }
  std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
    return std::tuple(a.when->start, a.when->stop, std::string_view(a.incident->id)) <
           std::tuple(b.when->start, b.when->stop, std::string_view(b.incident->id));
  });
  return events;
}

// The country that more than half of the placed events of these documents lie in.
std::string CountryOfDocuments(const LedgerView& ledger, const std::vector<const Fact*>& tallies) {
  std::map<std::string, size_t> counts;
  size_t placed = 0;
  std::set<std::string> documents;
  for (const Fact* tally : tallies) documents.insert(LedgerView::DocumentKey(*tally));
  for (const std::string& document : documents) {
    for (const Fact* fact : ledger.documents().at(document)) {
      if (fact->kind != FactKind::kEvent || !fact->place) continue;
      if (fact->place->name.country.empty()) continue;
      ++placed;
      ++counts[fact->place->name.country];
    }
  }
  for (const auto& [country, count] : counts) {
    if (2 * count > placed) return country;
  }
  return {};
}

const std::optional<Quantity>& TollOf(const Fact& fact, Counted counts) {
  static const std::optional<Quantity> kNone;
  switch (counts) {
    case Counted::kKilled: return fact.killed;
    case Counted::kInjured: return fact.injured;
    case Counted::kDetained: return fact.detained;
    case Counted::kMissing: return fact.missing;
    default: return kNone;
  }
}

// The preferred toll of an incident as a number; 0 when none is told.
double PeopleOf(const Event& event, Counted counts) {
  const FieldValue* preferred = PreferredValue(*event.incident, CountedName(counts));
  if (preferred == nullptr) return 0;
  for (const Fact* fact : event.facts) {
    const bool says_so =
        std::binary_search(preferred->facts.begin(), preferred->facts.end(), fact->id);
    if (says_so && TollOf(*fact, counts)) return BestOf(*TollOf(*fact, counts));
  }
  return 0;
}

class Matcher {
 public:
  Matcher(const TallyRules& rules, const TallyScope& scope, const TallyRecord& tally,
          const std::optional<NamedRef>& place)
      : rules_(rules), scope_(scope), tally_(tally), place_(place) {}

  Match Of(const Event& event) const {
    Match match;
    CheckType(event, &match);
    if (match.counted) CheckTime(event, &match);
    if (match.counted) CheckPlace(event, &match);
    if (match.counted) CheckAim(event, &match);
    return match;
  }

 private:
  void CheckType(const Event& event, Match* match) const {
    const auto& types = scope_.plover;
    if (!types.empty() && std::find(types.begin(), types.end(), event.plover) == types.end()) {
      return match->Leave();
    }
    if (scope_.subtype.empty() || scope_.subtype == event.subtype) return;
    if (event.subtype.empty() || event.subtype == kOther) return match->LeaveOpen("means");
    match->Leave();
  }

  void CheckTime(const Event& event, Match* match) const {
    if (IsWithin(*event.when, *tally_.period)) return;
    if (AreApart(*event.when, *tally_.period)) return match->Leave();
    match->LeaveOpen("day");
  }

  void CheckPlace(const Event& event, Match* match) const {
    if (!tally_.country.empty() && !event.country.empty() && tally_.country != event.country) {
      return match->Leave();
    }
    if (!place_) {
      if (!tally_.country.empty() && event.country.empty()) match->LeaveOpen("place");
      return;
    }
    PlaceFit best = PlaceFit::kApart;
    bool told = false;
    for (const Fact* fact : event.facts) {
      if (!fact->place) continue;
      told = true;
      best = std::min(best, ComparePlaces(*place_, *fact->place));
    }
    if (!told || best == PlaceFit::kOpen) return match->LeaveOpen("place");
    if (best == PlaceFit::kApart) match->Leave();
  }

  void CheckAim(const Event& event, Match* match) const {
    if (scope_.aim.empty()) return;
    bool told = false;
    for (const Fact* fact : event.facts) {
      for (const NamedRef& target : fact->targets) {
        told = true;
        if (rules_.IsAim(scope_.aim, target.text)) return;
      }
    }
    if (told) return match->Leave();
    match->LeaveOpen("target");
  }

  const TallyRules& rules_;
  const TallyScope& scope_;
  const TallyRecord& tally_;
  const std::optional<NamedRef>& place_;
};

TallyRecord ReadTally(const LedgerView& ledger, const Incident& incident,
                      const std::vector<const Fact*>& facts) {
  TallyRecord out;
  const Fact& first = *facts.front();
  out.incident = incident.id;
  out.n = first.n.value_or(BestOf(first.quantity));
  out.range = RangeOf(first);
  out.what =
      PreferredLabel(incident, "series").empty() ? first.what : PreferredLabel(incident, "series");
  out.key = first.what_key;
  out.scope = PreferredText(incident, "series");
  if (out.scope.empty()) out.scope = out.key;
  out.period = WhenOf(incident);
  for (const Fact* fact : facts) {
    out.tellings.push_back(TellingOf(*fact));
    if (!fact->place || !out.place.empty()) continue;
    out.place = fact->place->text;
    out.country = fact->place->name.country;
  }
  if (out.place.empty()) {
    out.country = CountryOfDocuments(ledger, facts);
    out.country_told = false;
  }
  return out;
}

void Itemise(const std::vector<Event>& events, const std::vector<const Fact*>& facts,
             const TallyRules& rules, TallyRecord* tally) {
  const TallyScope scope = rules.ScopeOf(tally->scope);
  tally->counts = scope.counts;
  if (scope.counts == Counted::kNothing) {
    tally->why_not = "it counts nothing that an incident of a ledger is";
  } else if (!tally->period) {
    tally->why_not = "its period is not told";
  }
  if (!tally->why_not.empty()) return;
  std::optional<NamedRef> place;
  for (const Fact* fact : facts) {
    if (fact->place && !place) place = fact->place;
  }
  const Matcher matcher(rules, scope, *tally, place);
  for (const Event& event : events) {
    const Match match = matcher.Of(event);
    if (!match.counted) continue;
    TallyItem item;
    item.incident = event.incident->id;
    item.title = event.incident->title;
    item.when = PreferredText(*event.incident, "start");
    item.certain = match.open.empty();
    item.open = match.open;
    if (scope.counts != Counted::kIncidents) item.counts_for = PeopleOf(event, scope.counts);
    if (item.counts_for <= 0) continue;
    (item.certain ? tally->itemised : tally->possible) += item.counts_for;
    tally->items.push_back(std::move(item));
  }
  std::stable_sort(tally->items.begin(), tally->items.end(),
                   [](const TallyItem& a, const TallyItem& b) { return a.certain > b.certain; });
}

std::string TellerOf(const Telling& telling) { return telling.doc + "\x1f" + telling.speaker; }

bool HasSharedTeller(const TallyRecord& a, const TallyRecord& b) {
  for (const Telling& one : a.tellings) {
    for (const Telling& other : b.tellings) {
      if (TellerOf(one) == TellerOf(other)) return true;
    }
  }
  return false;
}

bool HasSharedDocument(const TallyRecord& a, const TallyRecord& b) {
  for (const Telling& one : a.tellings) {
    for (const Telling& other : b.tellings) {
      if (one.doc == other.doc) return true;
    }
  }
  return false;
}

std::string Phrase(const TallyRecord& tally) {
  return NumberText(tally.n) + " in " + IntervalText(*tally.period);
}

// `inner` within `outer`, or the same.
void Compare(const TallyRecord& inner, const TallyRecord& outer,
             std::vector<TallyConflict>* conflicts) {
  const auto add = [&](const char* kind, const std::string& reason) {
    conflicts->push_back({kind, inner.incident, outer.incident, reason});
  };
  if (inner.period == outer.period) {
    if (AreApart(inner.range, outer.range) && !HasSharedTeller(inner, outer)) {
      add("contradiction", Phrase(inner) + " against " + Phrase(outer));
    }
    return;
  }
  if (inner.range.low > outer.range.high) {
    const bool is_decrease = inner.period->start == outer.period->start;
    add(is_decrease ? "decrease" : "part over whole",
        Phrase(inner) + " is more than " + Phrase(outer) +
            (is_decrease ? ", counted from the same day to a later one" : ", which holds it"));
    return;
  }
  if (inner.n == outer.n && inner.n > 0 && HasSharedDocument(inner, outer)) {
    add("same number", Phrase(inner) + " and in " + IntervalText(*outer.period));
  }
}

// The head of a scope with its aim: "25 attacks on convoys" and "25 convoy attacks".
std::string GroupOf(const TallyRecord& tally) { return tally.scope + "\x1f" + tally.country; }

std::vector<TallyConflict> FindConflicts(const std::vector<TallyRecord>& tallies) {
  std::map<std::string, std::vector<const TallyRecord*>> groups;
  for (const TallyRecord& tally : tallies) {
    if (tally.period && !tally.scope.empty()) groups[GroupOf(tally)].push_back(&tally);
  }
  std::vector<TallyConflict> conflicts;
  for (const auto& [scope, group] : groups) {
    for (size_t i = 0; i < group.size(); ++i) {
      for (size_t j = i + 1; j < group.size(); ++j) {
        const TallyRecord& a = *group[i];
        const TallyRecord& b = *group[j];
        // A narrower place may have fewer in the same time.
        const bool one_place = a.place == b.place || a.place.empty() || b.place.empty();
        if (!one_place || !(a.country_told == b.country_told || HasSharedDocument(a, b))) continue;
        if (IsWithin(*a.period, *b.period)) {
          if (a.place.empty() || a.place == b.place || a.period != b.period) {
            Compare(a, b, &conflicts);
          }
        } else if (IsWithin(*b.period, *a.period)) {
          Compare(b, a, &conflicts);
        }
      }
    }
  }
  return conflicts;
}

}  // namespace

TallyReport ReconcileTallies(const LedgerView& ledger, const TallyRules& rules) {
  const std::vector<Event> events = ReadEvents(ledger);
  TallyReport report;
  for (const Incident& incident : ledger.incidents()) {
    if (incident.kind != FactKindName(FactKind::kTally)) continue;
    // Documents that count one thing in one period are one incident, whatever numbers they give.
    std::map<double, std::vector<const Fact*>> by_number;
    for (const Fact* fact : ledger.FactsOf(incident)) {
      by_number[fact->n.value_or(BestOf(fact->quantity))].push_back(fact);
    }
    for (const auto& [n, facts] : by_number) {
      TallyRecord tally = ReadTally(ledger, incident, facts);
      Itemise(events, facts, rules, &tally);
      report.tallies.push_back(std::move(tally));
    }
  }
  std::sort(
      report.tallies.begin(), report.tallies.end(), [](const TallyRecord& a, const TallyRecord& b) {
        const auto key = [](const TallyRecord& t) {
          return std::tuple(std::string_view(t.scope), std::string_view(t.what),
                            !t.period.has_value(), t.period ? t.period->start : Date{},
                            t.period ? t.period->stop : Date{}, t.n, std::string_view(t.incident));
        };
        return key(a) < key(b);
      });
  report.conflicts = FindConflicts(report.tallies);
  return report;
}

}  // namespace tadwin::reconcile

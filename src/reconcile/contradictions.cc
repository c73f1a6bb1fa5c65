#include "reconcile/contradictions.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <tuple>

#include "reconcile/fields.h"
#include "reconcile/parties.h"
#include "reconcile/places.h"

namespace tadwin::reconcile {
namespace {

constexpr uint32_t kLeadSentences = 4;  // as in rules/ar/link/weights.tsv: the lead sums up

using Facts = std::vector<const Fact*>;
using ValueOf = std::function<std::string(const Fact&)>;  // empty: tells none
using Exclude = std::function<bool(const Fact&, const Fact&)>;

std::string TellerOf(const Fact& fact) {
  if (!fact.speaker) return {};
  return fact.speaker->id.empty() ? fact.speaker->text : fact.speaker->id;
}

// Things that did not (yet) happen may be told with any number or date.
bool IsOfTheWorld(const Fact& fact) {
  return fact.kind != FactKind::kEvent || fact.status == FactStatus::kAsserted ||
         fact.status == FactStatus::kAttributed || fact.status == FactStatus::kBackground ||
         fact.status == FactStatus::kAlleged;
}

// The values of one field that one document tells of one incident, where some exclude others.
std::vector<ContradictingValue> Contradicting(const Facts& facts, const ValueOf& value_of,
                                              const Exclude& exclude) {
  std::map<std::string, Facts> by_value;
  for (const Fact* fact : facts) {
    if (!IsOfTheWorld(*fact)) continue;
    if (const std::string value = value_of(*fact); !value.empty()) by_value[value].push_back(fact);
  }
  std::set<std::string> kept;
  for (const auto& [one, one_facts] : by_value) {
    for (const auto& [other, other_facts] : by_value) {
      if (one < other && exclude(*one_facts.front(), *other_facts.front())) {
        kept.insert({one, other});
      }
    }
  }
  std::vector<ContradictingValue> out;
  for (const std::string& value : kept) {
    ContradictingValue told;
    told.value = value;
    told.begin = by_value[value].front()->span.begin;
    for (const Fact* fact : by_value[value]) told.tellings.push_back(TellingOf(*fact));
    out.push_back(std::move(told));
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
    return std::tie(a.begin, a.value) < std::tie(b.begin, b.value);
  });
  return out;
}

// Whether one speaker, or the article itself, tells two of the values.
bool HasSameTeller(const LedgerView& ledger, const std::vector<ContradictingValue>& values) {
  std::map<std::string, size_t> first;
  for (size_t i = 0; i < values.size(); ++i) {
    for (const Telling& telling : values[i].tellings) {
      const Fact* fact = ledger.FindFact(telling.fact);
      if (fact == nullptr) continue;
      const auto [found, is_new] = first.emplace(TellerOf(*fact), i);
      if (!is_new && found->second != i) return true;
    }
  }
  return false;
}

struct FieldRule {
  const char* field;
  ValueOf value_of;
  Exclude exclude;
};

FieldRule TimeRule(const char* field, TimeValue Fact::* time) {
  return {field,
          [time](const Fact& fact) {
            const auto when = IntervalOf(fact.*time);
            return when ? IntervalText(*when) : std::string();
          },
          [time](const Fact& a, const Fact& b) {
            return AreApart(*IntervalOf(a.*time), *IntervalOf(b.*time));
          }};
}

std::string QuantityText(const Quantity& quantity) {
  const NumberRange range = RangeOf(quantity);
  if (quantity.best && range.low == *quantity.best && range.high == *quantity.best) {
    return NumberText(*quantity.best);
  }
  if (!quantity.high && !quantity.best) return NumberText(range.low) + "+";
  return NumberText(range.low) + "-" + NumberText(range.high);
}

FieldRule TollRule(const char* field, std::optional<Quantity> Fact::* toll) {
  return {
      field,
      [toll](const Fact& fact) { return fact.*toll ? QuantityText(*(fact.*toll)) : std::string(); },
      [toll](const Fact& a, const Fact& b) {
        return AreApart(RangeOf(*(a.*toll)), RangeOf(*(b.*toll)));
      }};
}

bool IsFailure(Outcome outcome) {
  return outcome == Outcome::kFoiled || outcome == Outcome::kFailed;
}

const std::vector<FieldRule>& EventRules() {
  static const std::vector<FieldRule> kRules = {
      TimeRule("start", &Fact::time),
      TollRule("killed", &Fact::killed),
      TollRule("injured", &Fact::injured),
      TollRule("detained", &Fact::detained),
      TollRule("missing", &Fact::missing),
      {"place", [](const Fact& fact) { return fact.place ? fact.place->text : std::string(); },
       [](const Fact& a, const Fact& b) {
         return ComparePlaces(*a.place, *b.place) == PlaceFit::kApart;
       }},
      {"outcome",
       [](const Fact& fact) {
         return fact.outcome == Outcome::kCarriedOut || IsFailure(fact.outcome)
                    ? std::string(OutcomeName(fact.outcome))
                    : std::string();
       },
       [](const Fact& a, const Fact& b) { return IsFailure(a.outcome) != IsFailure(b.outcome); }}};
  return kRules;
}

const std::vector<FieldRule>& CommitmentRules() {
  static const std::vector<FieldRule> kRules = {TimeRule("due", &Fact::due),
                                                TimeRule("made_on", &Fact::made_on)};
  return kRules;
}

void FindInIncident(const LedgerView& ledger, const Incident& incident,
                    std::vector<Contradiction>* out) {
  const bool is_event = incident.kind == FactKindName(FactKind::kEvent);
  if (!is_event && incident.kind != FactKindName(FactKind::kCommitment)) return;
  std::map<std::string, Facts> documents;
  for (const Fact* fact : ledger.FactsOf(incident)) {
    documents[LedgerView::DocumentKey(*fact)].push_back(fact);
  }
  for (const auto& [key, facts] : documents) {
    if (facts.size() < 2) continue;
    for (const FieldRule& rule : is_event ? EventRules() : CommitmentRules()) {
      Contradiction found;
      found.values = Contradicting(facts, rule.value_of, rule.exclude);
      if (found.values.size() < 2) continue;
      found.doc = facts.front()->doc;
      found.doc_sha256 = facts.front()->doc_sha256;
      found.field = rule.field;
      found.rule = "one incident";
      found.incidents = {incident.id};
      found.title = incident.title;
      found.same_teller = HasSameTeller(ledger, found.values);
      // Parts of one course of events may differ in outcome and spot.
      found.certain = found.field != "outcome" && found.field != "place";
      out->push_back(std::move(found));
    }
  }
}

// The same day or month of neighbouring years.
bool IsYearApart(const DateInterval& a, const DateInterval& b) {
  const CivilDate one = ToCivil(a.start);
  const CivilDate other = ToCivil(b.start);
  const int years = one.year - other.year;
  if (one.month != other.month || (years != 1 && years != -1)) return false;
  const bool are_days = a.start == a.stop && b.start == b.stop;
  return !are_days || one.day == other.day;
}

bool IsViolence(const Fact& fact) {
  if (fact.kind == FactKind::kTally) return fact.what_key.rfind("attacks", 0) == 0;
  return fact.kind == FactKind::kEvent && fact.plover == "ASSAULT";
}

// Kinds of things that lead and body may both tell of.
bool AreOfOneKind(const Fact& a, const Fact& b) {
  if (IsViolence(a) && IsViolence(b)) return true;
  return a.kind == FactKind::kEvent && b.kind == FactKind::kEvent && a.plover == b.plover &&
         a.subtype == b.subtype;
}

// A month or less, or the beginning of a period: what a writer gives a month and year for. A whole
// month, quarter or year is compared with others on purpose, and "in a year" begins on the day of
// the document.
std::optional<DateInterval> WrittenDate(const Fact& fact) {
  const auto when = IntervalOf(fact.time);
  if (!when) return std::nullopt;
  if (fact.kind == FactKind::kTally) {
    const CivilDate from = ToCivil(when->start);
    if (from.day == 1) return std::nullopt;
    if (fact.told) {
      const CivilDate told = ToCivil(fact.told->start);
      if (told.month == from.month && told.day == from.day) return std::nullopt;
    }
    return DateInterval{when->start,
                        FromCivil(from.year, from.month, DaysInMonth(from.year, from.month))};
  }
  if (when->stop.days - when->start.days > 31) return std::nullopt;
  return when;
}

void FindYearSlips(const LedgerView& ledger, const Facts& facts, std::vector<Contradiction>* out) {
  for (const Fact* lead : facts) {
    if (lead->sentence >= kLeadSentences || !IsOfTheWorld(*lead)) continue;
    const auto lead_date = WrittenDate(*lead);
    if (!lead_date || lead->kind != FactKind::kEvent) continue;
    for (const Fact* body : facts) {
      if (body->sentence <= lead->sentence || !IsOfTheWorld(*body)) continue;
      const auto body_date = WrittenDate(*body);
      if (!body_date || !AreOfOneKind(*lead, *body) || !IsYearApart(*lead_date, *body_date)) {
        continue;
      }
      const Incident* first = ledger.IncidentOf(*lead);
      const Incident* second = ledger.IncidentOf(*body);
      if (first == nullptr || second == nullptr || first == second) continue;
      Contradiction found;
      found.doc = lead->doc;
      found.doc_sha256 = lead->doc_sha256;
      found.field = "start";
      found.rule = "same date, another year";
      found.incidents = {first->id, second->id};
      found.title = first->title;
      found.certain = false;
      found.values = {{IntervalText(*lead_date), lead->span.begin, {TellingOf(*lead)}},
                      {IntervalText(*body_date), body->span.begin, {TellingOf(*body)}}};
      found.same_teller = TellerOf(*lead) == TellerOf(*body);
      out->push_back(std::move(found));
      break;  // one is enough to make a reader look
    }
  }
}

// The day or month something is due, not a period.
std::optional<DateInterval> WrittenDue(const Fact& fact) {
  const auto due = IntervalOf(fact.due);
  if (fact.kind != FactKind::kCommitment || !due || due->stop.days - due->start.days > 31) {
    return std::nullopt;
  }
  return due;
}

bool ToldBefore(const Fact* a, const Fact* b) { return a->span.begin < b->span.begin; }

// What is told nearest to a promise whose day had passed, and due on that day of another year.
const Fact* FindDueOfAnotherYear(const LedgerView& ledger, const Facts& facts, const Fact& late,
                                 const DateInterval& passed) {
  const auto distance = [&late](const Fact& other) {
    return late.span.begin > other.span.begin ? late.span.begin - other.span.begin
                                              : other.span.begin - late.span.begin;
  };
  const Fact* nearest = nullptr;
  for (const Fact* open : facts) {
    const auto due = WrittenDue(*open);
    if (!due || due->stop < late.told->start || !IsYearApart(passed, *due)) continue;
    const Incident* incident = ledger.IncidentOf(*open);
    if (incident == nullptr || incident == ledger.IncidentOf(late)) continue;
    if (nearest == nullptr || distance(*open) < distance(*nearest)) nearest = open;
  }
  return nearest;
}

// Due on a day that had passed when it was told, while something else of the document is due on
// that day of the year to come. Dates to come alone may be a schedule.
void FindDueSlips(const LedgerView& ledger, const Facts& facts, std::vector<Contradiction>* out) {
  for (const Fact* late : facts) {
    const auto passed = WrittenDue(*late);
    if (!passed || !late->told || passed->stop >= late->told->start) continue;
    const Fact* open = FindDueOfAnotherYear(ledger, facts, *late, *passed);
    if (open == nullptr || ledger.IncidentOf(*late) == nullptr) continue;
    Contradiction found;
    found.doc = late->doc;
    found.doc_sha256 = late->doc_sha256;
    found.field = "due";
    found.rule = "same date, another year";
    found.certain = false;
    found.same_teller = TellerOf(*late) == TellerOf(*open);
    for (const Fact* fact : {std::min(late, open, ToldBefore), std::max(late, open, ToldBefore)}) {
      found.incidents.push_back(ledger.IncidentOf(*fact)->id);
      found.values.push_back(
          {IntervalText(*WrittenDue(*fact)), fact->span.begin, {TellingOf(*fact)}});
    }
    found.title = ledger.FindIncident(found.incidents.front())->title;
    out->push_back(std::move(found));
  }
}

void FindDatesAhead(const LedgerView& ledger, const Facts& facts, std::vector<Contradiction>* out) {
  for (const Fact* fact : facts) {
    const auto when = IntervalOf(fact->time);
    if (fact->kind != FactKind::kEvent || !when || !fact->told || !IsOfTheWorld(*fact)) continue;
    if (when->start <= fact->told->stop) continue;
    const Incident* incident = ledger.IncidentOf(*fact);
    Contradiction found;
    found.doc = fact->doc;
    found.doc_sha256 = fact->doc_sha256;
    found.field = "start";
    found.rule = "after the document";
    if (incident != nullptr) {
      found.incidents = {incident->id};
      found.title = incident->title;
    }
    found.same_teller = true;
    found.values = {{IntervalText(*when), fact->span.begin, {TellingOf(*fact)}},
                    {"published " + IntervalText(*fact->told), 0, {}}};
    out->push_back(std::move(found));
  }
}

}  // namespace

std::vector<Contradiction> FindContradictions(const LedgerView& ledger) {
  std::vector<Contradiction> out;
  for (const Incident& incident : ledger.incidents()) FindInIncident(ledger, incident, &out);
  for (const auto& [key, facts] : ledger.documents()) {
    FindYearSlips(ledger, facts, &out);
    FindDueSlips(ledger, facts, &out);
    FindDatesAhead(ledger, facts, &out);
  }
  std::sort(out.begin(), out.end(), [](const Contradiction& a, const Contradiction& b) {
    const auto key = [](const Contradiction& c) {
      return std::tie(c.doc, c.doc_sha256, c.values.front().begin, c.field, c.rule, c.incidents);
    };
    return key(a) < key(b);
  });
  return out;
}

}  // namespace tadwin::reconcile

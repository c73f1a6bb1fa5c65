#include "reconcile/due.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "reconcile/fields.h"
#include "reconcile/parties.h"

namespace tadwin::reconcile {
namespace {

constexpr int32_t kGraceDays = 7;         // done this long after the due date still is in time
constexpr int32_t kLateDays = 180;        // done later than this is another story
constexpr int32_t kWidestEventDays = 31;  // an event dated no closer tells nothing about a due date

// An event that may show what became of a commitment.
struct Sign {
  const Fact* fact = nullptr;
  bool both_parties = false;
  PartyKeys actors;
  PartyKeys others;                 // targets, and the actors again: a meeting has no direction
  std::set<std::string> countries;  // of its place and targets
};

using SignsByTopic = std::map<std::string, std::vector<Sign>>;
using SignIndex = std::map<std::pair<std::string, std::string>, std::vector<const Sign*>>;

bool IsKnownBy(const Fact& fact, Date as_of) { return !fact.told || fact.told->start <= as_of; }

bool IsClaim(const Fact& fact) {
  return fact.status == FactStatus::kAsserted || fact.status == FactStatus::kAttributed;
}

bool DidNotHappen(const Fact& fact) {
  return fact.status == FactStatus::kDenied ||
         (IsClaim(fact) && (fact.outcome == Outcome::kFailed || fact.outcome == Outcome::kFoiled));
}

SignsByTopic CollectSigns(const std::vector<Fact>& facts, const Fulfilment& fulfilment,
                          Date as_of) {
  SignsByTopic deeds;
  for (const Fact& fact : facts) {
    if (!IsKnownBy(fact, as_of) || !(IsClaim(fact) || DidNotHappen(fact))) continue;
    for (const Deed* row : fulfilment.DeedsOf(fact)) {
      Sign sign;
      sign.fact = &fact;
      sign.both_parties = row->both_parties;
      AddPartyKeys(fact.actors, &sign.actors);
      sign.others = sign.actors;
      AddPartyKeys(fact.targets, &sign.others);
      AddCountries(fact.targets, &sign.countries);
      if (fact.place && !fact.place->name.country.empty()) {
        sign.countries.insert(fact.place->name.country);
      }
      deeds[row->topic].push_back(std::move(sign));
    }
  }
  return deeds;
}

SignIndex IndexByParty(const SignsByTopic& deeds) {
  SignIndex index;
  for (const auto& [topic, of_topic] : deeds) {
    for (const Sign& sign : of_topic) {
      for (const std::string& key : sign.actors) index[{topic, key}].push_back(&sign);
    }
  }
  return index;
}

// What one commitment's state is reckoned from.
struct Promise {
  std::vector<const Fact*> facts;   // known by the day asked for
  PartyKeys doers;                  // who has to do it
  PartyKeys others;                 // whom it is promised to, or who demands it
  std::set<std::string> countries;  // that a place may lie in; empty: any
  std::optional<Date> since;        // when it was made or first told
};

bool IsUltimatum(const Fact& fact) {
  return std::any_of(fact.rules.begin(), fact.rules.end(), [](const std::string& rule) {
    return rule.rfind("commitment/ultimatum", 0) == 0;
  });
}

Promise MakePromise(std::vector<const Fact*> facts) {
  Promise promise;
  std::optional<Date> made;
  std::optional<Date> told;
  const auto earliest = [](const std::optional<Date>& date, std::optional<Date>* out) {
    if (date && (!*out || *date < **out)) *out = date;
  };
  std::set<std::string> other_countries;
  for (const Fact* fact : facts) {
    const bool turned = IsUltimatum(*fact);  // the other party has to do it
    const std::vector<NamedRef>& doers = turned ? fact->to_whom : fact->who;
    const std::vector<NamedRef>& others = turned ? fact->who : fact->to_whom;
    AddPartyKeys(doers, &promise.doers);
    AddPartyKeys(others, &promise.others);
    AddCountries(doers, &promise.countries);
    AddCountries(others, &other_countries);
    earliest(fact->made_on.start, &made);
    if (fact->told) earliest(fact->told->start, &told);
  }
  if (other_countries.empty()) {
    promise.countries.clear();
  } else {
    promise.countries.insert(other_countries.begin(), other_countries.end());
  }
  promise.since = made ? made : told;
  promise.facts = std::move(facts);
  return promise;
}

// Whether an event is told in the very sentence that tells the commitment: there it is what was
// promised, not what was done.
bool IsItsOwnSentence(const Promise& promise, const Fact& event) {
  return std::any_of(promise.facts.begin(), promise.facts.end(), [&](const Fact* fact) {
    return fact->doc_sha256 == event.doc_sha256 && fact->doc == event.doc &&
           fact->sentence == event.sentence;
  });
}

bool FitsPlace(const Promise& promise, const Sign& sign) {
  if (promise.countries.empty() || sign.countries.empty()) return true;
  return std::any_of(sign.countries.begin(), sign.countries.end(), [&](const std::string& country) {
    return promise.countries.count(country) > 0;
  });
}

std::vector<const Sign*> SignsOf(const Promise& promise, const std::string& topic,
                                 const SignIndex& index) {
  std::vector<const Sign*> found;
  for (const std::string& key : promise.doers) {
    const auto at = index.find({topic, key});
    if (at == index.end()) continue;
    for (const Sign* sign : at->second) {
      if (IsItsOwnSentence(promise, *sign->fact) || !FitsPlace(promise, *sign)) continue;
      if (sign->both_parties && SharedKey(promise.others, sign->others).empty()) continue;
      found.push_back(sign);
    }
  }
  std::sort(found.begin(), found.end(), [](const Sign* a, const Sign* b) {
    const auto key = [](const Sign* sign) {
      const Fact& fact = *sign->fact;
      return std::tuple(fact.time.start.value_or(Date{INT32_MAX}),
                        fact.told ? fact.told->start : Date{INT32_MAX}, std::string_view(fact.id));
    };
    return key(a) < key(b);
  });
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

class Follower {
 public:
  Follower(const SignIndex& index, const TopicOf& topic_of, const DueOptions& options)
      : index_(index), topic_of_(topic_of), options_(options) {}

  DueCommitment Follow(const Incident& incident, std::vector<const Fact*> facts) const;

 private:
  void ReadDueDates(const Incident& incident, const Promise& promise, DueCommitment* out) const;
  static void FindMove(DueCommitment* out);
  static bool ReadWithdrawal(const Promise& promise, DueCommitment* out);
  bool ReadSigns(const Promise& promise, DueCommitment* out) const;
  void ReadCalendar(DueCommitment* out) const;
  // The day after which every due date that stands has passed.
  static Date LastDue(const DueCommitment& commitment);
  bool IsDatedSign(const Promise& promise, const Fact& event, Date last) const;

  const SignIndex& index_;
  const TopicOf& topic_of_;
  const DueOptions& options_;
};

void Follower::ReadDueDates(const Incident& incident, const Promise& promise,
                            DueCommitment* out) const {
  const IncidentField* field = FieldOf(incident, "due");
  if (field == nullptr) return;
  bool has_current = false;
  for (const FieldValue& value : field->values) {
    const std::optional<DateInterval> when = ReadInterval(value.value);
    if (!when) continue;
    DueDate due;
    due.value = value.value;
    due.when = *when;
    std::set<std::string> speakers;
    for (const Fact* fact : promise.facts) {
      if (std::find(value.facts.begin(), value.facts.end(), fact->id) == value.facts.end()) {
        continue;
      }
      due.facts.push_back(fact->id);
      speakers.insert(fact->speaker ? fact->speaker->text : "");
      if (!fact->told) continue;
      due.first_told = std::min(due.first_told.value_or(fact->told->start), fact->told->start);
      due.last_told = std::max(due.last_told.value_or(fact->told->stop), fact->told->stop);
    }
    if (due.facts.empty()) continue;  // told only later
    due.speakers.assign(speakers.begin(), speakers.end());
    due.current = value.preferred;
    has_current |= value.preferred;
    out->due.push_back(std::move(due));
  }
  std::sort(out->due.begin(), out->due.end(), [](const DueDate& a, const DueDate& b) {
    return std::tie(a.when.start, a.when.stop) < std::tie(b.when.start, b.when.stop);
  });
  if (!has_current && !out->due.empty()) out->due.front().current = true;
  for (const DueDate& a : out->due) {
    for (const DueDate& b : out->due) out->contested |= AreApart(a.when, b.when);
  }
}

// A date moved when every telling of the new one comes after every telling of all others.
void Follower::FindMove(DueCommitment* out) {
  if (!out->contested) return;
  DueDate* latest = nullptr;
  for (DueDate& due : out->due) {
    if (!due.first_told || !due.last_told) return;
    if (latest == nullptr || *due.first_told > *latest->first_told) latest = &due;
  }
  const DueDate* before = nullptr;
  for (const DueDate& due : out->due) {
    if (&due == latest || !AreApart(due.when, latest->when)) continue;
    if (*due.last_told >= *latest->first_told) return;
    if (before == nullptr || *due.last_told > *before->last_told) before = &due;
  }
  if (before == nullptr) return;
  out->moved_from = before->value;
  out->state_facts = before->facts;
  out->state_facts.insert(out->state_facts.end(), latest->facts.begin(), latest->facts.end());
  out->reason = "moved from " + before->value + " (told until " + ToIso(*before->last_told) +
                ") to " + latest->value + " (told from " + ToIso(*latest->first_told) + ")";
  for (DueDate& due : out->due) due.current = &due == latest;
}

bool Follower::ReadWithdrawal(const Promise& promise, DueCommitment* out) {
  std::optional<Date> denied;
  std::optional<Date> affirmed;
  bool undated = false;
  std::vector<std::string> denials;
  for (const Fact* fact : promise.facts) {
    const bool is_denial = fact->status == FactStatus::kDenied;
    if (is_denial) denials.push_back(fact->id);
    if (!fact->told) {
      undated = true;
      continue;
    }
    std::optional<Date>& latest = is_denial ? denied : affirmed;
    latest = std::max(latest.value_or(fact->told->start), fact->told->start);
  }
  if (denials.empty()) return false;
  const bool only_denied = denials.size() == promise.facts.size();
  if (!only_denied && (undated || !denied || !affirmed || *denied <= *affirmed)) return false;
  out->state = DueState::kWithdrawn;
  out->state_facts = std::move(denials);
  out->reason = only_denied ? "every telling denies the commitment"
                            : "denied on " + ToIso(*denied) + ", after it was last told on " +
                                  ToIso(*affirmed);
  return true;
}

Date Follower::LastDue(const DueCommitment& commitment) {
  Date last = commitment.current()->when.stop;
  if (!commitment.moved_from.empty()) return last;
  for (const DueDate& due : commitment.due) last = std::max(last, due.when.stop);
  return last;
}

bool Follower::IsDatedSign(const Promise& promise, const Fact& event, Date last) const {
  if (!event.time.start || !event.time.stop || !promise.since) return false;
  const Date start = *event.time.start;
  if (event.time.stop->days - start.days > kWidestEventDays) return false;
  if (event.told && start > event.told->stop) return false;  // still ahead when it was told
  return start >= *promise.since && *event.time.stop <= options_.as_of &&
         start <= AddDays(last, kLateDays);
}

bool Follower::ReadSigns(const Promise& promise, DueCommitment* out) const {
  const Date last = LastDue(*out);
  const Sign* done = nullptr;
  const Fact* denied = nullptr;
  const Fact* undated = nullptr;
  for (const Sign* sign : SignsOf(promise, out->topic, index_)) {
    const Fact& fact = *sign->fact;
    if (DidNotHappen(fact)) {
      const bool later = fact.told && fact.told->start > last && options_.as_of > last;
      const bool of_then = !fact.time.start || !promise.since || *fact.time.start >= *promise.since;
      if (later && of_then && denied == nullptr) denied = &fact;
    } else if (IsDatedSign(promise, fact, last)) {
      if (done == nullptr) done = sign;
    } else if (!fact.time.start && undated == nullptr && fact.told && promise.since &&
               fact.told->start >= *promise.since) {
      undated = &fact;
    }
  }
  if (done != nullptr) {
    const Fact& fact = *done->fact;
    const bool late = *fact.time.start > AddDays(last, kGraceDays);
    out->state = late ? DueState::kLate : DueState::kMet;
    out->state_facts = {fact.id};
    out->reason = fact.plover + (fact.subtype.empty() ? "" : "/" + fact.subtype) + " on " +
                  ToIso(*fact.time.start) + " by " +
                  SharedText(SharedKey(promise.doers, done->actors)) +
                  (fact.status == FactStatus::kAttributed && fact.speaker
                       ? ", as told by " + fact.speaker->text
                       : std::string()) +
                  "; whether it was all that was promised is not told" +
                  (promise.countries.empty() || done->countries.empty()
                       ? ", nor whether the place is the one promised"
                       : "");
    if (denied == nullptr) return true;
    out->state = DueState::kUnknown;
    out->state_facts.push_back(denied->id);
    out->reason = "told both ways: done on " + ToIso(*fact.time.start) + ", and not done";
    return true;
  }
  if (denied != nullptr) {
    out->state = DueState::kMissed;
    out->state_facts = {denied->id};
    out->reason = "told on " + ToIso(denied->told->start) + ", after the due date, as not happened";
    return true;
  }
  if (undated != nullptr && last < options_.as_of) {
    out->state = DueState::kUnknown;
    out->state_facts = {undated->id};
    out->reason = "the due date passed; a deed of the kind is told by the party, but not when";
    return true;
  }
  return false;
}

void Follower::ReadCalendar(DueCommitment* out) const {
  const Date last = LastDue(*out);
  const bool moved = !out->moved_from.empty();
  const std::string told = moved ? "; " + out->reason : "";
  if (last < options_.as_of) {
    out->state = DueState::kUnknown;
    out->reason = "the due date passed, and no fact tells what became of it" + told;
    return;
  }
  Date next = last;
  bool passed = false;
  for (const DueDate& due : out->due) {
    if (moved && !due.current) continue;
    if (due.when.stop < options_.as_of) {
      passed = true;
    } else {
      next = std::min(next, due.when.stop);
    }
  }
  const int32_t days = next.days - options_.as_of.days;
  if (moved) {
    out->state = DueState::kMoved;
    return;
  }
  out->state = days <= options_.within ? DueState::kDue : DueState::kOpen;
  out->reason =
      days == 0 ? "due today" : "due in " + std::to_string(days) + (days == 1 ? " day" : " days");
  if (out->contested) {
    out->reason += passed ? "; told with several due dates, of which one passed"
                          : "; told with several due dates";
  }
}

DueCommitment Follower::Follow(const Incident& incident, std::vector<const Fact*> facts) const {
  const Promise promise = MakePromise(std::move(facts));
  DueCommitment out;
  out.incident = incident.id;
  out.who = PreferredLabel(incident, "who");
  out.to_whom = PreferredLabel(incident, "to_whom");
  out.what = PreferredLabel(incident, "what");
  out.made_on = PreferredLabel(incident, "made_on");
  std::set<std::string> statuses;
  for (const Fact* fact : promise.facts) {
    out.facts.push_back(fact->id);
    statuses.insert(FactStatusName(fact->status));
    if (out.topic.empty()) out.topic = topic_of_(*fact);
  }
  out.statuses.assign(statuses.begin(), statuses.end());
  ReadDueDates(incident, promise, &out);
  FindMove(&out);
  if (ReadWithdrawal(promise, &out)) return out;
  if (out.due.empty()) {
    out.reason = "no due date is told";
    return out;
  }
  if (!ReadSigns(promise, &out)) ReadCalendar(&out);
  return out;
}

}  // namespace

const char* DueStateName(DueState state) {
  switch (state) {
    case DueState::kOpen: return "open";
    case DueState::kDue: return "due";
    case DueState::kMoved: return "moved";
    case DueState::kMet: return "met";
    case DueState::kLate: return "late";
    case DueState::kMissed: return "missed";
    case DueState::kWithdrawn: return "withdrawn";
    case DueState::kUnknown: return "unknown";
    case DueState::kUndated: return "undated";
  }
  return "unknown";
}

const DueDate* DueCommitment::current() const {
  for (const DueDate& date : due) {
    if (date.current) return &date;
  }
  return nullptr;
}

DueList FollowUp(const std::vector<Fact>& facts, const std::vector<Incident>& incidents,
                 const Fulfilment& fulfilment, const TopicOf& topic_of, const DueOptions& options) {
  const SignsByTopic deeds = CollectSigns(facts, fulfilment, options.as_of);
  const SignIndex index = IndexByParty(deeds);
  std::unordered_map<std::string, const Fact*> by_id;
  for (const Fact& fact : facts) by_id[fact.id] = &fact;
  const Follower follower(index, topic_of, options);
  DueList out;
  for (const Incident& incident : incidents) {
    if (incident.kind != FactKindName(FactKind::kCommitment)) continue;
    std::vector<const Fact*> known;
    for (const std::string& id : incident.facts) {
      const auto found = by_id.find(id);
      if (found != by_id.end() && IsKnownBy(*found->second, options.as_of)) {
        known.push_back(found->second);
      }
    }
    if (known.empty()) {
      ++out.told_later;
    } else {
      out.commitments.push_back(follower.Follow(incident, std::move(known)));
    }
  }
  std::sort(out.commitments.begin(), out.commitments.end(),
            [](const DueCommitment& a, const DueCommitment& b) {
              const auto key = [](const DueCommitment& c) {
                const DueDate* due = c.current();
                return std::tuple(due == nullptr, due == nullptr ? Date{} : due->when.stop,
                                  due == nullptr ? Date{} : due->when.start,
                                  std::string_view(c.incident));
              };
              return key(a) < key(b);
            });
  return out;
}

}  // namespace tadwin::reconcile

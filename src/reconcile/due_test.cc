#include "reconcile/due.h"

#include <gtest/gtest.h>

#include <deque>
#include <functional>
#include <map>

#include "reconcile/fulfilment.h"

namespace tadwin::reconcile {
namespace {

constexpr char kTopics[] = "topic\tstems\nwithdrawal\tx\nnegotiation\ty\n";
constexpr char kDeeds[] =
    "topic\tplover\tmode\tsubtype\tparties\tnote\n"
    "withdrawal\tRETREAT\t*\twithdrawal\tone\t\n"
    "negotiation\tCONSULT\t-\tmeeting\tboth\t\n";

Fulfilment Load(const std::string& deeds, std::vector<Error>* errors) {
  const rules::RuleSet rules = rules::RuleSet::Parse(
      {{"ar/link/fulfilment.tsv", deeds}, {"ar/link/topic.tsv", kTopics}}, errors);
  return Fulfilment::Load(rules, errors);
}

NamedRef Party(const std::string& id, const std::string& country,
               NameKind kind = NameKind::kGovernment) {
  NamedRef ref;
  ref.text = ref.name.id = id;
  ref.name.country = country;
  ref.name.kind = kind;
  return ref;
}

DateInterval When(const std::string& iso) { return *ParseIsoDate(iso); }

// A ledger of one commitment, "us_government will withdraw by ...", and what is told of it.
class Ledger {
 public:
  Ledger() { incident_.id = "incident", incident_.kind = "commitment"; }

  Fact& Promise(const std::string& told, const std::string& due) {
    Fact& fact = Add(told);
    fact.kind = FactKind::kCommitment;
    fact.commitment_what = "withdrawal";
    fact.who = {Party("us_government", "US")};
    if (!due.empty()) {
      fact.due.start = When(due).start;
      fact.due.stop = When(due).stop;
      dues_[due].facts.push_back(fact.id);
    }
    incident_.facts.push_back(fact.id);
    return fact;
  }

  Fact& Event(const std::string& told, const std::string& day) {
    Fact& fact = Add(told);
    fact.plover = "RETREAT";
    fact.subtype = "withdrawal";
    fact.actors = {Party("us_government", "US")};
    if (!day.empty()) {
      fact.time.start = When(day).start;
      fact.time.stop = When(day).stop;
    }
    return fact;
  }

  DueList List(const std::string& as_of) const {
    Incident incident = incident_;
    IncidentField field;
    field.field = "due";
    for (const auto& [value, told] : dues_) {
      field.values.push_back(told);
      field.values.back().value = field.values.back().label = value;
      field.values.back().preferred = field.values.size() == 1;
    }
    if (!field.values.empty()) incident.fields.push_back(field);
    std::vector<Error> errors;
    const Fulfilment fulfilment = Load(kDeeds, &errors);
    EXPECT_TRUE(errors.empty());
    return FollowUp({facts_.begin(), facts_.end()}, {incident}, fulfilment,
                    [](const Fact& fact) { return fact.commitment_what; },
                    {.as_of = When(as_of).start, .within = 30});
  }

  DueCommitment As(const std::string& as_of) const {
    const DueList list = List(as_of);
    EXPECT_EQ(list.commitments.size(), 1u);
    return list.commitments.empty() ? DueCommitment{} : list.commitments.front();
  }

 private:
  Fact& Add(const std::string& told) {
    Fact& fact = facts_.emplace_back();
    fact.id = "f" + std::to_string(facts_.size());
    fact.doc = "d" + std::to_string(facts_.size());
    fact.told = When(told);
    return fact;
  }

  std::deque<Fact> facts_;  // references stay good
  Incident incident_;
  std::map<std::string, FieldValue> dues_;
};

using Ids = std::vector<std::string>;

TEST(Due, OpenThenDueThenUnknown) {
  Ledger ledger;
  ledger.Promise("2020-07-01", "2020-09-30");
  EXPECT_EQ(ledger.As("2020-07-02").state, DueState::kOpen);
  EXPECT_EQ(ledger.As("2020-08-30").state, DueState::kOpen);
  EXPECT_EQ(ledger.As("2020-08-31").state, DueState::kDue);
  EXPECT_EQ(ledger.As("2020-09-30").state, DueState::kDue);
  const DueCommitment passed = ledger.As("2020-10-01");
  EXPECT_EQ(passed.state, DueState::kUnknown);
  EXPECT_TRUE(passed.state_facts.empty());
}

TEST(Due, ToldAfterTheDayIsNotKnownYet) {
  Ledger ledger;
  ledger.Promise("2020-07-01", "2020-09-30");
  EXPECT_TRUE(ledger.List("2020-06-30").commitments.empty());
  EXPECT_EQ(ledger.List("2020-06-30").told_later, 1u);
  ledger.Event("2020-12-01", "2020-09-20");
  EXPECT_EQ(ledger.As("2020-11-01").state, DueState::kUnknown);
  EXPECT_EQ(ledger.As("2020-12-01").state, DueState::kMet);
}

TEST(Due, MetUpToAWeekAfterThenLate) {
  for (const auto& [day, state] : std::map<std::string, DueState>{
           {"2020-06-30", DueState::kUnknown},  // before it was promised
           {"2020-07-01", DueState::kMet},
           {"2020-10-07", DueState::kMet},
           {"2020-10-08", DueState::kLate},
           {"2021-03-29", DueState::kLate},
           {"2021-03-30", DueState::kUnknown}}) {
    Ledger ledger;
    ledger.Promise("2020-07-01", "2020-09-30");
    ledger.Event("2021-05-01", day);
    const DueCommitment commitment = ledger.As("2021-06-01");
    EXPECT_EQ(commitment.state, state) << day;
    EXPECT_EQ(commitment.state_facts, state == DueState::kUnknown ? Ids{} : Ids{"f2"}) << day;
  }
}

TEST(Due, OtherDeedsPartiesAndPlacesShowNothing) {
  const std::map<std::string, std::function<void(Fact*)>> changes = {
      {"type", [](Fact* fact) { fact->subtype = "handover"; }},
      {"planned", [](Fact* fact) { fact->status = FactStatus::kPlanned; }},
      {"threatened", [](Fact* fact) { fact->status = FactStatus::kThreatened; }},
      {"party", [](Fact* fact) { fact->actors = {Party("iq_government", "IQ")}; }},
      {"armed group",
       [](Fact* fact) { fact->actors = {Party("us_militia", "US", NameKind::kArmedGroup)}; }},
      {"anybody's forces",
       [](Fact* fact) { fact->actors = {Party("forces", "", NameKind::kMilitary)}; }},
      {"place", [](Fact* fact) { fact->place = Party("syria", "SY", NameKind::kCountry); }},
      {"own sentence", [](Fact* fact) { fact->doc = "d1"; }},
      {"still ahead", [](Fact* fact) { fact->told = When("2020-08-01"); }},
      {"wide date", [](Fact* fact) { fact->time.stop = When("2020-11-30").stop; }}};
  for (const auto& [name, change] : changes) {
    Ledger ledger;
    ledger.Promise("2020-07-01", "2020-09-30").to_whom = {Party("iq_government", "IQ")};
    change(&ledger.Event("2020-10-01", "2020-09-20"));
    EXPECT_EQ(ledger.As("2021-01-01").state, DueState::kUnknown) << name;
  }
}

TEST(Due, OrganOfTheSameStateMeetsIt) {
  Ledger ledger;
  ledger.Promise("2020-07-01", "2020-09-30").to_whom = {Party("iq_government", "IQ")};
  Fact& event = ledger.Event("2020-10-01", "2020-09-20");
  event.actors = {Party("us_military", "US", NameKind::kMilitary)};
  event.place = Party("geo:1", "IQ", NameKind::kSettlement);
  EXPECT_EQ(ledger.As("2020-10-02").state, DueState::kMet);
}

TEST(Due, UltimatumIsMetByThePartyItIsPutTo) {
  Ledger ledger;
  Fact& demand = ledger.Promise("2020-07-01", "2020-09-30");
  demand.rules = {"commitment/ultimatum"};
  demand.who = {Party("iq_government", "IQ")};
  demand.to_whom = {Party("us_government", "US")};
  ledger.Event("2020-10-01", "2020-09-20");
  EXPECT_EQ(ledger.As("2020-10-02").state, DueState::kMet);
}

TEST(Due, MeetingsNeedBothParties) {
  for (const bool with_both : {false, true}) {
    Ledger ledger;
    Fact& promise = ledger.Promise("2020-07-01", "2020-09-30");
    promise.commitment_what = "negotiation";
    promise.to_whom = {Party("iq_government", "IQ")};
    Fact& event = ledger.Event("2020-10-01", "2020-09-20");
    event.plover = "CONSULT";
    event.subtype = "meeting";
    event.targets = {with_both ? Party("iq_government", "IQ") : Party("fr_government", "FR")};
    EXPECT_EQ(ledger.As("2020-10-02").state, with_both ? DueState::kMet : DueState::kUnknown);
  }
}

TEST(Due, MissedNeedsALaterDenial) {
  Ledger early;
  early.Promise("2020-07-01", "2020-09-30");
  early.Event("2020-09-01", "").status = FactStatus::kDenied;
  EXPECT_EQ(early.As("2020-10-02").state, DueState::kUnknown);
  Ledger later;
  later.Promise("2020-07-01", "2020-09-30");
  later.Event("2020-10-01", "").status = FactStatus::kDenied;
  EXPECT_EQ(later.As("2020-10-02").state, DueState::kMissed);
  EXPECT_EQ(later.As("2020-10-02").state_facts, Ids{"f2"});
  Ledger failed;
  failed.Promise("2020-07-01", "2020-09-30");
  failed.Event("2020-10-01", "2020-09-29").outcome = Outcome::kFailed;
  EXPECT_EQ(failed.As("2020-10-02").state, DueState::kMissed);
}

TEST(Due, ToldBothWaysIsUnknown) {
  Ledger ledger;
  ledger.Promise("2020-07-01", "2020-09-30");
  ledger.Event("2020-10-01", "2020-09-20");
  ledger.Event("2020-10-01", "").status = FactStatus::kDenied;
  EXPECT_EQ(ledger.As("2020-10-02").state, DueState::kUnknown);
  EXPECT_EQ(ledger.As("2020-10-02").state_facts, (Ids{"f2", "f3"}));
}

TEST(Due, DeedWithoutADateDecidesNothing) {
  Ledger ledger;
  ledger.Promise("2020-07-01", "2020-09-30");
  ledger.Event("2020-10-01", "");
  EXPECT_EQ(ledger.As("2020-10-02").state, DueState::kUnknown);
  EXPECT_EQ(ledger.As("2020-10-02").state_facts, Ids{"f2"});
}

TEST(Due, LaterTellingMovesTheDate) {
  Ledger ledger;
  ledger.Promise("2020-07-01", "2020-09-30");
  ledger.Promise("2020-08-01", "2020-10-31");
  EXPECT_TRUE(ledger.As("2020-07-15").moved_from.empty());
  const DueCommitment moved = ledger.As("2020-10-02");
  EXPECT_EQ(moved.state, DueState::kMoved);
  EXPECT_EQ(moved.moved_from, "2020-09-30");
  EXPECT_EQ(moved.current()->value, "2020-10-31");
  EXPECT_EQ(moved.state_facts, (Ids{"f1", "f2"}));
  const DueCommitment passed = ledger.As("2020-11-01");
  EXPECT_EQ(passed.state, DueState::kUnknown);
  EXPECT_EQ(passed.moved_from, "2020-09-30");
}

TEST(Due, DatesToldAtTheSameTimeAreContestedNotMoved) {
  Ledger ledger;
  ledger.Promise("2020-07-01", "2020-09-30");
  ledger.Promise("2020-07-01", "2020-10-31");
  const DueCommitment commitment = ledger.As("2020-10-02");
  EXPECT_TRUE(commitment.contested);
  EXPECT_TRUE(commitment.moved_from.empty());
  EXPECT_EQ(commitment.due.size(), 2u);
  EXPECT_EQ(commitment.state, DueState::kDue);
  EXPECT_EQ(ledger.As("2020-11-01").state, DueState::kUnknown);
}

TEST(Due, WithdrawnWhenDeniedLater) {
  Ledger ledger;
  ledger.Promise("2020-07-01", "2020-09-30");
  ledger.Promise("2020-08-01", "2020-09-30").status = FactStatus::kDenied;
  EXPECT_EQ(ledger.As("2020-07-15").state, DueState::kOpen);
  EXPECT_EQ(ledger.As("2020-08-02").state, DueState::kWithdrawn);
  EXPECT_EQ(ledger.As("2020-08-02").state_facts, Ids{"f2"});
  ledger.Promise("2020-08-10", "2020-09-30");  // told again
  EXPECT_EQ(ledger.As("2020-08-15").state, DueState::kOpen);
}

TEST(Due, WithoutADateIsUndated) {
  Ledger ledger;
  ledger.Promise("2020-07-01", "");
  ledger.Event("2020-10-01", "2020-09-20");
  EXPECT_EQ(ledger.As("2020-10-02").state, DueState::kUndated);
}

TEST(Fulfilment, MistakesInTheTableAreTold) {
  const std::string header = "topic\tplover\tmode\tsubtype\tparties\n";
  std::vector<Error> errors;
  Load(header + "nothing\tRETREAT\t*\t*\tone\n", &errors);
  EXPECT_EQ(errors.size(), 1u);
  Load(header + "withdrawal\tRETREAT\t*\t*\tsome\n", &errors);
  EXPECT_EQ(errors.size(), 2u);
}

}  // namespace
}  // namespace tadwin::reconcile

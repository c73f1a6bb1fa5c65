#include "reconcile/stances.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "base/utf8.h"
#include "reconcile/parties.h"

namespace tadwin::reconcile {
namespace {

constexpr uint32_t kReachSentences = 2;  // how far back a lone accusation may speak of
constexpr char kNamesAnother[] = "names another as the one who did it";
constexpr char kNamesItself[] = "names itself as the one who did it";
constexpr char kSentencesBack[] = "; of the violence told last before it";

bool IsViolence(const Fact& fact) {
  return fact.kind == FactKind::kEvent && (fact.plover == "ASSAULT" || fact.plover == "COERCE");
}

bool IsSaid(const Fact& fact) {
  return fact.status == FactStatus::kAttributed || fact.status == FactStatus::kAlleged;
}

Party PartyOfSpeaker(const Speaker& speaker) { return {speaker.id, speaker.text, ""}; }

bool IsOne(const Party& a, const Party& b) {
  if (!a.id.empty() && !b.id.empty()) return a.id == b.id;
  // "the movement", and "the movement, which is tied to ...".
  const auto begins = [](const std::string& longer, const std::string& shorter) {
    return longer.size() >= shorter.size() && longer.compare(0, shorter.size(), shorter) == 0 &&
           (longer.size() == shorter.size() || longer[shorter.size()] == ' ');
  };
  return begins(a.text, b.text) || begins(b.text, a.text);
}

// Words of fewer letters name nobody: a pronoun, a relative.
bool IsName(const NamedRef& ref) { return CountCodePoints(ref.text) >= 3; }

std::vector<Party> PartiesOf(const std::vector<NamedRef>& refs) {
  std::vector<Party> parties;
  for (const NamedRef& ref : refs) {
    if (IsName(ref)) parties.push_back(PartyOf(ref));
  }
  return parties;
}

// Whoever can be said to have done it: a lorry, a crowd and a word that was not understood cannot.
std::vector<Party> DoersOf(const Fact& fact) {
  std::vector<Party> doers;
  for (const NamedRef& ref : fact.actors) {
    const NameKind kind = ref.name.kind;
    const bool can = IsOfState(ref.name) || kind == NameKind::kArmedGroup ||
                     kind == NameKind::kParty || kind == NameKind::kInternational ||
                     (kind == NameKind::kPerson && !ref.name.id.empty());
    // "forces", "attackers": nobody in particular.
    const bool is_anybody =
        ref.name.id.empty() && ref.name.country.empty() && ref.text.find(' ') == std::string::npos;
    if (can && !is_anybody && IsName(ref)) doers.push_back(PartyOf(ref));
  }
  return doers;
}

// Those who report what others did claim nothing for themselves.
bool OnlyReports(SpeakerType type) {
  return type == SpeakerType::kOutlet || type == SpeakerType::kAgency ||
         type == SpeakerType::kAnalyst || type == SpeakerType::kWitness ||
         type == SpeakerType::kMedical;
}

// Arrests are told by who makes them.
bool IsBlamable(const Fact& fact) {
  return fact.kind == FactKind::kEvent && fact.plover == "ASSAULT" && fact.subtype != "arrest" &&
         fact.subtype != "interception";
}

class Collector {
 public:
  Collector(const LedgerView& ledger, const StanceRules& rules) : ledger_(ledger), rules_(rules) {}

  std::vector<Stance> On(const Incident& incident) {
    stances_.clear();
    incident_ = &incident;
    const std::set<std::string_view> own(incident.facts.begin(), incident.facts.end());
    for (const Fact* fact : ledger_.FactsOf(incident)) {
      ReadTelling(*fact);
      ReadActsBeside(*fact, own);
    }
    std::vector<Stance> out;
    for (auto& [key, stance] : stances_) {
      std::sort(stance.tellings.begin(), stance.tellings.end(),
                [](const Telling& a, const Telling& b) {
                  return std::tuple(!a.told, a.told.value_or(Date{}), std::string_view(a.doc),
                                    std::string_view(a.fact)) <
                         std::tuple(!b.told, b.told.value_or(Date{}), std::string_view(b.doc),
                                    std::string_view(b.fact));
                });
      out.push_back(std::move(stance));
    }
    return out;
  }

 private:
  void Add(StanceKind kind, const Party& by, const std::string& type, std::vector<Party> on,
           const std::string& rule, bool certain, const Fact& shown_by) {
    if (PartyKey(by).empty()) return;
    std::erase_if(on, [&](const Party& party) { return IsOne(party, by); });
    std::sort(on.begin(), on.end(),
              [](const Party& a, const Party& b) { return PartyKey(a) < PartyKey(b); });
    on.erase(std::unique(on.begin(), on.end()), on.end());
    std::string key = PartyKey(by);
    for (const Party& party : on) key += "\x1f" + PartyKey(party);
    Stance& stance = stances_[{kind, key}];
    if (stance.tellings.empty()) {
      stance = {incident_->id, kind, by, type, std::move(on), rule, certain, {}};
    } else if (certain && !stance.certain) {
      stance.certain = true;
      stance.rule = rule;
    }
    const Telling telling = TellingOf(shown_by);
    auto& told = stance.tellings;
    if (std::find(told.begin(), told.end(), telling) == told.end()) told.push_back(telling);
  }

  void ReadTelling(const Fact& fact) {
    const std::vector<Party> actors = DoersOf(fact);
    const std::optional<StanceReading> reading = rules_.OfTelling(fact);
    if (reading && reading->kind == StanceKind::kClaimed) {
      ReadClaim(fact, actors, *reading);
      return;
    }
    if (fact.speaker) {
      const Party speaker = PartyOfSpeaker(*fact.speaker);
      const std::string type = SpeakerTypeName(fact.speaker->type);
      const bool did_it = std::any_of(actors.begin(), actors.end(),
                                      [&](const Party& actor) { return IsOne(actor, speaker); });
      if (reading && (reading->kind != StanceKind::kBlamed || !actors.empty())) {
        Add(reading->kind, speaker, type,
            reading->kind == StanceKind::kBlamed ? actors : std::vector<Party>{}, reading->row,
            true, fact);
      } else if (reading) {
        return;
      } else if (IsBlamable(fact) && IsSaid(fact) && did_it) {
        Add(StanceKind::kClaimed, speaker, type, {}, kNamesItself, true, fact);
      } else if (IsBlamable(fact) && IsSaid(fact) && !actors.empty()) {
        Add(StanceKind::kBlamed, speaker, type, actors, kNamesAnother, true, fact);
      }
    }
  }

  // Whoever is told to have done it claims it; the speaker where nobody is.
  void ReadClaim(const Fact& fact, const std::vector<Party>& actors, const StanceReading& reading) {
    if (!IsViolence(fact)) return;
    for (const Party& actor : actors) {
      Add(StanceKind::kClaimed, actor, "", {}, reading.row, true, fact);
    }
    if (!actors.empty() || !fact.speaker || OnlyReports(fact.speaker->type)) return;
    Add(StanceKind::kClaimed, PartyOfSpeaker(*fact.speaker), SpeakerTypeName(fact.speaker->type),
        {}, reading.row, true, fact);
  }

  // Accusations, denials and condemnations in the sentence of a fact of the incident, or alone in
  // one of the next.
  void ReadActsBeside(const Fact& fact, const std::set<std::string_view>& own) {
    if (!IsViolence(fact)) return;
    const auto& document = ledger_.documents().at(LedgerView::DocumentKey(fact));
    for (const Fact* act : document) {
      if (own.count(act->id) > 0 || act->sentence < fact.sentence ||
          act->sentence > fact.sentence + kReachSentences) {
        continue;
      }
      const std::optional<StanceReading> reading = rules_.OfAct(*act);
      if (!reading) continue;
      const bool beside = act->sentence == fact.sentence;
      if (beside && !IsNearestIn(document, *act, fact)) continue;
      if (!beside &&
          (reading->kind == StanceKind::kDenied || !IsLastBefore(document, *act, fact))) {
        continue;
      }
      const std::string rule = reading->row + (beside ? "" : kSentencesBack);
      const std::vector<Party> on =
          reading->kind == StanceKind::kBlamed ? PartiesOf(act->targets) : std::vector<Party>{};
      std::vector<Party> by = PartiesOf(act->actors);
      std::string type;
      if (act->speaker && by.empty()) {
        by.push_back(PartyOfSpeaker(*act->speaker));
        type = SpeakerTypeName(act->speaker->type);
      }
      for (const Party& party : by) Add(reading->kind, party, type, on, rule, beside, *act);
    }
  }

  // Whether no other violence, or event where there is none, of the sentence is nearer to the act.
  static bool IsNearestIn(const std::vector<const Fact*>& document, const Fact& act,
                          const Fact& fact) {
    const auto distance = [&](const Fact& other) {
      return std::tuple(!IsViolence(other),
                        other.span.begin > act.span.begin ? other.span.begin - act.span.begin
                                                          : act.span.begin - other.span.begin,
                        std::string_view(other.id));
    };
    return std::none_of(document.begin(), document.end(), [&](const Fact* other) {
      return other->kind == FactKind::kEvent && other->sentence == act.sentence &&
             other->id != act.id && distance(*other) < distance(fact);
    });
  }

  // Whether the act stands alone in its sentence and the fact is the last violence before it.
  static bool IsLastBefore(const std::vector<const Fact*>& document, const Fact& act,
                           const Fact& fact) {
    return std::none_of(document.begin(), document.end(), [&](const Fact* other) {
      if (!IsViolence(*other) || other->id == act.id) return false;
      return other->sentence == act.sentence ||
             (other->span.begin > fact.span.begin && other->span.begin < act.span.begin);
    });
  }

  const LedgerView& ledger_;
  const StanceRules& rules_;
  const Incident* incident_ = nullptr;
  std::map<std::pair<StanceKind, std::string>, Stance> stances_;
};

}  // namespace

Party PartyOf(const NamedRef& ref) { return {ref.name.id, ref.text, ref.name.name_en}; }

const std::string& PartyKey(const Party& party) { return party.id.empty() ? party.text : party.id; }

const std::string& PartyLabel(const Party& party) {
  return party.name_en.empty() ? party.text : party.name_en;
}

std::vector<Stance> StancesOn(const LedgerView& ledger, const Incident& incident,
                              const StanceRules& rules) {
  if (incident.kind != FactKindName(FactKind::kEvent)) return {};
  return Collector(ledger, rules).On(incident);
}

std::vector<Stance> ReadStances(const LedgerView& ledger, const StanceRules& rules) {
  std::vector<Stance> all;
  Collector collector(ledger, rules);
  for (const Incident& incident : ledger.incidents()) {
    if (incident.kind != FactKindName(FactKind::kEvent)) continue;
    for (Stance& stance : collector.On(incident)) all.push_back(std::move(stance));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Stance& a, const Stance& b) { return a.incident < b.incident; });
  return all;
}

}  // namespace tadwin::reconcile

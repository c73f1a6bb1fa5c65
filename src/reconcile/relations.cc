#include "reconcile/relations.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <tuple>
#include <utility>

#include "reconcile/places.h"

namespace tadwin::reconcile {
namespace {

constexpr char kResponse[] = "response";
constexpr char kPartOf[] = "part_of";
constexpr char kFoils[] = "foils";
constexpr uint32_t kBehindCue = 160;  // bytes: what is answered stands right behind the cue
constexpr size_t kMostEarlier = 512;  // earlier incidents that one is compared with

bool IsViolence(const Fact& fact) {
  return fact.kind == FactKind::kEvent && fact.plover == "ASSAULT";
}

bool IsFoiled(const Fact& fact) {
  return fact.outcome == Outcome::kFoiled || fact.outcome == Outcome::kIntercepted;
}

bool Foils(const Fact& fact) {
  const bool done = fact.status == FactStatus::kAsserted || fact.status == FactStatus::kAttributed;
  return done && fact.kind == FactKind::kEvent &&
         (fact.subtype == "arrest" || fact.subtype == "interception");
}

// An incident of violence or what else the rules speak of, ready to be compared.
struct Node {
  const Incident* incident = nullptr;
  std::vector<const Fact*> facts;
  std::optional<DateInterval> when;
  std::string type;
  std::string subtype;
  Sides sides;
  const NamedRef* place = nullptr;  // the preferred one
};

const NamedRef* PlaceOf(const Incident& incident, const std::vector<const Fact*>& facts) {
  const FieldValue* preferred = PreferredValue(incident, "place");
  if (preferred == nullptr) return nullptr;
  for (const Fact* fact : facts) {
    if (fact->place &&
        std::binary_search(preferred->facts.begin(), preferred->facts.end(), fact->id)) {
      return &*fact->place;
    }
  }
  return nullptr;
}

bool FitsType(const std::string& wanted, const std::string& told) {
  return wanted == "*" || wanted == told;
}

bool FitsSubtypes(const RelationRule& rule, const Node& earlier, const Node& later) {
  const bool is_same = rule.earlier_subtype == "=" || rule.later_subtype == "=";
  if (is_same) {
    return earlier.subtype == later.subtype && !later.subtype.empty() && later.subtype != "other";
  }
  return FitsType(rule.earlier_subtype, earlier.subtype) &&
         FitsType(rule.later_subtype, later.subtype);
}

bool FitsParties(const RelationRule& rule, const Node& earlier, const Node& later) {
  if (rule.parties == "crossed") return AreCrossed(earlier.sides, later.sides);
  if (rule.parties != "same") return true;
  const auto excluded = [](const std::vector<Side>& a, const std::vector<Side>& b) {
    return !a.empty() && !b.empty() && !Meet(a, b);
  };
  if (excluded(earlier.sides.doers, later.sides.doers)) return false;
  if (excluded(earlier.sides.victims, later.sides.victims)) return false;
  return Meet(earlier.sides.doers, later.sides.doers) ||
         Meet(earlier.sides.victims, later.sides.victims);
}

bool FitsPlace(const RelationRule& rule, const Node& earlier, const Node& later) {
  if (rule.place == "any") return true;
  if (earlier.place == nullptr || later.place == nullptr) return false;
  const NameValue& a = earlier.place->name;
  const NameValue& b = later.place->name;
  if (rule.place == "country") return !a.country.empty() && a.country == b.country;
  const auto is_spot = [](const NameValue& name) {
    return name.kind == NameKind::kFacility || name.kind == NameKind::kSettlement;
  };
  return is_spot(a) && is_spot(b) && ComparePlaces(*earlier.place, *later.place) == PlaceFit::kSame;
}

bool IsDay(const DateInterval& when) { return when.start == when.stop; }

bool FitsTime(const RelationRule& rule, const Node& earlier, const Node& later) {
  if (rule.relation == kPartOf) {
    const int32_t length = earlier.when->stop.days - earlier.when->start.days;
    return IsDay(*later.when) && length > 0 && length <= rule.days &&
           IsWithin(*later.when, *earlier.when);
  }
  if (!IsDay(*earlier.when) || !IsDay(*later.when)) return false;
  const int32_t days = later.when->start.days - earlier.when->start.days;
  return days >= 1 && days <= rule.days;
}

std::string Phrase(const Node& node) {
  return node.incident->title.empty() ? node.incident->id : node.incident->title;
}

class Reader {
 public:
  Reader(const LedgerView& ledger, const CuesByDocument& cues,
         const std::vector<RelationRule>& rules, const SideReader& sides)
      : ledger_(ledger), cues_(cues), rules_(rules) {
    for (const Incident& incident : ledger.incidents()) {
      if (incident.kind != FactKindName(FactKind::kEvent)) continue;
      Node node;
      node.incident = &incident;
      node.facts = ledger.FactsOf(incident);
      node.when = WhenOf(incident);
      node.type = PreferredText(incident, "type");
      node.subtype = PreferredText(incident, "subtype");
      node.sides = sides.Of(node.facts);
      node.place = PlaceOf(incident, node.facts);
      nodes_.emplace(incident.id, std::move(node));
    }
  }

  std::vector<Relation> Read() {
    for (const auto& [document, cues] : cues_) {
      const auto facts = ledger_.documents().find(document);
      if (facts == ledger_.documents().end()) continue;
      for (const Cue& cue : cues) ReadCue(cue, facts->second);
    }
    for (const auto& [document, facts] : ledger_.documents()) ReadFoiled(facts);
    Infer();
    for (auto& [key, relation] : found_) {
      std::sort(relation.tellings.begin(), relation.tellings.end(),
                [](const Telling& a, const Telling& b) {
                  return std::tie(a.doc, a.fact) < std::tie(b.doc, b.fact);
                });
      out_.push_back(std::move(relation));
    }
    std::sort(out_.begin(), out_.end(), [this](const Relation& a, const Relation& b) {
      const auto key = [this](const Relation& r) {
        const auto& when = nodes_.at(r.from).when;
        return std::tuple(!when.has_value(), when ? when->start : Date{}, std::string_view(r.from),
                          std::string_view(r.kind), std::string_view(r.to));
      };
      return key(a) < key(b);
    });
    return std::move(out_);
  }

 private:
  const Node* NodeOf(const Fact& fact) const {
    const Incident* incident = ledger_.IncidentOf(fact);
    if (incident == nullptr) return nullptr;
    const auto found = nodes_.find(incident->id);
    return found == nodes_.end() ? nullptr : &found->second;
  }

  void Put(Relation relation) {
    auto& slot = found_[{relation.kind, relation.from, relation.to}];
    if (slot.from.empty()) {
      slot = std::move(relation);
      return;
    }
    // Told twice: stated before inferred, named before resolved; all that show it are kept.
    for (const Telling& telling : slot.tellings) {
      const auto& told = relation.tellings;
      if (std::find(told.begin(), told.end(), telling) == told.end()) {
        relation.tellings.push_back(telling);
      }
    }
    const auto rank = [](const Relation& r) {
      return std::tuple(!r.stated, r.resolved, std::string_view(r.doc), r.words);
    };
    if (rank(relation) < rank(slot)) {
      slot = std::move(relation);
    } else {
      slot.tellings = std::move(relation.tellings);
    }
  }

  void ReadCue(const Cue& cue, const std::vector<const Fact*>& facts) {
    const Fact* answer = nullptr;
    const Fact* answered = nullptr;
    for (const Fact* fact : facts) {
      if (fact->kind != FactKind::kEvent || !cue.sentence.Contains(fact->span)) continue;
      if (fact->span.end <= cue.span.begin) {
        if (IsViolence(*fact) || answer == nullptr || !IsViolence(*answer)) answer = fact;
      } else if (cue.leads && fact->span.begin > cue.span.end) {
        // What is answered, if it is told at all, then the answer.
        if (answered == nullptr && fact->span.begin - cue.span.end < kBehindCue &&
            IsViolence(*fact) && HasAnother(facts, cue, *fact)) {
          answered = fact;
        } else if (answer == nullptr) {
          answer = fact;
        }
      } else if (answered == nullptr && fact->span.begin >= cue.span.end &&
                 fact->span.begin - cue.span.end < kBehindCue && IsViolence(*fact)) {
        answered = fact;
      }
    }
    if (answer == nullptr || NodeOf(*answer) == nullptr) return;
    Relation relation;
    relation.kind = cue.relation;
    relation.from = NodeOf(*answer)->incident->id;
    relation.stated = true;
    relation.rule = "link/relation_words";
    relation.doc = answer->doc;
    relation.doc_sha256 = answer->doc_sha256;
    relation.words = cue.span;
    relation.tellings = {TellingOf(*answer)};
    if (answered == nullptr) {
      answered = LastBefore(facts, cue, *NodeOf(*answer));
      relation.resolved = answered != nullptr;
    }
    const Node* to = answered == nullptr ? nullptr : NodeOf(*answered);
    if (to != nullptr && to->incident->id != relation.from) {
      relation.to = to->incident->id;
      relation.tellings.push_back(TellingOf(*answered));
      relation.reason = relation.resolved
                            ? "the words say so; which one is meant is taken to be the last "
                              "violence told before them"
                            : "the words say so";
    } else {
      relation.resolved = false;
      relation.reason = "the words say so; what is answered is not told as an incident";
    }
    Put(std::move(relation));
  }

  // Whether the sentence tells a further event behind this one.
  static bool HasAnother(const std::vector<const Fact*>& facts, const Cue& cue, const Fact& fact) {
    return std::any_of(facts.begin(), facts.end(), [&](const Fact* other) {
      return other->kind == FactKind::kEvent && cue.sentence.Contains(other->span) &&
             other->span.begin > fact.span.end;
    });
  }

  const Fact* LastBefore(const std::vector<const Fact*>& facts, const Cue& cue,
                         const Node& answer) const {
    const Fact* last = nullptr;
    const Fact* last_crossed = nullptr;
    for (const Fact* fact : facts) {
      if (!IsViolence(*fact) || fact->span.begin >= cue.span.begin) continue;
      const Node* node = NodeOf(*fact);
      if (node == nullptr || node == &answer) continue;
      if (node->when && answer.when && node->when->start > answer.when->stop) continue;
      if (cue.sentence.Contains(fact->span)) continue;
      last = fact;
      if (Meet(answer.sides.doers, node->sides.victims)) last_crossed = fact;
    }
    return last_crossed != nullptr ? last_crossed : last;
  }

  void ReadFoiled(const std::vector<const Fact*>& facts) {
    for (const Fact* foiled : facts) {
      if (!IsViolence(*foiled) || !IsFoiled(*foiled)) continue;
      for (const Fact* fact : facts) {
        if (fact == foiled || fact->sentence != foiled->sentence || !Foils(*fact)) continue;
        const Node* from = NodeOf(*fact);
        const Node* to = NodeOf(*foiled);
        if (from == nullptr || to == nullptr || from == to) continue;
        Relation relation;
        relation.kind = kFoils;
        relation.from = from->incident->id;
        relation.to = to->incident->id;
        relation.stated = true;
        relation.rule = "one sentence";
        relation.reason = "the sentence that tells the attack as " +
                          std::string(OutcomeName(foiled->outcome)) + " tells it";
        relation.doc = fact->doc;
        relation.doc_sha256 = fact->doc_sha256;
        relation.words = fact->span;
        relation.tellings = {TellingOf(*fact), TellingOf(*foiled)};
        Put(std::move(relation));
      }
    }
  }

  void Infer() {
    std::vector<const Node*> dated;
    std::set<std::string> answers;
    for (const auto& [key, relation] : found_) {
      if (relation.kind == kResponse) answers.insert(relation.from);
    }
    for (const auto& [id, node] : nodes_) {
      if (node.when && HasHappened(*node.incident)) dated.push_back(&node);
    }
    std::sort(dated.begin(), dated.end(), [](const Node* a, const Node* b) {
      return std::tuple(a->when->start, a->when->stop, std::string_view(a->incident->id)) <
             std::tuple(b->when->start, b->when->stop, std::string_view(b->incident->id));
    });
    for (size_t at = 0; at < dated.size(); ++at) {
      std::set<std::string> taken;  // relations that a row above has found
      for (const RelationRule& rule : rules_) {
        const Node& later = *dated[at];
        if (taken.count(rule.relation) > 0 || !FitsType(rule.later_type, later.type)) continue;
        if (rule.relation == kResponse && answers.count(later.incident->id) > 0) continue;
        const Node* earlier = FindEarlier(rule, dated, at);
        if (earlier == nullptr) continue;
        taken.insert(rule.relation);
        PutInferred(rule, *earlier, later);
      }
    }
  }

  static const Node* FindEarlier(const RelationRule& rule, const std::vector<const Node*>& dated,
                                 size_t at) {
    const Node& later = *dated[at];
    size_t compared = 0;
    for (size_t back = at; back-- > 0 && compared < kMostEarlier; ++compared) {
      const Node& earlier = *dated[back];
      if (later.when->start.days - earlier.when->start.days > rule.days) break;
      if (FitsType(rule.earlier_type, earlier.type) && FitsSubtypes(rule, earlier, later) &&
          FitsTime(rule, earlier, later) && FitsParties(rule, earlier, later) &&
          FitsPlace(rule, earlier, later)) {
        return &earlier;
      }
    }
    return nullptr;
  }

  void PutInferred(const RelationRule& rule, const Node& earlier, const Node& later) {
    Relation relation;
    relation.kind = rule.relation;
    relation.from = later.incident->id;
    relation.to = earlier.incident->id;
    relation.rule = rule.name;
    const int32_t days = later.when->start.days - earlier.when->start.days;
    relation.reason = "inferred: " + std::to_string(days) + (days == 1 ? " day" : " days") +
                      " after: " + Phrase(earlier) +
                      (rule.parties == "crossed" ? "; each side did it to the other" : "") +
                      (rule.parties == "same" ? "; a common side" : "") +
                      (rule.place == "same" ? "; the same spot" : "");
    relation.tellings = {TellingOf(*later.facts.front()), TellingOf(*earlier.facts.front())};
    Put(std::move(relation));
  }

  const LedgerView& ledger_;
  const CuesByDocument& cues_;
  const std::vector<RelationRule>& rules_;
  std::map<std::string, Node> nodes_;
  std::map<std::tuple<std::string, std::string, std::string>, Relation> found_;
  std::vector<Relation> out_;
};

std::pair<std::string, std::string> SplitType(std::string_view cell) {
  const size_t blank = std::min(cell.find(' '), cell.size());
  return {std::string(cell.substr(0, blank)),
          blank < cell.size() ? std::string(cell.substr(blank + 1)) : "*"};
}

}  // namespace

std::vector<RelationRule> LoadRelationRules(const rules::RuleSet& rules,
                                            std::vector<Error>* errors) {
  std::vector<RelationRule> out;
  const rules::Table* table = rules.FindTable("link/relation");
  if (table == nullptr) return out;
  const std::set<std::string> kinds = {kResponse, "follows", "repeats", kPartOf};
  for (uint32_t row = 0; row < table->rows.size(); ++row) {
    RelationRule rule;
    rule.relation = table->Cell(row, "relation");
    std::tie(rule.earlier_type, rule.earlier_subtype) = SplitType(table->Cell(row, "earlier"));
    std::tie(rule.later_type, rule.later_subtype) = SplitType(table->Cell(row, "later"));
    rule.parties = table->Cell(row, "parties");
    rule.place = table->Cell(row, "place");
    const std::string_view days = table->Cell(row, "days");
    const auto read = std::from_chars(days.data(), days.data() + days.size(), rule.days);
    rule.name = "relation.tsv:" + std::to_string(table->rows[row].line);
    if (kinds.count(rule.relation) == 0) {
      errors->push_back({ErrorCode::kBadRule, "relation is response, follows, repeats or part_of",
                         table->Where(row, "relation")});
    } else if (read.ec != std::errc() || read.ptr != days.data() + days.size() || rule.days < 1) {
      errors->push_back(
          {ErrorCode::kBadRule, "days is a whole number from 1", table->Where(row, "days")});
    } else if (rule.parties != "crossed" && rule.parties != "same" && rule.parties != "any") {
      errors->push_back(
          {ErrorCode::kBadRule, "parties is crossed, same or any", table->Where(row, "parties")});
    } else if (rule.place != "same" && rule.place != "country" && rule.place != "any") {
      errors->push_back(
          {ErrorCode::kBadRule, "place is same, country or any", table->Where(row, "place")});
    } else {
      out.push_back(std::move(rule));
    }
  }
  return out;
}

std::vector<Relation> ReadRelations(const LedgerView& ledger, const CuesByDocument& cues,
                                    const std::vector<RelationRule>& rules,
                                    const SideReader& sides) {
  return Reader(ledger, cues, rules, sides).Read();
}

}  // namespace tadwin::reconcile

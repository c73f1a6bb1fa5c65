#include "reconcile/entities.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace tadwin::reconcile {
namespace {

constexpr uint32_t kBeforeCue = 40;  // bytes between a name and the words that say what it is
constexpr uint32_t kBehindCue = 16;
constexpr char kActors[] = "actor/actor";

bool CanBeEntity(const NameValue& name) {
  switch (name.kind) {
    case NameKind::kArmedGroup:
    case NameKind::kParty:
    case NameKind::kInternational:
    case NameKind::kMilitary:
    case NameKind::kPolice:
    case NameKind::kGovernment:
    case NameKind::kCompany:
    case NameKind::kMedia: return true;
    default: return false;  // a place, a people; and private persons never become profiles
  }
}

std::string KeyOf(const NameValue& name, const std::string& text) {
  return name.id.empty() ? text : name.id;
}

class Collector {
 public:
  Collector(const LedgerView& ledger, const std::vector<EntityDecision>& decisions)
      : ledger_(ledger) {
    for (const EntityDecision& decision : decisions) {
      const std::pair<std::string, std::string> pair = std::minmax(decision.one, decision.other);
      if (decision.is_merge) {
        splits_.erase(pair);
        merges_[decision.other] = decision.one;
      } else {
        splits_.insert(pair);
        if (Follow(decision.other) == Follow(decision.one)) merges_.erase(decision.other);
      }
    }
  }

  void ReadFacts() {
    for (const Fact& fact : ledger_.facts()) {
      for (const auto* refs : {&fact.actors, &fact.targets, &fact.who, &fact.to_whom}) {
        for (const NamedRef& ref : *refs) {
          // Words without an id name an entity only when they are tied to one by a text.
          if (!ref.name.id.empty() && CanBeEntity(ref.name)) AddName(ref.name, ref.text, fact);
        }
      }
    }
  }

  void ReadRules(const rules::RuleSet& rules) {
    const rules::Table* table = rules.FindTable(kActors);
    if (table == nullptr) return;
    for (uint32_t row = 0; row < table->rows.size(); ++row) {
      const std::string id(table->Cell(row, "id"));
      if (entities_.count(Follow(id)) == 0) continue;
      EntityAssertion assertion;
      assertion.by = "rules/" + table->path + ":" + std::to_string(table->rows[row].line);
      assertion.by_type = "rules";
      assertion.since = table->Cell(row, "from");
      assertion.until = table->Cell(row, "to");
      for (const auto& [column, kind] : {std::pair("facade_of", "facade"), {"parent", "part"}}) {
        const std::string to(table->Cell(row, column));
        if (!to.empty()) AddLink(id, kind, to, NameOf(*table, to), assertion);
      }
    }
  }

  void ReadText(const TextNames& text) {
    for (const Cue& cue : text.cues) {
      const NameInText* before = nullptr;
      const NameInText* behind = nullptr;
      for (const NameInText& name : text.names) {
        if (!cue.sentence.Contains(name.span)) continue;
        if (name.span.end <= cue.span.begin && cue.span.begin - name.span.end <= kBeforeCue) {
          before = &name;
        }
        // A preposition of one letter may lie in both.
        if (behind == nullptr && name.span.begin + 2 >= cue.span.end &&
            name.span.begin <= cue.span.end + kBehindCue) {
          behind = &name;
        }
      }
      if (before == nullptr || behind == nullptr) continue;
      if (!CanBeEntity(before->name) && !CanBeEntity(behind->name)) continue;
      EntityAssertion assertion;
      ReadTeller(text, cue, &assertion);
      assertion.doc = text.doc;
      assertion.doc_sha256 = text.sha256;
      assertion.words = cue.span;
      if (text.published) assertion.since = ToIso(*text.published);
      const std::string from = KeyOf(before->name, before->text);
      Describe(before->name, before->text);
      AddLink(from, cue.relation, KeyOf(behind->name, behind->text),
              behind->name.name_en.empty() ? behind->text : behind->name.name_en, assertion);
    }
  }

  std::vector<Entity> Finish() {
    std::vector<Entity> out;
    for (auto& [id, entity] : entities_) {
      for (auto& [text, uses] : uses_[id]) {
        entity.names.push_back({text, static_cast<uint32_t>(uses.facts.size()),
                                static_cast<uint32_t>(uses.documents.size())});
      }
      std::stable_sort(entity.names.begin(), entity.names.end(),
                       [](const EntityName& a, const EntityName& b) { return a.facts > b.facts; });
      for (auto& [key, link] : links_[id]) {
        auto& told = link.assertions;
        std::sort(told.begin(), told.end(), [](const EntityAssertion& a, const EntityAssertion& b) {
          return std::tuple(a.by_type != "rules", a.since.empty(), std::string_view(a.since),
                            std::string_view(a.doc), a.words) <
                 std::tuple(b.by_type != "rules", b.since.empty(), std::string_view(b.since),
                            std::string_view(b.doc), b.words);
        });
        entity.links.push_back(std::move(link));
      }
      for (const auto& [other, one] : merges_) {
        if (Follow(other) == id && other != id) entity.merged.push_back(other);
      }
      out.push_back(std::move(entity));
    }
    return out;
  }

 private:
  struct Uses {
    std::set<std::string> facts;
    std::set<std::string> documents;
  };

  // The id that a merge has put this one under.
  std::string Follow(std::string id) const {
    for (size_t step = 0; step <= merges_.size(); ++step) {
      const auto found = merges_.find(id);
      if (found == merges_.end()) break;
      id = found->second;
    }
    return id;
  }

  Entity& Describe(const NameValue& name, const std::string& text) {
    const std::string id = Follow(KeyOf(name, text));
    Entity& entity = entities_[id];
    entity.id = id;
    // One name whatever the order: the one that sorts first.
    if (!name.name_en.empty() && KeyOf(name, text) == id &&
        (entity.name_en.empty() || name.name_en < entity.name_en)) {
      entity.name_en = name.name_en;
    }
    const std::string kind = NameKindName(name.kind);
    if (entity.kind.empty() || kind < entity.kind) entity.kind = kind;
    if (entity.country.empty() || (!name.country.empty() && name.country < entity.country)) {
      entity.country = name.country;
    }
    return entity;
  }

  void AddName(const NameValue& name, const std::string& text, const Fact& fact) {
    Uses& uses = uses_[Describe(name, text).id][text];
    uses.facts.insert(fact.id);
    uses.documents.insert(LedgerView::DocumentKey(fact));
  }

  void AddLink(const std::string& from, const std::string& kind, const std::string& to,
               const std::string& to_name, const EntityAssertion& assertion) {
    const std::string one = Follow(from);
    const std::string other = Follow(to);
    if (one == other || splits_.count(std::minmax(from, to)) > 0) return;
    EntityLink& link = links_[one][{kind, other}];
    link.kind = kind;
    link.to = other;
    if (link.to_name.empty() || to_name < link.to_name) link.to_name = to_name;
    link.assertions.push_back(assertion);
  }

  // The speaker of a fact in the cue's sentence; the document where none has one.
  void ReadTeller(const TextNames& text, const Cue& cue, EntityAssertion* assertion) const {
    assertion->by = text.doc;
    assertion->by_type = "article";
    const auto facts = ledger_.documents().find(text.sha256);
    if (facts == ledger_.documents().end()) return;
    for (const Fact* fact : facts->second) {
      if (!fact->speaker || !cue.sentence.Contains(fact->span)) continue;
      assertion->by = fact->speaker->text;
      assertion->by_type = SpeakerTypeName(fact->speaker->type);
      return;
    }
  }

  static std::string NameOf(const rules::Table& table, const std::string& id) {
    for (uint32_t row = 0; row < table.rows.size(); ++row) {
      if (table.Cell(row, "id") == id) return std::string(table.Cell(row, "name_en"));
    }
    return id;
  }

  const LedgerView& ledger_;
  std::map<std::string, std::string> merges_;  // the other, the one that stays
  std::set<std::pair<std::string, std::string>> splits_;
  std::map<std::string, Entity> entities_;
  std::map<std::string, std::map<std::string, Uses>> uses_;
  std::map<std::string, std::map<std::pair<std::string, std::string>, EntityLink>> links_;
};

}  // namespace

std::vector<Entity> ReadEntities(const LedgerView& ledger, const rules::RuleSet& rules,
                                 const std::vector<TextNames>& texts,
                                 const std::vector<EntityDecision>& decisions) {
  Collector collector(ledger, decisions);
  collector.ReadFacts();
  for (const TextNames& text : texts) collector.ReadText(text);
  collector.ReadRules(rules);
  return collector.Finish();
}

}  // namespace tadwin::reconcile

#include "review/overlay.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "model/fact_record.h"
#include "review/fields.h"

namespace tadwin::review {
namespace {

uint32_t CommonBytes(Span a, Span b) {
  const uint32_t begin = std::max(a.begin, b.begin);
  const uint32_t end = std::min(a.end, b.end);
  return end > begin ? end - begin : 0;
}

// Which fact of the rules each reviewed fact is: by id first, then by kind and common words.
std::map<std::string, const Fact*> Match(const std::vector<Fact>& machine,
                                         const std::map<std::string, Standing>& standings) {
  std::map<std::string, const Fact*> by_id;
  for (const Fact& fact : machine) by_id[fact.id] = &fact;
  std::map<std::string, const Fact*> matches;
  // Best overlap first; ties by ids.
  std::vector<std::tuple<int64_t, std::string, std::string>> pairs;
  for (const auto& [id, standing] : standings) {
    if (!standing.Binds()) continue;
    const auto same = by_id.find(id);
    if (same != by_id.end()) {
      matches[id] = same->second;
      continue;
    }
    const std::optional<Fact>& known = standing.pinned ? standing.pinned : standing.seen;
    if (!known) continue;
    for (const Fact& fact : machine) {
      if (fact.kind != known->kind || standings.count(fact.id) > 0) continue;
      const uint32_t common = CommonBytes(fact.span, known->span);
      if (common > 0) pairs.emplace_back(-static_cast<int64_t>(common), id, fact.id);
    }
  }
  std::sort(pairs.begin(), pairs.end());
  std::map<std::string, bool> taken;
  for (const auto& [rank, id, fact] : pairs) {
    if (matches.count(id) > 0 || taken[fact]) continue;
    taken[fact] = true;
    matches[id] = by_id[fact];
  }
  return matches;
}

// The fact as people have it.
Fact Reviewed(const Standing& standing, const Fact* machine) {
  Fact fact = standing.pinned ? *standing.pinned : machine != nullptr ? *machine : *standing.seen;
  fact.id = standing.fact;
  for (const Correction& correction : standing.corrections) {
    // A field that this kind of fact has not, when new rules changed its kind: left out.
    (void)static_cast<bool>(
        SetField(correction.field, correction.value, "person/" + correction.author, &fact));
  }
  return fact;
}

}  // namespace

Overlaid LayOver(const std::vector<Fact>& machine,
                 const std::map<std::string, Standing>& standings) {
  const std::map<std::string, const Fact*> matches = Match(machine, standings);
  std::map<std::string, const Fact*> left;
  for (const Fact& fact : machine) left[fact.id] = &fact;
  for (const auto& entry : matches) left.erase(entry.second->id);

  Overlaid out;
  for (const auto& [id, standing] : standings) {
    if (!standing.Binds()) continue;
    const auto match = matches.find(id);
    const Fact* said = match == matches.end() ? nullptr : match->second;
    const std::optional<Fact> kept = said != nullptr ? std::optional<Fact>(*said) : std::nullopt;
    if (standing.state == State::kRejected) {
      if (kept) out.aside.push_back({id, kept, false});
      continue;
    }
    if (said == nullptr && !standing.pinned && !standing.seen) continue;
    Fact fact = Reviewed(standing, said);
    if (said == nullptr || FactRecord(fact) != FactRecord(*said)) {
      out.aside.push_back({id, kept, true});
    }
    for (const Correction& correction : standing.corrections) {
      if (said != nullptr && FieldOf(*said, correction.field) == FieldOf(fact, correction.field)) {
        out.agreed.push_back({id, correction.field});
      }
    }
    out.facts.push_back(std::move(fact));
  }
  for (const auto& entry : left) out.facts.push_back(*entry.second);
  std::sort(out.facts.begin(), out.facts.end(),
            [](const Fact& a, const Fact& b) { return a.id < b.id; });
  return out;
}

}  // namespace tadwin::review

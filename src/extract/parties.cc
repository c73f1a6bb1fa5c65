#include "extract/parties.h"

#include <algorithm>
#include <string>

namespace tadwin::extract {
namespace {

constexpr const char* kRule = "commitment/event";
constexpr uint32_t kPlannedBytes = 120;  // how far behind the words of a schedule its act stands

bool IsDemand(const Fact& event) {
  return event.plover == "THREATEN" || event.plover == "REQUEST" || event.plover == "AGREE";
}

bool Overlap(const Span& a, const Span& b) { return a.begin < b.end && b.begin < a.end; }

// The event told by the very words that commit.
const Fact* AtWords(const std::vector<Fact>& events, const Fact& commitment) {
  for (const Fact& event : events) {
    if (IsDemand(event) && Overlap(event.span, commitment.span)) return &event;
  }
  return nullptr;
}

// "It is planned that X visit Y": the first act behind the words, not told as done.
const Fact* PlannedBehind(const std::vector<Fact>& events, const Fact& commitment) {
  const Fact* first = nullptr;
  for (const Fact& event : events) {
    const bool open =
        event.status == FactStatus::kPlanned || event.status == FactStatus::kThreatened;
    if (!open || event.sentence != commitment.sentence) continue;
    const bool within = Overlap(event.span, commitment.span) ||
                        (event.span.begin >= commitment.span.end &&
                         event.span.begin <= commitment.span.end + kPlannedBytes);
    if (!within) continue;
    if (first == nullptr || event.span.begin < first->span.begin) first = &event;
  }
  return first;
}

void Replace(const char* field, const std::vector<NamedRef>& parties, std::vector<NamedRef>* to,
             Fact* commitment) {
  std::erase_if(commitment->evidence,
                [&](const Evidence& evidence) { return evidence.field == field; });
  *to = parties;
  for (const NamedRef& party : parties) {
    if (!party.span.empty()) commitment->evidence.push_back({field, party.span, kRule});
  }
}

// What is visited is no party to the promise, nor is whoever makes it.
bool IsOtherParty(const Fact& event, const NamedRef& target, const Fact& commitment) {
  const bool visited = event.plover == "CONSULT" && (target.name.kind == NameKind::kSettlement ||
                                                     target.name.kind == NameKind::kCountry);
  if (visited) return false;
  return std::none_of(commitment.who.begin(), commitment.who.end(), [&](const NamedRef& who) {
    return !who.span.empty() && who.span == target.span;
  });
}

}  // namespace

void ShareParties(const std::vector<Fact>& events, std::vector<Fact>* commitments) {
  for (Fact& commitment : *commitments) {
    const Fact* event = AtWords(events, commitment);
    if (event == nullptr) event = PlannedBehind(events, commitment);
    if (event == nullptr || (event->actors.empty() && event->targets.empty())) continue;
    if (!event->actors.empty()) Replace("who", event->actors, &commitment.who, &commitment);
    std::vector<NamedRef> whom;
    for (const NamedRef& target : event->targets) {
      if (IsOtherParty(*event, target, commitment)) whom.push_back(target);
    }
    if (!whom.empty()) Replace("to_whom", whom, &commitment.to_whom, &commitment);
    commitment.rules.push_back(kRule);
  }
}

}  // namespace tadwin::extract

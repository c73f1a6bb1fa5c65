#include "review/queue.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace tadwin::review {
namespace {

// The order that people who check ledgers by hand gave: conflicts, then doubtful ones, then deadly
// ones; the weights only keep a deadly conflict above a small one.
constexpr double kContestedWeight = 4;
constexpr double kDoubtWeight = 3;
constexpr double kTollWeight = 2;
constexpr double kTollDigits = 3;

double PeopleOf(const std::optional<Quantity>& quantity) {
  if (!quantity) return 0;
  return std::max(0.0, quantity->best ? *quantity->best : quantity->low.value_or(0));
}

void Add(const std::string& what, double points, QueueItem* item) {
  if (points <= 0) return;
  char number[32];
  std::snprintf(number, sizeof(number), " (%+.1f)", points);
  item->why += (item->why.empty() ? "" : "; ") + what + number;
  item->usefulness += points;
}

QueueItem ItemOf(const QueueCandidate& candidate) {
  const Fact& fact = *candidate.fact;
  QueueItem item;
  item.fact = candidate.fact;
  item.state = candidate.state;
  item.assignee = candidate.assignee;
  item.contested = candidate.contested;
  item.people = PeopleOf(fact.killed) + PeopleOf(fact.injured);
  std::string fields;
  for (const std::string& field : candidate.contested) {
    fields += (fields.empty() ? "" : ", ") + field;
  }
  Add("contested " + fields,
      kContestedWeight * (1 - std::pow(0.5, static_cast<double>(candidate.contested.size()))),
      &item);
  char text[48];
  if (fact.kind == FactKind::kEvent) {
    std::snprintf(text, sizeof(text), "score %.2f", fact.score);
    Add(text, kDoubtWeight * (1 - std::clamp(fact.score, 0.0, 1.0)), &item);
  }
  std::snprintf(text, sizeof(text), "%.0f killed or injured", item.people);
  Add(text, kTollWeight * std::min(1.0, std::log10(1 + item.people) / kTollDigits), &item);
  if (candidate.state == State::kConfirmedByOne) {
    item.usefulness /= 2;
    item.why += std::string(item.why.empty() ? "" : "; ") + "confirmed by one: half";
  }
  return item;
}

}  // namespace

bool IsMoreUseful(const QueueItem& a, const QueueItem& b) {
  if (a.usefulness != b.usefulness) return a.usefulness > b.usefulness;
  return a.fact->id < b.fact->id;
}

std::vector<QueueItem> Rank(const std::vector<QueueCandidate>& candidates) {
  std::vector<QueueItem> items;
  items.reserve(candidates.size());
  for (const QueueCandidate& candidate : candidates) {
    if (candidate.state == State::kConfirmedByTwo || candidate.state == State::kRejected) continue;
    items.push_back(ItemOf(candidate));
  }
  std::sort(items.begin(), items.end(), IsMoreUseful);
  return items;
}

}  // namespace tadwin::review

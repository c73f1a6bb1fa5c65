#include "reconcile/fulfilment.h"

#include <algorithm>

namespace tadwin::reconcile {
namespace {

bool HasTopic(const rules::Table& topics, std::string_view topic) {
  for (uint32_t row = 0; row < topics.rows.size(); ++row) {
    if (topics.Cell(row, "topic") == topic) return true;
  }
  return false;
}

bool Fits(const std::string& wanted, const std::string& told) {
  return wanted == "*" || told == (wanted == "-" ? "" : wanted);
}

}  // namespace

Fulfilment Fulfilment::Load(const rules::RuleSet& rules, std::vector<Error>* errors) {
  Fulfilment out;
  const rules::Table* table = rules.FindTable("link/fulfilment");
  if (table == nullptr) return out;
  const rules::Table* topics = rules.FindTable("link/topic");
  for (uint32_t row = 0; row < table->rows.size(); ++row) {
    Deed deed;
    deed.topic = table->Cell(row, "topic");
    deed.plover = table->Cell(row, "plover");
    deed.mode = table->Cell(row, "mode");
    deed.subtype = table->Cell(row, "subtype");
    const std::string_view parties = table->Cell(row, "parties");
    deed.both_parties = parties == "both";
    if (topics == nullptr || !HasTopic(*topics, deed.topic)) {
      errors->push_back({ErrorCode::kBadRule, "link/topic.tsv has no topic '" + deed.topic + "'",
                         table->Where(row, "topic")});
    } else if (parties != "one" && parties != "both") {
      errors->push_back(
          {ErrorCode::kBadRule, "parties is one or both", table->Where(row, "parties")});
    } else {
      out.deeds_.push_back(std::move(deed));
    }
  }
  return out;
}

std::vector<const Deed*> Fulfilment::DeedsOf(const Fact& event) const {
  std::vector<const Deed*> found;
  if (event.kind != FactKind::kEvent) return found;
  for (const Deed& deed : deeds_) {
    if (deed.plover == event.plover && Fits(deed.mode, event.mode) &&
        Fits(deed.subtype, event.subtype)) {
      found.push_back(&deed);
    }
  }
  return found;
}

}  // namespace tadwin::reconcile

#include "reconcile/stance_rules.h"

#include <algorithm>

namespace tadwin::reconcile {
namespace {

constexpr StanceKind kAll[] = {StanceKind::kClaimed, StanceKind::kBlamed, StanceKind::kDenied,
                               StanceKind::kCondemned};

bool HasRule(const Fact& fact, const std::string& rule) {
  if (std::find(fact.rules.begin(), fact.rules.end(), rule) != fact.rules.end()) return true;
  return std::any_of(fact.evidence.begin(), fact.evidence.end(), [&](const Evidence& evidence) {
    return evidence.field == "speaker" && evidence.rule == rule;
  });
}

// "ACCUSE allege *" against a fact.
bool IsAct(const std::string& what, const Fact& fact) {
  const std::string* told[] = {&fact.plover, &fact.mode, &fact.subtype};
  size_t begin = 0;
  for (const std::string* one : told) {
    const size_t end = std::min(what.find(' ', begin), what.size());
    const std::string wanted = what.substr(begin, end - begin);
    if (wanted != "*" && wanted != *one) return false;
    begin = std::min(end + 1, what.size());
  }
  return true;
}

}  // namespace

const char* StanceKindName(StanceKind kind) {
  switch (kind) {
    case StanceKind::kClaimed: return "claimed";
    case StanceKind::kBlamed: return "blamed";
    case StanceKind::kDenied: return "denied";
    case StanceKind::kCondemned: return "condemned";
  }
  return "claimed";
}

StanceRules StanceRules::Load(const rules::RuleSet& rules, std::vector<Error>* errors) {
  StanceRules out;
  const rules::Table* table = rules.FindTable("link/stance");
  if (table == nullptr) return out;
  for (uint32_t row = 0; row < table->rows.size(); ++row) {
    Row read;
    read.by = table->Cell(row, "by");
    read.what = table->Cell(row, "what");
    bool known = false;
    for (const StanceKind kind : kAll) {
      if (table->Cell(row, "stance") != StanceKindName(kind)) continue;
      read.stance = kind;
      known = true;
    }
    if (!known || read.what.empty()) {
      errors->push_back({ErrorCode::kBadRule,
                         "what is told, and stance is claimed, blamed, denied or condemned",
                         table->Where(row, "stance")});
    } else if (read.by != "rule" && read.by != "status" && read.by != "act") {
      errors->push_back(
          {ErrorCode::kBadRule, "by is rule, status or act", table->Where(row, "by")});
    } else {
      out.rows_.push_back(std::move(read));
    }
  }
  return out;
}

std::optional<StanceReading> StanceRules::OfTelling(const Fact& fact) const {
  for (const Row& row : rows_) {
    const bool fits = row.by == "rule"     ? HasRule(fact, row.what)
                      : row.by == "status" ? row.what == FactStatusName(fact.status)
                                           : false;
    if (fits) return StanceReading{row.stance, row.by + " " + row.what};
  }
  return std::nullopt;
}

std::optional<StanceReading> StanceRules::OfAct(const Fact& fact) const {
  if (fact.kind != FactKind::kEvent) return std::nullopt;
  for (const Row& row : rows_) {
    if (row.by == "act" && IsAct(row.what, fact)) {
      return StanceReading{row.stance, row.by + " " + row.what};
    }
  }
  return std::nullopt;
}

}  // namespace tadwin::reconcile

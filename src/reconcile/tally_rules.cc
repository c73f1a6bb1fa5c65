#include "reconcile/tally_rules.h"

#include <algorithm>

namespace tadwin::reconcile {
namespace {

constexpr Counted kAll[] = {Counted::kIncidents, Counted::kKilled, Counted::kInjured,
                            Counted::kDetained, Counted::kMissing};

std::vector<std::string> Split(std::string_view text, char at) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const size_t end = std::min(text.find(at), text.size());
    if (end > 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

bool Fits(const std::string& wanted, std::string_view told) {
  if (wanted == "*") return true;
  return wanted == "-" ? told.empty() : told == wanted;
}

}  // namespace

const char* CountedName(Counted counted) {
  switch (counted) {
    case Counted::kNothing: return "nothing";
    case Counted::kIncidents: return "incidents";
    case Counted::kKilled: return "killed";
    case Counted::kInjured: return "injured";
    case Counted::kDetained: return "detained";
    case Counted::kMissing: return "missing";
  }
  return "nothing";
}

TallyRules TallyRules::Load(const rules::RuleSet& rules, const WordsOf& words_of,
                            std::vector<Error>* errors) {
  TallyRules out;
  out.words_of_ = words_of;
  if (const rules::Table* table = rules.FindTable("link/tally"); table != nullptr) {
    for (uint32_t row = 0; row < table->rows.size(); ++row) {
      Row read;
      read.head = table->Cell(row, "head");
      read.tail = table->Cell(row, "tail");
      const std::string_view counts = table->Cell(row, "counts");
      for (const Counted counted : kAll) {
        if (counts == CountedName(counted)) read.scope.counts = counted;
      }
      if (const std::string_view plover = table->Cell(row, "plover"); plover != "*") {
        read.scope.plover = Split(plover, ' ');
      }
      const std::string_view subtype = table->Cell(row, "subtype");
      read.subtype_is_tail = subtype == "=";
      if (subtype != "*" && subtype != "=") read.scope.subtype = subtype;
      if (read.head.empty() || read.tail.empty() || read.scope.counts == Counted::kNothing) {
        errors->push_back({ErrorCode::kBadRule,
                           "head and tail are told, counts is incidents, killed, injured, detained "
                           "or missing",
                           table->Where(row, "counts")});
        continue;
      }
      out.rows_.push_back(std::move(read));
    }
  }
  if (const rules::Table* table = rules.FindTable("quantity/aim"); table != nullptr) {
    for (uint32_t row = 0; row < table->rows.size(); ++row) {
      std::set<std::string>& words = out.aims_[std::string(table->Cell(row, "key"))];
      for (const std::string& surface : Split(table->Cell(row, "surface"), '|')) {
        // The preposition or verb comes first, the noun last.
        const std::vector<std::string> split = words_of(surface);
        if (!split.empty()) words.insert(split.back());
      }
    }
  }
  return out;
}

TallyScope TallyRules::ScopeOf(std::string_view key) const {
  const size_t at = key.find('@');
  std::string aim;
  std::string_view rest = key;
  if (at != std::string_view::npos) {
    const size_t end = std::min(key.find(':', at), key.size());
    aim = key.substr(at + 1, end - at - 1);
  }
  const std::string_view head = rest.substr(0, std::min(rest.find_first_of(":@"), rest.size()));
  const size_t colon = rest.find(':');
  const std::string_view tail =
      colon == std::string_view::npos ? std::string_view() : rest.substr(colon + 1);
  for (const Row& row : rows_) {
    if (!Fits(row.head, head) || !Fits(row.tail, tail)) continue;
    TallyScope scope = row.scope;
    if (row.subtype_is_tail) scope.subtype = tail;
    scope.aim = aim;
    return scope;
  }
  return {};
}

bool TallyRules::IsAim(const std::string& aim, std::string_view target) const {
  const auto words = aims_.find(aim);
  if (words == aims_.end()) return false;
  const std::vector<std::string> told = words_of_(target);
  return std::any_of(told.begin(), told.end(),
                     [&](const std::string& word) { return words->second.count(word) > 0; });
}

}  // namespace tadwin::reconcile

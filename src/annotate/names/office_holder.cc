#include "annotate/names/office_holder.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace tadwin::annotate {

void OfficeHolders::Build(const rules::Grammar& grammar, std::vector<Error>* errors) {
  const rules::Table* table = grammar.rules->FindTable("person/office_holder");
  if (table == nullptr) return;
  for (uint32_t row = 0; row < table->rows.size(); ++row) {
    const auto from = ParseIsoDate(table->Cell(row, "from"));
    const bool open = table->Cell(row, "until").empty();
    const std::string_view column = open ? "seen" : "until";
    const auto last = ParseIsoDate(table->Cell(row, column));
    if (!from.has_value() || !last.has_value() || last->start <= from->start) {
      errors->push_back(
          Error{ErrorCode::kBadRule, "not a term of office", table->Where(row, column)});
      continue;
    }
    terms_.push_back({std::string(table->Cell(row, "office")),
                      std::string(table->Cell(row, "country")),
                      std::string(table->Cell(row, "person")), from->start,
                      open ? last->start : AddDays(last->start, -1)});
  }
  std::stable_sort(terms_.begin(), terms_.end(), [](const Term& a, const Term& b) {
    return std::tie(a.office, a.country) < std::tie(b.office, b.country);
  });
}

std::string_view OfficeHolders::HolderOn(std::string_view office, std::string_view country,
                                         DateInterval days) const {
  const auto key = [](const Term& term) {
    return std::pair(std::string_view(term.office), std::string_view(term.country));
  };
  const std::pair wanted(office, country);
  auto at = std::partition_point(terms_.begin(), terms_.end(),
                                 [&](const Term& term) { return key(term) < wanted; });
  for (; at != terms_.end() && key(*at) == wanted; ++at) {
    if (days.start >= at->from && days.stop <= at->last) return at->person;
  }
  return {};
}

}  // namespace tadwin::annotate

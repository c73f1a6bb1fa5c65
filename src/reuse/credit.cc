#include "reuse/credit.h"

#include <algorithm>

namespace tadwin::reuse {
namespace {

constexpr char kAnyAgency[] = "agencies";

// Whether something other than blanks, or an end of the text, lies in a gap between two words.
bool IsMarked(std::string_view folded, uint32_t begin, uint32_t end) {
  if (begin == 0 || end == folded.size()) return true;
  return folded.substr(begin, end - begin).find_first_not_of(' ') != std::string_view::npos;
}

bool BeginsAt(const std::vector<uint32_t>& words, size_t at, const std::vector<uint32_t>& entry) {
  return at + entry.size() <= words.size() &&
         std::equal(entry.begin(), entry.end(), words.begin() + static_cast<ptrdiff_t>(at));
}

}  // namespace

CreditReader CreditReader::Create(const rules::RuleSet& rules, const FoldFunction& fold,
                                  std::vector<Error>* errors) {
  CreditReader reader;
  const rules::Table* table = rules.FindTable("reuse/credit");
  if (table == nullptr) {
    errors->push_back({ErrorCode::kBadRule, "the table is missing", "ar/reuse/credit.tsv"});
    return reader;
  }
  for (uint32_t row = 0; row < table->rows.size(); ++row) {
    const std::string_view kind = table->Cell(row, "kind");
    std::string agency(kind == "any" ? kAnyAgency : table->Cell(row, "agency"));
    if ((kind != "any" && kind != "agency" && kind != "lead") ||
        agency.empty() != (kind == "lead")) {
      errors->push_back({ErrorCode::kBadRule,
                         "kind is agency, any or lead, and an agency has its name beside it",
                         table->Where(row, "kind")});
      continue;
    }
    std::string_view rest = table->Cell(row, "written");
    while (!rest.empty()) {
      const size_t bar = std::min(rest.find('|'), rest.size());
      const std::string folded = fold(rest.substr(0, bar));
      reader.entries_.push_back({NumberWords(folded, SplitWords(folded)), agency});
      rest.remove_prefix(std::min(bar + 1, rest.size()));
    }
  }
  std::sort(reader.entries_.begin(), reader.entries_.end(),
            [](const Entry& a, const Entry& b) { return a.words < b.words; });
  return reader;
}

std::vector<std::string> CreditReader::Read(std::string_view folded,
                                            const std::vector<WordSpan>& words) const {
  const std::vector<uint32_t> numbers = NumberWords(folded, words);
  std::vector<std::string> credits;
  bool is_led = false;  // the words before were a lead
  for (size_t at = 0; at < numbers.size();) {
    const Entry* longest = nullptr;
    auto entry = std::lower_bound(
        entries_.begin(), entries_.end(), numbers[at],
        [](const Entry& one, uint32_t number) { return one.words.front() < number; });
    for (; entry != entries_.end() && entry->words.front() == numbers[at]; ++entry) {
      if (!BeginsAt(numbers, at, entry->words)) continue;
      if (longest == nullptr || longest->words.size() < entry->words.size()) longest = &*entry;
    }
    if (longest == nullptr) {
      is_led = false;
      ++at;
      continue;
    }
    const size_t next = at + longest->words.size();
    const bool is_lead = longest->agency.empty();
    const uint32_t before = at == 0 ? 0 : words[at - 1].end;
    const auto after =
        next < words.size() ? words[next].begin : static_cast<uint32_t>(folded.size());
    const bool stands_alone =
        IsMarked(folded, before, words[at].begin) && IsMarked(folded, words[next - 1].end, after);
    if (!is_lead && (is_led || stands_alone) &&
        std::find(credits.begin(), credits.end(), longest->agency) == credits.end()) {
      credits.push_back(longest->agency);
    }
    is_led = is_lead;
    at = next;
  }
  return credits;
}

}  // namespace tadwin::reuse

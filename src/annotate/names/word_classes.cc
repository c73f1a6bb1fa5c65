#include "annotate/names/word_classes.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "base/hash.h"

namespace tadwin::annotate {
namespace {

uint64_t KeyOf(std::string_view word) { return Hash64(word) | 1; }

}  // namespace

void WordClasses::Build(const rules::Grammar& grammar, std::string_view name) {
  const rules::Table* table = grammar.rules->FindTable(name);
  if (table == nullptr) return;
  size_t words = 0;
  for (uint32_t row = 0; row < table->rows.size(); ++row) {
    const std::string_view cell = table->Cell(row, "words");
    words += static_cast<size_t>(std::count(cell.begin(), cell.end(), '|')) + 1;
  }
  size_t capacity = 64;
  while (capacity < 2 * words) capacity *= 2;
  places_.assign(capacity, {});
  for (uint32_t row = 0; row < table->rows.size(); ++row) {
    const std::string_view said = table->Cell(row, "class");
    uint16_t kind = 0;
    std::from_chars(said.data(), said.data() + said.size(), kind);
    std::string_view rest = table->Cell(row, "words");
    while (!rest.empty()) {
      const size_t end = std::min(rest.find('|'), rest.size());
      const uint64_t key = KeyOf(rest.substr(0, end));
      size_t at = key >> 1 & (capacity - 1);
      while (places_[at].key != 0 && places_[at].key != key) at = (at + 1) & (capacity - 1);
      places_[at] = {key, kind};
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
}

uint32_t WordClasses::ClassOf(std::string_view word) const {
  if (places_.empty()) return 0;
  const uint64_t key = KeyOf(word);
  const size_t mask = places_.size() - 1;
  for (size_t at = key >> 1 & mask; places_[at].key != 0; at = (at + 1) & mask) {
    if (places_[at].key == key) return places_[at].kind;
  }
  return 0;
}

}  // namespace tadwin::annotate

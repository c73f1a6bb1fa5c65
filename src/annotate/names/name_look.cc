#include "annotate/names/name_look.h"

#include <algorithm>
#include <charconv>

namespace tadwin::annotate {
namespace {

constexpr uint32_t kLetters = 64;
constexpr uint32_t kEdge = 0;  // before and behind a word
constexpr uint32_t kOther = 63;
// Points a letter: what divides one class from the next.
constexpr int kClassPoints = 40;

// The number of the letter at the beginning of `text`, which is taken off: letters are those of
// U+0620 to U+065E; "^" and "$" in the table are the edges.
uint32_t TakeLetter(std::string_view* text) {
  const auto first = static_cast<uint8_t>(text->front());
  const bool two = (first & 0xE0) == 0xC0 && text->size() > 1;
  const uint32_t second = two ? static_cast<uint8_t>((*text)[1]) : 0;
  text->remove_prefix(two ? 2 : 1);
  if (first == '^' || first == '$') return kEdge;
  const uint32_t letter = (first & 0x1Fu) << 6 | (second & 0x3Fu);
  return two && letter > 0x620 && letter < 0x620 + kOther ? letter - 0x620 : kOther;
}

size_t PlaceOf(uint32_t a, uint32_t b, uint32_t c) { return (a * kLetters + b) * kLetters + c; }

}  // namespace

void NameLook::Build(const rules::Grammar& grammar) {
  listed_.Build(grammar, "person/name_like");
  const rules::Table* table = grammar.rules->FindTable("person/name_letters");
  if (table == nullptr) return;
  points_.assign(size_t{kLetters} * kLetters * kLetters, 0);
  for (uint32_t row = 0; row < table->rows.size(); ++row) {
    std::string_view letters = table->Cell(row, "letters");
    const std::string_view said = table->Cell(row, "points");
    int16_t points = 0;
    std::from_chars(said.data(), said.data() + said.size(), points);
    uint32_t a = kEdge;
    uint32_t b = kEdge;
    uint32_t c = kEdge;
    while (!letters.empty()) {
      a = b;
      b = c;
      c = TakeLetter(&letters);
    }
    points_[PlaceOf(a, b, c)] = points;
  }
}

uint32_t NameLook::ClassOf(std::string_view word) const {
  const uint32_t listed = listed_.ClassOf(word);
  return listed != 0 ? std::min(kLetterClasses + listed, kClasses - 1) : ClassOfLetters(word);
}

uint32_t NameLook::ClassOfLetters(std::string_view word) const {
  if (points_.empty() || word.empty()) return 0;
  uint32_t a = kEdge;
  uint32_t b = kEdge;
  int sum = 0;
  int letters = 1;
  while (!word.empty()) {
    const uint32_t c = TakeLetter(&word);
    sum += points_[PlaceOf(a, b, c)];
    a = b;
    b = c;
    ++letters;
  }
  sum += points_[PlaceOf(a, b, kEdge)];
  const int middle = static_cast<int>(kLetterClasses / 2) + 1;
  const int steps = sum / (letters * kClassPoints);
  return static_cast<uint32_t>(std::clamp(middle + steps, 1, static_cast<int>(kLetterClasses)));
}

}  // namespace tadwin::annotate

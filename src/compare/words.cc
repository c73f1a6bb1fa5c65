#include "compare/words.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/utf8.h"

namespace tadwin::compare {
namespace {

constexpr size_t kShortWord = 2;  // letters; shorter ones tell nothing apart

char32_t FoldLetter(char32_t c) {
  switch (c) {
    case 0x0623:
    case 0x0625:
    case 0x0622:
    case 0x0671: return 0x0627;  // forms of alef
    case 0x0649: return 0x064A;  // alef maqsura
    case 0x0629: return 0x0647;  // ta marbuta
    case 0x0624: return 0x0648;  // hamza on waw
    case 0x0626: return 0x064A;  // hamza on ya
    default: return c;
  }
}

// Tatweel, vowel marks, marks of direction, quotation marks.
bool IsNothing(char32_t c) {
  return c == 0x0640 || (c >= 0x064B && c <= 0x0652) || c == 0x0670 ||
         (c >= 0x200B && c <= 0x200F) || c == 0x00AB || c == 0x00BB || c == '"' || c == 0x201C ||
         c == 0x201D;
}

bool IsBlank(char32_t c) {
  return c == ' ' || (c >= 9 && c <= 13) || c == 0x00A0 || c == 0x3000 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F;
}

std::u32string Fold(std::string_view text) {
  std::u32string out;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = DecodeUtf8(text, &at);
    if (IsNothing(c)) continue;
    if (!IsBlank(c)) {
      out.push_back(FoldLetter(c));
    } else if (!out.empty() && out.back() != ' ') {
      out.push_back(' ');
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::u32string_view WithoutFront(std::u32string_view word) {
  if (word.front() == 0x0648 || word.front() == 0x0641) word.remove_prefix(1);
  static constexpr std::array<std::u32string_view, 7> kFronts = {U"\u0628\u0627\u0644",
                                                                 U"\u0648\u0627\u0644",
                                                                 U"\u0643\u0627\u0644",
                                                                 U"\u0627\u0644",
                                                                 U"\u0644\u0644",
                                                                 U"\u0644",
                                                                 U"\u0628"};
  for (const std::u32string_view front : kFronts) {
    if (word.starts_with(front)) return word.substr(front.size());
  }
  return word;
}

std::set<std::u32string> BareWords(const std::u32string& folded) {
  std::set<std::u32string> words;
  for (size_t begin = 0; begin < folded.size();) {
    const size_t end = std::min(folded.find(U' ', begin), folded.size());
    if (end - begin > kShortWord) {
      words.emplace(WithoutFront(std::u32string_view(folded).substr(begin, end - begin)));
    }
    begin = end + 1;
  }
  return words;
}

size_t Shared(const std::set<std::u32string>& a, const std::set<std::u32string>& b) {
  return static_cast<size_t>(
      std::count_if(a.begin(), a.end(), [&](const auto& word) { return b.count(word) != 0; }));
}

}  // namespace

std::string FoldWords(std::string_view text) {
  std::string out;
  for (const char32_t c : Fold(text)) AppendUtf8(c, &out);
  return out;
}

bool SameWords(std::string_view one, std::string_view other) {
  const std::u32string a = Fold(one);
  const std::u32string b = Fold(other);
  if (a.empty() || b.empty()) return false;
  if (a.find(b) != std::u32string::npos || b.find(a) != std::u32string::npos) return true;
  const auto words_a = BareWords(a);
  const auto words_b = BareWords(b);
  return Shared(words_a, words_b) > std::min(words_a.size(), words_b.size()) / 2;
}

double WordOverlap(std::string_view one, std::string_view other) {
  const auto a = BareWords(Fold(one));
  const auto b = BareWords(Fold(other));
  const size_t shorter = std::min(a.size(), b.size());
  return shorter == 0 ? 0 : static_cast<double>(Shared(a, b)) / static_cast<double>(shorter);
}

}  // namespace tadwin::compare

#include "reuse/words.h"

#include "base/hash.h"
#include "base/utf8.h"

namespace tadwin::reuse {
namespace {

// Marks as the Unicode charts of Latin-1, Arabic, general punctuation and CJK marks have them.
bool IsInWord(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
  if (c < 0xC0 || c == 0xD7 || c == 0xF7) return false;
  if (c == 0x60C || c == 0x61B || c == 0x61F || c == 0x6D4) return false;
  if (c >= 0x66A && c <= 0x66D) return false;
  return !(c >= 0x2000 && c <= 0x206F) && !(c >= 0x3000 && c <= 0x303F) && c != 0xFD3E &&
         c != 0xFD3F;
}

}  // namespace

std::vector<WordSpan> SplitWords(std::string_view folded) {
  std::vector<WordSpan> words;
  bool is_open = false;
  for (size_t at = 0; at < folded.size();) {
    const auto begin = static_cast<uint32_t>(at);
    const bool is_in = IsInWord(DecodeUtf8(folded, &at));
    if (is_in && !is_open) words.push_back({begin, begin});
    if (is_in) words.back().end = static_cast<uint32_t>(at);
    is_open = is_in;
  }
  return words;
}

std::vector<uint32_t> NumberWords(std::string_view folded, const std::vector<WordSpan>& words) {
  std::vector<uint32_t> numbers;
  numbers.reserve(words.size());
  for (const WordSpan& word : words) {
    numbers.push_back(
        static_cast<uint32_t>(Hash64(folded.substr(word.begin, word.end - word.begin)) >> 32));
  }
  return numbers;
}

}  // namespace tadwin::reuse

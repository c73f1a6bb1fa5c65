#include "extract/events/pronoun.h"

namespace tadwin::extract {
namespace {

constexpr std::string_view kTo = "\xD9\x84";    // U+0644
constexpr std::string_view kWith = "\xD8\xA8";  // U+0628

struct Suffix {
  std::string_view text;
  uint8_t pronoun;
};

// Longest first: their (two), their, her, his.
constexpr Suffix kSuffixes[] = {{"\xD9\x87\xD9\x85\xD8\xA7", kForTwo},
                                {"\xD9\x87\xD9\x85", kForThey},
                                {"\xD9\x87\xD9\x86", kForThey},
                                {"\xD9\x87\xD8\xA7", kForShe},
                                {"\xD9\x87", kForHe}};

}  // namespace

uint8_t PronounAtEnd(std::string_view word) {
  for (const Suffix& suffix : kSuffixes) {
    if (word.size() > suffix.text.size() && word.ends_with(suffix.text)) return suffix.pronoun;
  }
  return kNoPronoun;
}

uint8_t PronounOn(std::string_view word, std::string_view preposition) {
  if (preposition == "l") preposition = kTo;
  if (preposition == "b") preposition = kWith;
  if (!word.starts_with(preposition)) return kNoPronoun;
  const std::string_view rest = word.substr(preposition.size());
  for (const Suffix& suffix : kSuffixes) {
    if (rest == suffix.text) return suffix.pronoun;
  }
  return kNoPronoun;
}

}  // namespace tadwin::extract

// Pronouns written on the end of words, and whom they may stand for.
//
// In: folded words. Threads: safe.

#ifndef TADWIN_EXTRACT_EVENTS_PRONOUN_H_
#define TADWIN_EXTRACT_EVENTS_PRONOUN_H_

#include <cstdint>
#include <string_view>

namespace tadwin::extract {

// Which pronouns may stand for a phrase.
enum Pronoun : uint8_t {
  kNoPronoun = 0,
  kForHe = 1 << 0,
  kForShe = 1 << 1,  // also things, when there are several
  kForTwo = 1 << 2,
  kForThey = 1 << 3
};

// The pronoun a word may end with: of any word that ends in its letters.
uint8_t PronounAtEnd(std::string_view word);

// The pronoun on a preposition, which is written as event/words writes it ("l" and "b" are the
// particles); none when the word is not the preposition and a pronoun.
uint8_t PronounOn(std::string_view word, std::string_view preposition);

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_EVENTS_PRONOUN_H_

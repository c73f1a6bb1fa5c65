// Cuts folded text into tokens and lists the ways each word can be cut into clitics and core.
//
// In: AnnotatedText::text (and article, for the letter behind a folded one). Out: tokens, readings.
// Reading 0 is the whole word. Readings are all cuts that the script allows (w f b k l s al ll a +
// pronoun enclitics); the lexicon decides between them. What is one token:
//   word         a run of Arabic letters; "w" set off by a blank joins the word behind it, and b,
//   f,
//                k, l set off so join a word with the article ("l al-watan"): one token, whose
//                readings have the proclitic
//   number       a run of ASCII digits; every separator inside 5,200 2.5 12:30 27/9 1-3 is a token
//   of
//                its own, adjacent in bytes, so number readers see what stood there
//   Latin        a run of Latin letters, with the digits that follow ("g4s", "f16")
//   punctuation  one code point; a run of two or more full stops is one token
//   other        a run of anything else (other scripts, emoji)
// Folding keeps the original letter reachable: a final ta marbuta is never read as the enclitic h.
// Errors: kBadRule for a row of lexicon/clitics that cannot be read. Threads: safe after Create.

#ifndef TADWIN_ANNOTATE_WORDS_TOKENS_H_
#define TADWIN_ANNOTATE_WORDS_TOKENS_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/annotated_text.h"
#include "rules/grammar.h"

namespace tadwin::annotate {

class Tokeniser {
 public:
  static Tokeniser Create(const rules::RuleSet& rules, std::vector<Error>* errors);
  void Annotate(AnnotatedText* document) const;

 private:
  static constexpr size_t kMaxClitics = 255;  // of a kind
  // One row of lexicon/clitics.
  struct Clitic {
    std::string letters;
    uint16_t bits = 0;
    uint32_t min_core_bytes = 0;
    std::string next;     // letters one of which must begin the core; "" for any
    std::string not_raw;  // the original letter that forbids the cut; "" for none
  };

  void AddReadings(AnnotatedText* document, Token* token, uint32_t word_begin,
                   uint16_t joined) const;
  // The enclitics that a word may end with, by their numbers.
  struct Tails {
    std::array<uint8_t, kMaxClitics> enclitics;
    uint32_t count = 0;
  };
  void FindTails(std::string_view word, Tails* tails) const;
  void AddCores(AnnotatedText* document, const Token& token, const Tails& tails,
                uint32_t core_begin, uint16_t bits, uint32_t min_core_bytes) const;
  bool Fits(const AnnotatedText& document, const Clitic& clitic, uint32_t word_begin,
            uint32_t word_end) const;
  bool IsProclitic(std::string_view letters) const;
  // Bits of a single letter that stands alone before a word and belongs to it; 0 when it does not.
  uint16_t JoinedBits(std::string_view word, std::string_view rest) const;

  // Numbers of clitics by the last byte of their first letter (proclitics) or last letter
  // (enclitics), in the order of the table.
  using ByLetter = std::array<std::vector<uint8_t>, 256>;

  std::vector<Clitic> proclitics_;
  std::vector<Clitic> enclitics_;
  ByLetter proclitics_by_letter_;
  ByLetter enclitics_by_letter_;
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_WORDS_TOKENS_H_

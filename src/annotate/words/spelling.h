// Writes the sounds of an Arabic word as the folded skeleton that stands in a text.
//
// In: sounds in ASCII: consonants as in Buckwalter's transliteration with ' for every hamza, short
// vowels a i u, long vowels A I U, Y for a final long a written as ya, W for the plural ending u:
// with its silent alef, p for ta marbuta; a doubled consonant is written twice.
// Out: Buckwalter's letters without vowels, folded: hamza on its seat, one letter for a doubled
// one. Threads: safe. Source: the seats of hamza and the writing of final long a after W. Wright, A
// Grammar of the Arabic Language, 3rd edition, volume I, sections 7, 15-17 and 132-135.
//
// Example: Spell("yas'alu").main == "ysAl"; Spell("mas'Ul") is "mswwl", also "msywl".

#ifndef TADWIN_ANNOTATE_WORDS_SPELLING_H_
#define TADWIN_ANNOTATE_WORDS_SPELLING_H_

#include <string>
#include <string_view>

namespace tadwin::annotate {

struct Spelling {
  std::string main;
  std::string other;            // a second accepted spelling; empty when there is none
  std::string before_enclitic;  // when a pronoun changes the ending; empty when it does not
};

Spelling Spell(std::string_view sounds);

// Folds a skeleton or a vowelled word in Buckwalter's letters: one letter per variant, no vowels.
std::string FoldBuckwalter(std::string_view letters);

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_WORDS_SPELLING_H_

// Decides how a word is cut and what it is: one reading out of all that the script allows.
//
// In: a document with tokens, readings, sentences and lex_matches. Out: the cut, the lemma and the
// part of speech that suit the lexicon and the words around best; pos kNone for a word that no
// table knows. What no reading of a noun, verb or particle can carry (an article before a finite
// verb, a pronoun behind the n of a dual) is left out; the rest is ranked by fixed costs.
// For tools and tests: the readers of names and events rank the same matches by needs of their own.
// Threads: safe after Create. Source: W. Wright, A Grammar of the Arabic Language, I 184-190,
// 315-317, 366-367 for what takes which clitic; the costs are our own.

#ifndef TADWIN_ANNOTATE_WORDS_WORD_CHOICE_H_
#define TADWIN_ANNOTATE_WORDS_WORD_CHOICE_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/annotated_text.h"
#include "rules/grammar.h"

namespace tadwin::annotate {

// What the tables tell apart. A name is an entry of the gazetteers and lists of names.
enum class WordClass : uint8_t { kUnknown, kVerb, kNoun, kAdjective, kParticle, kNumber, kName };

std::string_view WordClassName(WordClass word_class);

struct WordChoice {
  Reading reading;
  WordClass word_class = WordClass::kUnknown;
  std::string lemma;  // as its table writes it; of a single-letter preposition, the letter, folded
  Features features;
};

class WordChooser {
 public:
  explicit WordChooser(const rules::Grammar& grammar);
  WordChoice Choose(const AnnotatedText& document, uint32_t token) const;

 private:
  struct Candidate {
    WordChoice choice;
    std::string_view kind;  // of a particle
    std::string_view root;  // of a verb
    bool is_country = false;
    int cost = 0;
  };
  WordClass ClassOf(const LexEntry& entry) const;
  bool HasArticle(const LexEntry& entry, std::string_view core) const;
  std::optional<Reading> ReadingOf(const AnnotatedText& document, const LexMatch& match,
                                   WordClass word_class) const;
  std::vector<Candidate> Candidates(const AnnotatedText& document, uint32_t token) const;
  bool Fits(const AnnotatedText& document, const Candidate& candidate) const;
  int Cost(const AnnotatedText& document, uint32_t token, const Candidate& candidate) const;
  int CostInContext(const AnnotatedText& document, uint32_t token,
                    const Candidate& candidate) const;
  // Whether a particle of one of the kinds, with no noun in between, stands at the token.
  bool IsParticle(const AnnotatedText& document, uint32_t token,
                  std::initializer_list<std::string_view> kinds) const;
  bool BeginsVerb(const AnnotatedText& document, uint32_t token) const;
  bool IsDefinite(const AnnotatedText& document, uint32_t token) const;

  const rules::Lexicon* lexicon_;
  rules::Lexicon::FoldFunction fold_;
  std::vector<WordClass> class_of_;  // by lexicon
  int particles_ = -1;
  int countries_ = -1;
  int capitals_ = -1;
};

// Proclitics, core and enclitic of a reading, folded and joined by '+'; a pronoun behind a lone
// preposition is its enclitic.
std::string Segments(const AnnotatedText& document, uint32_t token, const Reading& reading);

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_WORDS_WORD_CHOICE_H_

// Collects the inflected forms of one lemma and the endings that nouns and participles share.
//
// Threads: one collector per thread.

#ifndef TADWIN_ANNOTATE_WORDS_INFLECTION_H_
#define TADWIN_ANNOTATE_WORDS_INFLECTION_H_

#include <string>
#include <string_view>
#include <vector>

#include "annotate/words/verb.h"
#include "model/token.h"

namespace tadwin::annotate {

class FormCollector {
 public:
  // Adds all spellings of the sounds.
  void AddSounds(std::string_view sounds, Features features);
  // Adds a word written in Buckwalter's letters.
  void AddLetters(std::string_view letters, Features features);
  // One form per skeleton and Features::form, sorted by them: see verb.h.
  std::vector<Inflected> Take();

 private:
  std::vector<Inflected> forms_;
};

// All cases, genders and numbers of an adjective or participle whose sounds end in a consonant.
void AddRegularNominal(std::string_view sounds, Features features, FormCollector* out);
// ... that ends in a defective i ("al-da'i, da'in").
void AddNominalInI(std::string_view base, Features features, FormCollector* out);
// ... that ends in a long a written as ya ("al-musamma").
void AddNominalInY(std::string_view base, Features features, FormCollector* out);
// Singular, dual and regular plural of a noun as it is written; what `plural_at` says of the plural
// in At.
void AddWrittenNoun(std::string_view letters, Features features, bool plural_at,
                    FormCollector* out);
// The regular masculine plural of a noun as it is written.
void AddWrittenPlural(std::string_view letters, Features features, FormCollector* out);
// All forms of an adjective as it is written; `feminine` when it is not made with ta marbuta.
void AddWrittenAdjective(std::string_view letters, std::string_view feminine, Features features,
                         FormCollector* out);

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_WORDS_INFLECTION_H_

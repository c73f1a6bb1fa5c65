// Inflects one verb: all finite forms, verbal nouns and participles, from root and form.
//
// In: the radicals in Buckwalter's letters with ' for hamza, the form (I to X, QI QII QIV for four
// radicals), for form I the vowels of both stems and its verbal nouns.
// Out: folded skeletons in Buckwalter's letters, each once per Form (a skeleton that serves several
// persons is given the commonest in prose: third person first; one that serves both voices has
// Voice::kUnknown). An imperative that looks like the perfect is left out.
// Errors: a message when the root does not suit the form. Threads: safe.
// Source: W. Wright, A Grammar of the Arabic Language, volume I, sections 35-190 (paradigm tables).

#ifndef TADWIN_ANNOTATE_WORDS_VERB_H_
#define TADWIN_ANNOTATE_WORDS_VERB_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/token.h"

namespace tadwin::annotate {

enum class VerbForm : uint8_t {
  kI,
  kII,
  kIII,
  kIV,
  kV,
  kVI,
  kVII,
  kVIII,
  kIX,
  kX,
  kQI,
  kQII,
  kQIV
};

std::optional<VerbForm> ParseVerbForm(std::string_view name);

struct Verb {
  std::string root;
  VerbForm form = VerbForm::kI;
  char perfect_vowel = 'a';          // form I only
  char imperfect_vowel = 'u';        // form I only
  bool intransitive = false;         // has no passive
  bool strong = false;               // a weak middle radical stays ("istajwaba")
  bool keeps_w = false;              // a first w stays in the imperfect of form I
  bool doubles_t = false;            // form VIII of a hamza that becomes t ("ittakhadha")
  bool drops_middle = false;         // "ra'a, yara"
  bool short_imperative = false;     // "khudh, kul, mur"
  std::vector<std::string> masdars;  // listed, in Buckwalter's letters
};

struct Inflected {
  std::string skeleton;
  Features features;
};

Result<std::vector<Inflected>> Inflect(const Verb& verb);

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_WORDS_VERB_H_

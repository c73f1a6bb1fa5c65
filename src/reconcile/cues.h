// Finds the words that state how one event stands to another: "in response to", "in revenge for".
//
// In: a text with its folded form; a table of rules/ar/link (words, relation). Out: cues in the
// order of the text, each with the sentence it stands in. Units: bytes of the original. Errors:
// kBadRule. Threads: safe after Create.

#ifndef TADWIN_RECONCILE_CUES_H_
#define TADWIN_RECONCILE_CUES_H_

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/article.h"
#include "model/span.h"
#include "rules/table.h"

namespace tadwin::reconcile {

struct Cue {
  std::string relation;  // "response"
  Span span;
  Span sentence;       // between full stops and line ends
  bool leads = false;  // nothing but a conjunction stands before it in its sentence
};

class CueReader {
 public:
  using FoldFunction = std::function<std::string(std::string_view)>;

  static CueReader Create(const rules::RuleSet& rules, const FoldFunction& fold,
                          std::vector<Error>* errors,
                          std::string_view table = "link/relation_words");

  std::vector<Cue> Read(const Text& text) const;

 private:
  struct Entry {
    std::string words;  // folded
    std::string relation;
    bool is_prefix = false;
  };
  std::vector<Entry> entries_;  // longest first
  std::vector<std::string> conjunctions_;
};

}  // namespace tadwin::reconcile

#endif  // TADWIN_RECONCILE_CUES_H_

// Reads the words that set an event apart from one told before ("a second attack") or point back to
// it
// ("this attack", "the said operation").
//
// In: the annotated document of the facts. Out: evidence of field "another" or "same" on events,
// with the noun and the word that says so; the linker heeds both. The words stand beside the noun
// for a deed in the trigger or right behind it (rules/ar/link/pointing.tsv), one word between them
// at most. Errors: mistakes in the table are appended. Threads: safe after Create.

#ifndef TADWIN_PIPELINE_POINTING_H_
#define TADWIN_PIPELINE_POINTING_H_

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "model/annotated_text.h"
#include "model/fact.h"
#include "rules/table.h"

namespace tadwin::pipeline {

class PointingReader {
 public:
  using FoldFunction = std::function<std::string(std::string_view)>;

  static PointingReader Create(const rules::RuleSet& rules, const FoldFunction& fold,
                               std::vector<Error>* errors);

  void Read(const AnnotatedText& document, std::vector<Fact>* facts) const;

 private:
  // What the words beside the noun at a token say: a field of evidence, or nothing.
  struct Found {
    const char* field = nullptr;
    uint32_t first = 0;
    uint32_t last = 0;
  };
  bool HasWord(const std::unordered_set<std::string>& words, const AnnotatedText& document,
               uint32_t token, bool* definite) const;
  Found Beside(const AnnotatedText& document, uint32_t noun) const;

  std::unordered_set<std::string> nouns_;
  std::unordered_set<std::string> another_;  // behind a noun without the article
  std::unordered_set<std::string> same_;     // behind a noun with the article
  std::unordered_set<std::string> this_;     // before a noun with the article
};

}  // namespace tadwin::pipeline

#endif  // TADWIN_PIPELINE_POINTING_H_

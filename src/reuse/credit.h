// Reads whom a text credits with its words: the agencies of rules/ar/reuse/credit.tsv.
//
// In: folded text and its words. Out: agencies, each once, in the order of the text; "agencies" for
// a credit to agencies without a name. A name counts only between marks or behind a lead such as
// the word for agency: a plateau that an agency is named after is no credit.
// Errors: mistakes in the table are appended. Threads: safe after Create.

#ifndef TADWIN_REUSE_CREDIT_H_
#define TADWIN_REUSE_CREDIT_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "reuse/words.h"
#include "rules/table.h"

namespace tadwin::reuse {

class CreditReader {
 public:
  using FoldFunction = std::function<std::string(std::string_view)>;

  static CreditReader Create(const rules::RuleSet& rules, const FoldFunction& fold,
                             std::vector<Error>* errors);

  std::vector<std::string> Read(std::string_view folded, const std::vector<WordSpan>& words) const;

 private:
  struct Entry {
    std::vector<uint32_t> words;
    std::string agency;  // empty: a lead
  };
  std::vector<Entry> entries_;  // by words
};

}  // namespace tadwin::reuse

#endif  // TADWIN_REUSE_CREDIT_H_

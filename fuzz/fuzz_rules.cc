// Any bytes as a rule file: the loader and the pattern compiler report mistakes and never crash;
// what compiles can be run over a text.
//
// In: the first byte says whether the rest is a table or a block file.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/check.h"
#include "rules/lexicon.h"
#include "rules/pattern.h"
#include "rules/table.h"
#include "rules/test_document.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tadwin;
  if (size == 0) return 0;
  const std::string content(reinterpret_cast<const char*>(data) + 1, size - 1);
  const bool is_table = data[0] % 2 == 0;
  const auto identity = [](std::string_view text) { return std::string(text); };

  std::vector<Error> errors;
  const rules::RuleSet set =
      rules::RuleSet::Parse({{"ar/a.tsv", is_table ? content : "surface\tvalue\none\t1\n"},
                             {"ar/b.rules", is_table ? "rule: r\npattern: x\n" : content}},
                            &errors);
  for (const Error& error : errors) {
    TADWIN_CHECK(error.code == ErrorCode::kBadRule && !error.where.empty(),
                 "a rule mistake without its place");
  }
  if (!errors.empty()) return 0;
  rules::Lexicon lexicon;
  lexicon.AddTables(set, identity);
  lexicon.Build();
  const rules::PatternSet patterns =
      rules::PatternSet::Compile(set.BlocksUnder("ar/"), lexicon, identity, &errors);
  AnnotatedText document = rules::MakeTestDocument("one x w+x x one x . x y one two");
  lexicon.Match(&document);
  for (const rules::PatternMatch& match : rules::KeepLongest(patterns.FindAll(document))) {
    TADWIN_CHECK(match.token_begin < match.token_end && match.token_end <= document.tokens.size(),
                 "a match out of bounds");
    TADWIN_CHECK(document.tokens[match.token_begin].sentence ==
                     document.tokens[match.token_end - 1].sentence,
                 "a match that leaves its sentence");
  }
  return 0;
}

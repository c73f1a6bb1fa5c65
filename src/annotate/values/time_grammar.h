// Reads the time expressions of a document by the rules in rules/ar/time, without resolving them.
//
// In: tokens, lex_matches, number and ordinal mentions. Out: expressions in text order; those with
// `dead` set are parts of others. Rules run in passes: 1 finds dates and units, 2 builds on them
// and is repeated while it finds more, 3 adds lengths and ranges. A block has `pass:`, `pattern:`
// lines with $shorthand (time/shorthand.tsv), and `makes:`, the production in time_build.cc; a
// capture named `span` bounds the mention.
// Errors: kBadRule at Create. Threads: immutable; Parse works on the document given, whose mentions
// are as before when it returns.

#ifndef TADWIN_ANNOTATE_VALUES_TIME_GRAMMAR_H_
#define TADWIN_ANNOTATE_VALUES_TIME_GRAMMAR_H_

#include <deque>
#include <memory>
#include <vector>

#include "annotate/values/time_expr.h"
#include "annotate/values/time_register.h"
#include "model/annotated_text.h"
#include "rules/grammar.h"
#include "rules/pattern.h"

namespace tadwin::annotate {

class TimeGrammar {
 public:
  static std::shared_ptr<const TimeGrammar> Create(const rules::Grammar& grammar,
                                                   std::vector<Error>* errors);

  std::vector<TimeExpr> Parse(AnnotatedText* document) const;

  const rules::Lexicon& lexicon() const { return *lexicon_; }

 private:
  struct Candidate {
    TimeExpr expr;
    uint32_t begin = 0;  // tokens, with context
    uint32_t end = 0;
    bool nothing = false;
  };
  static constexpr int kPasses = 3;

  // What one call of Parse carries from pass to pass.
  struct Scene {
    AnnotatedText* document = nullptr;
    size_t fixed_mentions = 0;
    std::vector<uint32_t> idiom_end;  // by token
    Register manner = Register::kReport;
  };

  bool RunPass(int pass, const Scene& scene, std::vector<TimeExpr>* exprs) const;
  static void Publish(AnnotatedText* document, size_t fixed_mentions,
                      const std::vector<TimeExpr>& exprs);

  const rules::Lexicon* lexicon_ = nullptr;
  std::deque<rules::Block> blocks_;  // with shorthand written out; addresses are kept
  rules::PatternSet passes_[kPasses];
  int idiom_ = -1;
  int before_date_ = -1;
  RegisterReader register_;
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_VALUES_TIME_GRAMMAR_H_

// One document through the line: fold, annotate, extract. The loop around it is in pipeline.h.
//
// Builds every reader once from a rule set. Same text + same rules = same facts.
// Errors: all rule mistakes at Create. Threads: Code and Annotate may be called from many threads.

#ifndef TADWIN_PIPELINE_CODER_H_
#define TADWIN_PIPELINE_CODER_H_

#include <memory>
#include <string>
#include <vector>
#include "annotate/annotator.h"
#include "extract/extractor.h"
#include "model/annotated_text.h"
#include "model/article.h"
#include "model/fact.h"
#include "model/uncoded.h"
#include "normalise/fold.h"
#include "pipeline/pointing.h"
#include "reuse/credit.h"
#include "rules/grammar.h"
#include "rules/source.h"

namespace tadwin::pipeline {

// The annotations and facts of one article.
struct CodedArticle {
  AnnotatedText document;
  std::vector<Fact> facts;
  std::vector<Uncoded> uncoded;
};

// As a ledger keeps them: in order, and one of each id. Ids come from kind and trigger, so equal
// ids are the same statement.
void SettleFacts(std::vector<Fact>* facts);

class Coder {
 public:
  // `files` from rules::BuiltInFiles() or rules::ReadFolder(). On any mistake returns nullptr and
  // `errors` holds them all.
  static std::unique_ptr<Coder> Create(const std::vector<rules::RuleFile>& files,
                                       std::vector<Error>* errors);

  AnnotatedText Annotate(const RawArticle& article) const;
  CodedArticle Code(const RawArticle& article) const;

  const std::string& rules_hash() const { return rules_.hash(); }
  const rules::RuleSet& rules() const { return rules_; }
  const rules::Lexicon& lexicon() const { return lexicon_; }
  const normalise::Folder& folder() const { return folder_; }
  const reuse::CreditReader& credits() const { return credits_; }
  const PointingReader& pointing() const { return pointing_; }

 private:
  Coder() = default;
  rules::RuleSet rules_;
  normalise::Folder folder_;
  rules::Lexicon lexicon_;
  annotate::Annotator annotator_;
  extract::Extractor extractor_;
  reuse::CreditReader credits_;
  PointingReader pointing_;
};

}  // namespace tadwin::pipeline

#endif  // TADWIN_PIPELINE_CODER_H_

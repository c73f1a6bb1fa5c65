#include "pipeline/coder.h"

#include <set>
#include <utility>

#include "annotate/words/morphology.h"
#include "model/fact_json.h"
#include "pipeline/wording.h"

namespace tadwin::pipeline {

std::unique_ptr<Coder> Coder::Create(const std::vector<rules::RuleFile>& files,
                                     std::vector<Error>* errors) {
  std::unique_ptr<Coder> coder(new Coder());
  coder->rules_ = rules::RuleSet::Parse(files, errors);
  if (!errors->empty()) return nullptr;
  coder->folder_ = normalise::Folder::Create(coder->rules_, errors);
  const normalise::Folder* folder = &coder->folder_;
  const auto fold = [folder](std::string_view text) { return folder->FoldString(text); };

  coder->lexicon_.AddTables(coder->rules_, fold);
  annotate::AddGeneratedForms(coder->rules_, fold, &coder->lexicon_, errors);
  coder->lexicon_.Build();

  const rules::Grammar grammar{&coder->rules_, &coder->lexicon_, fold};
  coder->annotator_ = annotate::Annotator::Create(grammar, errors);
  coder->extractor_ = extract::Extractor::Create(grammar, errors);
  if (coder->rules_.FindTable("reuse/credit") != nullptr) {
    coder->credits_ = reuse::CreditReader::Create(coder->rules_, fold, errors);
  }
  coder->pointing_ = PointingReader::Create(coder->rules_, fold, errors);
  if (!errors->empty()) return nullptr;
  return coder;
}

void SettleFacts(std::vector<Fact>* facts) {
  SortFacts(facts);
  std::set<std::string> seen;
  std::erase_if(*facts, [&seen](const Fact& fact) { return !seen.insert(fact.id).second; });
}

AnnotatedText Coder::Annotate(const RawArticle& article) const {
  return annotator_.Annotate(article, folder_.Fold(article.text));
}

CodedArticle Coder::Code(const RawArticle& article) const {
  CodedArticle coded;
  coded.document = Annotate(article);
  extract::Extractor::Extracted found = extractor_.Extract(coded.document);
  coded.facts = std::move(found.facts);
  coded.uncoded = std::move(found.uncoded);
  SetWording(coded.document.text, credits_, &coded.facts);
  pointing_.Read(coded.document, &coded.facts);
  return coded;
}

}  // namespace tadwin::pipeline

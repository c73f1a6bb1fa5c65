#include "annotate/annotator.h"

#include <utility>

#include "model/mention_order.h"

namespace tadwin::annotate {

Annotator Annotator::Create(const rules::Grammar& grammar, std::vector<Error>* errors) {
  Annotator annotator;
  annotator.lexicon_ = grammar.lexicon;
  annotator.tokeniser_ = Tokeniser::Create(*grammar.rules, errors);
  annotator.structure_ = StructureReader::Create(grammar, errors);
  annotator.numbers_ = NumberReader::Create(grammar, errors);
  annotator.time_grammar_ = TimeGrammar::Create(grammar, errors);
  annotator.published_ = PublishedReader::Create(grammar);
  annotator.times_ = TimeReader::Create(grammar);
  annotator.names_ = NameReader::Create(grammar, errors);
  annotator.tolls_ = TollReader::Create(grammar, errors);
  return annotator;
}

AnnotatedText Annotator::Annotate(const RawArticle& article, Text text) const {
  AnnotatedText document;
  document.article = &article;
  document.text = std::move(text);
  tokeniser_.Annotate(&document);
  structure_.Annotate(&document);
  lexicon_->Match(&document);
  numbers_.Annotate(&document);
  SortMentions(&document.mentions);
  const std::vector<TimeExpr> times = time_grammar_->Parse(&document);
  published_.Annotate(times, &document);
  times_.Annotate(times, &document);
  SortMentions(&document.mentions);
  names_.Annotate(&document);
  SortMentions(&document.mentions);
  tolls_.Annotate(&document);
  SortMentions(&document.mentions);
  return document;
}

}  // namespace tadwin::annotate

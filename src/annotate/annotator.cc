#include "annotate/annotator.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace tadwin::annotate {

Annotator Annotator::Create(const rules::Grammar& grammar, std::vector<Error>* errors) {
  Annotator annotator;
  annotator.lexicon_ = grammar.lexicon;
  annotator.tokeniser_ = Tokeniser::Create(*grammar.rules, errors);
  annotator.structure_ = StructureReader::Create(grammar, errors);
  annotator.numbers_ = NumberReader::Create(grammar, errors);
  annotator.published_ = PublishedReader::Create(grammar, errors);
  annotator.times_ = TimeReader::Create(grammar, errors);
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
  SortMentions(&document);
  published_.Annotate(&document);
  times_.Annotate(&document);
  SortMentions(&document);
  names_.Annotate(&document);
  SortMentions(&document);
  tolls_.Annotate(&document);
  SortMentions(&document);
  return document;
}

void SortMentions(AnnotatedText* document) {
  std::stable_sort(document->mentions.begin(), document->mentions.end(),
                   [](const Mention& a, const Mention& b) {
                     return std::tuple(a.span.begin, b.span.end, a.layer) <
                            std::tuple(b.span.begin, a.span.end, b.layer);
                   });
}

}  // namespace tadwin::annotate

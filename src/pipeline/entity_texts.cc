#include "pipeline/entity_texts.h"

#include <utility>

namespace tadwin::pipeline {

EntityTextReader EntityTextReader::Create(const Coder* coder, std::vector<Error>* errors) {
  EntityTextReader reader(coder);
  reader.cues_ = reconcile::CueReader::Create(
      coder->rules(), [coder](std::string_view text) { return coder->folder().FoldString(text); },
      errors, "link/alias_words");
  return reader;
}

std::optional<reconcile::TextNames> EntityTextReader::Read(
    const store::DocumentRecord& document) const {
  reconcile::TextNames text;
  text.cues = cues_.Read(coder_->folder().Fold(document.text));
  if (text.cues.empty()) return std::nullopt;
  RawArticle article;
  article.name = document.name;
  article.sha256 = document.sha256;
  article.text = document.text;
  article.published = document.published;
  text.doc = document.name;
  text.sha256 = document.sha256;
  if (document.published) text.published = document.published->start;
  for (const Mention& mention : coder_->Annotate(article).mentions) {
    if (mention.layer != Layer::kOrg && mention.layer != Layer::kGroup) continue;
    text.names.push_back({mention.span,
                          document.text.substr(mention.span.begin, mention.span.size()),
                          mention.name});
  }
  return text;
}

}  // namespace tadwin::pipeline

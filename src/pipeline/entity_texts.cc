#include "pipeline/entity_texts.h"

#include <utility>

#include "review/action.h"

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

Result<std::vector<reconcile::EntityDecision>> ReadEntityDecisions(store::Store* store) {
  const Result<std::vector<review::Action>> actions = store->ActionsOfDocument("");
  if (!actions) return actions.error();
  std::vector<reconcile::EntityDecision> decisions;
  for (const review::Action& action : *actions) {
    const bool merges = action.verb == review::Verb::kMergeEntities;
    if (!merges && action.verb != review::Verb::kSplitEntities) continue;
    for (const std::string& one : action.facts) {
      for (const std::string& other : action.apart) decisions.push_back({merges, one, other});
    }
  }
  return decisions;
}

}  // namespace tadwin::pipeline

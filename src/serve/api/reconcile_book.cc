#include "serve/api/reconcile_book.h"

#include <utility>

namespace tadwin::serve {

std::unique_ptr<ReconcileBook> ReconcileBook::Create(const rules::RuleSet& rules,
                                                     const normalise::Folder* folder,
                                                     std::vector<Error>* errors) {
  std::unique_ptr<ReconcileBook> book(new ReconcileBook());
  book->folder_ = folder;
  book->link_rules_ = link::LinkRules::Load(rules, errors);
  const link::LinkRules* link_rules = &book->link_rules_;
  const auto words_of = [link_rules](std::string_view text) { return link_rules->Words(text); };
  book->tally_rules_ = reconcile::TallyRules::Load(rules, words_of, errors);
  book->stance_rules_ = reconcile::StanceRules::Load(rules, errors);
  book->sides_ = reconcile::SideReader::Load(rules, words_of);
  book->cues_ = reconcile::CueReader::Create(
      rules, [folder](std::string_view text) { return folder->FoldString(text); }, errors);
  book->relation_rules_ = reconcile::LoadRelationRules(rules, errors);
  return book;
}

std::shared_ptr<const Reconciled> ReconcileBook::Of(const Snapshot& snapshot) {
  const std::lock_guard lock(mutex_);
  if (reconciled_ != nullptr && reconciled_->snapshot->content == snapshot.content)
    return reconciled_;
  auto reconciled = std::make_shared<Reconciled>(snapshot.shared_from_this());
  reconcile::CuesByDocument cues;
  for (const store::DocumentRecord& document : snapshot.documents) {
    auto found = cues_.Read(folder_->Fold(document.text));
    if (!found.empty()) cues[document.sha256] = std::move(found);
  }
  reconciled->tallies = reconcile::ReconcileTallies(reconciled->view, tally_rules_);
  reconciled->levels = reconcile::ReadLevels(reconciled->view);
  reconciled->stances = reconcile::ReadStances(reconciled->view, stance_rules_);
  reconciled->relations = reconcile::ReadRelations(reconciled->view, cues, relation_rules_, sides_);
  reconciled->contradictions = reconcile::FindContradictions(reconciled->view);
  reconciled_ = std::move(reconciled);
  return reconciled_;
}

reconcile::ResponseReport ReconcileBook::Responses(
    const Reconciled& reconciled, const reconcile::ResponseOptions& options) const {
  return reconcile::ReportResponses(reconciled.view, reconciled.relations, sides_, options);
}

reconcile::TextOf TextOfSnapshot(const Snapshot& snapshot) {
  return [&snapshot](const std::string& sha256) -> const std::string* {
    const store::DocumentRecord* document = snapshot.FindDocument(sha256);
    return document == nullptr ? nullptr : &document->text;
  };
}

}  // namespace tadwin::serve

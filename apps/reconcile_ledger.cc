#include "apps/reconcile_ledger.h"

#include <utility>

#include <fmt/format.h>

#include "normalise/fold.h"
#include "pipeline/entity_texts.h"
#include "reconcile/cues.h"

namespace tadwin::apps {

std::unique_ptr<ReconcileLedger> ReconcileLedger::Open(const ReconcileArguments& arguments,
                                                       bool with_texts, ExitCode* exit_code) {
  std::unique_ptr<ReconcileLedger> out(new ReconcileLedger);
  out->rules_ = LoadRules(arguments.rules, exit_code);
  if (out->rules_ == nullptr) return nullptr;
  const auto fail = [&](const Error& error) {
    *exit_code = Fail(error);
    return std::unique_ptr<ReconcileLedger>();
  };
  std::vector<Error> errors;
  out->link_rules_ = link::LinkRules::Load(*out->rules_, &errors);
  if (!errors.empty()) return fail(errors.front());
  const auto store =
      OpenToRead(arguments.ledger, arguments.as_known_on, arguments.rules, exit_code);
  if (!store) return nullptr;
  auto facts = store->Facts();
  if (!facts) return fail(facts.error());
  auto incidents = store->Incidents();
  if (!incidents) return fail(incidents.error());
  out->facts_ = *std::move(facts);
  out->incidents_ = *std::move(incidents);
  auto decisions = pipeline::ReadEntityDecisions(store.get());
  if (!decisions) return fail(decisions.error());
  out->decisions_ = *std::move(decisions);
  if (with_texts) {
    auto documents = store->Documents();
    if (!documents) return fail(documents.error());
    out->documents_ = *std::move(documents);
    for (const store::DocumentRecord& document : out->documents_) {
      out->texts_[document.sha256] = &document.text;
    }
  }
  out->view_ = std::make_unique<reconcile::LedgerView>(out->facts_, out->incidents_);
  return out;
}

Result<reconcile::CuesByDocument> ReconcileLedger::ReadCues() const {
  std::vector<Error> errors;
  const normalise::Folder folder = normalise::Folder::Create(*rules_, &errors);
  const reconcile::CueReader reader = reconcile::CueReader::Create(
      *rules_, [&](std::string_view text) { return folder.FoldString(text); }, &errors);
  if (!errors.empty()) return errors.front();
  reconcile::CuesByDocument cues;
  for (const store::DocumentRecord& document : documents_) {
    auto found = reader.Read(folder.Fold(document.text));
    if (!found.empty()) cues[document.sha256] = std::move(found);
  }
  return cues;
}

reconcile::TextOf ReconcileLedger::text_of() const {
  return [this](const std::string& sha256) -> const std::string* {
    const auto found = texts_.find(sha256);
    return found == texts_.end() ? nullptr : found->second;
  };
}

std::string ReconcileLedger::TitleOf(const std::string& incident) const {
  const Incident* found = view_->FindIncident(incident);
  return found == nullptr || found->title.empty() ? incident : found->title;
}

std::string TellingLines(const std::vector<reconcile::Telling>& tellings, const char* indent) {
  std::string out;
  for (const reconcile::Telling& telling : tellings) {
    out += fmt::format("{}fact {} in {}, {}{}{}\n", indent, telling.fact, telling.doc,
                       telling.speaker.empty() ? "the article" : InOneLine(telling.speaker),
                       telling.status == "asserted" ? "" : ", " + telling.status,
                       telling.told ? ", told " + ToIso(*telling.told) : ", undated");
  }
  return out;
}

std::string InOneLine(std::string text) {
  for (char& c : text) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  return text;
}

}  // namespace tadwin::apps

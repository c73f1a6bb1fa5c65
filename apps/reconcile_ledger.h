// What the verbs that reconcile read: a ledger, its rules, and its texts where words are needed.

#ifndef TADWIN_APPS_RECONCILE_LEDGER_H_
#define TADWIN_APPS_RECONCILE_LEDGER_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "apps/verbs.h"
#include "link/link_rules.h"
#include "reconcile/entities.h"
#include "reconcile/ledger_view.h"
#include "reconcile/reconcile_json.h"
#include "reconcile/relations.h"
#include "reconcile/tally_rules.h"
#include "rules/table.h"
#include "store/store.h"

namespace tadwin::apps {

class ReconcileLedger {
 public:
  // Prints what is wrong; then nullptr and `exit_code` is set.
  static std::unique_ptr<ReconcileLedger> Open(const ReconcileArguments& arguments, bool with_texts,
                                               ExitCode* exit_code);

  const reconcile::LedgerView& view() const { return *view_; }
  const rules::RuleSet& rules() const { return *rules_; }
  const link::LinkRules& link_rules() const { return link_rules_; }
  const std::vector<store::DocumentRecord>& documents() const { return documents_; }
  // What people decided of parties, in the order they did.
  const std::vector<reconcile::EntityDecision>& decisions() const { return decisions_; }
  // The words of relations, by document; texts must have been read.
  Result<reconcile::CuesByDocument> ReadCues() const;
  reconcile::TextOf text_of() const;
  // "title" of an incident; its id where it has none.
  std::string TitleOf(const std::string& incident) const;

 private:
  ReconcileLedger() = default;

  std::unique_ptr<rules::RuleSet> rules_;
  link::LinkRules link_rules_;
  std::vector<Fact> facts_;
  std::vector<Incident> incidents_;
  std::vector<store::DocumentRecord> documents_;
  std::map<std::string, const std::string*> texts_;
  std::unique_ptr<reconcile::LedgerView> view_;
  std::vector<reconcile::EntityDecision> decisions_;
};

// "fact 01ab in a.txt, the police (2020-09-15)", one line each, indented.
std::string TellingLines(const std::vector<reconcile::Telling>& tellings, const char* indent);
// Blanks for line ends.
std::string InOneLine(std::string text);

}  // namespace tadwin::apps

#endif  // TADWIN_APPS_RECONCILE_LEDGER_H_

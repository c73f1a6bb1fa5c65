// A snapshot set beside itself: tallies and items, stances, relations, contradictions. Worked out
// once per content of the ledger, when it is first asked for.
//
// Errors: of the rules, at Create. Threads: safe.

#ifndef TADWIN_SERVE_API_RECONCILE_BOOK_H_
#define TADWIN_SERVE_API_RECONCILE_BOOK_H_

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "link/link_rules.h"
#include "normalise/fold.h"
#include "reconcile/contradictions.h"
#include "reconcile/cues.h"
#include "reconcile/ledger_view.h"
#include "reconcile/levels.h"
#include "reconcile/reconcile_json.h"
#include "reconcile/relations.h"
#include "reconcile/responses.h"
#include "reconcile/sides.h"
#include "reconcile/stance_rules.h"
#include "reconcile/stances.h"
#include "reconcile/tallies.h"
#include "reconcile/tally_rules.h"
#include "serve/api/ledger_reader.h"

namespace tadwin::serve {

// What is known of one content, which it keeps.
struct Reconciled {
  explicit Reconciled(std::shared_ptr<const Snapshot> of)
      : snapshot(std::move(of)), view(snapshot->facts, snapshot->incidents) {}
  const std::shared_ptr<const Snapshot> snapshot;
  reconcile::LedgerView view;
  reconcile::TallyReport tallies;
  std::vector<reconcile::LevelSeries> levels;
  std::vector<reconcile::Stance> stances;
  std::vector<reconcile::Relation> relations;
  std::vector<reconcile::Contradiction> contradictions;
};

class ReconcileBook {
 public:
  // `folder` must outlive it.
  static std::unique_ptr<ReconcileBook> Create(const rules::RuleSet& rules,
                                               const normalise::Folder* folder,
                                               std::vector<Error>* errors);

  std::shared_ptr<const Reconciled> Of(const Snapshot& snapshot);
  reconcile::ResponseReport Responses(const Reconciled& reconciled,
                                      const reconcile::ResponseOptions& options) const;

 private:
  ReconcileBook() = default;

  const normalise::Folder* folder_ = nullptr;
  link::LinkRules link_rules_;
  reconcile::TallyRules tally_rules_;
  reconcile::StanceRules stance_rules_;
  reconcile::SideReader sides_;
  reconcile::CueReader cues_;
  std::vector<reconcile::RelationRule> relation_rules_;
  std::mutex mutex_;
  std::shared_ptr<const Reconciled> reconciled_;
};

// The texts of a snapshot, for offsets in code points.
reconcile::TextOf TextOfSnapshot(const Snapshot& snapshot);

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_API_RECONCILE_BOOK_H_

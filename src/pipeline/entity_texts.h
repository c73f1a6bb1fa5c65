// The names in a text and the cues between them that say whose front or part one is: what entities
// are read from (reconcile/entities.h).
//
// Errors: of the rules, at Create. Threads: safe once made.

#ifndef TADWIN_PIPELINE_ENTITY_TEXTS_H_
#define TADWIN_PIPELINE_ENTITY_TEXTS_H_

#include <optional>
#include <vector>

#include "base/result.h"
#include "pipeline/coder.h"
#include "reconcile/cues.h"
#include "reconcile/entities.h"
#include "store/store.h"

namespace tadwin::pipeline {

class EntityTextReader {
 public:
  // `coder` must outlive it.
  static EntityTextReader Create(const Coder* coder, std::vector<Error>* errors);
  // Nothing of a text without such a cue.
  std::optional<reconcile::TextNames> Read(const store::DocumentRecord& document) const;

 private:
  explicit EntityTextReader(const Coder* coder) : coder_(coder) {}
  const Coder* coder_;
  reconcile::CueReader cues_;
};

// What people decided of parties, in the order they did (`tadwin review LEDGER merge-entities`).
Result<std::vector<reconcile::EntityDecision>> ReadEntityDecisions(store::Store* store);

}  // namespace tadwin::pipeline

#endif  // TADWIN_PIPELINE_ENTITY_TEXTS_H_

// All that a server makes of its rules, held together: after a row is adopted it is made anew and
// put in the place of the one before. Who works with one keeps it until done, so that a run never
// sees two.
//
// Errors: mistakes in the rules. Threads: safe.

#ifndef TADWIN_SERVE_API_RULE_KIT_H_
#define TADWIN_SERVE_API_RULE_KIT_H_

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "link/linker.h"
#include "pipeline/coder.h"
#include "rules/source.h"
#include "serve/api/commitments.h"
#include "serve/api/entity_book.h"
#include "serve/api/reconcile_book.h"

namespace tadwin::serve {

struct RuleKit {
  std::vector<rules::RuleFile> files;
  std::unique_ptr<pipeline::Coder> coder;
  std::unique_ptr<link::Linker> linker;
  std::unique_ptr<CommitmentBook> commitments;
  std::unique_ptr<ReconcileBook> reconciled;
  std::unique_ptr<EntityBook> entities;
};

Result<std::shared_ptr<const RuleKit>> MakeRuleKit(std::unique_ptr<pipeline::Coder> coder,
                                                   std::vector<rules::RuleFile> files);

// The rules as they stand on the disk.
using ReadRules = std::function<Result<std::vector<rules::RuleFile>>()>;

class RuleShelf {
 public:
  std::shared_ptr<const RuleKit> Current() const {
    const std::lock_guard lock(mutex_);
    return kit_;
  }
  void Put(std::shared_ptr<const RuleKit> kit) {
    const std::lock_guard lock(mutex_);
    kit_ = std::move(kit);
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const RuleKit> kit_;
};

// Reads the rules anew and puts them on the shelf; on a mistake those before stay.
Status ReadAnew(const ReadRules& read, RuleShelf* shelf);

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_API_RULE_KIT_H_

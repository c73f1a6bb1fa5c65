#include "serve/api/rule_kit.h"

namespace tadwin::serve {

Result<std::shared_ptr<const RuleKit>> MakeRuleKit(std::unique_ptr<pipeline::Coder> coder,
                                                   std::vector<rules::RuleFile> files) {
  auto kit = std::make_shared<RuleKit>();
  std::vector<Error> errors;
  kit->linker = std::make_unique<link::Linker>(link::Linker::Create(coder->rules(), &errors));
  kit->commitments = CommitmentBook::Create(coder->rules(), &errors);
  kit->reconciled = ReconcileBook::Create(coder->rules(), &coder->folder(), &errors);
  kit->entities = EntityBook::Create(coder.get(), &errors);
  if (!errors.empty()) return errors.front();
  kit->files = std::move(files);
  kit->coder = std::move(coder);
  return std::shared_ptr<const RuleKit>(std::move(kit));
}

Status ReadAnew(const ReadRules& read, RuleShelf* shelf) {
  auto files = read();
  if (!files) return files.error();
  std::vector<Error> mistakes;
  auto coder = pipeline::Coder::Create(*files, &mistakes);
  if (coder == nullptr) return mistakes.front();
  auto kit = MakeRuleKit(std::move(coder), *std::move(files));
  if (!kit) return kit.error();
  shelf->Put(*std::move(kit));
  return {};
}

}  // namespace tadwin::serve

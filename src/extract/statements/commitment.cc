#include "extract/statements/commitment.h"

#include <algorithm>
#include <utility>

#include "extract/statements/commitment_scan.h"
#include "extract/statements/statement.h"

namespace tadwin::extract {

struct CommitmentReader::Impl {
  const rules::Lexicon* lexicon = nullptr;
  CommitmentLexicons lexicons;
};

CommitmentReader CommitmentReader::Create(const rules::Grammar& grammar,
                                          std::vector<Error>* errors) {
  auto impl = std::make_shared<Impl>();
  impl->lexicon = grammar.lexicon;
  impl->lexicons = CommitmentLexicons::Create(grammar, errors);
  CommitmentReader reader;
  reader.impl_ = std::move(impl);
  return reader;
}

std::vector<Fact> CommitmentReader::Read(const AnnotatedText& document,
                                         const std::vector<Attribution>& attributions) const {
  if (document.tokens.empty() || document.lex_match_begin.size() <= document.tokens.size()) {
    return {};
  }
  return CommitmentScan(document, *impl_->lexicon, impl_->lexicons, attributions).Run();
}

}  // namespace tadwin::extract

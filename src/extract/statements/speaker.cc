#include "extract/statements/speaker.h"

#include <utility>

#include "extract/statements/speaker_phrase.h"
#include "extract/statements/speaker_scan.h"

namespace tadwin::extract {

struct SpeakerReader::Impl {
  const rules::Lexicon* lexicon = nullptr;
  SpeakerLexicons lexicons;
};

SpeakerReader SpeakerReader::Create(const rules::Grammar& grammar, std::vector<Error>* errors) {
  auto impl = std::make_shared<Impl>();
  impl->lexicon = grammar.lexicon;
  impl->lexicons = SpeakerLexicons::Create(grammar, errors);
  SpeakerReader reader;
  reader.impl_ = std::move(impl);
  return reader;
}

std::vector<Attribution> SpeakerReader::Read(const AnnotatedText& document) const {
  if (document.tokens.empty() || document.lex_match_begin.size() <= document.tokens.size()) {
    return {};
  }
  return SpeakerScan(document, *impl_->lexicon, impl_->lexicons).Run();
}

const Attribution* FindAttribution(const std::vector<Attribution>& attributions, Span span) {
  const Attribution* innermost = nullptr;
  for (const Attribution& attribution : attributions) {
    if (!attribution.scope.Contains(span)) continue;
    if (innermost == nullptr || attribution.scope.size() <= innermost->scope.size()) {
      innermost = &attribution;
    }
  }
  return innermost;
}

}  // namespace tadwin::extract

#include "extract/statements/speaker.h"

#include <algorithm>
#include <utility>

#include "extract/statements/speaker_phrase.h"
#include "extract/statements/speaker_scan.h"

namespace tadwin::extract {
namespace {

// A document with more attributions than this, and how many of them may hold one word.
constexpr size_t kHugeDocument = 2048;
constexpr size_t kNearest = 256;

}  // namespace

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
  // Sorted by where scopes begin: those behind the span cannot hold it. In a document of thousands
  // only the nearest are looked at, which keeps the work linear.
  const auto behind =
      std::upper_bound(attributions.begin(), attributions.end(), span.begin,
                       [](uint32_t at, const Attribution& one) { return at < one.scope.begin; });
  const auto end = static_cast<size_t>(behind - attributions.begin());
  const bool huge = attributions.size() > kHugeDocument;
  const size_t first = huge && end > kNearest ? end - kNearest : 0;
  const Attribution* innermost = nullptr;
  for (size_t i = first; i < end; ++i) {
    const Attribution& attribution = attributions[i];
    if (!attribution.scope.Contains(span)) continue;
    if (innermost == nullptr || attribution.scope.size() <= innermost->scope.size()) {
      innermost = &attribution;
    }
  }
  return innermost;
}

}  // namespace tadwin::extract

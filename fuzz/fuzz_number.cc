// Any bytes as an article: numbers and ordinals found in it are inside the text, on letter borders,
// finite, and their bounds in order.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/check.h"
#include "base/utf8.h"
#include "pipeline/coder.h"
#include "rules/source.h"

namespace {

const tadwin::pipeline::Coder& TheCoder() {
  static const std::unique_ptr<tadwin::pipeline::Coder> coder = [] {
    std::vector<tadwin::Error> errors;
    return tadwin::pipeline::Coder::Create(tadwin::rules::BuiltInFiles(), &errors);
  }();
  TADWIN_CHECK(coder != nullptr, "the built-in rules do not load");
  return *coder;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tadwin;
  RawArticle article;
  article.text.assign(reinterpret_cast<const char*>(data), size);
  if (FindInvalidUtf8(article.text)) return 0;
  const AnnotatedText document = TheCoder().Annotate(article);
  for (const Mention& mention : document.mentions) {
    if (mention.layer != Layer::kNumber && mention.layer != Layer::kOrdinal) continue;
    TADWIN_CHECK(mention.span.begin < mention.span.end && mention.span.end <= article.text.size(),
                 "a number outside the text");
    TADWIN_CHECK(!FindInvalidUtf8(document.Raw(mention.span)), "a number that cuts a letter");
    TADWIN_CHECK(
        mention.token_begin < mention.token_end && mention.token_end <= document.tokens.size(),
        "a number without words");
    const Quantity& quantity = mention.quantity;
    for (const auto& value : {quantity.low, quantity.best, quantity.high}) {
      TADWIN_CHECK(!value || std::isfinite(*value), "a number that is no number");
    }
    TADWIN_CHECK(!quantity.low || !quantity.high || *quantity.low <= *quantity.high,
                 "bounds out of order");
  }
  return 0;
}

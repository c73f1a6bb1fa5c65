// Any bytes as an article: numbers and ordinals found in it are inside the text, on letter borders,
// finite, and their bounds in order.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/check.h"
#include "base/utf8.h"
#include "the_coder.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tadwin;
  RawArticle article;
  article.text.assign(reinterpret_cast<const char*>(data), size);
  if (FindInvalidUtf8(article.text)) return 0;
  const AnnotatedText document = fuzz::TheCoder().Annotate(article);
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

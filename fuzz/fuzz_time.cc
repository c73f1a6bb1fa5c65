// Any bytes as an article: times found in it are inside the text and end no sooner than they begin;
// the publication date is the one given or rests on words of the text.
//
// In: the first byte says on which day it was published; 0 leaves it to be inferred.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/check.h"
#include "base/utf8.h"
#include "the_coder.h"

namespace {

constexpr int kDaysPerStep = 97;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tadwin;
  if (size == 0) return 0;
  RawArticle article;
  article.text.assign(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (FindInvalidUtf8(article.text)) return 0;
  if (data[0] != 0) {
    const Date day = AddDays(FromCivil(1990, 1, 1), data[0] * kDaysPerStep);
    article.published = DateInterval{day, day};
  }
  const AnnotatedText document = fuzz::TheCoder().Annotate(article);
  const Published& published = document.published;
  if (article.published) {
    TADWIN_CHECK(published.date == article.published && !published.inferred,
                 "the publication date given was not kept");
  } else {
    TADWIN_CHECK(!published.date || !published.evidence.empty(), "a date inferred from nothing");
  }
  for (const Span span : published.evidence) {
    TADWIN_CHECK(span.begin < span.end && span.end <= article.text.size(),
                 "evidence outside the text");
  }
  for (const Mention& mention : document.mentions) {
    if (mention.layer != Layer::kTime) continue;
    TADWIN_CHECK(mention.span.begin < mention.span.end && mention.span.end <= article.text.size(),
                 "a time outside the text");
    TADWIN_CHECK(!FindInvalidUtf8(document.Raw(mention.span)), "a time that cuts a letter");
    const TimeValue& time = mention.time;
    TADWIN_CHECK(time.start.has_value() == time.stop.has_value(), "half an interval");
    TADWIN_CHECK(!time.start || *time.start <= *time.stop, "a time that ends before it begins");
    TADWIN_CHECK(!mention.rule.empty(), "a time without its rule");
  }
  return 0;
}

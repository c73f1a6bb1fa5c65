// Any text as an article: names, groups, tolls and weapons lie inside it and carry their rule.
//
// In: bytes; what is not UTF-8 is left alone.

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
    TADWIN_CHECK(mention.span.begin < mention.span.end && mention.span.end <= size,
                 "a mention outside the text");
    TADWIN_CHECK(!FindInvalidUtf8(document.Raw(mention.span)), "a mention that cuts a letter");
    TADWIN_CHECK(
        mention.token_begin < mention.token_end && mention.token_end <= document.tokens.size(),
        "a mention outside the words");
    TADWIN_CHECK(!mention.rule.empty(), "a mention without its rule");
    const NameValue& name = mention.name;
    TADWIN_CHECK(name.name_span.empty() || mention.span.Contains(name.name_span),
                 "a name outside its phrase");
    TADWIN_CHECK(!name.lat || (*name.lat >= -90 && *name.lat <= 90), "a latitude off the globe");
    TADWIN_CHECK(!name.lon || (*name.lon >= -180 && *name.lon <= 180), "a longitude off the globe");
  }
  return 0;
}

#include "annotate/names/short_name.h"

#include <map>
#include <string>

namespace tadwin::annotate {

void ResolveShortNames(const AnnotatedText& document, std::vector<Mention>* mentions) {
  // The last word of each full name told so far, and who it was.
  std::map<std::string, NameValue> known;
  for (Mention& mention : *mentions) {
    if (mention.layer != Layer::kPerson) continue;
    const uint32_t words = mention.token_end - mention.token_begin;
    const std::string last(document.Folded(document.tokens[mention.token_end - 1]));
    if (words == 1) {
      const Token& token = document.tokens[mention.token_begin];
      std::string key(document.Folded(token));
      for (uint32_t r = 0; r < token.reading_count; ++r) {
        const Reading& reading = document.readings[token.first_reading + r];
        if (reading.has_enclitic) continue;
        const Span span = document.text.ToRaw(reading.core_begin, reading.core_end);
        if (span == mention.span) key = std::string(document.Core(reading));
      }
      const auto found = known.find(key);
      if (found != known.end()) mention.name = found->second;
    } else if (mention.name.id.empty()) {
      known[last] = NameValue();
      known[last].kind = NameKind::kPerson;
    } else {
      known[last] = mention.name;
    }
  }
}

}  // namespace tadwin::annotate
